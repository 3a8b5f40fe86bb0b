"""Words by which a text says that something became more or less, in the languages of reports."""

import re
from decimal import Decimal

_FELL = (
    r"decreas|declin|fell\b|fall(?:en|s|ing)?\b|lower|drop(?:ped|s)?\b|reduc|shr[aiu]nk"
    r"|disminu|descen|baj[óa](?:ron)?\b|cay[óe]|redu[jc]|baix"
    r"|baiss|recul|diminu|chut|sank(?:en)?\b|gesunken|sinken|r[üu]ckgang|verringer|fiel(?:en)?\b|gefallen|minderte"
    r"|daal|gedaald|afgenomen|calat|calò|scese|diminui|ca[ií]u|ca[íi]ram"
)
_ROSE = (
    r"increas|rose\b|risen\b|ris(?:es|ing)\b|grew\b|grown?\b|growth\b|higher|aument|crec|creix|increment"
    r"|sub(?:i[óe]|en)|augment|hausse|progress[éeai]|cro[iî][st]|accr[uo]|stieg|gestiegen|erh[öo]h|wuchs|gewachsen|zunahm"
    r"|zuwachs|steg(?:en)?\b|gestegen|toegenomen|cresc"
)
_NEGATIVE = (
    r"loss|deficit|negative|p[ée]rdida|d[ée]ficit|caig|p[èe]rdu|perte|verlust|fehlbetrag|perdit"
    r"|preju[ií]zo|verlies"
)

FELL = re.compile(rf"\b(?:{_FELL})", re.I)
ROSE = re.compile(rf"\b(?:{_ROSE})", re.I)
LESS = re.compile(rf"\b(?:{_FELL}|{_NEGATIVE}|minder)", re.I)  # what may make a number negative
MORE = re.compile(rf"\b(?:{_ROSE}|gain)", re.I)
PAID = re.compile(  # what a table may print in parentheses without anybody calling it negative
    r"\b(?:spen[dt]|paid|pay|purchas|outflow|used\b|expen[ds]|cost|invest|repa|dividend|capex"
    r"|gast|pag[óou]|coste|compra|despes|cost|dépens|pay[ée]|achat|coût|ausgab|gezahlt|aufwand|kosten|kauf)",
    re.I,
)
TIMES = (  # by what something was multiplied
    (Decimal(2), re.compile(r"\b(?:doubl|verdoppel|duplic|dupliqu|verdubbel|raddoppi)", re.I)),
    (Decimal(3), re.compile(r"\b(?:tripl|verdreifach|verdrievoudig)", re.I)),
    (
        Decimal("0.5"),
        re.compile(r"\b(?:halv(?:ed|ing)|halbier|halveer|dimezz)|\ba la mitad\b|de moitié", re.I),
    ),
)
SIGNED = re.compile(r"(?:negati[vf]|positi[vf])", re.I)  # says the sign of a value, not what it is of
MORE_THAN = re.compile(
    r"\bmore than\b|\bmehr als\b|\bmás (?:de|que)\b|\bmés (?:de|que)\b|\bplus (?:de|que)\b", re.I
)
