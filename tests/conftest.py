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
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default embedder, compiled once for all tests."""
    from index.embedding.embedder import DEFAULT_MODEL, load_embedder

    folder = tmp_path_factory.mktemp("models")
    load_embedder(DEFAULT_MODEL, folder)
    return folder


@pytest.fixture
def fresh_index(tmp_path: Path, models: Path) -> Path:
    """An empty index folder that need not compile the embedder again."""
    folder = tmp_path / "index"
    shutil.copytree(models, folder / "models")
    return folder


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Path:
    """The sample corpus, ingested once. Tests only read it."""
    import askreports

    folder = tmp_path_factory.mktemp("sample") / "index"
    shutil.copytree(models, folder / "models")
    askreports.ingest([Path(__file__).parents[1] / "corpus"], index=folder)
    return folder
