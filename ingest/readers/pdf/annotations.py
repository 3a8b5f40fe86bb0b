"""What is typed onto a page of a PDF: values of form fields, and notes that stand on the page as text."""

import re
from collections.abc import Callable, Iterator, Sequence
from ctypes import POINTER, cast, create_string_buffer
from textwrap import wrap
from typing import Any

from pypdfium2 import PdfDocument, PdfPage
from pypdfium2 import raw as pdfium

from ingest.readers.pdf.layout.boxes import beside, middle
from ingest.readers.pdf.layout.rows import Fragment

_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_PASSWORD = 1 << 13  # a flag of a text field
_CHECKED, _NOT_CHECKED = "☒", "☐"
_CHOICES = {pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}
_BOXES = {pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON}
_FONT_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s+Tf")
_USUAL_SIZE = 10.0  # points
_WIDTH = 0.5  # of a character, in font sizes

Annotation = Any  # a handle of pdfium


def with_typed(document: PdfDocument, page: PdfPage, fragments: list[Fragment]) -> list[Fragment]:
    """The fragments of a page with what is typed onto it, each line behind what it stands beside or under."""
    for line in _lines(document, page):
        at, is_beside = _place(fragments, line[0])
        first = line[0]._replace(new_line=not is_beside)
        fragments[at:at] = [first, *line[1:]]
    return fragments


def _place(fragments: Sequence[Fragment], first: Fragment) -> tuple[int, bool]:
    """Where a line comes in, and whether it goes on the line of the fragment before."""
    left = [n for n, one in enumerate(fragments) if beside(one, first) and one.left <= first.left + 1]
    if left:
        return 1 + max(left, key=lambda n: fragments[n].left), True
    above = [n for n, one in enumerate(fragments) if middle(one) > middle(first)]
    if not above:
        return 0 if fragments and middle(fragments[0]) < middle(first) else len(fragments), False
    nearest = fragments[min(above, key=lambda n: fragments[n].bottom)]
    return 1 + max(n for n in above if beside(fragments[n], nearest)), False


def _lines(document: PdfDocument, page: PdfPage) -> Iterator[list[Fragment]]:
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        try:
            if not pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
                yield from _laid_out(_text(document, annotation), annotation)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _text(document: PdfDocument, annotation: Annotation) -> str:
    """What is read on the page where the annotation stands; empty for one that is no text."""
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
    if kind != pdfium.FPDF_ANNOT_WIDGET or document.formenv is None:
        return ""
    form = document.formenv
    field = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if field in _BOXES:
        return _CHECKED if pdfium.FPDFAnnot_IsChecked(form, annotation) else _NOT_CHECKED
    is_secret = pdfium.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD
    if field == pdfium.FPDF_FORMFIELD_TEXTFIELD and not is_secret:
        return _string(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)
    return _chosen(form, annotation) if field in _CHOICES else ""


def _chosen(form: Any, annotation: Annotation) -> str:
    """The labels of the options chosen; a value of its own where the field takes one."""
    numbers = range(max(0, pdfium.FPDFAnnot_GetOptionCount(form, annotation)))
    chosen = [n for n in numbers if pdfium.FPDFAnnot_IsOptionSelected(form, annotation, n)]
    labels = [_string(pdfium.FPDFAnnot_GetOptionLabel, form, annotation, n) for n in chosen]
    return ", ".join(labels) or _string(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)


def _string(get: Callable[..., int], *place: Any) -> str:
    """A text as pdfium hands it over, in UTF-16 with a zero at its end."""
    size = get(*place, None, 0)
    buffer = create_string_buffer(size)
    get(*place, cast(buffer, POINTER(pdfium.FPDF_WCHAR)), size)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")


def _laid_out(text: str, annotation: Annotation) -> Iterator[list[Fragment]]:
    """The words of a text in the box of its annotation, line by line."""
    box = pdfium.FS_RECTF()
    if not text.strip() or not pdfium.FPDFAnnot_GetRect(annotation, box):
        return
    size = min(_size(annotation), max(box.top - box.bottom, 1.0))
    room = max(1, int((box.right - box.left) / (_WIDTH * size)))
    lines = [line for part in text.splitlines() for line in wrap(part, room, break_long_words=False)]
    single = 0.5 * (box.top - box.bottom - size) if len(lines) == 1 else 0.0  # it stands half-way up
    for number, line in enumerate(lines):
        top = box.top - single - 1.2 * size * number
        yield list(_words(line, box.left, top - size, top, _WIDTH * size))


def _words(line: str, left: float, bottom: float, top: float, step: float) -> Iterator[Fragment]:
    for word in line.split():
        yield Fragment(word, left, bottom, left + step * len(word), top)
        left += step * (len(word) + 1)


def _size(annotation: Annotation) -> float:
    found = _FONT_SIZE.search(_string(pdfium.FPDFAnnot_GetStringValue, annotation, b"DA"))
    return float(found[1]) if found and float(found[1]) > 0 else _USUAL_SIZE
