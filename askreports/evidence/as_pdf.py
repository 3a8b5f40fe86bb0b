"""An evidence pack as one PDF: what was said, each quote with its picture, and the files it comes from.

The only module that knows fpdf2. Its text is in an embedded font and can be copied; bookmarks lead to each
statement.
"""

import io
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from askreports.answering.answer import Citation
from askreports.evidence.pack import Exhibit, FileProof, Pack
from askreports.evidence.picture import picture_of

PAPERS = ("A4", "Letter")
_FONT = "SourceSans"
_INK, _GREY = (33, 37, 41), (90, 96, 104)
_COLOURS = {
    "supported": (11, 97, 43),
    "answers": (11, 97, 43),
    "contradicted": (164, 30, 22),
    "other period": (138, 90, 0),
}
_GONE = "The file has changed or gone since it was read: this is its text as it was then."
_NOT_DRAWN = "This format has no page image, or the quote cannot be marked on it: this is the text."
_QUOTE_CHARS = 1_500


class _Sheet(FPDF):
    """A page with the number of the page at its foot."""

    def footer(self) -> None:
        self.set_y(-14)
        self.set_font(_FONT, size=8)
        self.set_text_color(*_GREY)
        self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="R")


def as_pdf(pack: Pack, proofs: dict[str, FileProof], paper: str = "A4") -> bytes:
    """The pack on paper of this size, "A4" or "Letter"."""
    sheet = _sheet(pack, paper)
    _add_front(sheet, pack, proofs)
    cited = {citation.number: citation for citation in pack.citations}
    for number, statement in enumerate(pack.statements, 1):
        _add_statement(sheet, number, statement)
        for place in statement.citations:
            _add_citation(sheet, cited[place], proofs[cited[place].document.id])
    return bytes(sheet.output())


def _sheet(pack: Pack, paper: str) -> FPDF:
    import font_source_sans_pro

    folder = Path(font_source_sans_pro.__file__).parent / "files"
    sheet = _Sheet(format=paper)
    for style, name in (("", "Regular"), ("B", "Bold")):
        sheet.add_font(_FONT, style, str(folder / f"SourceSansPro-{name}.ttf"))
    sheet.set_margins(18, 18)
    sheet.set_auto_page_break(True, 20)
    sheet.set_title(pack.title)
    sheet.set_creator("askreports")
    sheet.add_page()
    return sheet


def _add_front(sheet: FPDF, pack: Pack, proofs: dict[str, FileProof]) -> None:
    """What the pack is about, when and from what it was made, and the files with their checksums."""
    sheet.start_section("Summary")
    _write(sheet, pack.title[:400], 18, bold=True)
    _write(sheet, f"Made {pack.made} from generation {pack.generation} of the index.", 9, _GREY)
    sheet.ln(3)
    standings = [statement.standing for statement in pack.statements]
    counts = ", ".join(f"{standings.count(one)} {one}" for one in dict.fromkeys(standings))
    _write(sheet, f"{len(standings)} statements: {counts}." if standings else "No statements.", 11)
    sheet.ln(3)
    for citation in {citation.document.id: citation for citation in pack.citations}.values():
        report, proof = citation.document, proofs[citation.document.id]
        about = ", ".join(part for part in (report.organisation, report.period) if part)
        _write(sheet, f"{report.title} ({about})" if about else report.title, 10, bold=True)
        _write(
            sheet,
            f"{report.path}\nSHA-256 {proof.sha256}" if proof.file else f"{report.path}\n{_GONE}",
            8,
            _GREY,
        )


def _add_statement(sheet: FPDF, number: int, statement: Exhibit) -> None:
    if sheet.will_page_break(40):
        sheet.add_page()
    sheet.ln(5)
    sheet.start_section(f"{number}. {statement.heading or statement.text}"[:90], level=0)
    if statement.heading:
        _write(sheet, statement.heading, 10, _GREY)
    _write(sheet, f"{number}. {statement.text}", 12, bold=True)
    _write(sheet, statement.standing.upper(), 9, _COLOURS.get(statement.standing, _GREY), bold=True)
    for note in statement.notes:
        _write(sheet, note, 10)


def _add_citation(sheet: FPDF, citation: Citation, proof: FileProof) -> None:
    """Where something stands, its words, and the page around them."""
    page = citation.page
    label = f" (printed {page.label})" if page.label not in ("", str(page.number)) else ""
    found = "found word for word on the page" if citation.verified else "NOT found on the page"
    sheet.ln(2)
    _write(
        sheet,
        f"[{citation.number}] {citation.document.title}, page {page.number}{label}; {found}",
        9,
        bold=True,
    )
    _write(sheet, f"“{' '.join(citation.quote.split())[:_QUOTE_CHARS]}”", 10)
    picture = picture_of(proof.file, page.number, citation.quote) if proof.file else None
    if picture is None:
        _write(sheet, _NOT_DRAWN if proof.file else _GONE, 8, _GREY)
        return
    height = sheet.epw * picture.height / picture.width
    room = sheet.eph - 10
    width = sheet.epw if height <= room else sheet.epw * room / height
    if sheet.will_page_break(min(height, room)):
        sheet.add_page()
    sheet.image(io.BytesIO(picture.png), w=width, alt_text=citation.quote[:200])


def _write(
    sheet: FPDF, text: str, size: int, colour: tuple[int, int, int] = _INK, bold: bool = False
) -> None:
    """A paragraph. A character that the font lacks is shown as a question mark, and stands in the JSON."""
    sheet.set_font(_FONT, "B" if bold else "", size)
    sheet.set_text_color(*colour)
    font = sheet.current_font
    known = font.cmap if isinstance(font, TTFFont) else {}  # it is the one that was added above
    plain = "".join(char if ord(char) in known or char == "\n" else "?" for char in text.replace("\t", " "))
    sheet.multi_cell(0, size * 0.48, plain, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
