"""Places: numbers of passages, pages and reports brought to one number a page."""

import numpy as np

from index.catalog import PageRow
from index.places import Places
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
