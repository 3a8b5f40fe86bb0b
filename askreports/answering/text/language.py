"""Which language a question or a sentence is in, told from its small words: five languages, at once."""

import re
from collections import Counter
from itertools import chain

_SMALL_WORDS = {
    "en": "the of and to a in was were is are what which who why when where how many much did does has "
    "had for by with on at from its that there",
    "es": "el la los las de del y a al en fue es son eran qué cuál cuáles cuánto cuánta cuántos cuántas "
    "cuándo dónde quién quiénes cómo para por con que un una su sus se hay",
    "ca": "el la els les l de del dels i a al en d va van ser és són què quin quina quins quines quant "
    "quanta quants quantes quan on qui com per pel amb que un una seva seves s es hi",
    "fr": "le la les l de du des d et à au aux en est sont été était quel quelle quels quelles combien "
    "qui où quand comment pourquoi pour par avec dans que un une elle il se ce",
    "de": "der die das den dem des und im in war waren wurde ist sind hat was welche welcher welches "
    "wie viel viele hoch wer wann wo warum für von mit ein eine zu bei am sich es gibt",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_TELLS = {  # how much a word tells: the less, the more languages have it
    word: 1 / count for word, count in Counter(chain.from_iterable(_WORDS.values())).items()
}


def is_small(word: str, language: str) -> bool:
    """Whether a word, in lower case, is one of those by which a language is told."""
    return word in _WORDS.get(language, ())


def language_of(text: str, otherwise: str = "en") -> str:
    """The ISO 639-1 code of the language of most of a text's small words; `otherwise` where that is open."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    counts = Counter(
        {language: sum(_TELLS[word] for word in words if word in own) for language, own in _WORDS.items()}
    )
    (first, most), (_, second) = counts.most_common(2)
    return otherwise if most == second else first
