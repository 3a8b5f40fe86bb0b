"""What several tests share. No test reaches for a network, and none uses more than the default model."""

import os
import shutil
import signal
import sys
from hashlib import sha256
from pathlib import Path

import hypothesis
import pytest

os.environ["HF_HUB_OFFLINE"] = "1"

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in the background of a shell: children inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)

hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real filings, questions and nasty files that lies beside the checkout in CI."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there: these tests need its real reports")
    return SHARED


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default embedder, the English one and the reader, compiled once for all tests.

    The compiled forms stay in the environment that they were made in, under a name that changes with the
    code that compiles: the next run of tests need not wait for them.
    """
    from index.embedding.compiled.reader_compilation import load_reader
    from index.embedding.embedder import load_embedder
    from index.embedding.weights.model_files import DEFAULT_MODEL, ENGLISH

    code = b"".join(file.read_bytes() for file in sorted((PROJECT / "index" / "embedding").rglob("*.*")))
    kept = Path(sys.prefix) / "models-of-tests" / sha256(code).hexdigest()[:16]
    for model in (DEFAULT_MODEL, ENGLISH):
        load_embedder(model, kept)
    load_reader(kept)
    return copy_models(kept, tmp_path_factory.mktemp("models") / "models")


def copy_models(models: Path, target: Path) -> Path:
    """Copies compiled models; as links where the file system has them: they are large."""
    try:
        return shutil.copytree(models, target, copy_function=os.link)
    except shutil.Error:
        return shutil.copytree(models, target, dirs_exist_ok=True)


@pytest.fixture
def fresh_index(tmp_path: Path, models: Path) -> Path:
    """An empty index folder that need not compile the embedder again."""
    folder = tmp_path / "index"
    copy_models(models, folder / "models")
    return folder


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Path:
    """The sample corpus, ingested once. Tests only read it."""
    import askreports

    folder = tmp_path_factory.mktemp("sample") / "index"
    copy_models(models, folder / "models")
    askreports.ingest([Path(__file__).parents[1] / "corpus"], index=folder)
    return folder
