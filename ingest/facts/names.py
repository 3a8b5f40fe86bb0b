"""Names of organisations: telling one from other text, and shortening it."""

import re
from collections import Counter
from functools import cache

from ingest.facts.vocabulary import SMALL_WORDS, either_of, fold, phrases, word_set
from ingest.language.cldr import months

_LONGEST = 90  # characters
_MOST_WORDS = 11
_FEW_WORDS = 8
_MOSTLY_CAPITALS = 0.7  # `McDONALD'S CORPORATION`
_EDGE = " \t,;:|/-–—·•&'’\"“”()[]<>*#+_☐☒"
JOINTS = rf"(?:{'|'.join(word for word in SMALL_WORDS)}|(?:[dl]|dell|dall)['’])"
_NEVER_IN_NAMES = re.compile(
    r"[@=<>%$€£!?☐☒…©\ufffd]|https?:|www\.|\d{4,}|\.{3}|\.\s+[A-Z][a-z]+ [a-z]|\s\d+$"
    r"|^\W*\d+(?:\.\d+)*[.)]?\s|^[IVX]+[.,)]"  # a numbered heading
)


def compact(name: str) -> str:
    """Letters and digits of a name alone: `Coca-Cola` and `COCA COLA` are the same."""
    return re.sub(r"[\W_]+", "", fold(name))


def same_name(name: str) -> str:
    """What all spellings of a name share: no legal form, article, case, accents or small words."""
    words = [word for word in re.findall(r"[\w&]+", fold(short_name(name))) if word not in SMALL_WORDS]
    return compact(" ".join(words)) or compact(name)


def without_article(name: str) -> str:
    """A name without the small words that it begins with."""
    return re.sub(rf"(?i)^(?:{JOINTS}\s+)+", "", name)


def without_sort(name: str) -> str:
    """A name without the words that say what sort of organisation it is: `Puig` of `Fundació Puig`."""
    return without_article(
        " ".join(word for word in name.split() if fold(word) not in word_set("organisation"))
    )


def tidy(text: str) -> str:
    """A name without what stands around it: quotes, dashes, the companies that it owns."""
    text = re.sub(r"\s+([,.])", r"\1", " ".join(text.split())).strip(_EDGE)
    text = text[: _name_end(text)].strip(_EDGE)
    shortened = re.search(r"(?i)\b(?:inc|corp|co|ltd|\w\.[\w.]*\w)\.$", text)
    return text if shortened else text.rstrip(".")


def _name_end(text: str) -> int:
    owned = _dependants().search(fold(text))
    return owned.start() if owned else len(text)


def is_acronym(name: str) -> bool:
    """Whether a name is a short word with several capitals: `AQuAS`, `DILA`."""
    return bool(re.fullmatch(r"(?=[^A-Z]*[A-Z][^A-Z]*[A-Z])[\w·&-]{2,10}", name))


def is_name(text: str) -> bool:
    """Whether a text may be a name: short, capitalised, and more than a word that heads any page."""
    words = re.findall(r"[^\W\d_][\w'’.&-]*|\d+\w+|&", text)
    weighty = [word for word in words if not _is_light(word)]
    if not weighty or len(words) > _MOST_WORDS or len(text) > _LONGEST or _is_stump(compact(text), text):
        return False
    if (
        text.count("(") != text.count(")")
        or _is_month(text)
        or _NEVER_IN_NAMES.search(text)
        or _is_general(text)
        or names_report(text)
    ):
        return False
    capital = sum(any(letter.isupper() for letter in word) for word in weighty)
    begins = re.match(r"\W*[A-Z0-9À-ÝĀ-Ž]|[a-z]+[A-Z]|[a-z]-", text)
    return bool(begins) and capital >= _share_of_capitals(text) * len(weighty)


def _is_stump(letters: str, text: str) -> bool:
    """Whether a text is too short for a name: `Il`; but `3M` and `GE` are names."""
    return len(letters) < 2 or (len(letters) == 2 and letters.isalpha() and not text.isupper())


