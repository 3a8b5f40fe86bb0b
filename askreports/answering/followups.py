"""How follow-ups begin, and how a name or a period is added to a question, in five languages."""

import re
from dataclasses import dataclass

from askreports.answering.language import language_of

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
        (?:(?:year|any|año|année|jahr|geschäftsjahr|ejercicio|exercici|exercice)\s+)?(?=\d|FY))?
     (?:(?:los|las|el|la|els|les|celui|celle|ceux|celles)\s+de\s+(?=(?-i:[A-ZÀ-Þ])))?""",
    re.I | re.X,
)
ASKING = re.compile(  # how a question begins that has all its words but those of who and when
    r"(?:what|which|who|whose|when|where|why|how|is|are|was|were|did|does|do|has|have|had|can|will"
    r"|qué|cuál(?:es)?|quién(?:es)?|cuándo|dónde|por qué|cómo|cuánt[oa]s?"
    r"|què|quin(?:a|s|es)?|quan|per què|com|quant(?:a|s|es)?"
    r"|quel(?:le)?s?|quand|où|pourquoi|comment|combien"
    r"|welche[rsnm]?|wer|wann|wo|warum|wieso|wie|ist|sind|hat|haben|war|waren)\b",
    re.I,
)
YEAR_BEFORE = re.compile(
    r"(?:the |in the )?(?:(?:previous|prior|preceding) (?:fiscal )?year|year (?:before|earlier)|last year)"
    r"|(?:en )?el (?:año|ejercicio) (?:anterior|pasado)|l['’](?:any|exercici) (?:anterior|passat)"
    r"|l['’](?:année|exercice) (?:précédente?|d['’]avant|passée?)|(?:im )?vorjahr|(?:das |im )?jahr davor",
    re.I,
)
YEAR_AFTER = re.compile(
    r"(?:the |in the )?(?:(?:next|following) (?:fiscal )?year|year (?:after|later))"
    r"|(?:en )?el (?:año|ejercicio) siguiente|l['’](?:any|exercici) següent"
    r"|l['’](?:année|exercice) (?:suivante?|d['’]après)|(?:im )?folgejahr|(?:das |im )?jahr danach",
    re.I,
)
_OWNER = re.compile(
    r"\b(?:its|their|theirs|the (?:company|group|organi[sz]ation|foundation|firm)['’]s)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language joins: `of` goes before a name, `within` before a period, `also` between questions."""

    language: str
    of: str
    within: str
    also: str
    joining: re.Pattern[str]  # small words that a follow-up leaves behind when its period is taken out
    pronouns: re.Pattern[str]  # words that stand for whoever the question before was about

    def named(self, text: str, name: str) -> str:
        """The text with a name for its first pronoun; other languages than English get it at the end."""
        if self.language != "en":
            return f"{text.rstrip(' ?.!')} {self.of} {name}"
        if _OWNER.search(text):
            return _OWNER.sub(lambda _: f"{name}'s", text, count=1)
        return self.pronouns.sub(lambda _: name, text, count=1)


def _grammar(language: str, of: str, within: str, also: str, joining: str, pronouns: str) -> Grammar:
    left = re.compile(rf"(?:^|\s)(?:{joining})(?=\s*(?:$|,))", re.I)
    return Grammar(language, of, within, also, left, re.compile(rf"\b(?:{pronouns})\b", re.I))


_GRAMMARS = {
    grammar.language: grammar
    for grammar in (
        _grammar(
            "en", "of", "in", "and", r"(?:in|for|of|from|during|between)(?: the)?(?: fiscal)?(?: years?)?",
            r"its|theirs?|they|them|the (?:company|group|organi[sz]ation|foundation|firm)"
            r"|(?<=did )it|(?<=does )it|(?<=was )it|(?<=has )it|it(?=\W*$)",
        ),
        _grammar(
            "es", "de", "en", "y", r"(?:en|de|desde|entre|para|durante)(?: el)?(?: años?| ejercicio)?",
            r"sus?|ellos|la (?:empresa|compañía|fundación)",
        ),
        _grammar(
            "ca", "de", "el", "i", r"(?:en|de|des de|entre|per|durant|el)(?: exercici)?|(?:de )?l['’]any",
            r"seu|seva|seus|seves|l['’]empresa|la (?:companyia|fundació)",
        ),
        _grammar(
            "fr", "de", "en", "et", r"(?:en|de|entre|pour|durant)(?: l['’]année| l['’]exercice)?",
            r"son|sa|ses|leurs?|elle|l['’]entreprise|la (?:société|fondation)",
        ),
        _grammar(
            "de", "von", "im Jahr", "und", r"(?:in|im|für|von|zwischen)(?: jahr| geschäftsjahr)?",
            r"seine?n?|ihre?n?|das unternehmen|die (?:stiftung|gesellschaft|gruppe)",
        ),
    )
}  # fmt: skip


def grammar_of(text: str) -> Grammar:
    """The grammar of the language that a question is in, English where that is open."""
    return _GRAMMARS[language_of(text)]
