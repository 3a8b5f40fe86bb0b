"""Which language a question or a sentence is in."""

from ingest.language.cldr import LANGUAGES
from ingest.language.detection import detect

SURE = 0.6  # probability from which a text is in a language; names and numbers have none

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


def is_small(word: str, language: str) -> bool:
    """Whether a word, in lower case, says little by itself."""
    return word in _WORDS.get(language, ())


def language_of(text: str, otherwise: str = "en") -> str:
    """The ISO 639-1 code of the language of a text; `otherwise` where the text is too short to tell."""
    language, probability = detect(text, LANGUAGES)
    return language if probability >= SURE else otherwise
