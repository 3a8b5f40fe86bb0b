"""What kind of answer a question wants, and whether a piece of text carries one."""

import re
from enum import StrEnum

from index.query.question import without_year_marks
from index.query.stems import words


class AnswerType(StrEnum):
    REASON = "reason"
    DEFINITION = "definition"
    AMOUNT = "amount"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    LIST = "list"
    OTHER = "other"


# One line a language family; a new language is one more alternative.
_WHY = re.compile(
    r"(?<!explain )\bwhy\b|\bwhat (?:was|is|were|are) the (?:main |primary )?(?:reasons?|causes?)\b"
    r"|\bwhat (?:drove|caused|led to)\b"
    r"|\bpor qu[eé]\b|\bper qu[èe]\b|\bpourquoi\b|\bwarum\b|\bweshalb\b|\bwieso\b|\bpor que\b|\bperch[ée]\b",
    re.I,
)
_MEANING = re.compile(
    r"\bwhat (?:does|do|did) (?:\S+ ){1,6}mean\b|\bmeant by\b|\bdefin(?:e|ition)\b"
    r"|\bhow (?:is|are) .{1,80} defined\b"
    r"|\bqu[ée] (?:significa|se entiende)\b|\bqu[èe] (?:vol dir|significa|s['’]ent[ée]n)\b"
    r"|\bque (?:signifie|veut dire)\b|\bentend\b|\bwas (?:bedeutet|heißt)\b|\bversteh(?:t|en)\b"
    r"|\bo que significa\b|\bcosa significa\b",
    re.I,
)
_AMOUNT = re.compile(
    r"\bhow (?:much|many|high|large)\b|\bUSD\b|\bEUR\b|%"
    r"|\bwhat (?:was|is|were|are) (?:\S+ ){0,8}(?:amount|number|total|share|rate|ratio|percentage|margin|"
    r"costs?|revenues?|sales|income|expenditure|budget|value|sum)\b"
    r"|\bcu[áa]nt[oa]s?\b|\bimporte\b|\bpresupuesto\b"
    r"|\bquant(?:s|es|a)?\b|\bpressupost\b"
    r"|\bcombien\b|\bquel (?:est |était )?(?:le )?(?:montant|budget)\b"
    r"|\bwie ?viele?\b|\bwie hoch\b"
    r"|\bquanti?[aeo]s?\b",
    re.I,
)
_TIME = re.compile(
    r"\b(?:when|what (?:date|year|day)|in which year|cu[áa]ndo|quan|quand|wann|quando)\b", re.I
)
_WHO = re.compile(r"\b(?:who|whose|qui[ée]n(?:es)?|qui|wer|quem|chi)\b", re.I)
_WHERE = re.compile(
    r"\bwhere\b|\b(?:in|at) (?:which|what) (?:city|town|country|place|region)\b"
    r"|\bd[óo]nde\b|^\W*on (?:és|es|va|van|s)\b|\boù\b|^\W*wo\b|\bin welche[rm] (?:Stadt|Land|Ort)\b"
    r"|\bonde\b|\bdove\b",
    re.I,
)
_WHICH = re.compile(  # "which ... projects": a plural; "does" and "has" end in s as well
    r"\b(?:which|what)(?: (?!does\b|was\b|has\b)[^\W\d]+){0,2} (?!does\b|was\b|has\b)[^\W\d]+[^\Wius]s\b"
    r"|\bwhat (?:are|were) the\b|\b(?:list|name) (?:all|the|of)\b"
    r"|\bcu[áa]les\b|\bqu[ée] \w+s\b|\bquins\b|\bquines\b|\bquels\b|\bquelles\b|\bwelche\b",
    re.I,
)
_QUESTIONS = {  # the first that fits: "What is the reason for the amount ..." asks for a reason
    AnswerType.REASON: _WHY,
    AnswerType.DEFINITION: _MEANING,
    AnswerType.AMOUNT: _AMOUNT,
    AnswerType.DATE: _TIME,
    AnswerType.PERSON: _WHO,
    AnswerType.PLACE: _WHERE,
    AnswerType.LIST: _WHICH,
}
_CAUSE = re.compile(
    r"\b(?:because|since|due to|owing to|thanks to|as a result|result(?:s|ed|ing)? (?:from|in)|driven by"
    r"|caused|reflect(?:s|ed|ing)|attribut(?:ed|able) to|so that|in order to|offset by|reasons?"
    r"|porque|debido|ya que|puesto que|a causa|gracias a|motivo|perquè|atès|degut|ja que|gràcies a|motiu"
    r"|parce que|en raison|afin|grâce à|car|à cause|weil|denn|wegen|aufgrund|damit|deshalb|daher"
    r"|devido|uma vez que|graças a|perché|poiché|a motivo|grazie a)\b",
    re.I,
)
_SAYS_WHAT = re.compile(
    r"\b(?:means?|meaning|defin(?:e|es|ed|ition)|refers? to|consists? of|represents?"
    r"|is (?:an?|the)|are (?:the|those)|significa|se entiende|se define|es decir|es (?:una?|el|la)"
    r"|s['’]entén|vol dir|és (?:una?|el|la)"
    r"|signifie|désigne|on entend|est (?:une?|le|la)|bedeutet|bezeichnet|versteh(?:t|en)"
    r"|ist (?:eine?|der|die|das)"
    r"|entende-se|é (?:uma?|o|a)|si intende|è (?:una?|il|la))\b|[^\W\d]+: [^\W\d]",
    re.I,
)
_AT_A_PLACE = re.compile(
    r"\b(?:in|at|from|near|to|en|a|à|au|chez|bei|zu|aus|nach|em|no|na|ad?l?)\s+"
    r"(?:the |el |la |l['’]|der |dem )?[A-ZÀ-Ý]\w+"
)
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
_WORD_NUMBER = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundred|thousand|million|"
    r"dos|tres|cuatro|cinco|siete|ocho|nueve|diez|doce|dues|quatre|cinc|vuit|deu|deux|trois|cinq|sept|huit|neuf|dix|"
    r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf)\b",
    re.I,
)
_ASKING_WORDS = frozenset(
    """
    who whose whom what which when where why how did does do has have had is are was were been any there
    many much quién quiénes qué cuál cuáles cuándo dónde cómo cuánto cuánta cuántos cuántas fue fueron
    son es ha han hay qui què quin quina quins quines quan com quant quanta quants quantes va van ser és
    són hi quel quelle quels quelles quand où comment combien pourquoi est sont était étaient ont wer
    wem wen was welche welcher welches welchen wann wo wie warum viel viele ist sind war waren hat haben
    gibt
    """.split()
)
_NAME = re.compile(
    r"(?<![.?!]\s)(?<!^)\b[A-ZÀ-Ý][\w’'-]+(?:\s+(?:de|del|von|van|i|y)\s+|\s+)[A-ZÀ-Ý][\w’'-]+"
)

_SIGNS = {
    AnswerType.REASON: _CAUSE,
    AnswerType.DEFINITION: _SAYS_WHAT,
    AnswerType.DATE: _DATE,
    AnswerType.PERSON: _NAME,
    AnswerType.PLACE: _AT_A_PLACE,
}


def answer_type(question: str) -> AnswerType:
    """The kind of answer a question asks for; OTHER where it does not say."""
    return next((kind for kind, pattern in _QUESTIONS.items() if pattern.search(question)), AnswerType.OTHER)


def matches_answer_type(text: str, kind: AnswerType, question: str) -> bool:
    """Whether `text` holds something of that kind which the question does not already hold."""
    if kind is AnswerType.AMOUNT:
        known = set(re.findall(r"\d[\d.,]*", question))
        return bool(set(re.findall(r"\d[\d.,]*", text)) - known or _WORD_NUMBER.search(text))
    if kind in _SIGNS:
        return bool(_SIGNS[kind].search(text))
    return True


def content_words(question: str) -> list[str]:
    """The words of a question that a sentence which answers it may share: not those that only ask."""
    return [word for word in words(without_year_marks(question)) if word not in _ASKING_WORDS]
