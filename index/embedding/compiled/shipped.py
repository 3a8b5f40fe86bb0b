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


def make_models(target: Path) -> None:
    """Compiles the models that ship into a folder, to be handed out. Needs torch."""
    from index.embedding.compiled.reader_compilation import prepare_reader
    from index.embedding.embedder import load_embedder
    from index.embedding.weights.model_files import DEFAULT_MODEL, ENGLISH

    target.mkdir(parents=True, exist_ok=True)
    for model in (DEFAULT_MODEL, ENGLISH):
        load_embedder(model, target)
    prepare_reader(target)
    for cache in target.glob("*/cache"):  # of this processor
        shutil.rmtree(cache)
    for model_folder in target.iterdir():
        check_model_files(model_folder)
