"""Lines of covers, running heads and titles: what they say besides the kind, and where they go on."""

import re
from collections.abc import Sequence

from ingest.facts.kinds import is_periodic, kind_of_line, kind_phrase
from ingest.facts.names import JOINTS, has_legal_form, is_general_word, is_name, tidy
from ingest.facts.vocabulary import SMALL_WORDS, fold

_LONGEST_PHRASE = 14  # words
_LONGEST_TITLE = 12  # words
_PAGE = r"\b(?:[Pp]age|[Pp][áà]gina|[Ss]eite|[Pp]agina)\s+\d+(?:\s+(?:of|de|von|di|sur)\s+\d+)?\b"
_YEARS = r"\b(?:FY\s?)?(?:19|20)\d\d(?:\s*[-–/]\s*(?:20)?\d\d)?\b"
_QUARTER = r"\b(?:Q[1-4]|[1-4]Q|T[1-4]|[1-4]T|H[12]|[1-4]\.)\b"
_NUMBER_OF_FILE = r"^\W*\d{5,}\b|\b\d{5,}\W*$"  # of a grant or a register
_SENTENCE = re.compile(r"\S+\s.*[^\W\d_]{3,}[.;:]|.*[a-zß-ÿ]{4,}\. \S.*")


def without_kind(line: str) -> list[str]:
    """What remains of a title line once the kind of report, years and the small words between are gone.

    `Memòria anual 2021 de la Fundació Puig` leaves `Fundació Puig`.
    """
    span = kind_phrase(line)
    parts = [line[: span[0]], line[span[1] :]] if span else [line]
    pieces = (piece for part in parts for piece in re.split(r"\s[-–—|•·/:]\s|[:|•\n]|\s{3,}", part))
    return [piece for piece in map(_without_years, pieces) if piece]


def names_beside_kind(line: str) -> list[str]:
    """What remains of a title line and may be a name."""
    return [piece for piece in without_kind(line) if is_name(piece)]


def _without_years(piece: str) -> str:
    piece = re.sub(rf"{_PAGE}|{_YEARS}|{_QUARTER}|{_NUMBER_OF_FILE}", " ", piece)
    piece = re.sub(rf"(?i)^\W*(?:{JOINTS}(?:\s+|(?<=['’])))+", "", " ".join(piece.split()))
    return tidy(re.sub(rf"(?i)(?:\s+{JOINTS})+\W*$", "", piece))


def whole_phrases(lines: Sequence[str]) -> list[str]:
    """The lines of a cover, those that it breaks in the middle of a phrase put together again."""
    whole: list[str] = []
    before = ""
    for line in lines:
        if before and _goes_on(before, line) and len(f"{whole[-1]} {line}".split()) <= _LONGEST_PHRASE:
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
        before = line
    return whole


def _goes_on(line: str, after: str) -> bool:
    """Whether a line is cut off in the middle of a phrase that goes on in the next one."""
    if line[-1].isdigit() or after.endswith((".", ":", ";")):
        return False
    last, first = fold(line.split()[-1]), after.split()[0]
    cut = last in SMALL_WORDS or line.endswith((",", "’", "'")) or is_general_word(line)
    return cut or first[0].islower() or fold(first) in SMALL_WORDS or bool(re.match(r"[DdLl]['’]", first))


def is_sentence(line: str) -> bool:
    """Whether a line is running text."""
    return bool(_SENTENCE.fullmatch(line)) and not has_legal_form(tidy(line))


def is_periodic_title(line: str) -> bool:
    """Whether a line is the title of a report that comes out again and again: it may name who reports."""
    short = len(line.split()) <= _LONGEST_TITLE and not line.endswith((".", ",", ";", ":"))
    return short and is_periodic(kind_of_line(line))
