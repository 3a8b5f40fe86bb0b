"""Which collections a visitor sees, from what the sign-in says of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askreports.doors.web.server.visible import check_access, visible_collections
from askreports.errors import BadSignIn

ACCESS = {
    "claim": "groups",
    "collections": {"finance": ["annual", "interim"], "ports": ["ports"], "board": ["*"]},
}


@pytest.mark.parametrize(
    ("claims", "seen"),
    [
        ({"groups": ["finance", "ports"]}, {"annual", "interim", "ports"}),
        ({"groups": "ports"}, {"ports"}),
        ({"groups": ["ports", "board"]}, None),
        ({"groups": ["others"]}, set()),
        ({"groups": None}, set()),
        ({"groups": {"finance": True}}, set()),
        ({}, set()),
    ],
)
def test_a_claim_says_what_is_seen(claims, seen):
    assert visible_collections(ACCESS, claims) == seen


def test_without_access_everything_is_seen():
    assert visible_collections(None, {}) is None


@given(st.lists(st.sampled_from(["finance", "ports", "others", "*", "annual", ""])))
def test_nobody_sees_more_than_their_groups_do(groups):
    allowed = {name for group in groups for name in ACCESS["collections"].get(group, ())}
    assert visible_collections(ACCESS, {"groups": groups}) == allowed


@pytest.mark.parametrize(
    "access",
    [{}, {"claim": "groups"}, {"claim": 7, "collections": {}}, {"claim": "x", "collections": {"a": "b"}}],
)
def test_a_misspelt_section_does_not_start(access):
    with pytest.raises(BadSignIn, match="access"):
        check_access(access)
