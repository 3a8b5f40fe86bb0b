"""`status` tells every report with all its paths, and every file that was not or not all read."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

ASKREPORTS = Path(sys.executable).with_name("askreports")


def run(*arguments):
    done = subprocess.run([ASKREPORTS, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_copies_and_skipped_files_are_told(tmp_path, fresh_index):
    reports = tmp_path / "reports"
    reports.mkdir()
    for name in ("a.md", "b.md"):
        (reports / name).write_text("# Harbour annual report 2021\n\nThe board met twice.\n")
    (reports / "broken.pdf").write_text("no pdf")
    result = json.loads(run("ingest", reports, "--index", fresh_index, "--json"))
    assert (result["indexed"], result["skipped"], len(result["files"])) == (2, 1, 3)
    assert set(result["backend"]) == {"library", "device", "precision", "threads"}
    assert result["backend"]["library"] == "openvino"
    found = json.loads(run("status", "--index", fresh_index, "--json"))
    assert [report["ocr_pages"] for report in found["documents"]] == [0]
    assert [report["paths"] for report in found["documents"]] == [["a.md", "b.md"]]
    (ingested,) = {report["ingested"] for report in found["documents"]}
    assert datetime.fromisoformat(ingested).tzinfo == UTC
    assert found["partial"] == []
    assert found["skipped"][0]["reason"].startswith("not a PDF")
    said = run("status", "--index", fresh_index)
    assert "also b.md" in said
    assert f"since {ingested[:10]}" in said
    assert "skipped  broken.pdf: not a PDF" in said
