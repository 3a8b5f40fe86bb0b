"""Questions made from the reports of an index, so that weights are not learnt from a few people's alone.

Two kinds, whose good page is known because they were made from it: a heading asks for the page it stands
on, and the label of a table row for the one page of its report that has such a row.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from askreports.evaluation.gold import GoldQuestion, file_name
from index.search import Searcher
from ingest.document import Document
from ingest.structure.units import UnitKind, text_units

_VALUES = re.compile(r"(?:\s{2,}|\s*[$€£¥(]|\s+\d).*", re.S)
_LABEL = re.compile(r"[^\W\d_][^\d:;|]{9,60}[^\W\d_]")


def made_questions(searcher: Searcher, of_each_report: int, seed: int = 0) -> list[GoldQuestion]:
    """As many questions of either kind from every report as it can give, the same for the same index."""
    chosen = random.Random(seed)
    questions = []
    for report in sorted(searcher.reports):
        document = searcher.catalog.document(report)
        for kind, made in (("heading", _headings(searcher, document)), ("label", _labels(document))):
            candidates = sorted(made)
            picked = chosen.sample(candidates, min(of_each_report, len(candidates)))
            questions += [_gold(kind, document, text, page) for text, page in picked]
    return questions


def _gold(kind: str, document: Document, text: str, page: int) -> GoldQuestion:
    name = document.organisation or document.title
    question = f"{text}, {name} {document.period}".strip() if kind == "heading" else ""
    question = question or f"What was {text} of {name} in {document.period}?"
    gold = ((file_name(document.path), page),)
    return GoldQuestion(f"{kind}-{document.id}-{page}-{text}", question, "", gold, f"made from a {kind}")


def _headings(searcher: Searcher, document: Document) -> Iterator[tuple[str, int]]:
    """The headings that stand above passages of one page alone."""
    pages: dict[str, set[int]] = defaultdict(set)
    for passage in searcher.catalog.passages(document)[0]:
        if passage.section:
            pages[passage.section[-1]].add(passage.first_page)
    return ((text, min(at)) for text, at in pages.items() if len(at) == 1 and len(text.split()) > 1)


def _labels(document: Document) -> Iterator[tuple[str, int]]:
    """The labels of table rows that one page of the report alone has."""
    pages: Counter[str] = Counter()
    place: dict[str, int] = {}
    for page in document.pages:
        for label in set(_row_labels(page.text)):
            pages[label] += 1
            place[label] = page.number
    return ((label, place[label]) for label, count in pages.items() if count == 1)


def _row_labels(text: str) -> Iterator[str]:
    for unit in text_units(text):
        row = text[unit.start : unit.end]
        if unit.kind is UnitKind.ROW and _LABEL.fullmatch(label := _VALUES.sub("", row).strip()):
            yield label
