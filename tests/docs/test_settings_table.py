"""The settings table of the operators' guide names what the code reads, and nothing else."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from askreports.settings import Settings, from_environment, index_folder, report_folders
from index.embedding.weights.model_files import DEFAULT_MODEL

PROJECT = Path(__file__).parents[2]
PACKAGES = ("askreports", "index", "ingest")
SOURCES = [PROJECT / "app.py", *(file for name in PACKAGES for file in (PROJECT / name).rglob("*.py"))]
A_MODEL = {"ASKREPORTS_LLM_URL": "http://127.0.0.1:11434/v1", "ASKREPORTS_LLM_MODEL": "tiny"}

_NAME = re.compile(r"ASKREPORTS(?:_[A-Z]+)+(?![A-Z_])")
_ROW = re.compile(r"^\| `(ASKREPORTS_\w+)` \| (.+) \| (.+) \|$", re.M)
_ONLY_PYTHON = re.compile(r"`askreports\.Settings` can only be set from Python:(.*?)\n\n", re.S)


class Watched(Mapping[str, str]):
    """An environment that remembers which of its names were asked for."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values, self.asked = values, set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@pytest.fixture(scope="module")
def guide() -> str:
    return (PROJECT / "docs" / "operators.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def table(guide) -> dict[str, str]:
    """Of each variable in the table, the default that it names."""
    rows = _ROW.findall(guide)
    assert len(rows) == len({name for name, _, _ in rows}), "a variable is in the table twice"
    return {name: default for name, _, default in rows}


def test_the_table_names_every_variable_of_the_code_and_no_other(table):
    named = {name for file in SOURCES for name in _NAME.findall(file.read_text(encoding="utf-8"))}
    assert set(table) == named


def test_every_variable_that_the_settings_read_is_in_the_table(table):
    environment = Watched(A_MODEL)
    from_environment(environment)
    index_folder(environment)
    report_folders(environment)
    assert environment.asked
    assert environment.asked <= set(table)


def test_every_field_of_settings_is_a_variable_or_named_as_one_for_python(guide, table):
    only_python = set(re.findall(r"`(\w+)`", _ONLY_PYTHON.search(guide)[1]))
    names = {field.name for field in fields(Settings)}
    by_variable = {
        name
        for name in names
        if any(re.fullmatch(rf"ASKREPORTS_{name.upper()}(?:_\w+)?", variable) for variable in table)
    }
    assert names - by_variable == only_python


def test_the_table_says_the_defaults(table):
    settings = Settings()
    assert Path(table["ASKREPORTS_INDEX"].strip("`")) == index_folder({})
    assert table["ASKREPORTS_BACKEND"].strip("`") == settings.backend
    assert (table["ASKREPORTS_MODEL"], settings.model) == (DEFAULT_MODEL, "")
    assert (table["ASKREPORTS_READER"], settings.reader) == ("the one that ships", "")
    assert (table["ASKREPORTS_LLM_URL"], settings.llm) == ("none", None)
    assert (table["ASKREPORTS_REPORTS"], report_folders({})) == ("none", ())
