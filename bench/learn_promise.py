"""Measures which spans a reader should be given: how often the right one is among them, by the weights.

bench/learn_promise.py INDEX QUESTIONS.jsonl [INDEX QUESTIONS.jsonl ...]

For questions in the language of their report and in another one: the share of questions of which a span of a
gold page that holds the expected answer is among the candidates, with the weights that ship, with the best of
a grid, and with the best of the grid for the other organisations (cross-validated). The weights are
SAME_LANGUAGE and OTHER_LANGUAGE of askreports/answering/extraction/candidates.py.
"""

import argparse
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt
from learn_answerability import is_right, read_questions

import askreports
from askreports.answering.context import retrieve
from askreports.answering.extraction.candidates import (
    CANDIDATES,
    OTHER_LANGUAGE,
    SAME_LANGUAGE,
    SpanSignals,
    best_pages,
    spans_with_features,
)
from askreports.answering.extraction.ranking import RankedSpan
from askreports.evaluation.gold import file_name

Numbers = npt.NDArray[np.float64]
GRID = [
    np.array(weights)
    for weights in product((0, 0.25, 0.5, 1), (0, 0.25, 0.5), (0, 0.5, 1, 2, 4), (-0.01, -0.03, -0.06, -0.1))
    if any(weights[:3])
]


@dataclass(frozen=True, slots=True)
class Example:
    """A question: of each span of its best pages the features, (spans, 4), and whether it is right."""

    organisation: str
    shares_language: bool
    features: Numbers
    right: npt.NDArray[np.bool_]

    def is_found(self, weights: Numbers) -> bool:
        """Whether a right span is among the candidates with these weights."""
        first = np.argsort(-(self.features @ weights), kind="stable")[:CANDIDATES]
        return bool(self.right[first].any())


def main() -> None:
    """Reads the questions and prints a line for each set of weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("collections", type=Path, nargs="+", metavar="INDEX QUESTIONS.jsonl")
    arguments = parser.parse_args()
    pairs = zip(arguments.collections[::2], arguments.collections[1::2], strict=True)
    examples = [example for index, gold in pairs for example in read_examples(index, gold)]
    for name, shares, ships in (("same", True, SAME_LANGUAGE), ("other", False, OTHER_LANGUAGE)):
        chosen = [example for example in examples if example.shares_language is shares]
        if chosen:
            print_shares(f"{name} language", chosen, np.array(astuple(ships)))


def read_examples(index: Path, gold: Path) -> Iterator[Example]:
    """An example of every question that has gold pages."""
    with askreports.open(index, askreports.Settings()) as reports:
        of_file = {file_name(report.path): report for report in reports.documents()}
        for question, expect in read_questions(gold):
            if not question.gold:
                continue
            report = of_file[question.gold[0][0]]
            context = retrieve(question.question, None, reports.library)
            signals = SpanSignals(context.language, reports.library.searcher.idf, context.cosines)
            pages = best_pages(context.core, context.relevant_hits)
            rows = list(spans_with_features(context.core, context.named, pages, signals))
            yield Example(
                report.organisation,
                context.language in ("", report.language),
                np.array([astuple(features) for _, _, features in rows]).reshape(-1, 4),
                np.array([is_right(RankedSpan(h, s.quote, 0.0), question, expect) for h, s, _ in rows], bool),
            )


def print_shares(name: str, examples: list[Example], ships: Numbers) -> None:
    """The shares of a group of questions, as the description of this module says."""
    found = np.array([[example.is_found(weights) for weights in GRID] for example in examples], float)
    whose = np.array([example.organisation for example in examples])
    held_out = np.zeros(len(examples))
    for organisation in set(whose):
        others = found[whose != organisation]
        held_out[whose == organisation] = found[whose == organisation, others.mean(axis=0).argmax()]
    best = int(found.mean(axis=0).argmax())
    shipped = np.mean([example.is_found(ships) for example in examples])
    print(f"{name}: {len(examples)} questions, shipped {shipped:.2f}, cross-validated {held_out.mean():.2f}")
    print(f"  best of the grid {found[:, best].mean():.2f} with {GRID[best].tolist()}")


if __name__ == "__main__":
    main()
