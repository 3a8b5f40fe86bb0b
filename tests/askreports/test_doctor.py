"""What the doctor says of the installation; what it says of an index is tested at the command line."""

import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

from askreports import Settings, surroundings
from askreports.answering.llm.generator import Endpoint
from askreports.doctor import State, examine
from askreports.surroundings import observe
from index.storage.generation import live
from ingest.readers.legacy import libreoffice

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def extras(tmp_path, settings):
    found = {finding.what: finding for finding in examine(tmp_path / "nowhere", settings)}
    return {name.removeprefix("extra "): found[name] for name in found if name.startswith("extra ")}


def test_every_extra_is_listed(tmp_path):
    declared = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["optional-dependencies"]
    assert extras(tmp_path, Settings()).keys() == declared.keys() - {"bench", "dev", "docs", "examples"}


def test_an_extra_that_is_missing_is_wrong_only_where_it_is_needed(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "openai", None)
    optional = extras(tmp_path, Settings())["llm"]
    needed = extras(tmp_path, Settings(llm=Endpoint("http://127.0.0.1:9/v1", "tiny")))["llm"]
    assert (optional.state, needed.state) == (State.FINE, State.WRONG)
    assert "pip install 'askreports[llm]'" in optional.detail
    assert "a language model is set" in needed.detail


def test_the_surroundings_of_an_index_are_looked_at(sample_index):
    found = {what: (fine, detail) for what, fine, detail in observe(sample_index)}
    assert {"permissions", "disk", "clock"} < set(found)
    assert all(fine for fine, _ in found.values())
    assert sum(what.startswith("model ") for what in found) >= 2


def test_a_full_disk_a_wrong_clock_and_a_read_only_index_are_odd(sample_index, monkeypatch):
    monkeypatch.setattr(surroundings.shutil, "disk_usage", lambda _: SimpleNamespace(free=10))
    monkeypatch.setattr(surroundings.os, "access", lambda *_: False)
    found = {what: (fine, detail) for what, fine, detail in observe(sample_index)}
    assert not found["disk"][0]
    assert not found["permissions"][0]
    early = surroundings._clock(live(sample_index), datetime(2020, 1, 1, tzinfo=UTC))
    assert early[1:] == (False, early[2])
    assert "set the clock" in early[2]


def test_it_says_whether_libreoffice_is_there(tmp_path, monkeypatch):
    def said() -> str:
        found = {finding.what: finding for finding in examine(tmp_path / "nowhere", Settings())}
        assert found["LibreOffice"].state == State.FINE  # everything else works without it
        return found["LibreOffice"].detail

    monkeypatch.setattr(libreoffice, "program", lambda: "/usr/bin/soffice")
    assert said() == "/usr/bin/soffice"
    monkeypatch.setattr(libreoffice, "program", lambda: "")
    assert said().startswith("not installed; a .doc or .ppt file needs LibreOffice")
