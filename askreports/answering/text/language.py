"""Which language a question or a sentence is in."""

from ingest.language.cldr import LANGUAGES
from ingest.language.detection import SURE, detect


def language_of(text: str, otherwise: str = "en") -> str:
    """The ISO 639-1 code of the language of a text; `otherwise` where the text is too short to tell."""
    language, probability = detect(text, LANGUAGES)
    return language if probability >= SURE else otherwise
