"""Is this a page of language, or what a font without a proper character map left of one?

Such text comes as names of glyphs, as shifted letters, as signs from all over Unicode or without spaces,
and looks like success to the engine that read it. It is told from language by counting.
"""

import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import pairwise
from math import sqrt

_MIN_LETTER_PAIRS = 80  # a page of figures, a cover or a drawing has too few to judge
_MIN_SIGNS = 40
_SAMPLE_CHARS = 1_000

# Shares that hardly a page of language comes near; what is garbled is mostly far on the other side.
_MIN_COMMON = (
    0.84  # of the pairs of neighbouring Latin letters; in language 0.92 to 0.99, in shifted letters 0.5
)
_MAX_SIGNS = 0.35  # of what is printed: neither letter, digit nor the punctuation of prose and tables
_MAX_MISPLACED = 0.25  # signs alone or in the place of letters, for each word; in tables "%" may stand alone
_MAX_UNKNOWN = 0.15  # of what is printed: names of glyphs, characters for private use
_MAX_FAR_LATIN = 0.4  # of the Latin letters are neither ASCII nor of Western Europe
_MAX_ENDLESS = 0.3  # of the letters stand in "words" of 30 letters and more
_MAX_DOUBLED = 0.12  # of pairs of letters of other scripts are one letter twice

_MISPLACED = re.compile(
    r"(?<!\S)[!\"#&'*/:;?@\[\]^`{}~,\\%]{1,3}(?!\S)"  # signs alone, but not those of mathematics
    r"|(?<=[^\W\d_])[\\^`{}~]+|[\\^`{}~]+(?=[^\W\d_])"  # or as letters of a word
)
_GLYPH_NAME = re.compile(r"\(cid:\d+\)|/(?:[gGcC]|cid|gid|glyph|uni)[0-9A-Fa-f]{1,5}(?![\w.])")
_ENDLESS = re.compile(r"[A-Za-zÀ-ɏͰ-ӿ]{30,}")
_LEADERS = re.compile(r"([^\w\s]|_)\1{2,}")
_PUNCTUATION = frozenset(".,;:()-–—'’‘“”\"/$€£¥%&•·…§°®™©|«»¿¡")

_PLAIN_FORM = dict(zip("łøßæœđðþı", "losaoddti", strict=True))  # what Unicode does not take apart
# For each letter those that follow it in one of 1,000 pairs or more in the words of English, Spanish, French,
# German, Italian, Portuguese or Catalan, or 4 of 1,000 in Dutch, Danish, Swedish or Polish; accents left out.
_FOLLOWERS = dict(
    line.split(":")
    for line in (
        "a:bcdfghijklmnoprstuvyz b:abeilorsuy c:acehiklortuyz d:aeiorsuz e:abcdefghijklmnoprstuvwxyz "
        "f:aefilortu g:aeghilnorstu h:aeilmnorstuw i:abcdefgjklmnopqrstuvxz j:aeou k:aeilorstu "
        "l:adehilmnostuy m:abeimopsuy n:abcdefghiknostuvyz o:abcdegilmnoprstuvwz p:aefhiloprstu q:u "
        "r:abcdefghiklmnorstuyz s:abcefghiklmnopqstuvz t:aehilorstuyz u:abcdefghijlmnprst v:aeio w:aehinoy "
        "x:aei y:cemosw z:aeinouyz"
    ).split()
)


def is_garbled(text: str) -> bool:
    """Whether most of a page's text is no language, as far as there is enough to tell."""
    sample = _sample(text)
    characters = Counter(_LEADERS.sub(r"\1", sample))
    printed = sum(count for character, count in characters.items() if not character.isspace())
    if printed < _MIN_SIGNS:
        return False
    return (
        _signs(characters) > _MAX_SIGNS * printed
        or _misplaced(sample)
        or _unknown(sample, characters) > _MAX_UNKNOWN * printed
        or _far_latin(characters)
        or _endless(sample, characters)
        or _uncommon(sample)
    )


def _sample(text: str) -> str:
    """Lines from all over the page that together have about so many characters: more cost time alone."""
    step = len(text) // _SAMPLE_CHARS + 1
    return text if step == 1 else "\n".join(text.split("\n")[::step])


def _signs(characters: Counter[str]) -> int:
    return sum(count for character, count in characters.items() if _is_sign(character))


def _misplaced(text: str) -> bool:
    signs = len(_MISPLACED.findall(text))
    return signs >= _MIN_SIGNS / 2 and signs > _MAX_MISPLACED * len(text.split())


@cache
def _is_sign(character: str) -> bool:
    if character.isalnum() or character.isspace() or character in _PUNCTUATION:
        return False
    return unicodedata.category(character)[0] != "M"  # the vowels of Indian scripts are marks


def _unknown(text: str, characters: Counter[str]) -> int:
    named = sum(map(len, _GLYPH_NAME.findall(text)))
    private = sum(n for character, n in characters.items() if "\ue000" <= character <= "\uf8ff")
    return named + private + characters["\ufffd"]


def _far_latin(characters: Counter[str]) -> bool:
    near = sum(n for character, n in characters.items() if character.isalpha() and character < "\u0100")
    far = sum(n for character, n in characters.items() if "\u0100" <= character < "\u0250")
    return far >= _MIN_SIGNS and far > _MAX_FAR_LATIN * (near + far)


def _endless(text: str, characters: Counter[str]) -> bool:
    letters = sum(n for character, n in characters.items() if character.isalpha())
    return sum(map(len, _ENDLESS.findall(text))) > max(_MIN_SIGNS, _MAX_ENDLESS * letters)


def _uncommon(text: str) -> bool:
    """Whether letters follow each other as they do in no language."""
    folded = " ".join(set(text.casefold().split()))  # each word once: a form may repeat its abbreviations
    kinds: Counter[str] = Counter()
    for pair, count in Counter(pairwise(folded)).items():
        kinds[_kind(*pair)] += count
    latin, other = kinds["common"] + kinds["rare"], kinds["doubled"] + kinds["other"]
    if latin >= max(_MIN_LETTER_PAIRS, other):
        return kinds["common"] < _MIN_COMMON * latin - sqrt(latin)  # what chance may do on a short page
    return other >= _MIN_LETTER_PAIRS and kinds["doubled"] > _MAX_DOUBLED * other


@cache
def _kind(first: str, second: str) -> str:
    """A pair of neighbours: common or rare in Latin script, doubled or other elsewhere; "" for no letters."""
    if not (first.isalpha() and second.isalpha()):
        return ""
    if first < "\u0250" and second < "\u0250":
        one, two = _bare(first), _bare(second)
        return "common" if two in _FOLLOWERS.get(one, "") else "rare"
    return "doubled" if first == second else "other"


def _bare(letter: str) -> str:
    """A letter without its accents."""
    return unicodedata.normalize("NFD", _PLAIN_FORM.get(letter, letter))[0]
