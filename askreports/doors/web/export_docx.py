"""An answer or a whole conversation as a Word file."""

import io
import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from askreports.answering.answer import Answer, Citation, Comparison
from askreports.doors.web import messages
from askreports.doors.web.export import asked, cell_with_number, said, source_line
from askreports.doors.web.state.links import Link, OpenPage, format_source
from askreports.doors.web.wording.interface import say
from askreports.doors.web.wording.moments import long_date

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_docx(answers: Sequence[Answer], made: date, app: str = "") -> bytes:
    """The answers, each under its question, with their sources and quotes, and the day they were made on.

    `app` is the address of the app: each source links to its page there.
    """
    import docx

    document = docx.Document()
    document.add_paragraph(say("export.asked_on", date=long_date(made)))
    for answer in answers:
        document.add_heading(_clean(asked(answer)), 1)
        for line in said(answer):
            document.add_paragraph(_clean(line))
        if answer.table:
            _add_table(document, answer.table)
        for citation in answer.citations:
            _add_source(document.add_paragraph(), citation, answer, app)
            document.add_paragraph(_clean(citation.quote), style="Quote")
        document.add_paragraph(messages.coverage(answer.searched))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_source(paragraph: Any, citation: Citation, answer: Answer, app: str) -> None:
    """The line of a source, which leads to its page where the app's address is known."""
    line = _clean(source_line(citation))
    if not app:
        paragraph.add_run(line)
        return
    place = OpenPage.of_citation(citation)
    link = Link(answer.standalone or answer.question, format_source(place), number=str(citation.number))
    _add_link(paragraph, line, f"{app}?{urlencode(link.parameters())}")


def _add_link(paragraph: Any, text: str, address: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _add_table(document: Any, table: Comparison) -> None:
    lines = [table.columns, *([cell_with_number(cell) for cell in row] for row in table.rows)]
    grid = document.add_table(len(lines), len(table.columns), style="Table Grid")
    for row, line in zip(grid.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = _clean(text)


def _clean(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _NOT_IN_XML.sub("", text)
