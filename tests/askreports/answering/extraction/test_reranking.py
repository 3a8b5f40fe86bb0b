"""The second pass: it may reorder the first pages, and leaves the rest alone."""

from collections.abc import Sequence

import pytest

from index.errors import ModelUnavailable
from index.hit import Hit
from index.ranking.rerank import DEPTH, CrossEncoderReranker, rerank
from ingest.document import Page, Report
from ingest.passage import Passage

REPORT = Report("r", "r.pdf", "R", "Acme", "2020", "annual report", "en", 99)


class LongestFirst:
    """Judges a text by its length."""

    def score(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        assert question
        return [len(text) for text in texts]


def hits(count: int) -> list[Hit]:
    texts = ["word " * (1 + rank % 7) for rank in range(count)]
    return [
        Hit(
            rank=rank,
            score=1.0,
            document=REPORT,
            page=Page(rank, str(rank), text, 0, 0, len(text)),
            passage=Passage(str(rank), "r", (), text, 0, len(text), rank, rank),
            why={"vectors": 1.0},
        )
        for rank, text in enumerate(texts, 1)
    ]


def test_the_best_judged_of_the_first_pages_comes_first():
    ordered = rerank("what?", hits(DEPTH + 5), LongestFirst())
    assert len(ordered[0].passage.text) == max(len(hit.passage.text) for hit in hits(DEPTH))
    assert ordered[0].why == {"vectors": 1.0, "second_pass": 1.0}
    assert ordered[0].score == 2.0
    assert [hit.rank for hit in ordered] == list(range(1, DEPTH + 6))


def test_later_pages_keep_their_place():
    ordered = rerank("what?", hits(DEPTH + 5), LongestFirst())
    assert [hit.passage.id for hit in ordered[DEPTH:]] == [str(n) for n in range(DEPTH + 1, DEPTH + 6)]
    assert rerank("what?", [], LongestFirst()) == []


def test_a_real_cross_encoder_from_a_folder(tmp_path):
    transformers = pytest.importorskip("transformers")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "acme", "word"]
    (tmp_path / "vocab.txt").write_text("\n".join(vocabulary))
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        num_labels=1,
    )
    transformers.BertForSequenceClassification(config).save_pretrained(tmp_path)
    transformers.BertTokenizerFast(vocab_file=str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    scores = CrossEncoderReranker(str(tmp_path)).score("acme", ["word", "word word acme"])
    assert len(scores) == 2
    assert all(isinstance(score, float) for score in scores)


def test_a_second_pass_that_is_not_there_says_so(tmp_path):
    with pytest.raises(ModelUnavailable, match="name a folder"):
        CrossEncoderReranker(str(tmp_path / "nothing"))
