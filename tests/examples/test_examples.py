"""The scripts in examples/: each runs, and type-checks against what is installed as a user installs it."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]
EXAMPLES = sorted((PROJECT / "examples").glob("*.py"))
PACKAGES = ("ingest", "index", "askreports")


def run(*command: object, **options: Any) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, **options
    )


@pytest.fixture(scope="module")
def installation(tmp_path_factory) -> Path:
    """The python of an environment in which our packages are installed, as type checkers see it.

    Only `py.typed` makes a checker read the types of what lies in site-packages.
    """
    place = tmp_path_factory.mktemp("installed")
    made = run(sys.executable, "-m", "venv", "--without-pip", place)
    assert made.returncode == 0, made.stderr
    site = place / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    for package in PACKAGES:
        (site / package).symlink_to(PROJECT / package)
    (site / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place / "bin" / "python"


def test_an_answer_is_written_with_its_sources(sample_index):
    done = run(
        sys.executable, EXAMPLES[0], sample_index, "When was the BioTernal Foundation set up?", cwd=PROJECT
    )
    assert done.returncode == 0, done.stderr
    assert "14 May 2009" in done.stdout
    assert "report,page,quote" in done.stdout


def test_what_no_report_answers_is_told(sample_index):
    done = run(
        sys.executable, EXAMPLES[0], sample_index, "What is the melting point of tungsten?", cwd=PROJECT
    )
    assert done.returncode == 1
    assert done.stdout.startswith("Not in these 16 reports; nearest is page ")


def mypy(installation: Path, file: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "mypy", "--strict", "--python-executable", installation, file]
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return run(*command, cwd=installation.parent, env=alone)


@pytest.mark.slow
def test_mypy_accepts_what_a_user_writes(installation):
    for example in EXAMPLES:
        checked = mypy(installation, example)
        assert checked.returncode == 0, checked.stdout


@pytest.mark.slow
def test_mypy_notices_what_is_wrong(installation, tmp_path):
    """Otherwise the test above would pass for want of types."""
    wrong = tmp_path / "wrong.py"
    wrong.write_text("import askreports\n\n\ndef f(hit: askreports.Hit) -> int:\n    return hit.title\n")
    assert '"Hit" has no attribute "title"' in mypy(installation, wrong).stdout


@pytest.mark.slow
def test_pyright_accepts_what_a_user_writes(installation, tmp_path):
    (tmp_path / "pyrightconfig.json").write_text(
        json.dumps({"include": [str(PROJECT / "examples")], "typeCheckingMode": "strict"})
    )
    options = ("--project", tmp_path, "--pythonpath", installation, "--outputjson")
    checked = run(sys.executable, "-m", "basedpyright", *options)
    found = json.loads(checked.stdout)
    assert found["generalDiagnostics"] == []
    assert found["summary"]["filesAnalyzed"] == len(EXAMPLES)
