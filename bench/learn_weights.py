"""Learns what each signal is worth, and writes what the product ships: index/ranking/weights.toml.

    bench/learn_weights.py INDEX QUESTIONS.jsonl [--also INDEX QUESTIONS.jsonl] [--write]

The gold questions, and questions made from the reports themselves, train a linear model (softmax over the
pages of a question, weights held near those of before). It is scored by cross-validation in which all
questions of one organisation are in the same fold, so that nothing is fitted to what it is scored on.
`--also` names another collection, so that what is gained on one kind of report is not lost on another. Each
signal is learnt twice: for pages in the language of the question, and for pages in another.
"""

import argparse
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from made_questions import made_questions
from scipy.optimize import minimize

from askreports.evaluation.gold import GoldQuestion, file_name, read_gold
from index.embedding.embedder import open_embedder
from index.ranking.fusion import learnt_weights
from index.search import Searcher
from index.storage.generation import live, verify_generation

Numbers = npt.NDArray[np.float64]
WEIGHTS_FILE = Path(__file__).parents[1] / "index" / "ranking" / "weights.toml"
KEPT = 300  # pages of a question that are learnt from: the best by the weights of before, and the good ones
FOLDS = 6
MADE_OF_EACH_REPORT = 2
GOLD, ALSO, MADE = "gold", "also", "made"
WEIGHT_OF = {GOLD: 1.0, ALSO: 0.5, MADE: 0.1}  # of a question: made ones are many and easy
STIFFNESS = 0.01  # how hard the weights are held near the start
LOWERING = ("aside", "signpost")  # signals that may only lower a page; all others may only raise it
LEAST_LOWERING = 0.1
MOST = 4.0  # a signal may add
SCALE = 4.0  # from fused scores to logits
CUTOFFS = (1, 3, 5, 10, 20)


@dataclass(frozen=True, slots=True)
class Example:
    """One question: the signals of its pages (pages, signals), and which of the pages are good."""

    group: str
    source: str
    signals: Numbers
    good: npt.NDArray[np.bool_]


def main() -> None:
    """Collect, cross-validate, learn from all, print, and write where that is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument(
        "--also", nargs=2, type=Path, action="append", default=[], help="a further collection"
    )
    parser.add_argument("--write", action="store_true", help="write index/ranking/weights.toml")
    arguments = parser.parse_args()
    names = list(learnt_weights().same_language)
    examples = _collect(arguments.index, arguments.questions, names, GOLD)
    for index, questions in arguments.also:
        examples += _collect(index, questions, names, ALSO)
    start = _of_before(names)
    _print_scores("weights of before", examples, [start] * len(examples))
    _print_scores("cross-validated", examples, _cross_validated(examples, names))
    learnt = _learn(examples, names)
    _print_scores("learnt from all, not held out", examples, [learnt] * len(examples))
    text = _toml(names, learnt)
    print(text)
    if arguments.write:
        WEIGHTS_FILE.write_text(text, encoding="utf-8")


def _collect(index: Path, gold: Path, names: Sequence[str], source: str) -> list[Example]:
    """The examples of one collection: its gold questions, and those made from its reports."""
    generation = live(index)
    embedder = open_embedder(verify_generation(generation).embedder, index / "models")
    with closing(Searcher(generation, embedder)) as searcher:
        examples = [_example(searcher, question, names, source) for question in read_gold(gold)]
        made = made_questions(searcher, MADE_OF_EACH_REPORT)
        examples += [_example(searcher, question, names, MADE) for question in made]
    return [example for example in examples if example.good.any()]


def _example(searcher: Searcher, question: GoldQuestion, names: Sequence[str], source: str) -> Example:
    ranking = searcher.rank(question.question)
    columns = [ranking.signals[name] for name in names]
    same = ranking.same_language
    here, elsewhere = ([np.where(mask, column, 0.0) for column in columns] for mask in (same, ~same))
    signals = np.column_stack(here + elsewhere)
    good = np.array(
        [
            (file_name(searcher.reports[page.report].path), page.number) in question.gold
            for page in searcher.places.pages
        ]
    )
    order = np.argsort(-(signals @ _of_before(names)), kind="stable")[:KEPT]
    kept = np.union1d(order, np.flatnonzero(good))
    group = next(
        (
            report.organisation
            for report in searcher.reports.values()
            if file_name(report.path) == question.gold[0][0]
        ),
        "",
    )
    return Example(group, source, signals[kept], good[kept])


def _of_before(names: Sequence[str]) -> Numbers:
    """The weights that ship now: of pages in the question's language, then of those in another."""
    weights = learnt_weights()
    both = (weights.same_language, weights.other_language)
    return np.array([table[name] for table in both for name in names])


def _cross_validated(examples: Sequence[Example], names: Sequence[str]) -> list[Numbers]:
    """For each example the weights that were learnt without its organisation's fold."""
    groups = sorted({example.group for example in examples})
    fold_of = {group: number % FOLDS for number, group in enumerate(groups)}
    learnt = [_learn([e for e in examples if fold_of[e.group] != fold], names) for fold in range(FOLDS)]
    return [learnt[fold_of[example.group]] for example in examples]


def _learn(examples: Sequence[Example], names: Sequence[str]) -> Numbers:
    start = _of_before(names)
    bounds = [(-3.0, -LEAST_LOWERING) if name in LOWERING else (0.0, MOST) for name in names] * 2
    weights = np.array([WEIGHT_OF[example.source] for example in examples])
    # by how many questions a weight bears on: few are asked across languages
    bearing = np.array([example.signals[example.good].any(axis=0) for example in examples])
    held = STIFFNESS * SCALE * (weights @ bearing)

    def loss(values: Numbers) -> tuple[float, Numbers]:
        total, slope = 0.0, np.zeros(len(values))
        for example, weight in zip(examples, weights, strict=True):
            logits = SCALE * (example.signals @ values)
            odds = np.exp(logits - logits.max())
            right = odds[example.good].sum() / odds.sum()
            total -= weight * np.log(right + 1e-12)
            among = odds * example.good / odds[example.good].sum()
            slope -= weight * SCALE * ((among - odds / odds.sum()) @ example.signals)
        pull = values - start
        return total + float(held @ pull**2), slope + 2 * held * pull

    found: Numbers = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x
    return found


def _print_scores(title: str, examples: Sequence[Example], weights: Sequence[Numbers]) -> None:
    for source in WEIGHT_OF:
        ranks = [_rank(e, w) for e, w in zip(examples, weights, strict=True) if e.source == source]
        shares = "  ".join(f"@{n} {np.mean([rank <= n for rank in ranks]):.3f}" for n in CUTOFFS if ranks)
        print(f"{title:32} {source} ({len(ranks)}): {shares}")


def _rank(example: Example, weights: Numbers) -> int:
    scores = example.signals @ weights
    return int((scores > scores[example.good].max()).sum()) + 1


def _toml(names: Sequence[str], learnt: Numbers) -> str:
    head = (
        "# What each signal (see signals/), itself from 0 to 1, may add to the score of a page: of a report\n"
        "# in the language of the question, and of one in another. Written by bench/learn_weights.py.\n"
    )
    tables = zip(("same_language", "other_language"), np.split(learnt, 2), strict=True)
    return head + "".join(
        f"\n[{table}]\n"
        + "".join(f"{name} = {value:.2f}\n" for name, value in zip(names, values, strict=True))
        for table, values in tables
    )


if __name__ == "__main__":
    main()
