"""Page roles: a question wants a kind of page, and pages that only point at others answer nothing.

Four signals: `statement` and `topic` for pages that have a role the question wants (see roles.py);
`aside` for glossaries, policies and the like, unless the question wants one; `signpost` for covers and
contents pages, which hold every word of a good question and none of the answer.
"""

import numpy as np

from index.ranking.page_roles import RoleGroup
from index.ranking.ranking_units import RankingUnits, Scores
from index.ranking.signposts import POINTER


def page_roles(wanted: frozenset[str], places: RankingUnits) -> dict[str, Scores]:
    """For each page how much it is what the question wants, or what no question wants, by signal."""
    return {
        "statement": _most(places, wanted.intersection(places.roles_in(RoleGroup.STATEMENT))),
        "topic": _most(places, wanted.intersection(places.roles_in(RoleGroup.TOPIC))),
        "aside": _most(places, set(places.roles_in(RoleGroup.ASIDE)) - wanted),
        "signpost": places.role(POINTER),
    }


def _most(places: RankingUnits, roles: frozenset[str] | set[str]) -> Scores:
    return np.max([places.role(role) for role in sorted(roles)], axis=0) if roles else np.zeros(len(places))
