"""Learns when the best evidence is an answer, and writes askreports/answering/abstention/answerability.toml.

    bench/learn_confidence.py INDEX QUESTIONS.jsonl [INDEX QUESTIONS.jsonl ...] [--write]

Every question is asked with its reports, which hold the answer, without them, and with what it asks for
replaced by something that its organisation never writes of (foreign_words.py). A logistic model of the signs
(see askreports/answering/confidence.py) learns to tell the first two apart; the least confidence of an answer
is set so that few answers are lost, and so is how rare a thing may be that the best pages do not write of.
Tested on the questions of organisations that it was not learnt from. Questions that names, years or
statements decide are not asked of the model; they count in the shares.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt
from foreign_words import Vocabulary, without_answer
from scipy.optimize import minimize

import askreports
from askreports.answering.abstention.answerability import WEIGHTS_FILE, AnswerabilityFeatures, answerability
from askreports.answering.pipeline import find
from askreports.evaluation.abstain import all_but_gold
from askreports.evaluation.gold import GoldQuestion, file_name, read_gold
from index.query.filters import Where
from index.query.stems import stems
from ingest.document import Report

Numbers = npt.NDArray[np.float64]
NAMES = [field.name for field in fields(AnswerabilityFeatures)]
FOLDS = 8
LOST = 0.06  # share of the answers that the model may take for none
LOST_UNWRITTEN = 0.02  # share of them that may be lost for a thing of which the best pages do not write
FOREIGN = 3  # questions with a foreign word that are made of one
STIFFNESS = 0.02  # how hard the weights are held near nothing, for each example


class Kind(StrEnum):
    """With its reports, without them, or with a word that its organisation never writes."""

    THERE = "answered with the reports"
    ABSENT = "refused without them"
    FOREIGN = "refused with a foreign word"


@dataclass(frozen=True, slots=True)
class Example:
    """A question asked once; `signs` of its evidence, where there is any.

    `claims` says that a figure answers it, `rows` that rows of statements do, whatever the evidence;
    `max_missing_weight` is the weight of the most telling thing that the best pages do not write of.
    """

    collection: str
    organisation: str
    kind: Kind
    signs: AnswerabilityFeatures | None
    claims: bool
    rows: bool
    max_missing_weight: float


@dataclass(frozen=True, slots=True)
class Learnt:
    """The weights of the signs, the least confidence of an answer, and the most that may be unwritten."""

    weights: Mapping[str, float]
    least: float
    unwritten: float

    def finds(self, example: Example) -> bool:
        """Whether something is found."""
        if example.claims or example.max_missing_weight > self.unwritten:
            return example.claims
        sure = example.signs is not None and answerability(example.signs, self.weights) >= self.least
        return example.rows or sure


def main() -> None:
    """Collect, cross-validate, learn from all, print, and write where that is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("collections", type=Path, nargs="+", metavar="INDEX QUESTIONS.jsonl")
    parser.add_argument("--write", action="store_true", help="write answerability.toml")
    arguments = parser.parse_args()
    pairs = zip(arguments.collections[::2], arguments.collections[1::2], strict=True)
    examples = [example for index, gold in pairs for example in read_examples(index, gold)]
    print_shares(examples, cross_validated(examples))
    text = to_toml(learn(examples))
    print(text)
    if arguments.write:
        WEIGHTS_FILE.write_text(text, encoding="utf-8")


def read_examples(index: Path, gold: Path) -> Iterator[Example]:
    """Examples of every kind of every question of a collection."""
    with askreports.open(index, askreports.Settings()) as reports:
        by_name = {file_name(report.path): report for report in reports.documents()}
        of_organisation: dict[str, Vocabulary] = {}
        for question in read_gold(gold):
            organisation = by_name[question.gold[0][0]].organisation
            if organisation not in of_organisation:
                own = [report for report in by_name.values() if report.organisation == organisation]
                of_organisation[organisation] = vocabulary(reports, own)
            for kind, asked, where in _asked(question, reports, of_organisation[organisation]):
                found = find(asked, where, reports.library)
                yield Example(
                    str(index),
                    organisation,
                    kind,
                    found.features,
                    found.figures.claims,
                    bool(found.figures.sentences),
                    found.max_missing_weight,
                )


