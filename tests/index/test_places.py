"""Places: numbers of passages, pages and reports brought to one number a place."""

import numpy as np

from index.catalog import PageRow
from index.places import SHEET, Places
from index.roles import RoleGroup
from index.signposts import POINTER

PAGES = [
    PageRow("a", 1, {POINTER: 1.0}, 1),
    PageRow("a", 3, {"legal": 0.5}, 2),
    PageRow("b", 1, {"legal": 1.0, "balance_sheet": 0.7}, 3),
]


def test_rows_follow_one_another_page_by_page():
    places = Places(PAGES)
    assert [list(places.rows(place)) for place in range(3)] == [[0], [1, 2], [3, 4, 5]]


def test_a_page_has_the_best_of_its_rows():
    places = Places(PAGES)
    assert places.best_of_rows(np.array([1, 5, 2, 3, 9, 4], dtype=np.float32)).tolist() == [1, 5, 9]
    assert places.from_rows([1, 2, 4], [0.3, 0.6, 0.2]).tolist() == [0, 0.6, 0.2]


def test_of_a_page_longer_than_a_sheet_each_passage_is_a_place():
    places = Places(
        [PageRow("a", 1, {}, 2), PageRow("b", 1, {"legal": 1.0}, SHEET + 1), PageRow("c", 1, {}, 1)]
    )
    assert len(places) == 1 + (SHEET + 1) + 1
    assert [list(places.rows(place)) for place in (0, 1, 2)] == [[0, 1], [2], [3]]
    assert {(page.report, page.number) for page in places.pages[1:-1]} == {("b", 1)}
    assert places.from_pages([1, 2], [0.7, 0.2]).tolist() == [0] + [0.7] * (SHEET + 1) + [0.2]
    assert places.from_rows([3], [0.9]).tolist() == [0, 0, 0.9] + [0] * SHEET
    assert places.role("legal").sum() == SHEET + 1


def test_a_report_lends_its_value_to_its_pages():
    places = Places(PAGES)
    assert places.of_reports({"b": 0.5}).tolist() == [0, 0, 0.5]
    assert places.within(["a"]).tolist() == [True, True, False]


def test_roles_by_page():
    places = Places(PAGES)
    assert places.role("legal").tolist() == [0, 0.5, 1]
    assert places.role("unheard of").tolist() == [0, 0, 0]
    assert places.roles_in(RoleGroup.TOPIC) == ["legal"]
    assert places.roles_in(RoleGroup.STATEMENT) == ["balance_sheet"]


def test_an_index_without_pages():
    places = Places([])
    assert len(places.best_of_rows(np.zeros(0, dtype=np.float32))) == 0
    assert len(places.of_reports({})) == len(places.from_rows([], [])) == 0
