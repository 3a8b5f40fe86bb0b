"""The source of a sample report: fields on top, then blocks in a small dialect of Markdown.

# chapter, ## section        headings; in a slide deck a chapter is a slide, in a workbook a sheet
words of a paragraph         lines up to the next blank line
- item                       a list
> words                      a quotation set apart
: Table 1. Income            caption of the table or bar chart that follows
| a | b |                    a table; `---:` in its second row sets a column right
= 2021 | 131                 one bar of a bar chart
! 131 | members              one key figure of a band of figures
\\body                        front matter ends here: the next page is printed as page 1
\\newpage                     the next block begins a new page
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `depth` counts from 1 for a chapter."""

    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, with `**bold**` as its only markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence set apart from the running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `rows` leave out the head. A row whose first cell is `**bold**` is a total."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart: a label and a value for each bar."""

    caption: str
    bars: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A band of large figures, each with what it counts."""

    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A new page; with `body`, the first one that is numbered from 1."""

    body: bool


Block = Heading | Paragraph | Quotation | Bullets | Table | Bars | KeyFigures | Turn


@dataclass(frozen=True, slots=True)
class Source:
    """One sample report before it has a format. `fields` are the lines between the two `---`."""

    fields: dict[str, str]
    blocks: tuple[Block, ...]

    @property
    def date(self) -> datetime:
        """The day the report was made, at noon UTC: the only date that goes into the file."""
        return datetime.fromisoformat(self.fields["date"]).replace(hour=12, tzinfo=UTC)


def read_source(path: Path) -> Source:
    """Read a source file. Raises ValueError for a block that the dialect does not know."""
    _, fields, body = path.read_text(encoding="utf-8").split("---\n", 2)
    pairs = (line.partition(":") for line in fields.splitlines())
    return Source({key.strip(): value.strip() for key, _, value in pairs}, _blocks(body))


def _blocks(body: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    caption = ""
    for chunk in (chunk.strip() for chunk in body.split("\n\n")):
        if chunk.startswith(": "):
            first, _, chunk = chunk.partition("\n")
            caption = first[2:]
        if chunk:
            blocks.append(_block(chunk, caption))
            caption = ""
    return tuple(blocks)


def _block(chunk: str, caption: str) -> Block:
    mark = chunk.split(maxsplit=1)[0]
    if mark in _READERS:
        return _READERS[mark](chunk.splitlines(), caption)
    if chunk.startswith(("\\", "#", "```")):
        raise ValueError(f"no such block: {chunk[:60]!r}")
    return Paragraph(" ".join(chunk.splitlines()))


def _heading(lines: list[str], _: str) -> Heading:
    marks, _, text = lines[0].partition(" ")
    return Heading(text, len(marks))


def _bullets(lines: list[str], _: str) -> Bullets:
    starts = [number for number, line in enumerate(lines) if line.startswith("- ")]
    ends = [*starts[1:], len(lines)]
    spans = zip(starts, ends, strict=True)
    return Bullets(tuple(" ".join(lines[start:end]).removeprefix("- ") for start, end in spans))


def _quotation(lines: list[str], _: str) -> Quotation:
    return Quotation(" ".join(line.removeprefix("> ") for line in lines))


def _table(lines: list[str], caption: str) -> Table:
    head, rule, *rows = (tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines)
    return Table(caption, head, tuple(rows), tuple(cell.endswith(":") for cell in rule))


def _pairs(lines: list[str]) -> list[tuple[str, str]]:
    halves = (line[2:].split("|") for line in lines)
    return [(left.strip(), right.strip()) for left, right in halves]


def _bars(lines: list[str], caption: str) -> Bars:
    return Bars(caption, tuple((label, float(value)) for label, value in _pairs(lines)))


def _key_figures(lines: list[str], _: str) -> KeyFigures:
    return KeyFigures(tuple(_pairs(lines)))


_READERS: dict[str, Callable[[list[str], str], Block]] = {
    "#": _heading,
    "##": _heading,
    "-": _bullets,
    ">": _quotation,
    "|": _table,
    "=": _bars,
    "!": _key_figures,
    "\\body": lambda _lines, _caption: Turn(body=True),
    "\\newpage": lambda _lines, _caption: Turn(body=False),
}


def chapters(source: Source) -> list[tuple[str, list[Block]]]:
    """The blocks by chapter: a slide or a worksheet each."""
    parts: list[tuple[str, list[Block]]] = []
    for block in source.blocks:
        if isinstance(block, Heading) and block.depth == 1:
            parts.append((block.text, []))
        else:
            parts[-1][1].append(block)
    return parts
