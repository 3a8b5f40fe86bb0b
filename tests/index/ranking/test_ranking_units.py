"""Places: numbers of passages, pages and reports brought to one number a place."""

import numpy as np

from index.ranking.page_roles import RoleGroup
from index.ranking.ranking_units import ALONE, SHEET, RankingUnits
from index.ranking.signposts import POINTER
from index.storage.catalog import PageRow

PAGES = [
    PageRow("a", 1, {POINTER: 1.0}, 1),
    PageRow("a", 3, {"legal": 0.5}, 2),
    PageRow("b", 1, {"legal": 1.0, "balance_sheet": 0.7}, 3),
]


def test_rows_follow_one_another_page_by_page():
    places = RankingUnits(PAGES)
    assert [list(places.rows(place)) for place in range(3)] == [[0], [1, 2], [3, 4, 5]]


def test_a_page_has_the_best_of_its_rows():
    places = RankingUnits(PAGES)
    assert places.best_of_rows(np.array([1, 5, 2, 3, 9, 4], dtype=np.float32)).tolist() == [1, 5, 9]
    assert places.from_rows([1, 2, 4], [0.3, 0.6, 0.2]).tolist() == [0, 0.6, 0.2]


def test_of_a_page_that_is_no_sheet_of_paper_each_passage_is_a_place():
    workbook = [PageRow("a", 1, {}, ALONE + 1), PageRow("a", 2, {}, SHEET + 1)]
    web_page = PageRow("b", 1, {"legal": 1.0}, ALONE + 1)
    places = RankingUnits([*workbook, web_page])
    assert len(places) == 1 + (SHEET + 1) + (ALONE + 1)
    assert len(places.rows(0)) == ALONE + 1
    assert [list(places.rows(place)) for place in (1, 2)] == [[ALONE + 1], [ALONE + 2]]
    assert {(page.report, page.number) for page in places.pages[-ALONE - 1 :]} == {("b", 1)}
    assert places.from_pages([1, 2], [0.7, 0.2]).tolist() == [0] + [0.7] * (SHEET + 1) + [0.2] * (ALONE + 1)
    assert places.from_rows([ALONE + 2], [0.9]).tolist() == [0, 0, 0.9] + [0] * (len(places) - 3)
    assert places.role("legal").sum() == ALONE + 1


def test_a_report_lends_its_value_to_its_pages():
    places = RankingUnits(PAGES)
    assert places.of_reports({"b": 0.5}).tolist() == [0, 0, 0.5]
    assert places.within(["a"]).tolist() == [True, True, False]


def test_roles_by_page():
    places = RankingUnits(PAGES)
    assert places.role("legal").tolist() == [0, 0.5, 1]
    assert places.role("unheard of").tolist() == [0, 0, 0]
    assert places.roles_in(RoleGroup.TOPIC) == ["legal"]
    assert places.roles_in(RoleGroup.STATEMENT) == ["balance_sheet"]


def test_an_index_without_pages():
    places = RankingUnits([])
    assert len(places.best_of_rows(np.zeros(0, dtype=np.float32))) == 0
    assert len(places.of_reports({})) == len(places.from_rows([], [])) == 0
