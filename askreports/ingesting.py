"""How an index is brought in line with the files, and how it gets another model."""

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from askreports.settings import Settings, from_environment
from index.embedding.compiled.reader_compilation import prepare_reader
from index.embedding.compiled.shipped import adopt_models
from index.embedding.embedder import Embedder, load_embedder
from index.embedding.weights.model_files import DEFAULT_MODEL
from index.errors import BackendMissing, IndexMissing
from index.outcome import Ingested, OcrProgress, OnProgress, Progress
from index.storage.generation import live, read_manifest

if TYPE_CHECKING:
    from index.build.ocr.run import OcrRun
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
    reason may have passed. When all that has text can be asked, pages without text are read by OCR where it
    is installed, and added as they come in; where one ingest ends early, the next goes on.

    Raises `NothingToIngest`, `IndexBusy`, `IndexNotWritten`, `ModelUnavailable`,
    `BadDescription`, `BadGlossary`, `BadTaxonomy` and `ReaderFailed`; the previous generation then stays
    live. Raises `TypeError` where `paths` is a single path, not a list.
    """
    if isinstance(paths, str | bytes | os.PathLike):
        raise TypeError(f"paths is a single path: pass a list, as in ingest([{paths!r}], index=...)")
    from askreports.answering.taxonomy.loading import custom_taxonomy
    from index.build.ocr.run import OcrSettings, read_waiting, with_ocr
    from index.build.update import Callbacks, UpdateSettings, update

    began = time.monotonic()
    settings, root = settings or from_environment(), Path(index)
    model = settings.model or (None if rebuild else _model_of(root)) or DEFAULT_MODEL
    load = cache(partial(_load_models, model, root / "models", settings))
    named = [Path(path) for path in paths]
    how = UpdateSettings(settings.split, settings.workers, rebuild, try_again, custom_taxonomy(named))
    done = update(named, root, load, how, Callbacks(on_progress))
    files = len(done.files)

    def on_ocr(path: str, ocr: OcrProgress) -> None:
        on_progress(Progress(path, files, files, 0, 0, done.passages, done.backend, ocr))

    run = read_waiting(root, load, OcrSettings(settings.ocr_pages, readers=settings.workers), on_ocr)
    return with_ocr(done, run, time.monotonic() - began)


def read_waiting_pages(index: Path, settings: Settings) -> "OcrRun":
    """Reads the pages of an index that wait for OCR, and adds them as they come in.

    Raises what `ingest` raises; pages that were read stay.
    """
    from index.build.ocr.run import OcrSettings, read_waiting

    load = partial(_load_models, read_manifest(live(index)).embedder.name, index / "models", settings)
    return read_waiting(index, load, OcrSettings(settings.ocr_pages, readers=settings.workers))


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
    if settings.models:
        adopt_models(settings.models, models)
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
