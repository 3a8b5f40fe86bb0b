"""What several tests share. No test reaches for a network, and none uses more than the default model."""

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

os.environ["HF_HUB_OFFLINE"] = "1"

hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real filings, questions and nasty files that lies beside the checkout in CI."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there: these tests need its real reports")
    return SHARED


@pytest.fixture(scope="session")
def models() -> Path:
    """The default embedder and the reader, compiled once a checkout: half a minute of work."""
    from index.embedding.embedder import load_embedder
    from index.embedding.model_files import DEFAULT_MODEL
    from index.embedding.reader_compilation import load_reader

    folder = Path(__file__).parents[1] / ".test-models"
    load_embedder(DEFAULT_MODEL, folder)
    load_reader(folder)
    return folder


def link_models(models: Path, index: Path) -> None:
    """Gives an index the compiled models; they are linked, since they are large and nobody writes to them."""
    shutil.copytree(models, index / "models", copy_function=os.link, ignore=shutil.ignore_patterns("cache"))


@pytest.fixture
def fresh_index(tmp_path: Path, models: Path) -> Path:
    """An empty index folder that need not compile the embedder again."""
    folder = tmp_path / "index"
    link_models(models, folder)
    return folder


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Path:
    """The sample corpus, ingested once. Tests only read it."""
    import askreports

    folder = tmp_path_factory.mktemp("sample") / "index"
    link_models(models, folder)
    askreports.ingest([Path(__file__).parents[1] / "corpus"], index=folder)
    return folder
