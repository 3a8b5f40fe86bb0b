"""Stand-ins that a person can read: an embedder that counts topics, and its tokenizer."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import BertPreTokenizer

from index.embedding.backend import Backend
from index.embedding.embedder import Vectors
from index.embedding.model_card import ModelCard

TOPICS = ("grant", "board", "revenue", "staff", "project", "risk", "health")


BACKEND = Backend("counting", "cpu", "f32", 1)


class TopicEmbedder:
    """One dimension a topic, plus one for everything else: texts about the same topics are near."""

    def __init__(self, folder: Path) -> None:
        self.card = ModelCard("topics", "0" * 64, len(TOPICS) + 1, 256)
        self.tokenizer_file = write_tokenizer(folder)
        self.backend = BACKEND
        self.embedded: list[str] = []

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        rows = [[*(text.lower().count(topic) for topic in TOPICS), 0.1] for text in texts]
        matrix = np.array(rows, dtype=np.float32).reshape(len(texts), self.card.dimension)
        return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


def write_tokenizer(folder: Path) -> Path:
    """A tokenizer that takes each word and each sign of punctuation as one token."""
    tokenizer = Tokenizer(WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = BertPreTokenizer()
    file = folder / "words.json"
    tokenizer.save(str(file))
    return file


class WordTokenizer:
    """Each run without white space is one token."""

    def spans(self, text: str) -> Sequence[tuple[int, int]]:
        spans, start = [], 0
        for word in text.split():
            start = text.index(word, start)
            spans.append((start, start + len(word)))
            start += len(word)
        return spans