def _is_month(text: str) -> bool:
    """Whether a text is what is left of a date."""
    return all(word.strip(_EDGE) in months() for word in fold(text).split())


def _share_of_capitals(text: str) -> float:
    """The words of a name that are capitalised at least: in `Agence régionale de l'énergie` the first."""
    if has_organisation_word(text.split()[0]) and len(text.split()) <= _FEW_WORDS:
        return 0.2
    return 0.4 if has_organisation_word(text) or has_legal_form(text) else 0.6


def _is_light(word: str) -> bool:
    """Whether a word may be small in a name: an article, a form of company."""
    return fold(word).strip(".") in SMALL_WORDS or fold(word) in word_set("legal")


def names_report(text: str) -> bool:
    """Whether a text has a word that titles of reports have and names of organisations have not."""
    return not word_set("report_words").isdisjoint(fold(text).split())


def _is_general(text: str) -> bool:
    folded = fold(text).strip(_EDGE)
    alone = folded in word_set("general") or folded in word_set("organisation")
    return alone or all(word in word_set("general") for word in folded.split())


def is_general_word(word: str) -> bool:
    """Whether a word is too general to name anyone on its own."""
    return bool({fold(word), compact(word)} & (word_set("general") | word_set("organisation")))


def has_legal_form(name: str) -> bool:
    """Whether a name ends in a form of company."""
    return bool(_legal_suffix().search(fold(name)))


def has_organisation_word(name: str) -> bool:
    """Whether a name says what sort of organisation it is: foundation, agency, university ..."""
    sorts, endings = word_set("organisation"), _compound_endings()
    words = (word.strip(_EDGE) for word in fold(name).split())
    return any(word in sorts or word.removesuffix("s").endswith(endings) for word in words)


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
    if not _in_capitals(name):
        return name
    whole, short = _mixed_case(name, body), short_name(name)
    if whole:
        return whole
    stem = _mixed_case(short, body)
    if stem and name.startswith(short):
        return stem + _capitalised(name[len(short) :], body)
    if name != name.upper() or " " not in name:
        return name
    name = _capitalised(name, body)
    return name[:1].upper() + name[1:]


def _in_capitals(name: str) -> bool:
    return bool(name) and sum(map(str.isupper, name)) >= _MOSTLY_CAPITALS * sum(map(str.isalpha, name))


def _mixed_case(name: str, body: str) -> str:
    forms = Counter(re.findall(r"(?i)(?<!\w)" + re.escape(name).replace(r"\ ", r"\s+") + r"(?!\w)", body))
    mixed = (form for form, _ in forms.most_common() if form[0].isupper() and not _in_capitals(form))
    return next(mixed, "")


def _capitalised(name: str, body: str) -> str:
    name = re.sub(r"[^\W\d_][\w'’&]*", lambda match: _one_capital(match.group(), body), name)
    return re.sub(r"(?i)\.com\b", ".com", name)


def _one_capital(word: str, body: str) -> str:
    """A word in capitals with one only; a very short word may be an acronym, so the text must write it so."""
    if fold(word) in SMALL_WORDS:
        return word.lower()
    if "&" in word:
        return word
    spoken = len(word) > 3 and re.search(r"[AEIOUYÀ-Ü]", word)
    known = fold(word) in word_set("legal") or f" {word.capitalize()} " in body
    return word.capitalize() if spoken or known else word


@cache
def _compound_endings() -> tuple[str, ...]:
    """What a longer word may end in, as `Innovationsagentur` does."""
    return tuple(word for word in phrases("organisation") if len(word) > 5)


@cache
def _legal_suffix() -> re.Pattern[str]:
    return re.compile(rf"(?:,?\s+|,)(?:&\s*|and\s+)?{either_of('legal')}\.?$")


@cache
def _dependants() -> re.Pattern[str]:
    return re.compile(rf",? {either_of('dependants')}\b")
