"""What is embedded and word-indexed of a passage: the passage with a short header.

A passage says "net sales rose"; the header says whose, and when. It is never shown.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from index.stem import stems
from index.words import WordEntry
from ingest.document import Report
from ingest.passage import Passage
from ingest.tokens import Tokenizer

MAX_HEADER_TOKENS = 32  # with 220 of a passage and two specials this stays below a limit of 256

# A value of a table, with its currency sign, brackets and per cent; a year is no value.
_VALUE = re.compile(
    r"(?<![\w.,-])[($€£¥+–-]*(?!(?:19|20)\d\d(?![\d.,]*\d))\d[\d.,']*(?![\d.,']|-?[^\W\d_])\s?[)%]*"
    r"|(?<=\s)[$€£¥—–-]+(?=\s|$)"
)


def embedded_text(report: Report, passage: Passage, tokenizer: Tokenizer) -> str:
    """What is turned into the passage's vector: header, line end, passage without its values.

    A model of meaning learns nothing from 1,577 or 23.4 %, but spends its tokens on them: without values
    a page of tables has a fifth fewer. The word index keeps them all.
    """
    header = " ".join(part for part in (report.organisation, report.period, report.kind) if part)
    section = " - ".join(passage.section[-2:])
    text = f"{header}: {section}" if section else header
    return f"{_cut(text, tokenizer)}\n{without_values(passage.text)}"


def without_values(text: str) -> str:
    """The words of a text, its years and what stands between them, on one line."""
    return " ".join(_VALUE.sub(" ", text).split())


def word_entry(report: Report, passage: Passage, row: int) -> WordEntry:
    """What the word index keeps of a passage, in the stems of the report's language."""
    names = " ".join((report.organisation, *report.aliases, report.period, report.kind, report.title))
    return WordEntry(
        row=row,
        document_id=report.id,
        body=stems(passage.text, report.language),
        section=stems(" ".join(passage.section), report.language),
        header=sorted(set(stems(names, report.language))),
    )


def page_entry(passages: Sequence[WordEntry], row: int) -> WordEntry:
    """What the word index keeps of a page, given the entries of its passages."""
    first = passages[0]
    return WordEntry(
        row=row,
        document_id=first.document_id,
        body=[stem for entry in passages for stem in entry.body],
        section=list(dict.fromkeys(stem for entry in passages for stem in entry.section)),
        header=first.header,
    )


def _cut(text: str, tokenizer: Tokenizer) -> str:
    spans = tokenizer.spans(text)
    if len(spans) <= MAX_HEADER_TOKENS:
        return text
    end = spans[MAX_HEADER_TOKENS][0]
    ends = [stop for _, stop in spans]
    return text[: ends[bisect_left(ends, end, hi=MAX_HEADER_TOKENS) - 1]].rstrip()
