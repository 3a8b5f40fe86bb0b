"""A filing as a scanner leaves it: read whole in the background, killed once; questions are answered."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from scans import scanned
from tiny_model import write_tiny_model

import askreports
from askreports.settings import Settings
from index.storage.ocr_texts import OcrTexts
from ingest.readers.pdf.ocr import is_installed
from ingest.readers.pdf.read_pdf import read_pdf

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_installed(), reason="needs pip install askreports[ocr]"),
]
ASKREPORTS = Path(sys.executable).with_name("askreports")
FILING, FIRST, PAGES = "3M_2018_10K.pdf", 55, 12
KILLED_AFTER = 3  # pages
NUMBER = re.compile(r"\d[\d,.]*\d")
NOTE = "# Harbour annual report 2021\n\nThe board of the harbour awarded grants to 27 start-ups.\n"


def saved(root: Path) -> dict[str, int]:
    """The inode of each page that is kept."""
    return {file.name: file.stat().st_ino for file in root.glob("ocr/*/*.json")}


def test_a_scanned_report_is_read_whole_and_no_page_twice(shared, tmp_path):
    filing = shared / "financebench" / "pdfs" / FILING
    reports, root = tmp_path / "reports", tmp_path / "index"
    reports.mkdir()
    (reports / "scan.pdf").write_bytes(scanned(filing, range(FIRST, FIRST + PAGES)))
    (reports / "note.md").write_text(NOTE)
    model = str(write_tiny_model(tmp_path))
    environment = {**os.environ, "ASKREPORTS_MODEL": model}

    def command(*arguments: object) -> dict:
        done = subprocess.run(
            [ASKREPORTS, *map(str, arguments), "--index", root, "--json"],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def background() -> subprocess.Popen:
        process = [sys.executable, "-m", "askreports.background.ocr_process", str(root)]
        return subprocess.Popen(process, stdin=subprocess.PIPE, env=environment)

    assert command("ingest", reports, "--no-ocr")["waiting_pages"] == PAGES
    assert command("status")["waiting_pages"] == PAGES
    with background() as reading, askreports.open(root, Settings(model=model)) as index:
        while reading.poll() is None and len(saved(root)) < KILLED_AFTER:
            hits = index.search("grants of the harbour board")
            assert hits[0].document.path == "note.md"
            time.sleep(0.2)
        reading.send_signal(signal.SIGKILL)
    before = saved(root)
    assert KILLED_AFTER <= len(before) < PAGES

    told = command("ingest", reports, "--ocr-pages", 1)
    assert (told["ocr_pages"], told["waiting_pages"]) == (1, PAGES - len(before) - 1)
    with background() as reading:
        assert reading.wait(600) == 0
    after = saved(root)
    assert len(after) == PAGES
    assert {name: after[name] for name in before} == before  # none was read again
    status = command("status")
    assert (status["waiting_pages"], status["partial"]) == (0, [])
    assert command("ingest", reports)["ocr_pages"] == 0

    (scan,) = (report["id"] for report in status["documents"] if report["path"] == "scan.pdf")
    read = {reading.page: reading for reading in OcrTexts(root).of(scan)}
    layer = read_pdf(filing).pages[FIRST - 1 : FIRST - 1 + PAGES]
    numbers = [set(NUMBER.findall(page.text)) for page in layer]
    found = sum(len(of & set(NUMBER.findall(read[page].text))) for page, of in enumerate(numbers, 1))
    assert found >= 0.9 * sum(map(len, numbers))
    assert min(reading.confidence for reading in read.values()) > 0.9
