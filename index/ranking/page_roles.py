"""Page roles: a question for a figure wants the statement that holds it, not the page that talks about it.

Believes that a page is what it is headed: "Consolidated balance sheets" stands above the balance sheet,
and the lines of a balance sheet stand below it. Which headings and lines make a role, and which words of
a question ask for it, is in `page_roles.toml`. What a page is, is found when the index is built; what a
question wants, when it is asked.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from index.query.stems import without_accents

_TABLE = Path(__file__).with_name("page_roles.toml")
HEAD_CHARS = 500  # of a page, in which its title stands
TITLE_CHARS = 120  # a longer line is prose that mentions the title
HEADING_CHARS = 80
IN_SECTION = 0.5  # how much of a role a page has by the section it stands in alone
LEAST_LINES = 4  # of a statement, for a page that is not headed as one
ENOUGH_LINES = 8  # lines of a statement that prove it
ROW_END_CHARS = 250  # of a line, in which its last two values stand; the pattern for them is slow on more
ENOUGH_ROWS = 0.5  # of the lines of a page of figures: fewer are a table within prose

_NUMBERING = re.compile(
    r"^(?:(?:item|part|note|chapter|section|annex|nota|apartado|apartat|chapitre|kapitel)\s*)?"
    r"(?:[\divxl]+[a-z]?(?:\.\d+)*(?=[\s.:)]))?[\s.:)(–—-]*"
    r"(?:(?:our|the|consolidated|members of|miembros del?|membres d[eu]l?s?|mitglieder de[rs])\s+)*"
)
_VALUE = re.compile(r"\s[$€£¥(]*\d[\d.,]*\)?%?$")
_ROW = re.compile(
    r".*?(?:\s\(?-?[$€£¥]?\s?\(?\d[\d.,]*\)?%?|\s+[-–—]){2,}\s*"
)  # two values or more at its end
_LABEL = re.compile(
    r"^[^\d\n$€£¥]{4,80}?(?=\s{2,}|\s*[\d$€£¥(])", re.M
)  # of a row: what stands before its values


class RoleGroup(StrEnum):
    """What kind of signal a role belongs to."""

    STATEMENT = "statement"
    TOPIC = "topic"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Role:
    """One entry of the table, its phrases made into patterns."""

    group: RoleGroup
    titles: re.Pattern[str]
    lines: re.Pattern[str] | None
    cues: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Heads:
    """What stands above the text of a page, a line each: on the page itself, and on pages before it."""

    statements: str
    topics: str
    above: str


def roles_of_page(body: str, sections: Iterable[tuple[str, ...]]) -> dict[str, float]:
    """The roles of a page, each from 0 to 1. `sections` are the paths of headings above its passages."""
    head = "\n".join(line for line in _folded(body[:HEAD_CHARS]).split("\n") if len(line) <= TITLE_CHARS)
    text = _letters(body)
    titles = {title for section in sections for title in section}
    here = "\n".join(_bare(line) for line in [*body.split("\n"), *titles] if _is_heading(line, text))
    above = "\n".join(_bare(title) for title in titles if _letters(title) not in text)
    heads = _Heads(statements=f"{head}\n{here}", topics=here, above=above)
    labels = [match.group() for match in _LABEL.finditer(_folded(body))]
    figures = _share_of_rows(body)
    strengths = {name: _strength(role, heads, labels, figures) for name, role in roles().items()}
    return {name: round(strength, 2) for name, strength in strengths.items() if strength > 0}


def wanted_roles(question: str) -> frozenset[str]:
    """The roles of the pages that a question asks for."""
    text = _folded(question)
    return frozenset(name for name, role in roles().items() if role.cues.search(text))


def group_of(role: str) -> RoleGroup:
    """The group a role belongs to."""
    return roles()[role].group


@cache
def roles() -> Mapping[str, Role]:
    """Every role by its name."""
    return {name: _role(entry) for name, entry in _table().items()}


def _role(entry: Mapping[str, Any]) -> Role:
    group = RoleGroup(entry["group"])
    is_statement = group is RoleGroup.STATEMENT
    anywhere = [*entry.get("within", ()), *(entry["titles"] if is_statement else ())]
    return Role(
        group,
        titles=_pattern(beginning=() if is_statement else entry["titles"], anywhere=anywhere),
        lines=_pattern(anywhere=entry["lines"]) if is_statement else None,
        # the name of a statement is only used to ask for it; that of a topic may mean anything
        cues=_pattern(anywhere=[*entry["cues"], *(entry["titles"] if is_statement else ())]),
    )


def _share_of_rows(body: str) -> float:
    """How much of a page is rows of figures, 1 where it is most of it."""
    lines = [line for line in body.split("\n") if line.strip()]
    rows = sum(_ROW.fullmatch(line.rstrip()[-ROW_END_CHARS:]) is not None for line in lines)
    return min(1.0, rows / (ENOUGH_ROWS * len(lines))) if lines else 0.0


def _strength(role: Role, heads: _Heads, labels: Sequence[str], figures: float) -> float:
    own = heads.topics if role.lines is None else heads.statements
    title = 1.0 if role.titles.search(own) else IN_SECTION if role.titles.search(heads.above) else 0.0
    if role.lines is None:
        return title
    lines = len({found.group() for label in labels if (found := role.lines.search(label))})
    if not title and lines < LEAST_LINES:
        return 0.0
    return figures * (title + min(1.0, lines / ENOUGH_LINES)) / 2


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


def _pattern(anywhere: Iterable[str], beginning: Iterable[str] = ()) -> re.Pattern[str]:
    """Finds the phrases at the beginning of any word, and some only at the beginning of a line."""
    within = [rf"\b{re.escape(_folded(phrase))}" for phrase in anywhere]
    return re.compile("|".join(within + [f"^{re.escape(_folded(phrase))}" for phrase in beginning]), re.M)


def _is_heading(line: str, text: str) -> bool:
    """Whether a line, or a title of a section, stands on the page as a heading may."""
    line = line.strip()
    longest = TITLE_CHARS if line.isupper() else HEADING_CHARS
    short = 0 < len(line) <= longest and line[-1] not in ".,;" and not line[0].islower()
    return short and not _VALUE.search(line) and _letters(line) in text


def _bare(title: str) -> str:
    """A heading without its number: "Item 1. Business", "Note 5 - Debt", "3.2 Staff"."""
    return _NUMBERING.sub("", _folded(title))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _folded(text: str) -> str:
    return without_accents(text.casefold().replace("\u2019", "'"))
