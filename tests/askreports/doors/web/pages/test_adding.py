"""Files handed in by visitors, and the ingest that the app runs for them."""

import sys
import time

import pytest

from askreports import uploads
from askreports.doors.web import messages
from askreports.doors.web.server.ingest_job import IngestJob, Status
from ingest.discover import is_passed_over

COUNTS = {"indexed": 2, "replaced": 0, "removed": 0, "skipped": 1}


def job(tmp_path, script):
    """A job whose process is a script instead."""
    return IngestJob(tmp_path, (sys.executable, "-c", script))


def ended(job, seconds=20):
    end = time.monotonic() + seconds
    while job.status.running and time.monotonic() < end:
        time.sleep(0.01)
    return job.status


def test_a_job_tells_what_came_of_it(tmp_path):
    it = job(
        tmp_path,
        f"""import json
print(json.dumps({{"done": 2, "total": 3}}))
print(json.dumps({{"summary": {COUNTS}}}))""",
    )
    assert it.status is None
    assert it.start([tmp_path])
    assert ended(it) == Status(False, 2, 3, COUNTS)


def test_one_job_runs_at_a_time_and_can_be_stopped(tmp_path):
    it = job(tmp_path, "import time; time.sleep(60)")
    assert it.start([tmp_path])
    assert not it.start([tmp_path])
    it.stop()
    assert ended(it) == Status(False)
    assert messages.ingested(it.status).startswith("Stopped")
    assert it.start([tmp_path])
    it.stop()
    ended(it)


def test_a_job_that_breaks_says_so_and_nothing_of_the_server(tmp_path):
    it = job(tmp_path, "raise SystemExit('/secret')")
    it.start([tmp_path])
    assert ended(it).error
    assert "secret" not in messages.ingested(it.status)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status(summary=COUNTS), "Done: 2 indexed, 1 skipped."),
        (Status(summary={"indexed": 0}), "Done: nothing was new."),
        (Status(error="IndexBusy"), "Another ingest is writing"),
    ],
)
def test_what_came_of_it_is_told_in_words(status, told):
    assert messages.ingested(status).startswith(told)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\boot.ini",
        ".hidden.pdf",
        "~$open.docx",
        "README.md",
        "a\x1b[2Jb.pdf",
        "",
        "a" * 400,
    ],
)
def test_no_name_leads_elsewhere_hides_or_steers(name, tmp_path):
    kept = uploads.keep(tmp_path / "uploads", name, b"text")
    assert kept.parent == tmp_path / "uploads"
    assert kept.read_bytes() == b"text"
    assert not is_passed_over(kept.name)
    assert kept.name.isprintable()


def test_the_same_file_is_kept_once_and_another_of_its_name_beside_it(tmp_path):
    first = uploads.keep(tmp_path, "report.pdf", b"one")
    assert uploads.keep(tmp_path, "report.pdf", b"one") == first
    assert uploads.keep(tmp_path, "report.pdf", b"two").name == "report (2).pdf"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["report (2).pdf", "report.pdf"]
