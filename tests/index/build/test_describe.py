"""A correction takes effect at once without a file, and outlives ingests and rollbacks."""

import shutil

import pytest
from corrected import MILL, Corrected

from index.build.describe import describe
from index.errors import IndexMissing, NoSuchReport
from index.storage.generation import live, rollback
from ingest.errors import BadDescription
from ingest.facts.description import Description

OLD_MILL = Description(organisation="The Old Mill Foundation", period="2024")


@pytest.fixture
def index(tmp_path) -> Corrected:
    return Corrected(tmp_path)


def described(index: Corrected, name: str, says: Description, clear: bool = False):
    return describe(name, index.root, index.load, says, clear)


def test_it_takes_effect_at_once_though_the_files_have_gone(index):
    shutil.rmtree(index.reports)
    report = described(index, "mill.md", OLD_MILL)
    assert (report.organisation, report.period) == ("The Old Mill Foundation", "2024")
    assert index.known()["mill.md"] == report
    assert index.found("grants", {"organisation": "the old mill foundation", "year": 2024}) == ["mill.md"]
    assert index.found("grants", {"organisation": "Mill Fund"}) == []


def test_vectors_and_words_are_made_of_what_is_known_now(index):
    index.embedder.embedded.clear()
    described(index, "mill.md", OLD_MILL)
    assert [text.split(":")[0] for text in index.embedder.embedded] == [
        "The Old Mill Foundation 2024 annual report"
    ]
    assert index.found("what does the Old Mill do")[0] == "mill.md"


def test_a_language_changes_the_stems_of_all_words(index):
    described(index, "mill.md", Description(language="de"))
    assert index.known()["mill.md"].language == "de"
    assert index.found("grants of the Mill Fund")[0] == "mill.md"


@pytest.mark.parametrize("rebuild", [False, True])
def test_it_outlives_an_ingest(index, rebuild):
    described(index, "mill.md", OLD_MILL)
    index.ingest(rebuild=rebuild)
    assert index.known()["mill.md"].organisation == "The Old Mill Foundation"


def test_it_outlives_a_rollback(index):
    described(index, "mill.md", OLD_MILL)
    rollback(index.root)
    index.ingest()
    assert index.known()["mill.md"].organisation == "The Old Mill Foundation"


def test_it_is_of_the_content_wherever_it_goes_and_of_the_file_whatever_it_holds(index):
    described(index, "mill.md", OLD_MILL)
    index.write("moved.md", MILL)
    (index.reports / "mill.md").unlink()
    index.ingest()
    assert index.known()["moved.md"].period == "2024"
    index.write("mill.md", MILL.replace("77", "78"))
    index.ingest()
    assert index.known()["mill.md"].period == "2024"


def test_a_report_is_named_by_its_file_its_path_or_its_id(index):
    identity = index.known()["mill.md"].id
    for name, period in ((str(index.reports / "mill.md"), "1"), ("mill.md", "2"), (identity, "3")):
        assert described(index, name, Description(period=period)).period == period


def test_what_is_corrected_later_is_added_and_clear_takes_all_back(index):
    described(index, "mill.md", OLD_MILL)
    both = described(index, "mill.md", Description(kind="strategy"))
    assert (both.period, both.kind) == ("2024", "strategy")
    cleared = described(index, "mill.md", Description(), clear=True)
    assert (cleared.organisation, cleared.period, cleared.kind) == ("Mill Fund", "2023", "annual report")


def test_a_name_of_none_or_of_several_reports_is_an_error(index):
    with pytest.raises(NoSuchReport, match=r"no report 'nothing\.md'"):
        described(index, "nothing.md", OLD_MILL)
    with pytest.raises(NoSuchReport, match="names 3 reports"):
        described(index, str(index.reports), OLD_MILL)


def test_an_index_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(IndexMissing):
        describe("a.md", tmp_path / "none", lambda: pytest.fail("loaded"), OLD_MILL)
    assert not (tmp_path / "none").exists()


def test_what_is_stated_beside_the_files_outweighs_what_was_read_and_a_correction_outweighs_both(index):
    stated = '["h*.md"]\norganisation = "Harbour Board"\ncollection = "ports"\n["mill.md"]\nperiod = "1999"'
    index.write("reports.toml", stated)
    index.ingest()
    assert {path: (one.organisation, one.collections) for path, one in index.known().items()} == {
        "h22.md": ("Harbour Board", ("ports",)),
        "h23.md": ("Harbour Board", ("ports",)),
        "mill.md": ("Mill Fund", ()),
    }
    assert index.known()["mill.md"].period == "1999"
    described(index, "mill.md", OLD_MILL)
    index.ingest()
    assert index.known()["mill.md"].period == "2024"
    described(index, "mill.md", Description(), clear=True)
    assert index.known()["mill.md"].period == "1999"
    (index.reports / "reports.toml").unlink()
    index.ingest()
    assert index.known()["mill.md"].period == "2023"


def test_collections_can_be_filtered_by(index):
    index.write("reports.toml", '["h22.md"]\ncollection = ["old", "ports"]')
    index.ingest()
    described(index, "mill.md", Description(collection=("old",)))
    assert sorted(index.found("annual report", {"collection": "Old"})) == ["h22.md", "mill.md"]
    assert index.found("annual report", {"collection": ["ports"]}) == ["h22.md"]


def test_what_is_stated_of_files_elsewhere_stays(index, tmp_path):
    index.write("reports.toml", '["mill.md"]\nperiod = "1999"')
    index.ingest()
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "new.md").write_text("# New Fund annual report 2020\n\nText.\n")
    index.ingest(tmp_path / "more")
    assert index.known()["mill.md"].period == "1999"


def test_a_reports_toml_that_says_the_impossible_changes_nothing(index):
    before = live(index.root)
    index.write("reports.toml", '["mill.md"]\norganization = "Mill"')
    with pytest.raises(BadDescription, match="organization"):
        index.ingest()
    assert live(index.root) == before


def test_an_organisation_is_spelled_one_way_in_all_its_reports(index):
    index.write("h24.md", "# HARBOUR TRUST LTD annual report 2024\n\nHARBOUR TRUST LTD had 2,200 members.\n")
    index.ingest()
    names = {report.organisation for path, report in index.known().items() if path.startswith("h")}
    assert len(names) == 1
    described(index, "h23.md", Description(organisation="Harbour Trust, Ltd."))
    names = {report.organisation for path, report in index.known().items() if path.startswith("h")}
    assert names == {"Harbour Trust, Ltd."}


def test_nothing_new_known_means_no_new_generation(index):
    described(index, "mill.md", OLD_MILL)
    index.write("reports.toml", '["mill.md"]\ncollection = "mills"')
    index.ingest()
    before = live(index.root)
    index.ingest()
    assert live(index.root) == before
    assert index.embedder.embedded == []
