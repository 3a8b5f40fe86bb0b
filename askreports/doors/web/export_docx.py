"""An answer or a whole conversation as a Word file."""

import io
import re
from collections.abc import Sequence
from typing import Any

from askreports.answering.answer import Answer, Comparison
from askreports.doors.web import messages
from askreports.doors.web.export import cell_with_number, said, source_line

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_docx(answers: Sequence[Answer]) -> bytes:
    """The answers, each under its question, with their sources and quotes."""
    import docx

    document = docx.Document()
    for answer in answers:
        document.add_heading(_clean(answer.question), 1)
        for line in said(answer):
            document.add_paragraph(_clean(line))
        if answer.table:
            _add_table(document, answer.table)
        for citation in answer.citations:
            document.add_paragraph(_clean(source_line(citation)))
            document.add_paragraph(_clean(citation.quote), style="Quote")
        document.add_paragraph(messages.coverage(answer.searched))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_table(document: Any, table: Comparison) -> None:
    lines = [table.columns, *([cell_with_number(cell) for cell in row] for row in table.rows)]
    grid = document.add_table(len(lines), len(table.columns), style="Table Grid")
    for row, line in zip(grid.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = _clean(text)


def _clean(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _NOT_IN_XML.sub("", text)
