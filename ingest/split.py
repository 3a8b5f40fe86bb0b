"""Cuts a document into passages: never across a page, at the end of a sentence, row or heading."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.document import Document, Page
from ingest.passage import Passage
from ingest.structure.sections import Sections, section_at
from ingest.structure.table_heads import head_lines
from ingest.structure.units import TextUnit, UnitKind, text_units
from ingest.tokens import Tokenizer


@dataclass(frozen=True, slots=True)
class SplitSettings:
    """Sizes in tokens of the embedder's tokenizer.

    No passage has more than `max_tokens`. A heading begins a new passage once the one before it has
    `min_tokens`, so that a page of short blocks does not fall to crumbs.
    """

    max_tokens: int = 220
    min_tokens: int = 80


def split(document: Document, tokenizer: Tokenizer, settings: SplitSettings) -> tuple[Passage, ...]:
    """The passages of a document in order. `document.text[p.start:p.end] == p.text` for each."""
    sections = Sections(document.outline)
    return tuple(
        passage
        for page in document.pages
        for passage in _split_page(document.id, page, sections, tokenizer, settings)
    )


def _split_page(
    document_id: str, page: Page, sections: Sections, tokenizer: Tokenizer, settings: SplitSettings
) -> Iterator[Passage]:
    token_starts = [start for start, _ in tokenizer.spans(page.text)]
    found = list(text_units(page.text, page.body_start, page.body_end))
    marks = sections.marks(page, found)
    heads = head_lines(page.text, found)
    pieces = [
        piece for unit in found for piece in _fitting(unit, page.text, token_starts, settings.max_tokens)
    ]
    for packed in _pack(pieces, token_starts, settings):
        start, end = packed[0].start, packed[-1].end
        yield Passage(
            id=f"{document_id}-{page.start + start}-{page.start + end}",
            document_id=document_id,
            section=section_at(marks, _content_start(packed)),
            text=page.text[start:end],
            start=page.start + start,
            end=page.start + end,
            first_page=page.number,
            last_page=page.number,
            context=_context(page.text, packed, heads),
        )


def _pack(
    pieces: Sequence[TextUnit], token_starts: Sequence[int], settings: SplitSettings
) -> Iterator[Sequence[TextUnit]]:
    """The pieces of each passage: as many as fit, a new one at a heading once there is enough before it."""
    packed: list[TextUnit] = []
    for piece in pieces:
        if packed:
            full = _tokens(token_starts, packed[0].start, piece.end) > settings.max_tokens
            enough = _tokens(token_starts, packed[0].start, packed[-1].end) >= settings.min_tokens
            if full or (piece.kind is UnitKind.HEADING and enough):
                yield packed
                packed = []
        packed.append(piece)
    if packed:
        yield packed


def _context(text: str, packed: Sequence[TextUnit], heads: Mapping[int, Sequence[TextUnit]]) -> str:
    """The lines that head the passage's first table row, as far as they stand above the passage."""
    first_row = next((unit for unit in packed if unit.kind is UnitKind.ROW), None)
    lines = heads.get(first_row.start, ()) if first_row else ()
    return "\n".join(text[line.start : line.end] for line in lines if line.start < packed[0].start)


def _content_start(packed: Sequence[TextUnit]) -> int:
    """Where the headings at the head of a passage are over: they belong to what stands below them."""
    return next((unit.start for unit in packed if unit.kind is not UnitKind.HEADING), packed[-1].start)


def _fitting(unit: TextUnit, text: str, token_starts: Sequence[int], max_tokens: int) -> Iterator[TextUnit]:
    """The unit itself, or, where it is too long for a passage, pieces of it cut between tokens."""
    start = unit.start
    while _tokens(token_starts, start, unit.end) > max_tokens:
        first = bisect_left(token_starts, start)
        cut = _space_before(text, start, token_starts[first + max_tokens])
        yield TextUnit(unit.kind, start, cut)
        start = cut + len(text[cut : unit.end]) - len(text[cut : unit.end].lstrip())
    yield TextUnit(unit.kind, start, unit.end)


def _space_before(text: str, start: int, end: int) -> int:
    """The last end of a word in `text[start:end]`, or `end` where there is no space at all."""
    cut = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
    return start + len(text[start:cut].rstrip()) if cut > start and text[start:cut].strip() else end


def _tokens(token_starts: Sequence[int], start: int, end: int) -> int:
    return bisect_left(token_starts, end) - bisect_left(token_starts, start)
