"""Compiled models that come from elsewhere: with them nothing has to be compiled, and torch is not needed."""

import os
import shutil
from pathlib import Path

from index.embedding.compiled.checksums import CHECKSUMS, check_model_files
from index.embedding.compiled.embedder import COMPILED_FILE
from index.errors import ModelUnavailable


def adopt_models(shipped: Path, models: Path) -> list[str]:
    """Copies the compiled models that `models` lacks, each whole or not at all; returns their names.

    Raises `ModelUnavailable` where the folder has none, or one that is not as it was written.
    """
    found = sorted(file.parent for file in shipped.glob(f"*/{COMPILED_FILE}"))
    if not found:
        raise ModelUnavailable(f"{shipped} holds no compiled model: 'make models' makes them")
    adopted = []
    for model in found:
        if (models / model.name).exists():
            continue
        if not (model / CHECKSUMS).exists():
            raise ModelUnavailable(f"{model} has no checksums: make it again with 'make models'")
        building = models / f"{model.name}.{os.getpid()}"
        shutil.copytree(model, building, ignore=shutil.ignore_patterns("cache"))
        try:
            check_model_files(building)
            if not (models / model.name).exists():  # another process may have been quicker
                building.rename(models / model.name)
                adopted.append(model.name)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return adopted
