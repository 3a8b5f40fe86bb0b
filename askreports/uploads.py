"""Files that visitors upload: stored in a folder of the index, under safe names."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from ingest.discover import is_passed_over
from ingest.readers.read import READERS

FOLDER = "uploads"  # in the index, beside its generations
DESCRIPTIONS = "reports.toml"
_UNSAFE = re.compile(r"[^\w .()+-]")
_MAX_NAME = 60  # characters, the last ones, which have the suffix
_SAME_NAME = 1000  # tries


def keep(folder: Path, name: str, content: bytes) -> Path:
    """Writes a file completely or not at all. Equal files are kept once, others of that name are numbered."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = safe_name(name)
    for number in range(1, _SAME_NAME):
        file = folder / (plain if number == 1 else f"{Path(plain).stem} ({number}){Path(plain).suffix}")
        if not file.exists():
            unfinished = folder / f".{file.name}"  # hidden: no ingest takes it
            unfinished.write_bytes(content)
            return unfinished.replace(file)
        if file.stat().st_size == len(content) and file.read_bytes() == content:
            return file
    raise FileExistsError(f"{_SAME_NAME} uploads are called {plain!r}: remove some of them")


def state_collections(file: Path, collections: Sequence[str]) -> None:
    """Writes down which collections an upload belongs to, for the next ingest."""
    line = f"[{_quoted(file.name)}]\ncollection = [{', '.join(map(_quoted, collections))}]\n"
    with (file.parent / DESCRIPTIONS).open("a", encoding="utf-8") as stream:
        if f"[{_quoted(file.name)}]" not in (file.parent / DESCRIPTIONS).read_text("utf-8"):
            stream.write(line)


def _quoted(text: str) -> str:
    """A string as TOML has it; JSON escapes all that TOML wants escaped, but for this one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def safe_name(name: str) -> str:
    """The last part of a name, without anything that hides it, controls a terminal or leaves the folder."""
    last = re.split(r"[/\\]", name)[-1]
    plain = _UNSAFE.sub("_", last)[-_MAX_NAME:]
    return f"upload {plain.lstrip('.~$')}" if is_passed_over(plain) or not plain else plain


def suffixes() -> list[str]:
    """File suffixes of the formats that can be read."""
    return sorted(READERS)
