"""`reports.toml` states facts of the files beside it and below."""

from pathlib import Path

import pytest

from ingest.errors import BadDescription
from ingest.facts.description import Description
from ingest.facts.stated import StatedFacts


def state(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "reports.toml").write_text(text, encoding="utf-8")


def stated(root: Path, file: str, *inside: str) -> Description:
    return StatedFacts([root]).of(root / file, inside)


@pytest.mark.parametrize("pattern", ["2022.pdf", "*.pdf", "old/2022.pdf", "old", "old/", "old/20*", "*"])
def test_a_file_a_pattern_or_a_folder_names_a_report(tmp_path, pattern):
    state(tmp_path, f'["{pattern}"]\nperiod = 2022')
    assert stated(tmp_path, "old/2022.pdf").period == "2022"


@pytest.mark.parametrize("pattern", ["2023.pdf", "ol", "new/2022.pdf", "*.md", "2022"])
def test_other_reports_are_not_meant(tmp_path, pattern):
    state(tmp_path, f'["{pattern}"]\nperiod = 2022')
    assert stated(tmp_path, "old/2022.pdf") == Description()


def test_the_later_table_and_the_nearer_file_are_right(tmp_path):
    state(
        tmp_path, '["*"]\norganisation = "A"\nperiod = 1\nkind = "x"\n["old"]\norganisation = "B"\nperiod = 2'
    )
    state(tmp_path / "old", '["*"]\norganisation = "C"')
    assert stated(tmp_path, "old/a.pdf") == Description(organisation="C", period="2", kind="x")


def test_a_report_inside_an_archive_is_named_by_its_way(tmp_path):
    state(tmp_path, '["all.zip/2022/*"]\ncollection = "old"')
    assert stated(tmp_path, "all.zip", "2022/a.pdf").collection == ("old",)
    assert stated(tmp_path, "all.zip", "2023/a.pdf").collection is None


def test_above_the_folder_that_was_named_nothing_is_looked_at(tmp_path):
    state(tmp_path, '["*"]\nperiod = 2020')
    assert StatedFacts([tmp_path / "in"]).of(tmp_path / "in" / "a.pdf") == Description()
    assert StatedFacts([tmp_path / "a.pdf"]).of(tmp_path / "a.pdf").period == "2020"  # beside the file


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('["*"]\norganization = "A"', r"\[\"\*\"\] has 'organization'"),
        ("[[", "cannot be read"),
        ('organisation = "A"', "before any file"),
    ],
)
def test_what_cannot_be_understood_is_an_error(tmp_path, text, says):
    state(tmp_path, text)
    with pytest.raises(BadDescription, match=says):
        stated(tmp_path, "a.pdf")
