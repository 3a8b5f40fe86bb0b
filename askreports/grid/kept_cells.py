"""The cells of grids that were answered before, kept beside the index that they were answered from.

They lie in the folder of its generation and go with it: a changed index is asked anew.
"""

import json
from contextlib import suppress
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from askreports.answering.citations import Cite
from askreports.grid.cell import CellAnswer
from askreports.grid.columns import GridColumn
from askreports.grid.table import CellStatus
from ingest.document import Report

_FILE = "grid-cells.jsonl"


class KeptCells:
    """Cells by question and column. Where the folder cannot be written, they are kept in memory alone."""

    def __init__(self, generation: Path, reports: dict[str, Report], cite: Cite) -> None:
        self._file = generation / _FILE
        self._reports = reports
        self._cite = cite
        self._visible = sha256(" ".join(sorted(reports)).encode()).hexdigest()  # for whom it was answered
        self._records: dict[str, dict[str, Any]] = {}
        if self._file.exists():
            for line in self._file.read_text("utf-8").splitlines():
                with suppress(ValueError):  # the last line of a run that was killed may be cut short
                    record = json.loads(line)
                    self._records[record["key"]] = record

    def find(self, question: str, column: GridColumn) -> CellAnswer | None:
        """The cell as it was answered, its quote checked again; None where it was not asked before."""
        record = self._records.get(_key(question, column, self._visible))
        if record is None:
            return None
        source = None
        if record["report"]:
            report = self._reports[record["report"]]
            source = self._cite(1, report, record_page(record), record["quote"])
        value = None if record["value"] is None else Decimal(record["value"])
        return CellAnswer(CellStatus(record["status"]), record["text"], value, record["unit"], source)

    def keep(self, question: str, column: GridColumn, cell: CellAnswer) -> None:
        """Keeps a cell at once, so that a grid that is stopped goes on from there."""
        source = cell.source
        record = {
            "key": _key(question, column, self._visible),
            "status": str(cell.status),
            "text": cell.text,
            "value": None if cell.value is None else f"{cell.value:f}",
            "unit": cell.unit,
            "report": source.document.id if source else "",
            "page": source.page.number if source else 0,
            "quote": source.quote if source else "",
        }
        self._records[str(record["key"])] = record
        with suppress(OSError), self._file.open("a", encoding="utf-8") as file:  # an index that is read-only
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def record_page(record: dict[str, Any]) -> Any:
    """A page by its number alone: a citation looks its text up."""
    from ingest.document import Page

    return Page(int(record["page"]), "", "", 0, 0, 0)


def _key(question: str, column: GridColumn, visible: str) -> str:
    fields = sorted((field, str(value)) for field, value in column.where.items())
    told = json.dumps([question, fields, visible])
    return sha256(told.encode()).hexdigest()
