"""What stands around the text of a PDF report: cover, contents, running header and footer, page labels."""

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.outline import OutlineSection
from source import Source

LEFT, RIGHT, TOP, BOTTOM = 34.0, 24.0, 30.0, 26.0  # margins in millimetres
HANG = 12.0  # chapters begin this much further left than the text
INK, GREY, RULE, TINT = (38, 42, 48), (104, 110, 118), (200, 204, 210), (238, 241, 244)


class FramedPdf(FPDF):
    """An empty report with its furniture.

    Only the standard fonts of PDF are used: no font file is needed, and the bytes are the same anywhere.
    """

    def __init__(self, source: Source) -> None:
        super().__init__(format="A4")
        self.fields = source.fields
        red, green, blue = bytes.fromhex(source.fields["colour"])
        self.accent = (red, green, blue)
        self.typeface = source.fields.get("typeface", "Helvetica")
        self.core_fonts_encoding = "windows-1252"
        self.set_margins(LEFT, TOP, RIGHT)
        self.c_margin = 0  # text begins where rules and tables begin
        self.set_auto_page_break(auto=True, margin=BOTTOM)
        self.set_title(source.fields["title"])
        self.set_author(source.fields["organisation"])
        self.set_subject(source.fields["subject"])
        self.set_lang(source.fields["language"])
        self.set_creation_date(source.date)
        self.contents_page = 0  # none
        self._open()

    def header(self) -> None:
        """The running header: who, and which report. The first sheet has none."""
        if self.page == 1:
            return
        self.set_xy(LEFT - HANG, 13)
        self.set_font("Helvetica", size=8)
        self.set_text_color(*GREY)
        self.cell(90, 4, self.fields["organisation"])
        self.set_x(-RIGHT - 90)
        self.cell(90, 4, self.fields["short_title"], align="R")
        self._rule(18.5)
        self.set_xy(LEFT, TOP)

    def footer(self) -> None:
        """The foot of a page. A cover has none; that of the contents is set after the contents."""
        cover = self.page == 1 and "cover" in self.fields
        if not cover and self.page != self.contents_page:
            self.running_foot()

    def running_foot(self) -> None:
        """What the report says of itself on every page, and the printed page number."""
        self._rule(self.h - 18)
        self.set_xy(LEFT - HANG, self.h - 16)
        self.set_font("Helvetica", size=8)
        self.set_text_color(*GREY)
        self.cell(110, 4, self.fields["footer"])
        self.set_x(-RIGHT - 30)
        self.set_font("Helvetica", "B", 8)
        self.cell(30, 4, self.pages[self.page].get_label(), align="R")

    def write_line(self, text: str, size: float, height: float, style: str = "", x: float = LEFT) -> None:
        """Set `text` at `x` and go to the line below; `size` in points, `height` in millimetres."""
        self.set_font(style=style, size=size)
        self.set_x(x)
        self.multi_cell(0, height, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _open(self) -> None:
        if "cover" in self.fields:
            self._cover()
        else:
            self._title_block()
        if "contents" in self.fields:
            self.add_page()
            self.contents_page = self.page
            self.insert_toc_placeholder(_write_contents, pages=1, reset_page_indices=False)

    def _cover(self) -> None:
        self.add_page(label_style="r")
        self.set_fill_color(*self.accent)
        self.rect(0, 0, self.w, 188, style="F")
        self.set_text_color(255, 255, 255)
        self.set_font("Helvetica")
        self.set_y(30)
        self.write_line(self.fields["organisation"], 15, 7, "B", LEFT - HANG)
        self.set_font(self.typeface)
        self.set_y(104)
        self.write_line(self.fields["title"], 38, 15, "B", LEFT - HANG)
        self.ln(5)
        self.set_font("Helvetica")
        self.write_line(self.fields["subtitle"], 14, 7, "", LEFT - HANG)
        self.set_text_color(*GREY)
        self.set_y(204)
        for line in self.fields["cover"].split(" / "):
            self.write_line(line, 10, 5.6, "", LEFT - HANG)

    def _title_block(self) -> None:
        self.add_page(label_style="D", label_prefix=self.fields.get("label_prefix", ""))
        self.set_fill_color(*self.accent)
        self.rect(0, 0, self.w, 6, style="F")
        self.set_text_color(*self.accent)
        self.set_font("Helvetica")
        self.set_y(20)
        self.write_line(self.fields["organisation"], 10, 5, "B", LEFT - HANG)
        self.ln(4)
        self.set_text_color(*INK)
        self.write_line(self.fields["title"], 21, 9, "B", LEFT - HANG)
        self.ln(2)
        self.set_text_color(*GREY)
        for line in self.fields["subtitle"].split(" / "):
            self.write_line(line, 10, 5.2, "", LEFT - HANG)
        self.ln(2)

    def _rule(self, y: float) -> None:
        self.set_draw_color(*RULE)
        self.set_line_width(0.2)
        self.line(LEFT - HANG, y, self.w - RIGHT, y)


def _write_contents(pdf: FPDF, outline: list[OutlineSection]) -> None:
    if not isinstance(pdf, FramedPdf):
        raise TypeError(f"contents of a {type(pdf).__name__}")
    pdf.set_y(TOP)
    pdf.set_font("Helvetica")
    pdf.set_text_color(*pdf.accent)
    pdf.write_line(pdf.fields["contents"], 17, 8, "B", LEFT - HANG)
    pdf.ln(5)
    pdf.set_text_color(*INK)
    for section in outline:
        _write_contents_line(pdf, section)
    pdf.set_auto_page_break(False)
    pdf.running_foot()


def _write_contents_line(pdf: FPDF, section: OutlineSection) -> None:
    chapter = section.level == 0
    pdf.ln(1.6 if chapter else 0)
    pdf.set_font("Helvetica", "B" if chapter else "", 10 if chapter else 9.4)
    link = pdf.add_link(page=section.page_number)
    pdf.set_x(LEFT if chapter else LEFT + 6)
    pdf.cell(pdf.w - RIGHT - 14 - pdf.x, 5.8, section.name, link=link)
    label = pdf.pages[section.page_number].get_label()
    pdf.cell(14, 5.8, label, align="R", link=link, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
