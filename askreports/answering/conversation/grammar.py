"""How a name, a period or another question is added to a question, in five languages."""

import re
from dataclasses import dataclass

from askreports.answering.text.language import language_of

_OWNER = re.compile(
    r"\b(?:its|their|theirs|the (?:company|group|organi[sz]ation|foundation|firm)['’]s)\b", re.I
)
# "How does a cluster pay its members?": whom "its" stands for is said before it
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

    def stands_for_somebody(self, text: str) -> bool:
        """Whether a question says "its" or "they", and not for somebody that it has named itself."""
        pronoun = self.pronouns.search(text)
        return bool(pronoun) and not _SAID.search(text, 0, pronoun.start() if pronoun else 0)

    def named(self, text: str, name: str) -> str:
        """The text with a name for its first pronoun; other languages than English get it at the end."""
        if self.language != "en":
            return f"{text.rstrip(' ?.!')} {self.of} {name}"
        if _OWNER.search(text):
            return _OWNER.sub(lambda _: f"{name}'s", text, count=1)
        return self.pronouns.sub(lambda _: name, text, count=1)


def _grammar(
    language: str, of: str, within: str, on: str, also: str, compared: str, joining: str, pronouns: str
) -> Grammar:
    left = re.compile(rf"(?:^|\s)(?:{joining})(?=\s*(?:$|,))", re.I)
    return Grammar(language, of, within, also, compared, on, left, re.compile(rf"\b(?:{pronouns})\b", re.I))


_GRAMMARS = {
    grammar.language: grammar
    for grammar in (
        _grammar(
            "en", "of", "in", "on", "and", "compared to",
            r"(?:in|for|of|at|from|during|between)(?: the)?(?: fiscal)?(?: years?)?",
            r"its|theirs?|they|them|the (?:company|group|organi[sz]ation|foundation|firm)"
            r"|(?<=did )it|(?<=does )it|(?<=was )it|(?<=has )it|(?<=is )it(?= \w)|it(?=\W*$)",
        ),
        _grammar(
            "es", "de", "en", "el", "y", "en comparación con",
            r"(?:en|de|desde|entre|para|durante|al?)(?: el)?(?: años?| ejercicio)?",
            r"sus?|ellos|la (?:empresa|compañía|fundación)|(?<=quién )l[ao]s?(?= \w+\W*$)",
        ),
        _grammar(
            "ca", "de", "el", "el", "i", "en comparació amb",
            r"(?:en|de|des de|entre|per|durant|a|el)(?: exercici)?|(?:de )?l['’]any",
            r"seu|seva|seus|seves|l['’]empresa|la (?:companyia|fundació)|"
            r"(?<=qui )(?:els?|la|les)(?= \w+\W*$)",
        ),
        _grammar(
            "fr", "de", "en", "le", "et", "par rapport à",
            r"(?:en|de|entre|pour|durant|à)(?: l['’]année| l['’]exercice)?",
            r"son|sa|ses|leurs?|elle|l['’]entreprise|la (?:société|fondation)|(?<=qui )l[ae](?= \w+\W*$)",
        ),
        _grammar(
            "de", "von", "im Jahr", "am", "und", "im Vergleich zu",
            r"(?:in|im|für|von|zum|zwischen)(?: jahr| geschäftsjahr)?",
            r"seine?[nrms]?|ihre?[nrms]?|das unternehmen|die (?:stiftung|gesellschaft|gruppe)|"
            r"(?:es|ihn)(?=\W*$)",
        ),
    )
}  # fmt: skip


def grammar_of(text: str, like: str = "") -> Grammar:
    """The grammar of the language that a question is in; where that is open, that of `like`, or English."""
    for language in (language_of(text, ""), language_of(like, "")):
        if language in _GRAMMARS:
            return _GRAMMARS[language]
    return _GRAMMARS["en"]
