"""How a name, a period or another question is added to a question, in five languages."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from askreports.answering.text.language import language_of

_OWNER = re.compile(
    r"\b(?:its|their|theirs|the (?:company|group|organi[sz]ation|foundation|firm)['’]s)\b", re.I
)
# "How does a cluster pay its members?": what "its" refers to stands in the question itself
_SAID = re.compile(
    r"""\b(?:did|does|do|has|have|had|is|are|was|were|can|will|should|must|that)\s+
          (?:the|an?|each|every|all|most|some|any|no)\s+(?!company\b|group\b|organi[sz]ation\b|foundation\b|firm\b)[a-z]+
      | \b(?:una?|cada|algun[oa]?|cualquier|qualsevol|une?|chaque|eine?[nrs]?|jede[nrs]?)\s+[^\W\d]{3,}""",
    re.I | re.X,
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language joins: `of` goes before a name, `within` before a year, `on` before a day.

    `also` goes between two questions, `compared` before what is compared with.
    """

    language: str
    of: str
    within: str
    also: str
    compared: str
    on: str
    joining: re.Pattern[str]  # small words that a follow-up leaves behind when its period is taken out
    pronouns: re.Pattern[str]  # words that stand for whoever the question before was about

    def refers_back(self, text: str) -> bool:
        """Whether "its" or "they" in a question refers to the question before, not to a name of its own."""
        pronoun = self.pronouns.search(text)
        return bool(pronoun) and not _SAID.search(text, 0, pronoun.start() if pronoun else 0)

    def named(self, text: str, name: str) -> str:
        """The text with a name for its first pronoun; other languages than English get it at the end."""
        if self.language != "en":
            return f"{text.rstrip(' ?.!')} {self.of} {name}"
        if _OWNER.search(text):
            return _OWNER.sub(lambda _: f"{name}'s", text, count=1)
        return self.pronouns.sub(lambda _: name, text, count=1)


def _read() -> dict[str, Grammar]:
    """The grammars of `grammar.toml` by language."""
    text = Path(__file__).with_name("grammar.toml").read_text(encoding="utf-8")
    return {language: _grammar(language, words) for language, words in tomllib.loads(text).items()}


def _grammar(language: str, words: Mapping[str, Any]) -> Grammar:
    joining, pronouns = "|".join(words["joining"]), "|".join(words["pronouns"])
    return Grammar(
        language=language,
        of=words["of"],
        within=words["within"],
        also=words["also"],
        compared=words["compared"],
        on=words["on"],
        joining=re.compile(rf"(?:^|\s)(?:{joining})(?=\s*(?:$|,))", re.I),
        pronouns=re.compile(rf"\b(?:{pronouns})\b", re.I),
    )


_GRAMMARS = _read()


def grammar_of(text: str, like: str = "") -> Grammar:
    """The grammar of the language that a question is in; where that is open, that of `like`, or English."""
    for language in (language_of(text, ""), language_of(like, "")):
        if language in _GRAMMARS:
            return _GRAMMARS[language]
    return _GRAMMARS["en"]
