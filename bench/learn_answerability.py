"""Learns when the best span answers, and writes askreports/answering/abstention/answerability.toml.

bench/learn_answerability.py INDEX QUESTIONS.jsonl [INDEX QUESTIONS.jsonl ...] [--write]

Every question is asked with its reports, without them, and with what it asks for replaced by something that
its organisation never writes of (foreign_words.py); questions without gold pages are asked as they are. A
logistic model of the features (see askreports/answering/abstention/answerability.py) learns how likely what
is shown is right. An answer is given where that is likelier than not: a wrong one does as much harm as a
right one helps. Tested on the questions of organisations that it was not learnt from. Questions that the
names or years of reports or a computed figure decide are not asked of the model; they count in the shares.
"""

import argparse
import json
import re
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
from askreports.answering.extraction.ranking import RankedSpan, choose_spans
from askreports.answering.pipeline import Findings, find
from askreports.evaluation.abstain import all_but_gold
from askreports.evaluation.gold import GoldQuestion, file_name
from index.query.filters import Where
from index.query.stems import stems
from ingest.document import Report

Numbers = npt.NDArray[np.float64]
NAMES = [field.name for field in fields(AnswerabilityFeatures)]
FOLDS = 8
FOREIGN = 2  # questions with a foreign word that are made of one
STIFFNESS = 0.01  # how hard the weights are held near nothing, for each example
SHORT = 40  # characters of an answer that a quote holds as it is
ANSWERS, CLOSEST = 0.35, 0.12  # the least likelihood of each status: most answers must be right


class Kind(StrEnum):
    """With its reports, without them, with a word its organisation never writes, or without an answer."""

    THERE = "answered with the reports"
    ABSENT = "refused without them"
    FOREIGN = "refused with a foreign word"
    NONE = "refused without an answer"


WEIGHT = {Kind.THERE: 1.0, Kind.ABSENT: 0.4, Kind.FOREIGN: 0.2, Kind.NONE: 1.0}


@dataclass(frozen=True, slots=True)
class Example:
    """A question asked once: the features of what was found, and whether that is right.

    `features` are None where no likelihood decides: `claims` then says whether a figure answers.
    """

    collection: str
    organisation: str
    kind: Kind
    features: AnswerabilityFeatures | None
    claims: bool
    right: bool


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
        for question, expect in read_questions(gold):
            if not question.gold:
                yield _example(
                    gold, "", Kind.NONE, find(question.question, None, reports.library), question, []
                )
                continue
            organisation = by_name[question.gold[0][0]].organisation
            if organisation not in of_organisation:
                own = [report for report in by_name.values() if report.organisation == organisation]
                of_organisation[organisation] = vocabulary(reports, own)
            for kind, asked, where in _asked(question, reports, of_organisation[organisation]):
                found = find(asked, where, reports.library)
                yield _example(gold, organisation, kind, found, question, expect)


def read_questions(file: Path) -> Iterator[tuple[GoldQuestion, list[str]]]:
    """Each question, of which the gold pages may be none, with the texts that a right quote holds one of."""
    for line in filter(str.strip, file.read_text("utf-8").splitlines()):
        row = json.loads(line)
        gold = tuple((page["document"], page["page"]) for page in row.get("gold", ()))
        answer = row.get("answer", "")
        question = GoldQuestion(row["id"], " ".join(row["question"].split()), answer, gold)
        yield question, row.get("expect") or ([answer] if 0 < len(answer) < SHORT else [])


def _example(  # noqa: PLR0913 - an example is all of this
    gold: Path, organisation: str, kind: Kind, found: Findings, question: GoldQuestion, expect: Sequence[str]
) -> Example:
    shown = choose_spans(found.context.core, found.judged.spans)
    right = kind is Kind.THERE and any(is_right(span, question, expect) for span in shown)
    return Example(str(gold), organisation, kind, found.judged.features, found.figures.claims, right)


def is_right(span: RankedSpan, question: GoldQuestion, expect: Sequence[str]) -> bool:
    """Whether a span stands on a gold page and, where the gold answer is short, holds it."""
    hit = span.hit
    if (file_name(hit.document.path), hit.page.number) not in question.gold:
        return False
    return not expect or any(_folded(text) in _folded(span.quote) for text in expect)


def _folded(text: str) -> str:
    return re.sub(r"(?<=\d)[.,’'](?=\d{3}\b)|\s", "", text.casefold())


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


def learn(examples: Sequence[Example]) -> Mapping[str, float]:
    """The weights of the features, in which what is shown is right as often as they say."""
    asked = [example for example in examples if example.features]
    features = np.array([[getattr(example.features, name) for name in NAMES] for example in asked])
    right = np.array([example.right for example in asked], dtype=float)
    weights = np.array([WEIGHT[example.kind] for example in asked])
    centre, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    columns = np.column_stack([(features - centre) / spread, np.ones(len(asked))])

    def loss(values: Numbers) -> float:
        likely = 1 / (1 + np.exp(-columns @ values))
        wrong = -(weights * np.log(np.where(right, likely, 1 - likely) + 1e-12)).sum()
        return float(wrong + STIFFNESS * len(asked) * (values[:-1] ** 2).sum() / 2)

    found = minimize(loss, np.zeros(columns.shape[1])).x
    slopes = found[:-1] / spread
    return {"bias": float(found[-1] - slopes @ centre)} | dict(zip(NAMES, slopes.tolist(), strict=True))


def cross_validated(examples: Sequence[Example]) -> list[bool]:
    """For each example whether it is answered, learnt without its organisation's fold."""
    groups = sorted({(example.collection, example.organisation) for example in examples})
    fold_of = {group: number % FOLDS for number, group in enumerate(groups)}
    fold = [fold_of[example.collection, example.organisation] for example in examples]
    learnt = [
        learn([e for e, of in zip(examples, fold, strict=True) if of != number]) for number in range(FOLDS)
    ]
    return [
        example.claims
        or (example.features is not None and answerability(example.features, learnt[of]) >= ANSWERS)
        for example, of in zip(examples, fold, strict=True)
    ]


def print_shares(examples: Sequence[Example], answered: Sequence[bool]) -> None:
    """Of each collection: answered, of those right (figures left out), and refused of the other kinds."""
    for collection in dict.fromkeys(example.collection for example in examples):
        told = [(e, one) for e, one in zip(examples, answered, strict=True) if e.collection == collection]
        there = [(e, one) for e, one in told if e.kind is Kind.THERE]
        quoted = [(e.right, one) for e, one in there if not e.claims]
        shares = [f"{_share([one for _, one in there])} {Kind.THERE}"]
        shares.append(f"right {_share([right and one for right, one in quoted])}")
        shares.append(f"of those answered right {_share([right for right, one in quoted if one])}")
        for kind in (Kind.ABSENT, Kind.FOREIGN, Kind.NONE):
            shares.append(f"{_share([not one for e, one in told if e.kind is kind])} {kind}")
        print(f"{collection}: held out, {', '.join(shares)}")


def _share(held: Sequence[bool]) -> str:
    return f"{np.mean(held):.2f} of {len(held)}" if held else "-"


def to_toml(weights: Mapping[str, float]) -> str:
    """What was learnt as the product reads it."""
    head = (
        "# How much each feature counts for a span to answer, and how likely that must be.\n"
        "# Written by bench/learn_answerability.py.\n\n[weights]\n"
    )
    lines = "".join(f"{name} = {value:.3f}\n" for name, value in weights.items())
    return f"{head}{lines}\n[least]\nanswers = {ANSWERS}\nclosest = {CLOSEST}\n"


if __name__ == "__main__":
    main()
