"""The language of a text. The only module that knows py3langid."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

SURE = 0.6  # probability from which a text is in a language; names and numbers have none
CACHED_TEXTS = 1 << 12  # questions and sentences are asked about several times each


@lru_cache(CACHED_TEXTS)
def detect(text: str, languages: tuple[str, ...]) -> tuple[str, float]:
    """The most likely of these languages (ISO 639-1 codes), and its probability beside the others."""
    code, probability = _identifier(languages).classify(text)
    return str(code), float(probability)


@cache
def _identifier(languages: Sequence[str]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # slow to load

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(languages))
    return identifier
