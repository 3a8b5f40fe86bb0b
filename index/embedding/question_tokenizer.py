"""A tokenizer that is ready at once, for the few texts of a question.

The tokenizer of a multilingual model takes most of a second to load, since its library builds a tree of a
quarter of a million pieces. A question needs a few hundred look-ups. So normalising and cutting into words
stay with the library, which has them without the vocabulary, and the best pieces of each word (Unigram:
the most likely cut) are found here, in a dictionary. The outcome is the same, or there is none: see
`save_question_tokenizer`.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import Any

import numpy as np

PIECES_FILE, SCORES_FILE, FRAME_FILE = "pieces.txt", "piece_scores.npy", "question_tokenizer.json"
_UNKNOWN_PENALTY = 10.0  # below the least likely piece; the library's
_PROBE = (
    "Wie hoch war der Jahresüberschuss 2021?",
    "  ¿Cuánto\tcostó… 1.234,5 € ﬁnal? ",
    "a",
    "日本語 ☃☃ 😀x",
)


class QuestionTokenizer:
    """The tokenizer that `save_question_tokenizer` wrote to a folder."""

    def __init__(self, folder: Path, max_tokens: int) -> None:
        from tokenizers import Tokenizer

        frame = json.loads((folder / FRAME_FILE).read_text(encoding="utf-8"))
        library = Tokenizer.from_str(json.dumps(frame["tokenizer"]))
        self._normalizer, self._pre_tokenizer = library.normalizer, library.pre_tokenizer
        self._before, self._after, self._unknown = frame["before"], frame["after"], frame["unknown"]
        self._special = [token["content"] for token in frame["tokenizer"]["added_tokens"]]
        self._room = max_tokens - len(self._before) - len(self._after)
        pieces = (folder / PIECES_FILE).read_text(encoding="utf-8").split("\n")
        self._ids = dict(zip(pieces, range(len(pieces)), strict=True))
        self._scores = np.load(folder / SCORES_FILE, mmap_mode="r")
        self._longest, self._unknown_score = frame["longest"], frame["least_score"] - _UNKNOWN_PENALTY
        self._cut = lru_cache(4096)(self._best_cut)

    def ids(self, text: str) -> list[int] | None:
        """The ids of a text, special ones included, cut at the most the model takes.

        None for a text that holds the name of a special token: that is left to the library.
        """
        if any(name in text for name in self._special):
            return None
        words = self._pre_tokenizer.pre_tokenize_str(self._normalizer.normalize_str(text))
        ids = [number for word, _ in words for number in self._cut(word)]
        return [*self._before, *ids[: self._room], *self._after]

    def _best_cut(self, word: str) -> tuple[int, ...]:
        """The most likely pieces of a word; of several as likely, the first found, as in the library."""
        size = len(word)
        best = [-inf] * (size + 1)
        best[0] = 0.0
        came: list[tuple[int, int]] = [(0, 0)] * (size + 1)  # where the last piece begins, and its id
        for start in range(size):
            single = False
            for end in range(start + 1, min(start + self._longest, size) + 1):
                number = self._ids.get(word[start:end])
                if number is None:
                    continue
                score = best[start] + float(self._scores[number])
                if score > best[end]:
                    best[end], came[end] = score, (start, number)
                single = single or end == start + 1
            if not single and best[start] + self._unknown_score > best[start + 1]:
                best[start + 1], came[start + 1] = best[start] + self._unknown_score, (start, self._unknown)
        return self._backwards(came, size)

    def _backwards(self, came: Sequence[tuple[int, int]], end: int) -> tuple[int, ...]:
        found: list[int] = []
        while end > 0:
            end, number = came[end]
            if number != self._unknown or not found or found[-1] != self._unknown:  # runs become one
                found.append(number)
        return tuple(reversed(found))


def save_question_tokenizer(tokenizer_json: str, folder: Path) -> None:
    """Writes it beside the full tokenizer, where it can be one and agrees on a probe; else writes nothing."""
    from tokenizers import Tokenizer

    described = json.loads(tokenizer_json)
    model, vocabulary = described["model"], described["model"].get("vocab")
    if model["type"] != "Unigram" or model.get("byte_fallback") or model.get("unk_id") is None:
        return
    pieces = [piece for piece, _ in vocabulary]
    if len(set(pieces)) < len(pieces) or any("\n" in piece for piece in pieces):
        return
    library = Tokenizer.from_str(tokenizer_json)
    if library.normalizer is None or library.pre_tokenizer is None:
        return
    library.no_padding()
    library.no_truncation()
    whole, bare = library.encode("a").ids, library.encode("a", add_special_tokens=False).ids
    at = next(i for i in range(len(whole)) if whole[i : i + len(bare)] == bare)
    frame = {
        "before": whole[:at],
        "after": whole[at + len(bare) :],
        "unknown": model["unk_id"],
        "longest": max(map(len, pieces)),
        "least_score": min(score for _, score in vocabulary),
        "tokenizer": _without_vocabulary(described),
    }
    (folder / PIECES_FILE).write_text("\n".join(pieces), encoding="utf-8")
    np.save(folder / SCORES_FILE, np.array([score for _, score in vocabulary], dtype=np.float64))
    (folder / FRAME_FILE).write_text(json.dumps(frame, ensure_ascii=False), encoding="utf-8")
    quick = QuestionTokenizer(folder, max_tokens=512)
    if any(quick.ids(text) != library.encode(text).ids for text in _PROBE):
        for name in (PIECES_FILE, SCORES_FILE, FRAME_FILE):
            (folder / name).unlink()


def _without_vocabulary(described: dict[str, Any]) -> dict[str, Any]:
    """The tokenizer with no more pieces than its unknown one needs to have its place."""
    model = described["model"]
    kept = model["vocab"][: model["unk_id"] + 1]
    return {**described, "truncation": None, "padding": None, "model": {**model, "vocab": kept}}
