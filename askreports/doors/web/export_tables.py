"""The figures, tables and sentences of answers as rows with their sources: CSV and Excel."""

import csv
import io
from collections.abc import Iterator, Sequence

from askreports.answering.answer import Answer
from askreports.doors.web import messages
from askreports.doors.web.wording.amounts import amount
from askreports.doors.web.wording.interface import say

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with which a cell would be worked out rather than read
_MOST_WIDE = 80  # characters of a column


def as_csv(answers: Sequence[Answer]) -> str:
    """One line for each value or sentence, with the report, page and quote it stands on."""
    out = io.StringIO()
    csv.writer(out).writerows([_heads(), *rows(answers)])
    return "\ufeff" + out.getvalue()  # by this mark Excel knows the text as UTF-8


def as_xlsx(answers: Sequence[Answer]) -> bytes:
    """The same rows as an Excel file."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.worksheets[0]
    lines = [_heads(), *rows(answers)]
    for line in lines:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", text) for text in line])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, texts in zip(sheet.columns, zip(*lines, strict=True), strict=True):
        widest = min(_MOST_WIDE, max(map(len, texts)) + 2)
        sheet.column_dimensions[column[0].column_letter].width = widest
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows(answers: Sequence[Answer]) -> list[list[str]]:
    """The rows below the heads; no cell of them is a formula."""
    return [[_plain(text) for text in row] for answer in answers for row in _rows(answer)]


def _heads() -> list[str]:
    keys = ("question", "state", "item", "of", "value", "source", "page", "file", "quote")
    return [say(f"export.{key}") for key in keys]


def _rows(answer: Answer) -> Iterator[list[str]]:
    begin = [answer.standalone or answer.question, messages.state(answer.status)]
    if answer.table:
        columns = answer.table.columns[1:]
        for label, *cells in answer.table.rows:
            for column, cell in zip(columns, cells, strict=True):
                value = messages.value_in_words(cell.text)
                yield [*begin, label.text, column, value, *_source(answer, cell.citation)]
    elif answer.figure:
        unit = answer.figure.unit
        value = amount(answer.figure.value, unit)
        yield [*begin, answer.figure.formula or "", "", value, *_source(answer, None)]
        for one in answer.figure.inputs:
            value = amount(one.value, one.unit)
            yield [*begin, one.label, one.period, value, *_source(answer, one.citation)]
    else:
        for sentence in answer.sentences:
            yield [*begin, sentence.text, "", "", *_source(answer, next(iter(sentence.citations), None))]
        if not answer.sentences:
            yield [*begin, answer.searched.gaps.sentence(), "", "", *_source(answer, None)]


def _source(answer: Answer, number: int | None) -> list[str]:
    """Report, page, file and quote of a citation; empty where there is none."""
    found = next((one for one in answer.citations if one.number == number), None)
    if found is None:
        return [""] * 4
    report = found.document
    name = ", ".join(filter(None, (messages.name(report), messages.origin(report))))
    return [name, messages.page_name(found.page), report.path, " ".join(found.quote.split())]


def _plain(text: str) -> str:
    """A text that a spreadsheet reads as text, unless it is a negative number."""
    is_number = text[1:2].isdigit() or text[1:2] in "$€£"
    return text if not text.startswith(_FORMULA) or (text[0] == "-" and is_number) else f"'{text}"
