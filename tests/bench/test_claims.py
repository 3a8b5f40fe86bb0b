"""The claims of the bench: the same for a seed, over a thousand, in halves that share nothing."""

import json
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

BENCH = Path(__file__).parents[2] / "bench"


@pytest.fixture(scope="module")
def world():
    sys.path.insert(0, str(BENCH))
    try:
        import claims_files
        import claims_made
        import claims_world
    finally:
        sys.path.remove(str(BENCH))
    return claims_world, claims_made, claims_files


def test_a_seed_gives_the_same_thousand_claims(world):
    claims_world, claims_made, _ = world
    one, again = (claims_made.made_claims(claims_world.organisations(12, 7), 7) for _ in range(2))
    assert one == again
    assert len(one) > 1_000
    assert sum(claim.half == "b" for claim in one) > 500
    assert len({claim.kind for claim in one if not claim.is_true}) >= 12


def test_the_halves_share_neither_organisations_nor_items(world):
    claims_world, _, _ = world
    known = claims_world.organisations(12, 7)
    for noun in (lambda one: {one.name}, lambda one: {item.row["en"] for item in one.items}):
        halves = [set().union(*(noun(one) for one in known if one.half == half)) for half in "ab"]
        assert halves[0].isdisjoint(halves[1])


def test_reports_are_written_in_three_formats(world, tmp_path):
    claims_world, _, claims_files = world
    claims_files.write_reports(claims_world.organisations(1, 7)[0], claims_world.YEARS, tmp_path)
    assert sorted(file.suffix for file in tmp_path.iterdir()) == [".docx", ".pdf", ".xlsx"]


def test_claims_over_real_reports_name_their_page():
    lines = (BENCH / "claims_real.jsonl").read_text("utf-8").splitlines()
    claims = [json.loads(line) for line in lines]
    assert len(claims) >= 60
    assert all(claim["page"] > 0 and claim["document"].endswith(".pdf") for claim in claims)
