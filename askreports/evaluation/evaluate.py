"""Measures search and answers on questions whose good pages are known."""

import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from askreports.answering.answer import Answer, Citation
from askreports.errors import BadGold
from askreports.evaluation.gold import GoldQuestion, file_name, gold_types
from askreports.evaluation.gold_number import equals, only_number, states
from askreports.evaluation.rank_measures import PAGE_CUTOFFS, rank_measures
from index.hit import Hit

PAGE_HITS = [f"page@{n}" for n in PAGE_CUTOFFS]
RESAMPLES = 10_000  # of the bootstrap

Measures: TypeAlias = Mapping[str, float | None]


class Answering(Protocol):
    """What is measured: anything that searches and answers as `Reports` does."""

    def search(
        self, question: str, k: int = ..., where: Mapping[str, object] | None = ...
    ) -> Sequence[Hit]: ...

    def ask(self, question: str) -> Answer: ...


@dataclass(frozen=True, slots=True)
class AnswerOutcome:
    """How the answer to one question turned out.

    `verbatim` counts those of its `quotes` that stand letter for letter on the page that they name.
    `holds_gold_number` is None where the gold answer is not one number; so are `figure_is_right`, whether the
    figure claimed is that number, and `figure_is_wrong`. Both are false where no figure is claimed.
    """

    found: bool
    first_citation_is_gold: bool
    any_citation_is_gold: bool
    quotes: int
    verbatim: int
    holds_gold_number: bool | None
    figure_is_right: bool | None
    figure_is_wrong: bool | None
    seconds: float


@dataclass(frozen=True, slots=True)
class QuestionOutcome:
    """How one question turned out: its retrieval measures by name, and its answer if one was asked for."""

    question: GoldQuestion
    retrieval: Mapping[str, float]
    search_seconds: float
    answer: AnswerOutcome | None


