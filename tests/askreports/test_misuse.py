"""Arguments that cannot be meant are told at once, in words that say what to write."""

import asyncio
from pathlib import Path

import pytest

import askreports
from index.storage.catalog import Catalog
from index.storage.generation import CATALOG, live

pytestmark = pytest.mark.slow

HALF = "\ud800 grants"  # half of a character, as JSON can name it


@pytest.fixture(scope="module")
def reports(sample_index):
    with askreports.open(sample_index) as opened:
        yield opened


@pytest.mark.parametrize("paths", ["corpus", Path("corpus"), b"corpus"])
def test_one_path_is_not_taken_for_a_list_of_letters(paths, tmp_path):
    with pytest.raises(TypeError, match=r"pass a list, as in ingest\(\["):
        askreports.ingest(paths, index=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_paths_may_come_one_by_one(tmp_path, fresh_index):
    (tmp_path / "a.md").write_text("# Harbour report 2021\n\nThe board met twice.\n")
    result = askreports.ingest((path for path in [tmp_path / "a.md"]), index=fresh_index)
    assert result.count(askreports.Outcome.INDEXED) == 1


def test_one_earlier_question_is_not_taken_for_a_list_of_letters(reports):
    with pytest.raises(TypeError, match="earlier is a single question: pass a list"):
        reports.ask("and in 2020?", earlier="What was spent in 2019?")


def test_half_a_character_is_a_bad_question(reports):
    for ask in (reports.search, reports.ask):
        with pytest.raises(askreports.BadQuestion, match="not valid Unicode"):
            ask(HALF)
    with pytest.raises(askreports.BadQuestion, match="not valid Unicode"):
        reports.ask("and in 2020?", earlier=[HALF])


@pytest.mark.parametrize("where", [{"organisation": HALF}, {"organisation": ["A", HALF]}, {HALF: "A"}])
def test_half_a_character_is_a_bad_filter(reports, where):
    for ask in (reports.search, reports.ask):
        with pytest.raises(askreports.BadFilter, match="not valid Unicode"):
            ask("grants", where=where)


def test_closed_reports_say_so(sample_index):
    with askreports.open(sample_index) as closed:
        assert closed.ask("grants").hits  # what answers are made with is loaded
    for call in (
        lambda: closed.search("grants"),
        lambda: closed.ask("grants"),
        closed.documents,
        closed.paths,
        closed.skipped,
        lambda: closed.page("x", 1),
    ):
        with pytest.raises(askreports.IndexClosed, match=r"open it again with askreports\.open"):
            call()


def test_a_catalog_that_is_closed_during_a_call_is_not_taken_for_a_damaged_one(sample_index):
    catalog = Catalog(live(sample_index) / CATALOG)
    catalog.close()
    with pytest.raises(askreports.IndexClosed):
        catalog.files()


def test_the_async_twins_give_what_the_others_give(reports):
    async def both():
        return await asyncio.gather(
            reports.asearch("membership fees", k=3, where={"year": 2022}),
            reports.aask("When was the BioTernal Foundation set up?"),
        )

    hits, answer = asyncio.run(both())
    assert hits == reports.search("membership fees", k=3, where={"year": 2022})
    assert answer.sentences == reports.ask("When was the BioTernal Foundation set up?").sentences != ()
