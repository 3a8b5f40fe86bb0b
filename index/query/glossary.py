"""Question expansion: what people ask for ("capex"), and how reports write it ("purchases of property").

Believes that a report uses the words of its trade where a question uses those of its reader. The terms
are in `glossary.toml`; a file of the same form beside the reports adds custom ones.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from index.errors import BadGlossary
from index.query.stems import without_accents

FILE_NAME = "glossary.toml"
_STANDARD = Path(__file__).with_name(FILE_NAME)


class Glossary:
    """Terms with the words that reports have for them."""

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms = {_folded(term): words for term, words in terms.items()}
        # longer terms first, so that "operating cash flow" is not read as one that begins alike
        ordered = sorted(self._terms, key=lambda term: (-len(term), term))
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})") if ordered else None

    def expansion(self, question: str) -> str:
        """The words to look for besides those of the question; empty where it uses no term."""
        if self._pattern is None:
            return ""
        found = dict.fromkeys(match.group() for match in self._pattern.finditer(_folded(question)))
        return " ".join(self._terms[term] for term in found)


def read_glossary(*files: Path) -> Glossary:
    """The standard terms and those of these files, if they exist; later files win. Raises `BadGlossary`."""
    terms: dict[str, str] = {}
    for file in (_STANDARD, *files):
        if file.exists():
            terms |= _terms(file)
    return Glossary(terms)


def custom_terms(paths: Iterable[Path]) -> str:
    """The glossaries that lie in these folders as one, the first winning; empty where there is none.

    Raises `BadGlossary`.
    """
    files = [file for path in paths if (file := path / FILE_NAME).is_file()]
    terms = {term: words for file in reversed(files) for term, words in _terms(file).items()}
    lines = [f"{json.dumps(term)} = {json.dumps(words)}\n" for term, words in sorted(terms.items())]
    return "".join(["[terms]\n", *lines]) if terms else ""


def _terms(file: Path) -> dict[str, str]:
    try:
        terms = tomllib.loads(file.read_text(encoding="utf-8")).get("terms", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadGlossary(f"{file} cannot be read ({error}): {_FORM}") from error
    if not isinstance(terms, dict) or not all(isinstance(words, str) for words in terms.values()):
        raise BadGlossary(f"{file}: a term has no text of words: {_FORM}")
    return {term: words for term, words in terms.items() if term.strip()}


_FORM = 'write a line like "EIT" = "European Institute of Innovation and Technology" below [terms]'


def _folded(text: str) -> str:
    return without_accents(text.casefold())
