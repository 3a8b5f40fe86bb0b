"""Other names by which a question may call an organisation."""

import re
from collections.abc import Iterator, Mapping

from ingest.facts.evidence import FactEvidence
from ingest.facts.kinds import kind_phrase
from ingest.facts.names import compact, is_general_word, is_name, readable, short_name, tidy
from ingest.facts.organisation.mentions import NAME, initials, labelled, names_with_acronym
from ingest.facts.vocabulary import fold, phrases, places, word_set

_MOST = 12
_FORMER_REACH = 60_000  # characters from the beginning
_EXCHANGE = (
    r"(?:The )?(?:New York Stock Exchange|N(?:YSE|yse)|N(?:ASDAQ|asdaq)|London Stock Exchange|Euronext)"
)
_TICKER_ROW = re.compile(rf"(?<=\s)([A-Z]{{2,5}})\s+{_EXCHANGE}")
_TICKER_NAMED = re.compile(
    rf"\((?:the\s)?(?:{_EXCHANGE}|LSE|BME|SIX|XETRA|TSX|ASX|AIM)[\w\s]{{0,16}}:\s*([A-Z]{{2,5}})\b"
)
_QUOTED = re.compile(r"[\"“]\s*(?:the\s+)?([^\"“”]{2,40}?)[,.]?\s*[\"”]")
_BARE = re.compile(r"^\s*((?=\w*[A-Z]\w*[A-Z])[\w·-]{2,12})\s*$")
_AND = frozenset({"&", "and", "of", "de", "und", "i", "y", "e"})


def find_aliases(organisation: str, evidence: FactEvidence) -> tuple[str, ...]:
    """Short names, acronyms, tickers, former names; not the organisation's full name itself."""
    if not organisation:
        return tuple(_project_acronym(evidence))
    short = short_name(organisation)
    found = [
        short,
        *_without_sort(short, evidence.words),
        *_first_words(short, evidence),
        *_defined_terms(organisation, evidence.body),
        *_acronyms(short, evidence),
        *_initials(short, evidence.words),
        *_blends(short, evidence.words),
        *_tickers(evidence),
        *_former_names(short, evidence),
        *_project_acronym(evidence),
        *_name_of_file(evidence.name),
    ]
    return _distinct(found, organisation)


def _distinct(names: list[str], organisation: str) -> tuple[str, ...]:
    taken, kept = {compact(organisation)}, []
    for name in names:
        if len(compact(name)) > 1 and compact(name) not in taken:
            taken.add(compact(name))
            kept.append(name)
    return tuple(kept[:_MOST])


def _without_sort(short: str, words: Mapping[str, int]) -> Iterator[str]:
    """`Puig` of `Fundació Puig`: the word that is no sort of organisation, where the text uses it alone."""
    rest = [word for word in short.split() if fold(word) not in word_set("organisation")]
    if (
        len(rest) == 1
        and len(short.split()) == 2
        and words.get(rest[0], 0) >= 3
        and _is_distinctive(rest[0], words)
    ):
        yield rest[0]


def _first_words(short: str, evidence: FactEvidence) -> Iterator[str]:
    """The first words of a name, where the text uses them by themselves: `Verizon`, `MGM Resorts`."""
    words = short.split()
    for length in range(len(words) - 1, 0, -1):
        part, following = " ".join(words[:length]), words[length]
        if following in _AND or words[length - 1] in _AND:
            continue
        if length == 1 and not _is_distinctive(part, evidence.words):
            continue
        if _is_made_up(part) or _used_alone(part, following, evidence.body):
            yield part


def _used_alone(part: str, following: str, body: str) -> bool:
    """Whether a part of a name stands twice in the text as if it were the whole, not within another name."""
    alone = rf"{re.escape(part)}(?!\w)(?!\W+{re.escape(following)})(?! [A-Z&])"
    before = (body[max(0, match.start() - 20) : match.start()] for match in re.finditer(alone, body))
    return sum(not re.search(r"\w$|(?:\b[A-Z][\w.]*|&) $", left) for left in before) >= 2


def _is_distinctive(word: str, words: Mapping[str, int]) -> bool:
    """Whether a word is no ordinary one: the text never writes it in lower case."""
    return not is_general_word(word) and (word == word.lower() or word.lower() not in words)


