"""Names of places: a follow-up that names one asks for the same there."""

from ingest.language.cldr import place_names
from ingest.language.folding import fold


def is_known_place(name: str) -> bool:
    """Whether a name is one of a country or a continent."""
    return fold(name) in place_names()


def is_place(name: str, before: str, language: str) -> bool:
    """Whether a name is a place: it is a known one, or stands behind a word that only places follow."""
    behind = {"en": ("in",), "fr": ("dans", "en", "au", "aux"), "de": ("in", "im")}.get(language, ())
    return is_known_place(name) or before.casefold() in behind
