"""How an index is brought in line with the files, and how it gets another model."""

import os
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from askreports.settings import Settings, from_environment
from index.embedding.compiled.reader_compilation import prepare_reader
from index.embedding.embedder import Embedder, load_embedder
from index.embedding.weights.model_files import DEFAULT_MODEL
from index.errors import BackendMissing, IndexMissing
from index.outcome import Ingested, OnProgress
from index.storage.generation import live, read_manifest

if TYPE_CHECKING:
    from index.build.upgrade import Upgraded


def ingest(  # noqa: PLR0913 - the options of the command, in the public API
    paths: Iterable[str | Path],
    index: str | Path,
    settings: Settings | None = None,
    rebuild: bool = False,
    on_progress: OnProgress = lambda _: None,
    try_again: bool = True,
) -> Ingested:
    """Brings the index in line with the files under `paths`.

    New ones come in, changed ones are replaced, vanished ones go, files elsewhere stay. A file that
    cannot be used is skipped with a reason; with `try_again`, the next ingest reads it once more where the
    reason may have passed. Raises `NothingToIngest`, `IndexBusy`, `IndexNotWritten`, `ModelUnavailable`,
    `BadDescription`, `BadGlossary`, `BadTaxonomy` and `ReaderFailed`; the previous generation then stays
    live. Raises `TypeError` where `paths` is a single path, not a list.
    """
    if isinstance(paths, str | bytes | os.PathLike):
        raise TypeError(f"paths is a single path: pass a list, as in ingest([{paths!r}], index=...)")
    from askreports.answering.taxonomy.loading import custom_taxonomy
    from index.build.update import UpdateSettings, update

    settings, root = settings or from_environment(), Path(index)
    model = settings.model or (None if rebuild else _model_of(root)) or DEFAULT_MODEL
    load = partial(_load_models, model, root / "models", settings)
    how, named = UpdateSettings(settings.split, settings.workers), [Path(path) for path in paths]
    return update(named, root, load, how, rebuild, on_progress, try_again, custom_taxonomy(named))


def upgrade(
    index: str | Path, settings: Settings | None = None, on_progress: OnProgress = lambda _: None
) -> "Upgraded":
    """Gives an index the model that the settings name, else the default one, from the texts it holds.

    Reads no file. Raises `IndexMissing`, `IndexDamaged`, `IndexBusy`, `IndexNotWritten`, `ModelUnavailable`,
    and `IndexStale` where passages are longer than the model takes; the previous generation stays live.
    """
    from index.build.upgrade import upgrade as embed_anew

    settings, root = settings or from_environment(), Path(index)
    live(root)  # a model is not compiled for an index that is not there
    model = settings.model or DEFAULT_MODEL
    return embed_anew(root, partial(_load_models, model, root / "models", settings), on_progress)


def _load_models(model: str, models: Path, settings: Settings) -> Embedder:
    """The embedder; the reader that ships is compiled as well, so that no question waits for it."""
    embedder = load_embedder(model, models, settings.backend)
    if not settings.reader:
        with suppress(BackendMissing):  # without OpenVINO vectors are computed by torch, and no reader is
            prepare_reader(models)
    return embedder


def _model_of(index: Path) -> str | None:
    """The model that an index was built with; None where there is no index yet."""
    try:
        return read_manifest(live(index)).embedder.name
    except IndexMissing:
        return None
