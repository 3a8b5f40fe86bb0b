"""Scanned pages without OCR are told with what helps, and are read once it is installed."""

import os
import sys
from pathlib import Path

import pytest
from fakes import TopicEmbedder
from scans import drawn, scan

from index.build.ingest_report import make_report
from index.build.ocr.run import OcrSettings, read_waiting, with_ocr
from index.build.plan import Plan, SourceFile
from index.build.read_and_embed import ReadResult, Results
from index.build.update import UpdateSettings, update
from index.outcome import Outcome
from index.search import Searcher
from index.storage.generation import live
from ingest.errors import NEEDS_OCR
from ingest.facts.read import Facts
from ingest.readers.pdf.ocr import is_installed

SCANNED = ("The board awarded grants to", "twenty seven start-ups in the region")
NO_FACTS = Facts("", "", (), "", "", "en")
PROSE = "Annual report 2021 of the Port Institute. The staff of the institute grew to 140 people.\n" * 3


def without_ocr(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """As if the extra were not installed, here and in every process started from here."""
    patch.setitem(sys.modules, "rapidocr", None)
    (folder / "sitecustomize.py").write_text("import sys\nsys.modules['rapidocr'] = None\n")
    patch.setenv("PYTHONPATH", os.pathsep.join([str(folder), *sys.path]))


@pytest.mark.skipif(not is_installed(), reason="needs pip install askreports[ocr]")
def test_scanned_pages_wait_for_ocr(tmp_path):
    embedder, reports, root = TopicEmbedder(tmp_path), tmp_path / "reports", tmp_path / "index"
    reports.mkdir()
    (reports / "scan.pdf").write_bytes(scan(drawn(*SCANNED)))
    (reports / "mixed.pdf").write_bytes(scan(drawn("The revenue of the quay rose"), text=PROSE))

    def ingest() -> dict[str, tuple[str, str]]:
        read = update([reports], root, lambda: embedder, UpdateSettings())
        result = with_ocr(read, read_waiting(root, lambda: embedder, OcrSettings(workers=1)), 0.0)
        return {file.path: (file.outcome, file.reason) for file in result.files}

    with pytest.MonkeyPatch.context() as patch:
        without_ocr(tmp_path, patch)
        lacking = {
            "mixed.pdf": (Outcome.PARTIAL, f"1 of 2 pages not read: 2; {NEEDS_OCR}"),
            "scan.pdf": (Outcome.SKIPPED, f"no text: 1 pages, none with a text layer; {NEEDS_OCR}"),
        }
        assert ingest() == lacking
        again = ingest()  # nothing is tried twice in vain
        assert again == lacking | {"mixed.pdf": (Outcome.UNCHANGED, lacking["mixed.pdf"][1])}

    assert ingest() == {"mixed.pdf": (Outcome.REPLACED, ""), "scan.pdf": (Outcome.INDEXED, "")}
    assert {outcome for outcome, _ in ingest().values()} == {Outcome.UNCHANGED}
    searcher = Searcher(live(root), embedder)
    (hit, *_) = searcher.search("grants to start-ups", 1)
    searcher.close()
    assert (hit.document.path, hit.page.read_by) == ("scan.pdf", "ocr")


@pytest.mark.parametrize(
    ("needs_ocr", "reason"),
    [
        ((), "3 of 80 pages not read: 4, 7-8"),
        ((4, 7, 8), f"3 of 80 pages not read: 4, 7-8; {NEEDS_OCR}"),
        ((7, 8), f"3 of 80 pages not read: 4, 7-8; of these, 7-8: {NEEDS_OCR}"),
    ],
)
def test_the_reason_says_which_pages_are_for_ocr(needs_ocr, reason):
    item = SourceFile(Path("/r/a.pdf"), "a.pdf", "a", 1)
    results = Results(taken={"a": ReadResult(NO_FACTS, 80, (4, 7, 8), needs_ocr, 9)})
    (outcome,) = make_report(Plan(read=[item]), results, [], [], now="2026-01-01T00:00:00+00:00").outcomes
    assert (outcome.outcome, outcome.reason) == (Outcome.PARTIAL, reason)
