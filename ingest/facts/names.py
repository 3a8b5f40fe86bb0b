"""Names of organisations: telling one from other text, and shortening it."""

import re
from collections import Counter
from functools import cache

from ingest.facts.kinds import kind_phrase
from ingest.facts.words import either, fold, phrases

_LONGEST = 90  # characters
_MOST_WORDS = 11
_SMALL = frozenset(
    "a an and at by d' da das de dei del della delle den der des di do dos du e el et for i for in l' la las le les los "
    "of on per para pour the to und van von y zu &".split()
)
_EDGE = " \t,;:|/-–—·•.&'’\"“”()[]<>*#+_☐☒"
_JOINTS = r"(?:of the|of|for the|for|by|de l['’]|d['’]|del|de la|de los|de les|dels|de|de las|della|delle|dell['’]|dei|di|du|des|der|das|die|do|da|dos|la|le|l['’]|el|on|per a|per|to|in|am)"


def compact(name: str) -> str:
    """Letters and digits of a name alone: `Coca-Cola` and `COCA COLA` are the same."""
    return re.sub(r"[\W_]+", "", fold(name))


def tidy(text: str) -> str:
    """Without what stands around a name: quotes, dashes, an article left over from a sentence."""
    text = re.sub(r"\s+([,.])", r"\1", " ".join(text.split())).strip(_EDGE)
    return text + "." if re.search(r"\b(?:Inc|Corp|Co|Ltd|INC|CORP|CO|LTD|S\.A|S\.L|S\.p\.A|N\.V|B\.V|e\.V)$", text) else text


def without_kind(line: str) -> list[str]:
    """What remains of a title line once the kind of report, years and the small words between are gone.

    `Memòria anual 2021 de la Fundació Puig` leaves `Fundació Puig`.
    """
    parts = [line]
    span = kind_phrase(line)
    if span:
        parts = [line[: span[0]], line[span[1] :]]
    pieces = (piece for part in parts for piece in re.split(r"\s[-–—|•·/:]\s|[:|•\n]|\s{3,}", part))
    return [piece for piece in (_without_years(piece) for piece in pieces) if piece]


def _without_years(piece: str) -> str:
    piece = re.sub(r"\b(?:FY\s?)?(?:19|20)\d\d(?:\s*[-–/]\s*(?:20)?\d\d)?\b", " ", piece)
    piece = re.sub(rf"(?i)^\W*(?:{_JOINTS}(?:\s+|(?<=['’])))+", "", " ".join(piece.split()))
    return tidy(re.sub(rf"(?i)(?:\s+{_JOINTS})+\W*$", "", piece))


def is_name(text: str) -> bool:
    """Whether a text may be a name: short, capitalised, and more than a word that heads any page."""
    words = re.findall(r"[^\W\d_][\w'’.&-]*|\d+\w+|&", text)
    weighty = [word for word in words if fold(word).strip(".") not in _SMALL]
    if not weighty or len(text) > _LONGEST or len(words) > _MOST_WORDS or len(compact(text)) < 2:
        return False
    if re.search(r"[@=<>%$€£!?☐☒…]|https?:|www\.|\d{4,}|\.{3}|\.\s+[A-Z][a-z]+ [a-z]", text) or _is_general(text):
        return False
    capital = [word for word in weighty if word[0].isupper() or any(letter.isupper() for letter in word)]
    return len(capital) >= 0.6 * len(weighty) and bool(re.match(r"[\W]*[A-Z0-9À-ÝĀ-Ž]|[a-z]+[A-Z]|[a-z]-", text))


def _is_general(text: str) -> bool:
    general = phrases("general")
    folded = fold(text).strip(_EDGE)
    return folded in general or all(word in general for word in folded.split())


def is_general_word(word: str) -> bool:
    """Whether a word is too general to name anyone on its own."""
    return fold(word) in phrases("general") or fold(word) in phrases("organisation")


def has_legal_form(name: str) -> bool:
    """Whether a name ends in a form of company."""
    return bool(_legal_suffix().search(fold(name)))


def has_organisation_word(name: str) -> bool:
    """Whether a name says what sort of organisation it is: foundation, agency, university ..."""
    return bool(_organisation_word().search(fold(name)))


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
    forms = Counter(re.findall(r"(?i)(?<!\w)" + re.escape(name).replace(r"\ ", r"\s+") + r"(?!\w)", body))
    mixed = [form for form, _ in forms.most_common() if form != form.upper() and form[0].isupper()]
    if mixed:
        return mixed[0]
    short = short_name(name)
    if short != name and readable(short, body) != short:
        return readable(short, body) + _capitalised(name[len(short) :]) if name.startswith(short) else _capitalised(name)
    return _capitalised(name) if " " in name else name


def _capitalised(name: str) -> str:
    return re.sub(r"[^\W\d_][\w'’]*", lambda match: _one_capital(match.group()), name)


def _one_capital(word: str) -> str:
    if fold(word) in _SMALL:
        return word.lower()
    spoken = re.search(r"[AEIOUYÀ-Ü]", word) and len(word) > 3 or fold(word) in ("inc", "ltd", "co")
    return word.capitalize() if spoken else word


@cache
def _legal_suffix() -> re.Pattern[str]:
    return re.compile(rf"(?:,?\s+|,)(?:&\s*|and\s+)?{either(phrases('legal'))}\.?$")


@cache
def _organisation_word() -> re.Pattern[str]:
    return re.compile(rf"\b\w*{either(phrases('organisation'))}s?\b")