@dataclass(frozen=True, slots=True)
class Group:
    """Questions taken together. A measure is a mean from 0 to 1, None where no question bears on it."""

    questions: int
    measures: Measures


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluation found.

    `k` is how many hits each search was asked for. `intervals` holds the 95 % confidence interval of each
    measure of retrieval. `milliseconds` has the median and the 95th percentile of the time a question took.
    `missed` are the ids of the questions with no gold page among the first ten.
    """

    k: int
    whole: Group
    by_type: Mapping[str, Group]
    intervals: Mapping[str, tuple[float, float]]
    milliseconds: Mapping[str, float]
    missed: tuple[str, ...]
    outcomes: tuple[QuestionOutcome, ...]


def evaluate(
    reports: Answering, questions: Sequence[GoldQuestion], k: int = 60, answers: bool = True
) -> Evaluation:
    """Search, and unless `answers` is false also ask, every question, and measure what came back.

    `k` is in pages, well above the largest page cutoff, so that several reports are among them.
    Raises BadGold where there is no question, and whatever the search itself raises.
    """
    if not questions:
        raise BadGold("no question to evaluate: name a file with at least one")
    outcomes = tuple(_try(reports, question, k, answers) for question in questions)
    return Evaluation(
        k=k,
        whole=_group(outcomes),
        by_type={
            name: _group([outcome for outcome in outcomes if outcome.question.type == name])
            for name in gold_types(questions)
        },
        intervals={name: _interval([o.retrieval[name] for o in outcomes]) for name in outcomes[0].retrieval},
        milliseconds=_milliseconds(outcomes),
        missed=tuple(o.question.id for o in outcomes if not o.retrieval["page@10"]),
        outcomes=outcomes,
    )


def _try(reports: Answering, question: GoldQuestion, k: int, answers: bool) -> QuestionOutcome:
    start = time.perf_counter()
    hits = reports.search(question.question, k=k)
    seconds = time.perf_counter() - start
    answer = _ask(reports, question) if answers else None
    retrieval = rank_measures(question, hits) | _with_reports_given(reports, question, k)
    return QuestionOutcome(question, retrieval, seconds, answer)


def _with_reports_given(reports: Answering, question: GoldQuestion, k: int) -> dict[str, float]:
    """The page hits where the search is told which reports to look at."""
    given = list(dict.fromkeys(name for name, _ in question.gold))
    measures = rank_measures(question, reports.search(question.question, k=k, where={"path": given}))
    return {f"given:{name}": measures[name] for name in PAGE_HITS}


def _ask(reports: Answering, question: GoldQuestion) -> AnswerOutcome:
    start = time.perf_counter()
    answer = reports.ask(question.question)
    seconds = time.perf_counter() - start
    on_gold = [_place(citation) in question.gold for citation in answer.citations]
    quotes = [citation.quote for citation in answer.citations]
    number = only_number(question.answer)
    figure = answer.figure if number else None
    right = figure is not None and equals(figure.value, figure.unit, question.answer)
    return AnswerOutcome(
        found=answer.found,
        first_citation_is_gold=on_gold[:1] == [True],
        any_citation_is_gold=any(on_gold),
        quotes=len(quotes),
        verbatim=sum(_stands_on_its_page(citation) for citation in answer.citations),
        holds_gold_number=None if number is None else any(states(quote, number) for quote in quotes),
        figure_is_right=None if number is None else right,
        figure_is_wrong=None if number is None else figure is not None and not right,
        seconds=seconds,
    )


def _place(citation: Citation) -> tuple[str, int]:
    return file_name(citation.document.path), citation.page.number


def _stands_on_its_page(citation: Citation) -> bool:
    # looked up anew: `citation.verified` is the answer's own word, and here the answer is on trial
    return bool(citation.quote.strip()) and citation.quote in citation.page.text


def _group(outcomes: Sequence[QuestionOutcome]) -> Group:
    means: dict[str, float | None] = {
        name: _mean([outcome.retrieval[name] for outcome in outcomes]) for name in outcomes[0].retrieval
    }
    answers = [outcome.answer for outcome in outcomes if outcome.answer]
    return Group(len(outcomes), means | (_answer_means(answers) if answers else {}))


def _answer_means(answers: Sequence[AnswerOutcome]) -> dict[str, float | None]:
    quotes = sum(answer.quotes for answer in answers)
    return {
        "answer_found": _mean([answer.found for answer in answers]),
        "first_citation": _mean([answer.first_citation_is_gold for answer in answers]),
        "any_citation": _mean([answer.any_citation_is_gold for answer in answers]),
        "verbatim_quotes": sum(answer.verbatim for answer in answers) / quotes if quotes else None,
        "gold_number": _mean([a.holds_gold_number for a in answers if a.holds_gold_number is not None]),
        "figure_right": _mean([a.figure_is_right for a in answers if a.figure_is_right is not None]),
        "figure_wrong": _mean([a.figure_is_wrong for a in answers if a.figure_is_wrong is not None]),
    }


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % confidence interval of the mean: bootstrap over questions, percentile method, fixed seed."""
    import numpy as np

    sample = np.asarray(values)
    picks = np.random.default_rng(0).integers(len(sample), size=(RESAMPLES, len(sample)))
    low, high = np.percentile(sample[picks].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def _milliseconds(outcomes: Sequence[QuestionOutcome]) -> dict[str, float]:
    asked = [outcome.answer.seconds for outcome in outcomes if outcome.answer]
    timed = {"search": [outcome.search_seconds for outcome in outcomes]} | ({"ask": asked} if asked else {})
    percentiles = {}
    for name, seconds in timed.items():
        percentiles[f"{name}_p50"] = 1000 * statistics.median(seconds)
        percentiles[f"{name}_p95"] = 1000 * sorted(seconds)[int(0.95 * len(seconds))]
    return percentiles


def evaluation_json(evaluation: Evaluation) -> dict[str, Any]:
    """The evaluation as JSON: shares to four digits, times to a tenth of a millisecond."""
    return {
        "questions": evaluation.whole.questions,
        "k": evaluation.k,
        **_rounded(evaluation.whole.measures),
        "intervals": {n: [round(low, 4), round(high, 4)] for n, (low, high) in evaluation.intervals.items()},
        "by_type": {
            name: {"questions": group.questions, **_rounded(group.measures)}
            for name, group in evaluation.by_type.items()
        },
        "milliseconds": {name: round(value, 1) for name, value in evaluation.milliseconds.items()},
        "missed@10": list(evaluation.missed),
        "outcomes": {outcome.question.id: _rounded(outcome.retrieval) for outcome in evaluation.outcomes},
    }


def _rounded(measures: Measures) -> dict[str, float | None]:
    return {name: None if value is None else round(value, 4) for name, value in measures.items()}


def rows(evaluation: Evaluation) -> list[tuple[str, ...]]:
    """A table of text: head row; each measure over all questions, its interval, each type; the times."""
    groups = [evaluation.whole, *evaluation.by_type.values()]
    head: tuple[str, ...] = ("measure", f"all ({groups[0].questions})", "95 % interval")
    head += tuple(f"{name} ({group.questions})" for name, group in evaluation.by_type.items())
    table = [head]
    for name in evaluation.whole.measures:
        whole, *types = (_cell(group.measures[name]) for group in groups)
        table.append((name, whole, _interval_cell(evaluation.intervals.get(name)), *types))
    blank = ("",) * (len(head) - 2)
    return table + [
        (f"{name} (ms)", f"{value:.1f}", *blank) for name, value in evaluation.milliseconds.items()
    ]


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _interval_cell(interval: tuple[float, float] | None) -> str:
    return f"{interval[0]:.2f} to {interval[1]:.2f}" if interval else ""
