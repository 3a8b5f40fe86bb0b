"""Texts to the token ids of a compiled model: a quick tokenizer for a few, the library's for many."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from index.embedding.question_tokenizer import FRAME_FILE, QuestionTokenizer

TOKENIZER_FILE = "tokenizer.json"
FEW = 64  # texts for which the quick tokenizer is the quicker one, the loading of the other counted in


class ModelTokenizer:
    """The tokenizer of a model's folder; special tokens stand around each text, which is cut at
    `max_tokens`.
    """

    def __init__(self, folder: Path, max_tokens: int) -> None:
        self._file, self._max_tokens = folder / TOKENIZER_FILE, max_tokens
        self._quick = QuestionTokenizer(folder, max_tokens) if (folder / FRAME_FILE).exists() else None
        self._library: Any = None

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The token ids of each text; the full tokenizer is loaded when it is first of use."""
        if self._quick and self._library is None and len(texts) <= FEW:
            quick = [ids for text in texts if (ids := self._quick.ids(text)) is not None]
            if len(quick) == len(texts):
                return quick
        if self._library is None:
            self._library = _full_tokenizer(self._file, self._max_tokens)
        return [encoding.ids for encoding in self._library.encode_batch_fast(list(texts))]


def _full_tokenizer(file: Path, max_tokens: int) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.enable_truncation(max_tokens)
    tokenizer.no_padding()  # each batch is padded to its own longest text
    return tokenizer
