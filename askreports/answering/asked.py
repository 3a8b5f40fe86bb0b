"""What kind of answer a question wants, and whether a piece of text carries one."""

import re
from enum import StrEnum


class Wanted(StrEnum):
    AMOUNT = "amount"
    DATE = "date"
    PERSON = "person"
    OTHER = "other"


_QUESTIONS = {
    Wanted.AMOUNT: re.compile(
        r"\bhow (?:much|many)\b|\bwhat (?:was|is|were|are) the (?:\w+ ){0,4}(?:amount|number|total|share|rate|ratio|percentage|"
        r"margin|cost|revenue|income|budget|value|sum)\b|\bcu[áa]nt[oa]s?\b|\bquant(?:s|es|a)?\b|\bcombien\b|\bquel (?:est le )?"
        r"(?:montant|budget)|\bwie ?viele?\b|\bwie hoch\b|\bquanti?[aeo]?s?\b|\bUSD\b|\bEUR\b|%",
        re.I,
    ),
    Wanted.DATE: re.compile(
        r"\bwhen\b|\bwhat (?:date|year|day)\b|\bcu[áa]ndo\b|\bquan\b|\bquand\b|\bwann\b|\bquando\b|\bin which year\b", re.I
    ),
    Wanted.PERSON: re.compile(r"\bwho\b|\bwhose\b|\bqui[ée]n(?:es)?\b|\bqui\b|\bwer\b|\bquem\b|\bchi\b", re.I),
}
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
_NUMBER = re.compile(r"\d")
_WORD_NUMBER = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundred|thousand|million|"
    r"dos|tres|cuatro|cinco|siete|ocho|nueve|diez|doce|dues|quatre|cinc|vuit|deu|deux|trois|cinq|sept|huit|neuf|dix|"
    r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf)\b",
    re.I,
)
_NAME = re.compile(r"(?<![.?!]\s)(?<!^)\b[A-ZÀ-Ý][\w’'-]+(?:\s+(?:de|del|von|van|i|y)\s+|\s+)[A-ZÀ-Ý][\w’'-]+")


def wanted(question: str) -> Wanted:
    """The kind of answer a question asks for; OTHER where it does not say."""
    return next((kind for kind, pattern in _QUESTIONS.items() if pattern.search(question)), Wanted.OTHER)


def carries(text: str, kind: Wanted, question: str) -> bool:
    """Whether `text` holds something of that kind which the question does not already hold."""
    if kind is Wanted.AMOUNT:
        known = set(re.findall(r"\d[\d.,]*", question))
        return bool(set(re.findall(r"\d[\d.,]*", text)) - known or _WORD_NUMBER.search(text))
    if kind is Wanted.DATE:
        return bool(_DATE.search(text))
    if kind is Wanted.PERSON:
        return bool(_NAME.search(text))
    return True
