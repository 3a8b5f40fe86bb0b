"""What the word index keeps of a report: its passages, and its pages as wholes, in stems of its language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from index.query.stems import stems
from index.storage.lexical import LexicalEntry
from ingest.document import Report
from ingest.passage import Passage


@dataclass(frozen=True, slots=True)
class PassageWords:
    """Of a passage the number of its page, and the stems of its text and of the headings above it."""

    page: int
    body: str
    section: str


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The words of a report, with spaces between the stems. `header` is what is known of it as a whole.

    They follow from the report alone, so whoever keeps them need not make them again.
    """

    header: str
    passages: tuple[PassageWords, ...]


def words_key(report: Report) -> str:
    """Under which the words of a report are kept: its id, and all that is known of it."""
    known = (report.organisation, report.aliases, report.period, report.kind, report.title, report.language)
    return f"{report.id}-{sha256(repr(known).encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def report_words(report: Report, passages: Sequence[Passage]) -> ReportWords:
    """Makes the words of a report of its passages."""
    names = " ".join((report.organisation, *report.aliases, report.period, report.kind, report.title))
    return ReportWords(
        " ".join(sorted(set(stems(names, report.language)))),
        tuple(_words_of_passage(passage, report.language) for passage in passages),
    )


def _words_of_passage(passage: Passage, language: str) -> PassageWords:
    above = " ".join((*passage.section, passage.context))
    return PassageWords(
        passage.first_page, " ".join(stems(passage.text, language)), " ".join(stems(above, language))
    )


def entries_by_page(words: ReportWords, document_id: str, first_row: int) -> Iterator[list[LexicalEntry]]:
    """The entries of a report's passages, page after page; their rows are counted from `first_row`."""
    numbered = enumerate(words.passages, first_row)
    for _, group in groupby(numbered, key=lambda item: item[1].page):
        yield [LexicalEntry(row, document_id, one.body, one.section, words.header) for row, one in group]


def page_entry(passages: Sequence[LexicalEntry], row: int) -> LexicalEntry:
    """The entry of a page, given those of its passages."""
    first = passages[0]
    sections = dict.fromkeys(entry.section for entry in passages)  # mostly the same one
    return LexicalEntry(
        row=row,
        document_id=first.document_id,
        body=" ".join([entry.body for entry in passages]),
        section=" ".join(dict.fromkeys(" ".join(sections).split())),
        header=first.header,
    )
