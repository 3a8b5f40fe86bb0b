"""Learns how near a sentence must be, in meaning, to the piece of a report that it stands on.

    bench/learn_support.py INDEX QUESTIONS.jsonl [INDEX QUESTIONS.jsonl ...]

Sentences: gold answers that are sentences, written by people in their own words. They are supported by the
best piece of their gold pages, and not by that of a page which answers another question about the same
organisation. The threshold with the highest balanced accuracy is taken; it is tested on the questions of
organisations that it was not learnt from.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import askreports
from askreports.answering.llm.check import by_meaning, check_numbers
from askreports.answering.llm.check_numbers import cited_spans
from askreports.evaluation.gold import GoldQuestion, file_name, read_gold
from index.embedding.embedder import Embedder, open_embedder
from index.hit import Hit
from index.storage.generation import live, verify_generation
from ingest.document import Page, Report
from ingest.passage import Passage

LEAST_WORDS = 6  # of an answer that is a sentence
OTHERS = 2  # pages of another question
FOLDS = 5
GRID = np.arange(0.20, 0.90, 0.01)


@dataclass(frozen=True, slots=True)
class Example:
    """How near a sentence is to the best piece of a page, and whether the page supports it.

    `figures` says that the piece states numbers of the sentence.
    """

    organisation: str
    near: float
    figures: bool
    supported: bool


def main(arguments: Sequence[str]) -> None:
    """Learn and print."""
    examples = [
        example
        for index, questions in zip(arguments[::2], arguments[1::2], strict=True)
        for example in read_examples(Path(index), Path(questions))
    ]
    print_learnt("figures", [example for example in examples if example.figures])
    print_learnt("others", [example for example in examples if not example.figures])


def print_learnt(name: str, examples: Sequence[Example]) -> None:
    """The threshold for these examples, and how well one learnt from four fifths does on the rest."""
    print(f"{name}: {len(examples)} pairs, {sum(e.supported for e in examples)} supported")
    organisations = sorted({example.organisation for example in examples})
    told = []
    for fold in range(FOLDS):
        held_out = set(organisations[fold::FOLDS])
        threshold = learn([e for e in examples if e.organisation not in held_out])
        told += [(e, e.near >= threshold) for e in examples if e.organisation in held_out]
    kept = np.mean([passes for example, passes in told if example.supported])
    caught = np.mean([not passes for example, passes in told if not example.supported])
    print(f"  held out: {kept:.2f} of the supported pass, {caught:.2f} of the others are caught")
    print(f"  threshold from all: {learn(examples):.2f}")


def learn(examples: Sequence[Example]) -> float:
    """The threshold that tells the two kinds apart best, each kind counting half."""

    def accuracy(threshold: float) -> float:
        right = [[e.near >= threshold for e in examples if e.supported]]
        right.append([e.near < threshold for e in examples if not e.supported])
        return float(sum(np.mean(kind) for kind in right))

    return float(max(GRID, key=accuracy))


def read_examples(index: Path, questions: Path) -> list[Example]:
    """For every gold answer that is a sentence a supported pair, and one that is not where a page is left."""
    embedder = open_embedder(verify_generation(live(index)).embedder, index / "models")
    found = []
    with askreports.open(index, askreports.Settings()) as reports:
        by_name = {file_name(report.path): report for report in reports.documents()}
        golds = [gold for gold in read_gold(questions) if all(name in by_name for name, _ in gold.gold)]
        for gold in (one for one in golds if len(one.answer.split()) >= LEAST_WORDS):
            organisation = by_name[gold.gold[0][0]].organisation
            others = sorted(
                {
                    place
                    for one in golds
                    for place in one.gold
                    if by_name[place[0]].organisation == organisation
                }
                - set(gold.gold)
            )
            for places, supported in ((gold.gold, True), (others[:OTHERS], False)):
                hits = [whole(by_name[name], reports.page(by_name[name].id, page)) for name, page in places]
                if hits:
                    found.append(Example(organisation, *nearest(gold, hits, embedder), supported))
    return found


def whole(report: Report, page: Page) -> Hit:
    """A page as one passage."""
    start, end = page.start + page.body_start, page.start + page.body_end
    passage = Passage("", report.id, (), page.body, start, end, page.number, page.number)
    return Hit(1, 0.0, report, page, passage, {})


def nearest(gold: GoldQuestion, hits: Sequence[Hit], embedder: Embedder) -> tuple[float, bool]:
    """How near the best sentence or row of these pages is to a sentence of an answer, and its figures."""
    within = [piece for hit in hits for piece in cited_spans(hit)]
    _, bearing = check_numbers(gold.answer, within)
    found = by_meaning(gold.answer, gold.question, bearing or within, embedder)
    return (found[0][0] if found else 0.0), bool(bearing)


if __name__ == "__main__":
    main(sys.argv[1:])
