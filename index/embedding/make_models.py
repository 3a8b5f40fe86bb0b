"""Compiles the models that ship, for installations without torch: `make models`."""

import shutil
from pathlib import Path

from index.embedding.compiled.checksums import check_model_files
from index.embedding.compiled.reader_compilation import prepare_reader
from index.embedding.embedder import load_embedder
from index.embedding.weights.model_files import DEFAULT_MODEL, ENGLISH


def make_models(target: Path) -> None:
    """Compiles the models that ship into a folder, to be handed out. Needs torch."""
    target.mkdir(parents=True, exist_ok=True)
    for model in (DEFAULT_MODEL, ENGLISH):
        load_embedder(model, target)
    prepare_reader(target)
    for cache in target.glob("*/cache"):  # of this processor
        shutil.rmtree(cache)
    for model_folder in target.iterdir():
        check_model_files(model_folder)
