"""The nouns of a grid: questions down, reports or organisations or years across, an answer in each cell."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from askreports.answering.answer import Citation

OnCell = Callable[[int, int], bool]  # gets the cells done and of how many; False stops


class Over(StrEnum):
    """What the columns are."""

    ORGANISATION = "organisation"
    REPORT = "report"
    YEAR = "year"


class CellStatus(StrEnum):
    """How an answer stands to its question; `NO_REPORT` where no report is of what the column says."""

    ANSWERS = "answers"
    CLOSEST = "closest"
    NOTHING = "nothing"
    NO_REPORT = "no report"


@dataclass(frozen=True, slots=True)
class GridCell:
    """An answer in a line. `value` is its number, where it is one, as the report has it, in `unit`.

    `unit` names a scale as well: "EUR thousand". `citation` is the number of what it stands on.
    """

    status: CellStatus
    text: str = ""
    value: Decimal | None = None
    unit: str = ""
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Questions and columns with a row of cells a question; `stopped` where it was ended before the last."""

    questions: tuple[str, ...]
    columns: tuple[str, ...]
    over: Over
    cells: tuple[tuple[GridCell, ...], ...]
    citations: tuple[Citation, ...]
    seconds: float = 0.0
    stopped: bool = False

    def cited(self, cell: GridCell) -> Citation | None:
        """What a cell stands on."""
        return self.citations[cell.citation - 1] if cell.citation else None

    def changes(self) -> list[Decimal | None]:
        """Over years, for each question the last number less the first; None where there are not two."""
        if self.over is not Over.YEAR:
            return [None] * len(self.questions)
        rows = [[cell for cell in row if cell.value is not None] for row in self.cells]
        return [
            (row[-1].value or Decimal(0)) - (row[0].value or Decimal(0))
            if len(row) > 1 and row[0].unit == row[-1].unit
            else None
            for row in rows
        ]