def vocabulary(reports: askreports.Reports, own: Iterable[Report]) -> Vocabulary:
    """The vocabulary of some reports."""
    held: set[str] = set()
    for report in own:
        text = reports.library.searcher.catalog.document(report.id).text
        held.update(stems(text, report.language))
    return Vocabulary(held, sorted({report.language for report in own}))


def _asked(
    question: GoldQuestion, reports: askreports.Reports, known: Vocabulary
) -> Iterator[tuple[Kind, str, Where | None]]:
    yield Kind.THERE, question.question, None
    yield Kind.ABSENT, question.question, all_but_gold(reports, question)
    named = reports.library.searcher.named(question.question)
    for foreign in without_answer(question.question, named, known, FOREIGN, question.id):
        yield Kind.FOREIGN, foreign, None


def learn(examples: Sequence[Example]) -> Learnt:
    """The weights of the signs, the least confidence of an answer, and the most that may be unwritten."""
    asked = [e for e in examples if e.signs and not e.rows and not e.claims and e.kind is not Kind.FOREIGN]
    signs = np.array([[getattr(example.signs, name) for name in NAMES] for example in asked])
    there = np.array([example.kind is Kind.THERE for example in asked], dtype=float)
    centre, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    columns = np.column_stack([(signs - centre) / spread, np.ones(len(asked))])

    def loss(values: Numbers) -> float:
        likely = 1 / (1 + np.exp(-columns @ values))
        wrong = -np.log(np.where(there, likely, 1 - likely) + 1e-12).sum()
        return float(wrong + STIFFNESS * len(asked) * (values[:-1] ** 2).sum() / 2)

    found = minimize(loss, np.zeros(columns.shape[1])).x
    slopes = found[:-1] / spread
    weights = {"bias": float(found[-1] - slopes @ centre)} | dict(zip(NAMES, slopes.tolist(), strict=True))
    answers = [example for example in asked if example.kind is Kind.THERE]
    kept = [answerability(example.signs, weights) for example in answers if example.signs]
    unwritten = np.quantile(
        [example.max_missing_weight for example in answers], 1 - LOST_UNWRITTEN, method="higher"
    )
    return Learnt(weights, float(np.quantile(kept, LOST)), float(unwritten))


def cross_validated(examples: Sequence[Example]) -> list[bool]:
    """For each example whether something is found, learnt without its organisation's fold."""
    groups = sorted({(example.collection, example.organisation) for example in examples})
    fold_of = {group: number % FOLDS for number, group in enumerate(groups)}
    fold = [fold_of[example.collection, example.organisation] for example in examples]
    learnt = [
        learn([e for e, of in zip(examples, fold, strict=True) if of != number]) for number in range(FOLDS)
    ]
    return [learnt[of].finds(example) for example, of in zip(examples, fold, strict=True)]


def print_shares(examples: Sequence[Example], found: Sequence[bool]) -> None:
    """Of each collection, what share was answered with the reports, and refused of the other kinds."""
    for collection in dict.fromkeys(example.collection for example in examples):
        told = [
            (e.kind, one if e.kind is Kind.THERE else not one)
            for e, one in zip(examples, found, strict=True)
            if e.collection == collection
        ]
        shares = (f"{np.mean([one for of, one in told if of is kind]):.2f} {kind}" for kind in Kind)
        print(f"{collection}: held out, {', '.join(shares)}")


def to_toml(learnt: Learnt) -> str:
    """What was learnt as the product reads it."""
    head = (
        "# How much each sign counts for evidence to be an answer, how sure it must be, and how much a\n"
        "# thing may tell that is asked about and stands on none of the best pages.\n"
        "# Written by bench/learn_confidence.py.\n\n[weights]\n"
    )
    lines = "".join(f"{name} = {value:.3f}\n" for name, value in learnt.weights.items())
    return f"{head}{lines}\n[answer]\nleast = {learnt.least:.3f}\nunwritten = {learnt.unwritten:.3f}\n"


if __name__ == "__main__":
    main()
