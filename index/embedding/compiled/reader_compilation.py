"""Compiles the reader that ships, in a process of its own: base weights and adapter to one model."""

import os
import shutil
from pathlib import Path
from typing import Any

from index.embedding.compiled.checksums import save_checksums
from index.embedding.compiled.compilation import run_apart, take_out_look_up
from index.embedding.compiled.embedder import COMPILED_FILE, openvino_library
from index.embedding.compiled.reader import CompiledReader
from index.embedding.compiled.small_weights import with_small_weights
from index.embedding.compiled.token_matrix import MATRIX_FILE, SCALES_FILE, save_token_matrix
from index.embedding.model_tokenizer import TOKENIZER_FILE
from index.embedding.original import quiet
from index.embedding.question_tokenizer import (
    FRAME_FILE,
    PIECES_FILE,
    SCORES_FILE,
    save_question_tokenizer,
)
from index.embedding.weights.model_files import MULTILINGUAL, find_model, known_sha256
from index.embedding.weights.reader_weights import merged_reader, read_reader_card

_SHARED = (MATRIX_FILE, SCALES_FILE, TOKENIZER_FILE, PIECES_FILE, SCORES_FILE, FRAME_FILE)


def load_reader(models: Path) -> CompiledReader:
    """The reader that ships, compiled into `models` when it is not there yet.

    Raises `ModelUnavailable` and `BackendMissing`.
    """
    return CompiledReader(prepare_reader(models), read_reader_card())


def prepare_reader(models: Path) -> Path:
    """Compiles the reader that ships into `models`, unless it is there, and returns its folder.

    An ingest does this, so that no question waits for it. Raises `ModelUnavailable` and `BackendMissing`.
    """
    target = models / read_reader_card().sha256
    if not (target / COMPILED_FILE).exists():
        run_apart(_compile, target, "the reader")
    return target


def _compile(target: Path) -> None:
    openvino = openvino_library()
    building = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.rmtree(building, ignore_errors=True)  # of a process that was killed and had the same id
    building.mkdir(parents=True)
    try:
        with quiet(), find_model(MULTILINGUAL).unpacked(target.parent) as folder:
            module, example, matrix = _traceable(folder)
            compiled = openvino.convert_model(module, example_input=example)
            tokenizer = (folder / TOKENIZER_FILE).read_text(encoding="utf-8")
        openvino.save_model(with_small_weights(compiled), building / COMPILED_FILE, compress_to_fp16=True)
        if not _shared_with_embedder(target.parent, building):
            save_token_matrix(matrix, building)
            (building / TOKENIZER_FILE).write_text(tokenizer, encoding="utf-8")
            save_question_tokenizer(tokenizer, building)
        save_checksums(building)
        if not target.exists():  # another process may have been quicker
            building.rename(target)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _shared_with_embedder(models: Path, building: Path) -> bool:
    """Links the files that the embedder of the same base has as well; whether it is there."""
    embedder = models / str(known_sha256(MULTILINGUAL))
    if not all((embedder / name).exists() for name in _SHARED):
        return False
    for name in _SHARED:
        try:
            os.link(embedder / name, building / name)
        except OSError:  # a file system without hard links
            shutil.copy(embedder / name, building / name)
    return True


def _traceable(folder: Path) -> tuple[Any, dict[str, Any], Any]:
    """The module, an example of its inputs, and the vectors of tokens, which come in as an input."""
    import torch
    from transformers import BertModel

    base: Any = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
    base.eval()
    given = take_out_look_up(base, base)
    pairs = merged_reader(base)

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.pairs = pairs

        def forward(self, token_vectors: Any, attention_mask: Any) -> Any:
            given.vectors = token_vectors
            return self.pairs(attention_mask, attention_mask)  # the ids are never looked at

    mask = torch.ones((2, 24), dtype=torch.int64)
    with torch.no_grad():
        example = {"token_vectors": given.matrix[mask], "attention_mask": mask}
        whole: Any = Whole()
        return whole.eval(), example, given.matrix.numpy()
