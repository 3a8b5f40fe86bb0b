"""The embedder's own tokenizer, so that passages are measured in the tokens that will be embedded."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


class Tokenizer(Protocol):
    """Cuts text into tokens. `spans` gives each token's start and end in the text, specials left out."""

    def spans(self, text: str) -> Sequence[tuple[int, int]]: ...


class FileTokenizer:
    """A tokenizer read from a `tokenizer.json`, neither padding nor truncating."""

    def __init__(self, file: Path) -> None:
        from tokenizers import Tokenizer as FastTokenizer

        self._tokenizer = FastTokenizer.from_file(str(file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def spans(self, text: str) -> Sequence[tuple[int, int]]:
        """Start and end of each token in `text`, in characters."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).offsets)
