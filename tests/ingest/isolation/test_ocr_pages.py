"""A page that hangs, or ends the process that reads it, costs itself alone, and says why."""

import os
import signal
import time
from pathlib import Path

import pytest
from scans import drawn, scan

from ingest.document import PageReading
from ingest.errors import FileSkipped, Reason
from ingest.identity import document_id
from ingest.isolation.ocr_pages import LIMITS, PageTask, all_cores, recognise_all
from ingest.isolation.worker import Limits
from ingest.readers.pdf.ocr import is_installed

pytestmark = pytest.mark.skipif(not is_installed(), reason="needs pip install askreports[ocr]")
LINE = "The board awarded grants to"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A scan of three pages."""
    file = tmp_path / "scan.pdf"
    file.write_bytes(scan(*(drawn(LINE, f"{number}0 start-ups") for number in (1, 2, 3))))
    return file


def tasks(file: Path) -> list[PageTask]:
    return [PageTask(file, (), document_id(file), page) for page in (1, 2, 3)]


def processes() -> list[int]:
    """Those that read pages for this process just now."""
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    return [int(one) for one in children if "ocr_process" in Path(f"/proc/{one}/cmdline").read_text()]


def test_a_killed_process_costs_its_page_alone(file):
    readings: dict[int, PageReading] = {}
    for task, reading in recognise_all(tasks(file), workers=1):
        readings[task.page] = reading
        if task.page == 1:
            (reader,) = processes()
            os.kill(reader, signal.SIGSTOP)  # it is given the next page, and does not get to it
            killer = os.fork()
            if killer == 0:
                time.sleep(0.5)
                os.kill(reader, signal.SIGKILL)
                os._exit(0)
    os.waitpid(killer, 0)
    assert LINE in readings[1].text
    assert "broke down (SIGKILL)" in readings[2].reason
    assert "30 start-ups" in readings[3].text
    assert processes() == []


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(cpu_seconds=0, memory_bytes=LIMITS.memory_bytes), Reason.TOO_SLOW),
        (Limits(memory_bytes=20 << 20), Reason.TOO_LARGE),
    ],
)
def test_a_page_that_takes_too_much_says_so(file, limits, reason):
    ((_, reading),) = recognise_all(tasks(file)[:1], 1, limits)
    assert (reading.page, reading.text) == (1, "")
    assert reading.reason.startswith(reason)


def test_the_pages_of_a_file_that_has_changed_or_gone_are_not_tried(file):
    waiting = tasks(file)
    file.write_bytes(scan(drawn("Something else")))
    waiting.append(PageTask(file.with_name("gone.pdf"), (), "0" * 24, 1))
    for _, result in recognise_all(waiting, workers=1):
        assert isinstance(result, FileSkipped)
        assert result.reason is Reason.UNREADABLE


def test_at_least_one_process_reads_and_not_more_than_there_are_cores():
    assert 1 <= all_cores() <= (os.cpu_count() or 1)
