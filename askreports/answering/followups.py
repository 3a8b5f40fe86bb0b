"""How follow-ups begin, and how a name or a period is added to a question, in five languages."""

import re
from dataclasses import dataclass

from askreports.answering.tongue import language_of

OPENER = re.compile(
    r"""^[¿\s]*(?:
        (?:(?:and|but|so)\s+)?(?:what|how)\s+about\b | (?:and|but)\b
      | (?:y|e)\s+(?:qué\s+(?:hay|pasa|tal)\s+(?:de|con)\b)? | qué\s+(?:hay|pasa|tal)\s+(?:de|con)\b
      | i\s+(?:què\s+(?:passa|hi\s+ha)\s+(?:amb|de)\b)? | què\s+(?:passa|hi\s+ha)\s+(?:amb|de)\b
      | et\b(?:\s+qu['’]en\s+est[- ]il\s+(?:du|des)?)? | qu['’]en\s+est[- ]il\s+(?:du|des)?
      | und\b(?:\s+(?:was\s+ist\s+mit|wie\s+(?:sieht\s+es|ist\s+es|war\s+es)(?:\s+aus)?)\b)?
      | was\s+ist\s+mit\b | wie\s+sieht\s+es\b(?:\s+aus)?
    )\s*(?:(?:in|for|at|of|during|with|en|para|con|per\s+a|a|amb|pour|chez|im|für|bei|von|mit|de|del)\b\s*)?
     (?:(?:the\s+|el\s+|la\s+|l['’])?(?:fiscal\s+)?
        (?:(?:year|any|año|année|jahr|geschäftsjahr|ejercicio|exercici|exercice)\s+)?(?=\d|FY))?""",
    re.I | re.X,
)
_OWNER = re.compile(
    r"\b(?:its|their|theirs|the (?:company|group|organi[sz]ation|foundation|firm)['’]s)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a language joins: `of` goes before a name, `within` before a period."""

    language: str
    of: str
    within: str
    joining: re.Pattern[str]  # small words that a follow-up leaves behind when its period is taken out
    pronouns: re.Pattern[str]  # words that stand for whoever the question before was about

    def named(self, text: str, name: str) -> str:
        """The text with a name for its first pronoun; other languages than English get it at the end."""
        if self.language != "en":
            return f"{text.rstrip(' ?.!')} {self.of} {name}?"
        if _OWNER.search(text):
            return _OWNER.sub(lambda _: f"{name}'s", text, count=1)
        return self.pronouns.sub(lambda _: name, text, count=1)


def _tongue(language: str, of: str, within: str, joining: str, pronouns: str) -> Tongue:
    left = re.compile(rf"(?:^|\s)(?:{joining})(?=\s*(?:$|,))", re.I)
    return Tongue(language, of, within, left, re.compile(rf"\b(?:{pronouns})\b", re.I))


_TONGUES = {
    tongue.language: tongue
    for tongue in (
        _tongue(
            "en", "of", "in", r"(?:in|for|of|during)(?: the)?(?: fiscal)?(?: year)?",
            r"its|theirs?|they|them|the (?:company|group|organi[sz]ation|foundation|firm)"
            r"|(?<=did )it|(?<=does )it|(?<=was )it|(?<=has )it",
        ),
        _tongue(
            "es", "de", "en", r"(?:en|de|para|durante)(?: el)?(?: año| ejercicio)?",
            r"sus?|ellos|la (?:empresa|compañía|fundación)",
        ),
        _tongue(
            "ca", "de", "el", r"(?:en|de|per|durant|el)(?: exercici)?|(?:de )?l['’]any",
            r"seu|seva|seus|seves|l['’]empresa|la (?:companyia|fundació)",
        ),
        _tongue(
            "fr", "de", "en", r"(?:en|de|pour|durant)(?: l['’]année| l['’]exercice)?",
            r"son|sa|ses|leurs?|elle|l['’]entreprise|la (?:société|fondation)",
        ),
        _tongue(
            "de", "von", "im Jahr", r"(?:in|im|für|von)(?: jahr| geschäftsjahr)?",
            r"seine?n?|ihre?n?|das unternehmen|die (?:stiftung|gesellschaft|gruppe)",
        ),
    )
}  # fmt: skip


def tongue(text: str) -> Tongue:
    """The ways of the language that a question is in, English where that is open."""
    return _TONGUES[language_of(text)]
