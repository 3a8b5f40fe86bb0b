"""Names of organisations: telling one from other text, and shortening it."""

import re
from collections import Counter
from functools import cache

from ingest.facts.kinds import kind_phrase
from ingest.facts.words import either, fold, phrases

_LONGEST = 90  # characters
_MOST_WORDS = 11
_EDGE = " \t,;:|/-–—·•&'’\"“”()[]<>*#+_☐☒"
_SMALL = frozenset(
    "a an and at by d' da das de dei del della delle den der des dels di do dos du e el et for i for in l' la las le "
    "les los of on per para pour the to und van von y zu für für &".split()
)
_JOINTS = (
    r"(?:of the|of|for the|for|by|de l['’]|d['’]|del|de la|de los|de les|dels|de|de las|della|delle|dell['’]|dei|di"
    r"|du|des|der|das|die|do|da|dos|la|le|l['’]|el|on|per a|per|to|in|am|and|i|y|et|und|e|&)"
)
_QUARTER = r"\b(?:Q[1-4]|[1-4]Q|T[1-4]|[1-4]T|H[12]|[1-4]\.)\b"
_NEVER_IN_NAMES = re.compile(
    r"[@=<>%$€£!?☐☒…©]|https?:|www\.|\d{4,}|\.{3}|\.\s+[A-Z][a-z]+ [a-z]|^\W*\d+(?:\.\d+)*[.)]?\s|\s\d+$"
)


def compact(name: str) -> str:
    """Letters and digits of a name alone: `Coca-Cola` and `COCA COLA` are the same."""
    return re.sub(r"[\W_]+", "", fold(name))


def tidy(text: str) -> str:
    """A name without what stands around it: quotes, dashes, the companies that it owns."""
    text = re.sub(r"\s+([,.])", r"\1", " ".join(text.split())).strip(_EDGE)
    text = text[: _dependants().search(fold(text) + "|").start()].strip(_EDGE)  # type: ignore[union-attr]
    shortened = re.search(r"(?i)\b(?:inc|corp|co|ltd|\w\.[\w.]*\w)\.$", text)
    return text if shortened else text.rstrip(".")


def is_acronym(name: str) -> bool:
    """Whether a name is a short word with several capitals: `AQuAS`, `DILA`."""
    return bool(re.fullmatch(r"(?=[^A-Z]*[A-Z][^A-Z]*[A-Z])[\w·&-]{2,10}", name))


def without_kind(line: str) -> list[str]:
    """What remains of a title line once the kind of report, years and the small words between are gone.

    `Memòria anual 2021 de la Fundació Puig` leaves `Fundació Puig`.
    """
    span = kind_phrase(line)
    parts = [line[: span[0]], line[span[1] :]] if span else [line]
    pieces = (piece for part in parts for piece in re.split(r"\s[-–—|•·/:]\s|[:|•\n]|\s{3,}", part))
    return [piece for piece in map(_without_years, pieces) if piece]


def _without_years(piece: str) -> str:
    piece = re.sub(r"(?i)\b(?:page|p[áà]gina|seite|pagina)\s+\d+(?:\s+(?:of|de|von|di|sur)\s+\d+)?\b", " ", piece)
    piece = re.sub(rf"\b(?:FY\s?)?(?:19|20)\d\d(?:\s*[-–/]\s*(?:20)?\d\d)?\b|{_QUARTER}", " ", piece)
    piece = re.sub(rf"(?i)^\W*(?:{_JOINTS}(?:\s+|(?<=['’])))+", "", " ".join(piece.split()))
    return tidy(re.sub(rf"(?i)(?:\s+{_JOINTS})+\W*$", "", piece))


def is_name(text: str) -> bool:
    """Whether a text may be a name: short, capitalised, and more than a word that heads any page."""
    words = re.findall(r"[^\W\d_][\w'’.&-]*|\d+\w+|&", text)
    weighty = [word for word in words if fold(word).strip(".") not in _SMALL]
    if not weighty or len(text) > _LONGEST or len(words) > _MOST_WORDS or len(compact(text)) < 2:
        return False
    if _NEVER_IN_NAMES.search(text) or _is_general(text) or set(fold(text).split()) & set(phrases("report_words")):
        return False
    capital = sum(any(letter.isupper() for letter in word) for word in weighty)
    enough = 0.4 if has_organisation_word(text) else 0.6  # `Agence régionale de l'énergie`
    return capital >= enough * len(weighty) and bool(re.match(r"\W*[A-Z0-9À-ÝĀ-Ž]|[a-z]+[A-Z]|[a-z]-", text))


def _is_general(text: str) -> bool:
    general = phrases("general")
    folded = fold(text).strip(_EDGE)
    alone = " " not in folded and folded in phrases("organisation")
    return alone or folded in general or all(word in general for word in folded.split())


def is_general_word(word: str) -> bool:
    """Whether a word is too general to name anyone on its own."""
    return fold(word) in phrases("general") or fold(word) in phrases("organisation")


def has_legal_form(name: str) -> bool:
    """Whether a name ends in a form of company."""
    return bool(_legal_suffix().search(fold(name)))


def has_organisation_word(name: str) -> bool:
    """Whether a name says what sort of organisation it is: foundation, agency, university ..."""
    sorts = phrases("organisation")
    long_sorts = tuple(sort for sort in sorts if len(sort) > 5)  # `Innovationsagentur`, `foundations`
    words = (word.strip(_EDGE).removesuffix("s") for word in fold(name).split())
    return any(word in sorts or word.endswith(long_sorts) for word in words)


def short_name(name: str) -> str:
    """The name without its legal form and article: `The Example Company, Inc.` is `Example`."""
    before = ""
    while name != before:
        before = name
        match = _legal_suffix().search(fold(name))
        if match and compact(name[: match.start()]):
            name = name[: match.start()].strip(_EDGE)
    name = re.sub(r"(?i)^the\s+(?=\S)", "", name)
    return re.sub(r"(?i)\.com$", "", name)


def readable(name: str, body: str) -> str:
    """An all-capitals name as the text writes it elsewhere, else with capitals at the start of words."""
    if name != name.upper():
        return name
    as_written = _mixed_case(name, body)
    if as_written:
        return as_written
    short = short_name(name)
    stem = _mixed_case(short, body)
    if stem and name.endswith(short + name[len(short) :]) and name.startswith(short):
        return stem + _capitalised(name[len(short) :])
    return _capitalised(name) if " " in name else name


def _mixed_case(name: str, body: str) -> str:
    forms = Counter(re.findall(r"(?i)(?<!\w)" + re.escape(name).replace(r"\ ", r"\s+") + r"(?!\w)", body))
    mixed = (form for form, _ in forms.most_common() if form != form.upper() and form[0].isupper())
    return next(mixed, "")


def _capitalised(name: str) -> str:
    return re.sub(r"[^\W\d_][\w'’]*", lambda match: _one_capital(match.group()), name)


def _one_capital(word: str) -> str:
    if fold(word) in _SMALL:
        return word.lower()
    spoken = len(word) > 3 and re.search(r"[AEIOUYÀ-Ü]", word)
    return word.capitalize() if spoken or fold(word) in ("inc", "ltd", "co") else word


@cache
def _legal_suffix() -> re.Pattern[str]:
    return re.compile(rf"(?:,?\s+|,)(?:&\s*|and\s+)?{either(phrases('legal'))}\.?$")


@cache
def _dependants() -> re.Pattern[str]:
    return re.compile(rf",? {either(phrases('dependants'))}\b|\|$")
