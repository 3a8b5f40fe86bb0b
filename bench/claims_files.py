"""Made-up reports as files: PDF, Word and Excel, written from figures that are known."""

from pathlib import Path

from claims_world import Item, Organisation, sentences_of, written
from docx import Document
from fpdf import FPDF
from openpyxl import Workbook

_HEADS = {
    "en": ("Annual report {}", "Key figures", "EUR thousand", "Report of the board"),
    "de": ("Jahresbericht {}", "Kennzahlen", "TEUR", "Bericht des Vorstands"),
    "es": ("Informe anual {}", "Cifras clave", "miles de EUR", "Informe de la junta"),
}
_PERSONAL = {
    "en": "{} is a non-profit organisation. The board met four times.",
    "de": "{} ist gemeinnützig. Der Vorstand tagte viermal.",
    "es": "{} es una entidad sin ánimo de lucro. La junta se reunió cuatro veces.",
}


def write_reports(organisation: Organisation, years: tuple[int, ...], folder: Path) -> None:
    """One report a year: a PDF, a Word file and a workbook in turn."""
    for number, year in enumerate(years):
        name = f"{organisation.name.lower().replace(' ', '-')}-{year}"
        writer = (_write_pdf, _write_docx, _write_xlsx)[number % 3]
        writer(organisation, year, folder / name)


def table_of(organisation: Organisation, year: int) -> list[list[str]]:
    """The table of figures with its heads: this year and the year before."""
    _, _, unit, _ = _HEADS[organisation.language]
    rows = [["", str(year), str(year - 1)]]
    for place, item in enumerate(organisation.items):
        label = item.row[organisation.language] + {"money": f" ({unit})", "percent": " (%)"}.get(
            item.unit, ""
        )
        rows.append([label, *(_cell(organisation, place, item, of) for of in (year, year - 1))])
    return rows


def prose_of(organisation: Organisation, year: int) -> list[str]:
    """The sentences of a report."""
    told = [_PERSONAL[organisation.language].format(organisation.name)]
    if organisation.language == "en":
        a, c = organisation.people
        told += [
            one["report"].format(a=a, c=c, y=year, n=organisation.months)
            for one in sentences_of(organisation)
        ]
    return told


def _cell(organisation: Organisation, place: int, item: Item, year: int) -> str:
    value = organisation.figures[place, year]
    text = written(abs(value), 1 if item.unit == "percent" else 0, organisation.language)
    return f"({text})" if value < 0 else text


def _title(organisation: Organisation, year: int) -> str:
    return _HEADS[organisation.language][0].format(year)


def _write_pdf(organisation: Organisation, year: int, file: Path) -> None:
    _, figures, _, board = _HEADS[organisation.language]
    pdf = FPDF()
    pdf.core_fonts_encoding = "windows-1252"
    pdf.set_title(f"{organisation.name} {_title(organisation, year)}")
    pdf.set_author(organisation.name)
    pdf.add_page()
    pdf.set_font("Helvetica", "B", 20)
    pdf.multi_cell(0, 10, f"{organisation.name}\n{_title(organisation, year)}", new_x="LMARGIN", new_y="NEXT")
    pdf.add_page()
    pdf.set_font("Helvetica", "B", 14)
    pdf.cell(0, 10, board, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Helvetica", size=10)
    for sentence in prose_of(organisation, year):
        pdf.multi_cell(0, 6, sentence, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(3)
    pdf.add_page()
    pdf.set_font("Helvetica", "B", 14)
    pdf.cell(0, 10, figures, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Helvetica", size=10)
    for label, *cells in table_of(organisation, year):
        pdf.cell(100, 7, label)
        for cell in cells:
            pdf.cell(35, 7, cell, align="R")
        pdf.ln()
    pdf.output(str(file.with_suffix(".pdf")))


def _write_docx(organisation: Organisation, year: int, file: Path) -> None:
    _, figures, _, board = _HEADS[organisation.language]
    document = Document()
    document.core_properties.author = organisation.name
    document.add_heading(f"{organisation.name}: {_title(organisation, year)}", 0)
    document.add_heading(board, 1)
    for sentence in prose_of(organisation, year):
        document.add_paragraph(sentence)
    document.add_heading(figures, 1)
    rows = table_of(organisation, year)
    table = document.add_table(len(rows), 3)
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    document.save(str(file.with_suffix(".docx")))


def _write_xlsx(organisation: Organisation, year: int, file: Path) -> None:
    book = Workbook()
    book.properties.creator = organisation.name
    sheet = book.active or book.create_sheet()
    sheet.title = _HEADS[organisation.language][1]
    sheet.append([f"{organisation.name}: {_title(organisation, year)}"])
    for label, *cells in table_of(organisation, year):
        place = len(sheet["A"]) - 1
        if place < 1:
            sheet.append([label, *map(int, cells)])
            continue
        values = [organisation.figures[place - 1, of] for of in (year, year - 1)]
        sheet.append([label, *(float(value) if value % 1 else int(value) for value in values)])
    for sentence in prose_of(organisation, year):
        sheet.append([sentence])
    book.save(str(file.with_suffix(".xlsx")))
