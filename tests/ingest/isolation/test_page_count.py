"""Pages are counted before a file is read, whatever it is."""

import os
from pathlib import Path

from ingest.isolation.page_count import count_pages


def test_pages_of_a_pdf_and_of_what_only_claims_to_be_one(tmp_path):
    corpus = Path(__file__).parents[3] / "corpus"
    assert count_pages(next(corpus.rglob("*annual_report*.pdf"))) > 1
    (tmp_path / "x.pdf").write_text("no pdf")
    assert count_pages(tmp_path / "x.pdf") == 1


def test_other_formats_count_by_their_size(tmp_path):
    (tmp_path / "a.txt").write_text("x" * 10_000)
    assert count_pages(tmp_path / "a.txt") == 3


def test_what_cannot_be_opened_counts_as_a_page(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "folder.pdf").mkdir()
    for name in ("pipe.pdf", "folder.pdf", "gone.pdf"):
        assert count_pages(tmp_path / name) == 1
