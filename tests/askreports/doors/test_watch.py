"""`ingest --watch` as a process: a JSON object a round, and Ctrl-C ends it cleanly."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ASKREPORTS = Path(sys.executable).with_name("askreports")


def test_rounds_and_the_end(tmp_path, fresh_index):
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.md").write_text("# Harbour annual report 2021\n\nThe board met twice.\n")
    process = subprocess.Popen(
        [ASKREPORTS, "ingest", reports, "--watch", "--json", "--index", fresh_index],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert json.loads(process.stdout.readline())["indexed"] == 1
    (reports / "b.md").write_text("# Port annual report 2020\n\nThe staff grew.\n")
    second = json.loads(process.stdout.readline())
    assert (second["indexed"], second["unchanged"]) == (1, 1)
    process.send_signal(signal.SIGINT)
    said, complaints = process.communicate(timeout=30)
    assert process.returncode == 0
    assert said == ""
    assert complaints == "askreports: no longer watching\n"
