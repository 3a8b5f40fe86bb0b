"""A source becomes a PDF: each block of the source is set on the framed page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from pathlib import Path

from fpdf import FontFace
from fpdf.enums import TableBordersLayout, XPos, YPos
from pdf_frame import GREY, HANG, INK, LEFT, RULE, TINT, TOP, FramedPdf
from source import Bars, Block, Bullets, Heading, KeyFigures, Paragraph, Quotation, Source, Table, Turn

LEADING = 5.3  # from line to line of running text, in millimetres
WHITE = (255, 255, 255)
_HELD_TOGETHER = re.compile(r"(?<=\bEUR) (?=\d)|(?<=\d) (?=%|EUR)")  # no line ends between the two


def write_pdf(source: Source, path: Path) -> None:
    """Set `source` and write it to `path`."""
    pdf = ReportPdf(source)
    for group in _groups(source.blocks):
        pdf.put(group)
    pdf.output(str(path))


def _groups(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """What stays on one page: a block with the headings above it; a list may part between two items."""
    group: list[Block] = []
    for block in blocks:
        parts = [Bullets((item,)) for item in block.items] if isinstance(block, Bullets) else [block]
        for part in parts:
            group.append(part)
            if not isinstance(part, Heading):
                yield group
                group = []


class ReportPdf(FramedPdf):
    """A report to which groups of blocks are added one after the other."""

    def put(self, group: Sequence[Block]) -> None:
        """Set blocks below the last, or on a new page where this one has too little room for all."""
        trial = deepcopy(self)  # cheaper to read than arithmetic on heights, and never wrong
        trial._set(group)
        if trial.page > self.page and self.y > TOP and not isinstance(group[0], Turn):
            self.add_page()
        self._set(group)

    def _set(self, group: Sequence[Block]) -> None:
        for block in group:
            match block:
                case Heading():
                    self._heading(block)
                case Paragraph(text):
                    self._running_text(text, below=2.4)
                case Quotation(text):
                    self._quotation(text)
                case Bullets(items):
                    self._bullets(items)
                case Table():
                    self._table(block)
                case Bars():
                    self._bars(block)
                case KeyFigures(figures):
                    self._key_figures(figures)
                case Turn(body):
                    self._turn(body)

    def _turn(self, body: bool) -> None:
        if self.y > TOP:  # the contents leave an empty page behind them
            self.add_page()
        if body:
            self.set_page_label("D", label_start=1)

    def _heading(self, heading: Heading) -> None:
        chapter = heading.depth == 1
        size, height, x = (17, 8, LEFT - HANG) if chapter else (11.5, 6, LEFT)
        if self.y > TOP:
            self.ln(6 if chapter else 2.5)
        self.set_text_color(*self.accent)
        self.set_font("Helvetica", "B", size)
        self.start_section(heading.text, level=heading.depth - 1)
        self.write_line(heading.text, size, height, "B", x)
        self.ln(2.5 if chapter else 1)

    def _running_text(self, text: str, below: float) -> None:
        self._text_style()
        text = _HELD_TOGETHER.sub("\N{NO-BREAK SPACE}", text)
        self.multi_cell(0, LEADING, text, align="L", markdown=True, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(below)

    def _bullets(self, items: tuple[str, ...]) -> None:
        for item in items:
            self._text_style()
            self.cell(5, LEADING, "•")
            self._running_text(item, below=1.8)

    def _quotation(self, text: str) -> None:
        self.ln(2)
        top = self.y
        self.set_text_color(*self.accent)
        self.set_font(self.typeface)
        self.write_line(text, 12.5, 6.4, "I", LEFT + 6)
        self.set_draw_color(*self.accent)
        self.set_line_width(0.8)
        self.line(LEFT + 1, top, LEFT + 1, self.y)
        self.ln(4.5)

    def _table(self, table: Table) -> None:
        self.ln(1.5)
        self._caption(table.caption)
        self.set_draw_color(*RULE)
        self.set_line_width(0.2)
        head = FontFace(emphasis="B", color=WHITE, fill_color=self.accent)
        total, plain = FontFace(emphasis="B", fill_color=TINT), FontFace(fill_color=WHITE)
        with self.table(
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            headings_style=head,
            line_height=4.5,
            padding=(0.9, 1.6),
            col_widths=self._column_widths(table),
            align="LEFT",
            text_align=tuple("RIGHT" if right else "LEFT" for right in table.right),
        ) as grid:
            grid.row(table.head)
            for row in table.rows:
                style = total if row[0].startswith("**") else plain
                grid.row([cell.replace("**", "") for cell in row], style=style)
        self.ln(5)

    def _column_widths(self, table: Table) -> list[float]:
        """Columns of numbers get what they need; columns of words share the rest by what they need."""
        columns = zip(table.head, *table.rows, strict=True)
        widths = [max(map(self.get_string_width, column)) for column in columns]
        needs = [max(18.0, 1.1 * width + 5) for width in widths]  # bold is up to a tenth wider
        numbers = sum(need for need, right in zip(needs, table.right, strict=True) if right)
        share = (self.epw - numbers) / (sum(needs) - numbers)
        return [need if right else need * share for need, right in zip(needs, table.right, strict=True)]

    def _bars(self, chart: Bars) -> None:
        self.ln(1.5)
        self._caption(chart.caption)
        self.set_fill_color(*self.accent)
        longest = max(value for _, value in chart.bars)
        labels = max(self.get_string_width(label) for label, _ in chart.bars) + 4
        for label, value in chart.bars:
            self.cell(labels, 5, label)
            width = (self.epw - labels - 16) * value / longest
            self.rect(self.x, self.y + 0.7, width, 3.6, style="F")
            self.set_x(self.x + width + 1.5)
            self.cell(18, 5, f"{value:,g}", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            self.ln(1)
        self.ln(4)

    def _key_figures(self, figures: tuple[tuple[str, str], ...]) -> None:
        self.ln(1)
        width, top = self.epw / len(figures), self.y
        self.set_fill_color(*TINT)
        self.rect(LEFT, top, self.epw, 21, style="F")
        for number, (figure, meaning) in enumerate(figures):
            self.set_xy(LEFT + number * width + 2, top + 3)
            self.set_text_color(*self.accent)
            self.set_font("Helvetica", "B", 15)
            self.cell(width - 4, 8, figure, new_x=XPos.LEFT, new_y=YPos.NEXT)
            self.set_text_color(*GREY)
            self.set_font("Helvetica", size=8)
            self.multi_cell(width - 4, 3.8, meaning, align="L")
        self.set_xy(LEFT, top + 26)

    def _caption(self, caption: str) -> None:
        self.set_text_color(*INK)
        self.set_font("Helvetica")
        if caption:
            self.write_line(caption, 8.8, 5, "B")
            self.ln(1)
        self.set_font("Helvetica", size=8.6)

    def _text_style(self) -> None:
        self.set_font(self.typeface, size=11 if self.typeface == "Times" else 9.8)
        self.set_text_color(*INK)
