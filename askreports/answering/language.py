"""Which language a question or a sentence is in, told from its small words: five languages, at once."""

import re
from collections import Counter

_SMALL_WORDS = {
    "en": "the of and to in was were is are what which who how did does for by with on at from its",
    "es": "el los las de del y en fue es son qué cuál cuáles cuánto cuántos quién cómo para por con una su",
    "ca": "els les el la de del i en va van ser és són què quin quina quins quant qui com per amb una dels",
    "fr": "le les des du et en est sont été quel quelle quels combien qui comment pour par avec une dans",
    "de": "der die das und im in war waren ist sind was welche wie viel hoch wer für von mit ein eine bei",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}


def language_of(text: str, otherwise: str = "en") -> str:
    """The ISO 639-1 code of the language of most of a text's small words; `otherwise` where that is open."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    counts = Counter({language: sum(word in own for word in words) for language, own in _WORDS.items()})
    (first, most), (_, second) = counts.most_common(2)
    return otherwise if most == second else first
