"""Waiting pages are read while an index is open to others: by one process, which ends with its parent."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import TopicEmbedder
from scans import drawn, scan

from askreports.background.ocr import BackgroundOcr
from index.build.update import UpdateSettings, update
from ingest.readers.pdf.ocr import is_installed

pytestmark = pytest.mark.skipif(not is_installed(), reason="needs pip install askreports[ocr]")
# says that it has begun, and goes on until it is ended
BEGIN = "import sys, time; open(sys.argv[1], 'a').write('begun\\n'); time.sleep(float(sys.argv[2]))"


@pytest.fixture
def root(tmp_path) -> Path:
    """An index in which a page waits."""
    reports, root = tmp_path / "reports", tmp_path / "index"
    reports.mkdir()
    (reports / "scan.pdf").write_bytes(scan(drawn("A line")))
    update([reports], root, lambda: TopicEmbedder(tmp_path), UpdateSettings())
    return root


def wait_for(condition, seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def started(root: Path, log: Path, seconds: float) -> BackgroundOcr:
    log.touch()
    command = (sys.executable, "-c", BEGIN, str(log), str(seconds))
    background = BackgroundOcr(root, command, look_seconds=0.05)
    background.start()
    return background


def test_a_process_reads_while_pages_wait_and_is_ended_with_the_rest(root, tmp_path):
    log = tmp_path / "log"
    background = started(root, log, 60)
    wait_for(log.read_text)
    began = time.monotonic()
    background.stop()
    assert time.monotonic() - began < 10
    assert log.read_text() == "begun\n"


def test_what_cannot_be_read_is_not_tried_until_the_index_changes(root, tmp_path):
    log = tmp_path / "log"
    background = started(root, log, 0)
    wait_for(log.read_text)
    time.sleep(1.0)
    assert log.read_text() == "begun\n"
    (tmp_path / "reports" / "more.md").write_text("# More\n\nThe board met.\n")
    update([tmp_path / "reports"], root, lambda: TopicEmbedder(tmp_path), UpdateSettings())
    wait_for(lambda: log.read_text() == "begun\nbegun\n")
    background.stop()


def test_nothing_runs_where_there_is_no_index_or_no_page_waits(tmp_path):
    log, reports = tmp_path / "log", tmp_path / "reports"
    background = started(tmp_path / "index", log, 60)
    reports.mkdir()
    (reports / "note.md").write_text("# Note\n\nThe board met.\n")
    update([reports], tmp_path / "index", lambda: TopicEmbedder(tmp_path), UpdateSettings())
    time.sleep(0.5)
    background.stop()
    assert log.read_text() == ""


def test_the_process_ends_when_whoever_started_it_has_ended(tmp_path):
    command = [sys.executable, "-m", "askreports.background.ocr_process", str(tmp_path / "nowhere")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said = process.communicate(timeout=60)[1]  # closes its standard input
    assert "Traceback" not in said
