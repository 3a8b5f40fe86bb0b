"""Compiled models that ship: they are taken over whole, and then torch is not needed."""

import subprocess
import sys

import pytest

from index.embedding.compiled.checksums import CHECKSUMS
from index.embedding.compiled.shipped import adopt_models
from index.errors import ModelUnavailable

WITHOUT_TORCH = """
import sys
from pathlib import Path
for name in ("torch", "transformers", "sentence_transformers"):
    sys.modules[name] = None  # "not installed"
import askreports
from askreports import Settings

reports, index, models = map(Path, sys.argv[1:])
askreports.ingest([reports], index=index, settings=Settings(models=models))
with askreports.open(index) as opened:
    print(opened.ask("How many start-ups got grants in 2021?").sentences[0].text)
"""


def test_models_are_taken_over_once(models, tmp_path):
    taken = adopt_models(models, tmp_path)
    assert sorted(taken) == sorted(folder.name for folder in models.iterdir())
    assert adopt_models(models, tmp_path) == []


def test_a_damaged_model_is_not_taken_over(tmp_path):
    shipped = tmp_path / "shipped" / "abc"
    shipped.mkdir(parents=True)
    (shipped / "model.xml").write_text("noise")
    with pytest.raises(ModelUnavailable, match="make models"):
        adopt_models(tmp_path / "shipped", tmp_path)
    (shipped / CHECKSUMS).write_text('{"model.xml": "other"}')
    with pytest.raises(ModelUnavailable, match="damaged"):
        adopt_models(tmp_path / "shipped", tmp_path / "models")
    assert list((tmp_path / "models").iterdir()) == []
    with pytest.raises(ModelUnavailable, match="no compiled model"):
        adopt_models(tmp_path / "nothing", tmp_path)


@pytest.mark.slow
def test_with_shipped_models_reports_are_ingested_and_asked_without_torch(models, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.md").write_text("# Harbour report\n\nGrants went to 27 start-ups in 2021.\n")
    arguments = [str(path) for path in (folder, tmp_path / "index", models)]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_TORCH, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "27" in done.stdout