def _is_made_up(word: str) -> bool:
    """`JPMorgan` and `MGM` cannot be taken for anything else."""
    inner = any(letter.isupper() or letter.isdigit() for letter in word[1:])
    return inner and " " not in word and len(compact(word)) > 2


def _defined_terms(organisation: str, body: str) -> Iterator[str]:
    """What stands in quotation marks or alone in brackets right after the name: `Example Ltd ("EXL")`."""
    spaced = re.escape(organisation).replace(r"\ ", r"\s+")
    for match in re.finditer(
        rf"{spaced}(?:,? (?:and|together with) [\w\s-]{{4,40}})?\s*\(([^()]{{2,120}})\)", body
    ):
        terms = _QUOTED.findall(match.group(1)) or _BARE.findall(match.group(1))
        yield from (tidy(term) for term in terms if _names_someone(term) and _is_akin(term, organisation))


def _is_akin(term: str, organisation: str) -> bool:
    """Whether a term may stand for the name: `the Committee` in brackets stands for something else."""
    shared = set(fold(term).split()) & set(fold(organisation).split())
    return bool(shared) or _is_made_up(term) or fold(term[0]) == fold(organisation[0])


def _acronyms(short: str, evidence: FactEvidence) -> Iterator[str]:
    """The acronym in brackets behind the name."""
    for mention in names_with_acronym(evidence):
        if compact(short_name(mention.name)) == compact(short):
            yield mention.acronym


def _names_someone(term: str) -> bool:
    return is_name(term) and not all(map(is_general_word, term.split()))


def _initials(short: str, words: Mapping[str, int]) -> Iterator[str]:
    """The initials of a name, where the text uses them."""
    acronym = initials(short).upper()
    if len(acronym) > 2 and words.get(acronym, 0) >= 2:
        yield acronym


def _blends(short: str, words: Mapping[str, int]) -> Iterator[str]:
    """Words made of the beginnings of a name's two words: American Express, `Amex`."""
    parts = fold(short).split()
    if len(parts) != 2:
        return
    for word, count in words.items():
        if count >= 2 and word[:1].isupper() and 4 <= len(word) <= 10 and _is_blend(fold(word), *parts):
            yield word


def _is_blend(word: str, first: str, second: str) -> bool:
    cuts = range(2, len(word) - 1)
    return word != first and any(
        first.startswith(word[:cut]) and second.startswith(word[cut:]) for cut in cuts
    )


def _tickers(evidence: FactEvidence) -> Iterator[str]:
    """Symbols from the table of a cover or after the name of an exchange, unless they are words too."""
    for symbol in (*_TICKER_ROW.findall(evidence.opening), *_TICKER_NAMED.findall(evidence.opening)):
        if symbol.lower() not in evidence.words:
            yield symbol


def _former_names(short: str, evidence: FactEvidence) -> Iterator[str]:
    """What comes after `formerly known as` right behind the name."""
    for start, end in _former_marks(evidence.folded[:_FORMER_REACH]):
        before = re.sub(r"\([^()]*\)[\s,]*$", "", evidence.body[:start][-120:]).strip(" (,;")
        former = NAME.match(evidence.body, end + (evidence.body[end : end + 1] in '"“'))
        name = readable(short_name(tidy(former.group())), evidence.body) if former else ""
        if _names_someone(name) and compact(short_name(before)).endswith(compact(short)):
            yield name


def _former_marks(folded: str) -> Iterator[tuple[int, int]]:
    """Where phrases such as `formerly known as` begin and end."""
    for phrase in phrases("former"):
        yield from ((start, start + len(phrase) + 1) for start in places(folded, phrase + " "))


def _project_acronym(evidence: FactEvidence) -> list[str]:
    values = (re.match(r"[\"“]?([\w-]{2,24})", value) for value in labelled(evidence.front, "acronym_labels"))
    return [match.group(1) for match in values if match and is_name(match.group(1))][:1]


def _name_of_file(name: str) -> Iterator[str]:
    """`BLOCK` of `BLOCK 2016 10K`: the words before a year in a file name that goes on with a kind."""
    match = re.match(r"([A-Z][A-Za-z]{2,}(?: [A-Z][A-Za-z]{2,})?) (?:19|20)\d\d(?:Q\d)? \S", name)
    if match and _names_someone(match.group(1)) and not kind_phrase(match.group(1)):
        yield match.group(1)
