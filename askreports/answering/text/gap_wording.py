"""What is missing in the reports, in the words of the question's language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """How one language says it; `{}` is what is missing, in `no_thing_of` first whose reports they are."""

    no_year: str
    no_name: str
    no_thing: str
    no_thing_of: str
    there_are: str
    either: str
    not_found: str


_PHRASES = {
    "en": Phrases(
        "There is no report of {}.",
        "No report mentions {}.",
        "No report here mentions {}.",
        "No report of {} mentions {}.",
        "There are reports of:",
        " or {}",
        "not found in the reports",
    ),
    "es": Phrases(
        "No hay ningún informe de {}.",
        "Ningún informe menciona {}.",
        "Ninguno de estos informes habla de {}.",
        "Ningún informe de {} habla de {}.",
        "Hay informes de:",
        " ni de {}",
        "no consta en los informes",
    ),
    "ca": Phrases(
        "No hi ha cap informe de {}.",
        "Cap informe no esmenta {}.",
        "Cap d’aquests informes no parla de {}.",
        "Cap informe de {} no parla de {}.",
        "Hi ha informes de:",
        " ni de {}",
        "no consta en els informes",
    ),
    "fr": Phrases(
        "Il n’y a pas de rapport de {}.",
        "Aucun rapport ne mentionne {}.",
        "Aucun de ces rapports ne parle de {}.",
        "Aucun rapport de {} ne parle de {}.",
        "Il y a des rapports de :",
        " ni de {}",
        "ne figure pas dans les rapports",
    ),
    "de": Phrases(
        "Es gibt keinen Bericht von {}.",
        "Kein Bericht erwähnt {}.",
        "Keiner dieser Berichte spricht von {}.",
        "Kein Bericht von {} spricht von {}.",
        "Es gibt Berichte von:",
        " oder {}",
        "steht nicht in den Berichten",
    ),
    "pt": Phrases(
        "Não há nenhum relatório de {}.",
        "Nenhum relatório menciona {}.",
        "Nenhum destes relatórios fala de {}.",
        "Nenhum relatório de {} fala de {}.",
        "Há relatórios de:",
        " nem de {}",
        "não consta dos relatórios",
    ),
    "it": Phrases(
        "Non c’è nessuna relazione del {}.",
        "Nessuna relazione menziona {}.",
        "Nessuna di queste relazioni parla di {}.",
        "Nessuna relazione di {} parla di {}.",
        "Ci sono relazioni di:",
        " né di {}",
        "non compare nelle relazioni",
    ),
}
_VOWEL = re.compile(r"[aeiouhàâäéèêëíïîóòôöúùûü]", re.I)
_ELIDING = frozenset({"ca", "fr"})


def no_year(year: int, language: str) -> str:
    """The sentence that says that there is no report for a year."""
    return _phrases(language).no_year.format(year)


def no_name(names: Sequence[str], language: str) -> str:
    """That no report mentions these names."""
    return _phrases(language).no_name.format(", ".join(names))


def no_thing(things: Sequence[str], whose: str, language: str) -> str:
    """The sentence that says that no report mentions these things; `whose` limits it to one organisation."""
    phrases = _phrases(language)
    named = things[0] + "".join(_before(phrases.either, thing, language) for thing in things[1:])
    if not whose:
        return _before(phrases.no_thing, named, language)
    return _before(_before(phrases.no_thing_of, whose, language), named, language)


def not_found(language: str) -> str:
    """What stands for a value that was not found beside others."""
    return _phrases(language).not_found


def there_are(language: str) -> str:
    """What stands before a list of what the reports are of."""
    return _phrases(language).there_are


def _phrases(language: str) -> Phrases:
    return _PHRASES.get(language, _PHRASES["en"])


def _before(pattern: str, named: str, language: str) -> str:
    """The pattern with what it is of at its first mark; "de" loses its vowel before another one."""
    if language in _ELIDING and _VOWEL.match(named):
        before, mark, after = pattern.partition("{}")
        pattern = f"{before[:-2]}’{mark}{after}" if before.endswith("de ") else pattern
    return pattern.replace("{}", named, 1)
