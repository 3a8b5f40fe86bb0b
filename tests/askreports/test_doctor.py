"""What the doctor says of the installation; what it says of an index is tested at the command line."""

import sys
import tomllib
from pathlib import Path

from askreports import Settings
from askreports.answering.llm.generator import Endpoint
from askreports.doctor import State, examine
from ingest.readers.legacy import libreoffice

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def extras(tmp_path, settings):
    found = {finding.what: finding for finding in examine(tmp_path / "nowhere", settings)}
    return {name.removeprefix("extra "): found[name] for name in found if name.startswith("extra ")}


def test_every_extra_is_listed(tmp_path):
    declared = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["optional-dependencies"]
    assert extras(tmp_path, Settings()).keys() == declared.keys() - {"bench", "dev", "docs"}


def test_an_extra_that_is_missing_is_wrong_only_where_it_is_needed(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "openai", None)
    optional = extras(tmp_path, Settings())["llm"]
    needed = extras(tmp_path, Settings(llm=Endpoint("http://127.0.0.1:9/v1", "tiny")))["llm"]
    assert (optional.state, needed.state) == (State.FINE, State.WRONG)
    assert "pip install 'askreports[llm]'" in optional.detail
    assert "a language model is set" in needed.detail


def test_it_says_whether_libreoffice_is_there(tmp_path, monkeypatch):
    def said() -> str:
        found = {finding.what: finding for finding in examine(tmp_path / "nowhere", Settings())}
        assert found["LibreOffice"].state == State.FINE  # everything else works without it
        return found["LibreOffice"].detail

    monkeypatch.setattr(libreoffice, "program", lambda: "/usr/bin/soffice")
    assert said() == "/usr/bin/soffice"
    monkeypatch.setattr(libreoffice, "program", lambda: "")
    assert said().startswith("not installed; a .doc or .ppt file needs LibreOffice")
