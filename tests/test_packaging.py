"""What is shipped: the wheel, the lock, and a README that names every command."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

PROJECT = Path(__file__).parents[1]
PACKAGES = ("ingest", "index", "askreports")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> list[str]:
    """The names of the files in the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, PROJECT]
    shutil.rmtree(PROJECT / "build", ignore_errors=True)  # setuptools would put in what was once built there
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    shutil.rmtree(PROJECT / "build", ignore_errors=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return ZipFile(next(folder.glob("*.whl"))).namelist()


def test_the_wheel_holds_our_packages_alone(wheel):
    tops = {name.split("/")[0] for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_the_wheel_holds_every_file_of_the_packages(wheel):
    ours = {
        file.relative_to(PROJECT).as_posix()
        for package in PACKAGES
        for file in (PROJECT / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert ours - set(wheel) == set()


def test_the_lock_names_exact_versions_and_no_place():
    text = (PROJECT / "requirements.lock").read_text()
    assert "://" not in text
    locked = {}
    for line in text.splitlines():
        requirement = Requirement(line.split("#")[0].strip())
        (specifier,) = requirement.specifier
        assert specifier.operator == "=="
        locked[requirement.name.lower()] = specifier.version
    assert locked["torch"] == "2.13.0"
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    extras = [name for names in project["optional-dependencies"].values() for name in names]
    for wanted in map(Requirement, project["dependencies"] + extras):
        assert wanted.specifier.contains(locked[wanted.name.lower()]), wanted


def test_readme_names_every_command():
    from askreports.doors.cli import app

    readme = (PROJECT / "README.md").read_text()
    names = {command.name or command.callback.__name__ for command in app.registered_commands}
    told = set(re.findall(r"[a-z]+", " ".join(re.findall(r"^askreports (.*?)(?:#|$)", readme, re.M))))
    assert names <= told, names - told
