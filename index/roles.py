"""Page roles: a question for a figure wants the statement that holds it, not the page that talks about it.

Believes that a page is what its headings say: "Consolidated balance sheets" stands above the balance
sheet. Which headings make a role, and which words of a question ask for it, is in `roles.toml`.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from index.stem import without_accents

_TABLE = Path(__file__).with_name("roles.toml")


def wanted_roles(question: str) -> frozenset[str]:
    """The roles of the pages that a question asks for; none for most questions."""
    text = _folded(question)
    return frozenset(
        role for role, (titles, cues) in _patterns().items() if cues.search(text) or titles.search(text)
    )


@cache
def roles_of(section: tuple[str, ...]) -> frozenset[str]:
    """The roles of a passage with these headings above it."""
    text = _folded(" / ".join(section))
    return frozenset(role for role, (titles, _) in _patterns().items() if titles.search(text))


def title_words(roles: Iterable[str]) -> str:
    """The words by which pages with these roles are headed, to look for them by."""
    return " ".join(" ".join(_table()[role]["titles"]) for role in sorted(roles))


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {role: (_any_of(entry["titles"]), _any_of(entry["cues"])) for role, entry in _table().items()}


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(_folded(phrase)) for phrase in phrases) + ")")


def _folded(text: str) -> str:
    return without_accents(" ".join(text.casefold().split()))
