"""An answer as a cell of a grid: in a line, with its number where it has one."""

from dataclasses import dataclass
from decimal import Decimal

from askreports.answering.answer import Answer, Citation
from askreports.answering.claims.facts import Fact, page_facts
from askreports.answering.text.quantities import quantities
from askreports.grid.columns import GridColumn
from askreports.grid.table import CellStatus

MAX_CHARS = 240  # of an answer in a line
_SCALES = {3: "thousand", 6: "million", 9: "billion"}


@dataclass(frozen=True, slots=True)
class CellAnswer:
    """What a cell says, and the place that it stands on."""

    status: CellStatus
    text: str = ""
    value: Decimal | None = None
    unit: str = ""
    source: Citation | None = None


def cell_of(answer: Answer, column: GridColumn) -> CellAnswer:
    """The answer in a line."""
    if answer.searched.gaps.years or not answer.searched.reports:
        return CellAnswer(CellStatus.NO_REPORT, answer.searched.gaps.sentence())
    status = CellStatus(str(answer.status))
    if not answer.sentences:
        return CellAnswer(status, answer.searched.gaps.sentence())
    first = answer.sentences[0]
    text = " ".join(first.text.split())[:MAX_CHARS]
    source = next((one for one in answer.citations if one.number in first.citations), None)
    if answer.figure is not None:
        return CellAnswer(status, text, answer.figure.value, answer.figure.unit, source)
    value, unit = _number(source, column) if source and status is CellStatus.ANSWERS else (None, "")
    return CellAnswer(status, text, value, unit, source)


def _number(source: Citation, column: GridColumn) -> tuple[Decimal | None, str]:
    """The number of a quote: of the column's year in a table row, or the only one of a sentence."""
    facts = [fact for fact in page_facts(source.document, source.page) if fact.row.quote == source.quote]
    if facts:
        fact = _of_year(facts, column.year)
        return (fact.cell.value, "%" if fact.is_percent else str(fact.row.unit)) if fact else (None, "")
    found = list(quantities(source.quote, source.document.language))
    if len(found) != 1:
        return None, ""
    value = -found[0].value if found[0].negative else found[0].value
    unit = "%" if found[0].percent else f"{found[0].currency} {_SCALES.get(found[0].scale or 0, '')}".strip()
    return value, unit


def _of_year(facts: list[Fact], year: int | None) -> Fact | None:
    """The fact of this year, or the latest of a whole year."""
    whole = [fact for fact in facts if fact.is_whole_year]
    of_year = [fact for fact in whole if fact.year == year] if year else whole
    return max(of_year, key=lambda fact: fact.year, default=None)
