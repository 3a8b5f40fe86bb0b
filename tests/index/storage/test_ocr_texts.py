"""Readings of pages are kept one by one and go with their report."""

import pytest

from index.storage.ocr_texts import OcrTexts
from ingest.document import PageReading

READ = PageReading(2, "Net sales rose.\nStaff 5,100", 0.97)
FAILED = PageReading(10, reason="OCR found no words")


@pytest.fixture
def texts(tmp_path) -> OcrTexts:
    texts = OcrTexts(tmp_path)
    for reading in (FAILED, READ):
        texts.put("a", reading)
    texts.put("b", READ)
    return texts


def test_what_was_kept_is_there_by_page(texts):
    assert texts.pages("a") == {2, 10}
    assert texts.of("a") == (READ, FAILED)
    assert texts.pages("c") == set()


def test_what_is_damaged_or_unfinished_is_as_if_never_read(texts, tmp_path):
    file = tmp_path / "ocr" / "a" / "2.json"
    file.write_bytes(file.read_bytes()[:-5])
    (tmp_path / "ocr" / "a" / "3.4711").write_bytes(b"{")  # of a process that was killed
    assert texts.of("a") == (FAILED,)
    assert texts.pages("a") == {10}


def test_failures_can_be_forgotten_alone(texts):
    texts.forget_failures()
    assert (texts.of("a"), texts.of("b")) == ((READ,), (READ,))


def test_readings_go_with_their_reports(texts, tmp_path):
    assert texts.remove({"b"}) == 1
    assert texts.keep_only(set()) == 2
    assert list((tmp_path / "ocr").iterdir()) == []
