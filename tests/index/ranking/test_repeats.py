"""What an organisation repeats year after year is shown once, with where it stands as well."""

from dataclasses import replace

from index.hit import Hit
from index.ranking.repeats import merged
from ingest.document import Page, Report
from ingest.passage import Passage

POLICY = (
    "The foundation accepts no gifts whose giver stays unknown or asks for a decision of the board in return."
)
FIGURES = "In {} members paid fees of {} euros, a region granted {} euros and events earned {} euros in all."
REPORT = Report("a", "a.pdf", "A", "Acme", "2020", "annual report", "en", 9)


def hit(rank: int, report: str, text: str, organisation: str = "Acme") -> Hit:
    document = replace(REPORT, id=report, path=f"{report}.pdf", organisation=organisation)
    passage = Passage(str(rank), report, (), text, 0, len(text), rank, rank)
    return Hit(rank, 1 / rank, document, Page(rank, str(rank), text, 0, 0, len(text)), passage, {})


def test_the_best_of_those_alike_names_the_others():
    hits = [
        hit(1, "a", POLICY),
        hit(2, "b", POLICY.upper()),
        hit(3, "c", "Something else"),
        hit(4, "d", POLICY),
    ]
    first, second = merged(hits, 10)
    assert [place.document.id for place in first.also_in] == ["b", "d"]
    assert [place.page.number for place in first.also_in] == [2, 4]
    assert second.document.id == "c"
    assert second.also_in == ()


def test_other_figures_make_another_passage():
    hits = [
        hit(1, "a", FIGURES.format(2020, 100, 2000, 31)),
        hit(2, "b", FIGURES.format(2021, 120, 2400, 29)),
    ]
    assert len(merged(hits, 10)) == 2


def test_one_report_or_other_organisations_do_not_repeat_each_other():
    assert len(merged([hit(1, "a", POLICY), hit(2, "a", POLICY)], 10)) == 2
    assert len(merged([hit(1, "a", POLICY), hit(2, "b", POLICY, "Other")], 10)) == 2
    assert len(merged([hit(1, "a", "Board"), hit(2, "b", "Board")], 10)) == 2


def test_as_many_as_were_asked_for():
    hits = [hit(1, "a", POLICY), hit(2, "b", POLICY), hit(3, "c", "One"), hit(4, "d", "Two")]
    assert [h.document.id for h in merged(hits, 2)] == ["a", "c"]
