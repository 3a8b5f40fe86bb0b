"""Learns when the best evidence is an answer, and writes askreports/answering/confidence.toml.

    bench/learn_confidence.py INDEX QUESTIONS.jsonl [INDEX QUESTIONS.jsonl ...] [--write]

Every question is asked with its reports, which hold the answer, and without them. A logistic model of the
signs (see askreports/answering/confidence.py) learns to tell the two apart; the least confidence of an
answer is set so that few answers are lost. Tested on the questions of organisations that it was not learnt
from. Questions that names, years or statements decide are not asked of the model; they count in the shares.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

import askreports
from askreports.answering.confidence import CONFIDENCE_FILE, Signs, confidence
from askreports.answering.make import look_up
from askreports.evaluation.abstain import all_but_gold
from askreports.evaluation.gold import file_name, read_gold

Numbers = npt.NDArray[np.float64]
NAMES = [field.name for field in fields(Signs)]
FOLDS = 8
LOST = 0.06  # share of the answers that the model may take for none
STIFFNESS = 0.02  # how hard the weights are held near nothing, for each example


@dataclass(frozen=True, slots=True)
class Example:
    """A question asked once, with its reports or without; `signs` of its evidence, where there is any.

    `told` says that figures or rows of statements answer it, whatever the evidence.
    """

    collection: str
    organisation: str
    there: bool
    signs: Signs | None
    told: bool


def main() -> None:
    """Collect, cross-validate, learn from all, print, and write where that is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("collections", type=Path, nargs="+", metavar="INDEX QUESTIONS.jsonl")
    parser.add_argument("--write", action="store_true", help="write confidence.toml")
    arguments = parser.parse_args()
    pairs = zip(arguments.collections[::2], arguments.collections[1::2], strict=True)
    examples = [example for index, gold in pairs for example in read_examples(index, gold)]
    print_shares(examples, cross_validated(examples))
    weights, least = learn(examples)
    text = to_toml(weights, least)
    print(text)
    if arguments.write:
        CONFIDENCE_FILE.write_text(text, encoding="utf-8")


def read_examples(index: Path, gold: Path) -> Iterator[Example]:
    """Two examples of every question of a collection."""
    with askreports.open(index, askreports.Settings()) as reports:
        organisations = {file_name(report.path): report.organisation for report in reports.documents()}
        for question in read_gold(gold):
            for there in (True, False):
                where = None if there else all_but_gold(reports, question)
                found = look_up(question.question, where, reports.library)
                organisation = organisations[question.gold[0][0]]
                yield Example(str(index), organisation, there, found.signs, bool(found.told.sentences))


def learn(examples: Sequence[Example]) -> tuple[dict[str, float], float]:
    """The weights of the signs, and the least confidence of an answer."""
    asked = [example for example in examples if example.signs and not example.told]
    signs = np.array([[getattr(example.signs, name) for name in NAMES] for example in asked])
    there = np.array([example.there for example in asked], dtype=float)
    centre, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    columns = np.column_stack([(signs - centre) / spread, np.ones(len(asked))])

    def loss(values: Numbers) -> float:
        likely = 1 / (1 + np.exp(-columns @ values))
        wrong = -np.log(np.where(there, likely, 1 - likely) + 1e-12).sum()
        return float(wrong + STIFFNESS * len(asked) * (values[:-1] ** 2).sum() / 2)

    found = minimize(loss, np.zeros(columns.shape[1])).x
    slopes = found[:-1] / spread
    weights = {"bias": float(found[-1] - slopes @ centre)} | dict(zip(NAMES, slopes.tolist(), strict=True))
    kept = [confidence(example.signs, weights) for example in asked if example.there and example.signs]
    return weights, float(np.quantile(kept, LOST))


def cross_validated(examples: Sequence[Example]) -> list[bool]:
    """For each example whether something is found, learnt without its organisation's fold."""
    groups = sorted({(example.collection, example.organisation) for example in examples})
    fold_of = {group: number % FOLDS for number, group in enumerate(groups)}
    fold = [fold_of[example.collection, example.organisation] for example in examples]
    learnt = [
        learn([e for e, of in zip(examples, fold, strict=True) if of != number]) for number in range(FOLDS)
    ]
    return [
        example.told
        or (example.signs is not None and confidence(example.signs, learnt[of][0]) >= learnt[of][1])
        for example, of in zip(examples, fold, strict=True)
    ]


def print_shares(examples: Sequence[Example], found: Sequence[bool]) -> None:
    """Of each collection, what share was answered with the reports and refused without."""
    for collection in dict.fromkeys(example.collection for example in examples):
        told = [(e.there, one) for e, one in zip(examples, found, strict=True) if e.collection == collection]
        kept = np.mean([one for there, one in told if there])
        refused = np.mean([not one for there, one in told if not there])
        print(f"{collection}: held out, {kept:.2f} answered with the reports, {refused:.2f} refused without")


def to_toml(weights: Mapping[str, float], least: float) -> str:
    """What was learnt as the product reads it."""
    head = (
        "# How much each sign counts for evidence to be an answer, and how sure it must be.\n"
        "# Written by bench/learn_confidence.py.\n\n[weights]\n"
    )
    lines = "".join(f"{name} = {value:.3f}\n" for name, value in weights.items())
    return f"{head}{lines}\n[answer]\nleast = {least:.3f}\n"


if __name__ == "__main__":
    main()
