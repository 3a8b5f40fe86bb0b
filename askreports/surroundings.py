"""What an index needs of the machine that it is on: permissions, room on the disk, a clock, whole models."""

import os
import platform
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from index.embedding.compiled.checksums import check_model_files
from index.errors import ModelUnavailable
from index.storage.catalog import Catalog
from index.storage.generation import CATALOG, live
from ingest.errors import AskReportsError

Observation = tuple[str, bool, str]  # what was looked at, whether it is fine, and what to do where it is not


def versions() -> Observation:
    """The versions that a report of a problem should name."""
    here = f"askreports {version('askreports')}, Python {platform.python_version()}, {platform.platform()}"
    return "versions", True, here


def observe(index: Path) -> Iterator[Observation]:
    """What is odd about the surroundings of an index; nothing where there is none."""
    try:
        generation = live(index)
    except AskReportsError:
        return
    yield _permissions(index)
    yield _disk(index, generation)
    yield _clock(generation, datetime.now(UTC))
    for model in sorted(path for path in (index / "models").glob("*") if path.is_dir()):
        yield _model(model)


def _permissions(index: Path) -> Observation:
    if os.access(index, os.W_OK):
        return "permissions", True, f"{index} can be read and written"
    return (
        "permissions",
        False,
        f"{index} cannot be written by this account: it can be asked, not ingested into",
    )


def _disk(index: Path, generation: Path) -> Observation:
    """An ingest builds the next generation beside the live one."""
    needed = sum(file.stat().st_size for file in generation.rglob("*") if file.is_file())
    free = shutil.disk_usage(index).free
    said = f"{free / 1e9:.1f} GB free, the index has {needed / 1e9:.1f} GB"
    if free > 2 * needed:
        return "disk", True, said
    return "disk", False, f"{said}: an ingest may need twice that; free some space"


def _clock(generation: Path, now: datetime) -> Observation:
    """Tokens end by the clock, and reports are dated by it."""
    catalog = Catalog(generation / CATALOG)
    try:
        newest = max((file.ingested for file in catalog.files() if file.ingested), default="")
    except AskReportsError:
        newest = ""  # damaged: told elsewhere
    finally:
        catalog.close()
    said = f"it is {now:%Y-%m-%d %H:%M} UTC"
    if newest and datetime.fromisoformat(newest) > now:
        return "clock", False, f"{said}, before the last ingest ({newest}): set the clock"
    return "clock", True, said


def _model(folder: Path) -> Observation:
    name = f"model {folder.name[:8]}"
    try:
        check_model_files(folder)
    except ModelUnavailable as error:
        return name, False, str(error)
    return name, True, "as it was compiled"
