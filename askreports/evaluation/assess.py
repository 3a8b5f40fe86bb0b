"""All that is measured of an index in one run: search, answers, refusals, signals, and what changed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from askreports.evaluation.ablate import Ablation, ablate
from askreports.evaluation.abstain import Abstention, abstain
from askreports.evaluation.compare import Difference, Outcomes, compare
from askreports.evaluation.evaluate import Evaluation, evaluate, evaluation_json
from askreports.evaluation.gold import GoldQuestion
from askreports.reports import Reports


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to measure besides search: answers, the search without each signal, a run to compare with."""

    answers: bool = True
    ablations: bool = False
    before: Outcomes | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was measured. Without answers there is no `abstention`."""

    evaluation: Evaluation
    abstention: Abstention | None
    ablations: tuple[Ablation, ...]
    differences: tuple[Difference, ...]


def assess(reports: Reports, questions: Sequence[GoldQuestion], wanted: Wanted) -> Assessment:
    """Measures what is wanted. Raises `BadGold` where there is no question, or none to compare."""
    evaluation = evaluate(reports, questions, answers=wanted.answers)
    refused = sum(not outcome.answer.found for outcome in evaluation.outcomes if outcome.answer)
    return Assessment(
        evaluation,
        abstain(reports, questions, refused) if wanted.answers else None,
        tuple(ablate(reports, questions, reports.signals()) if wanted.ablations else ()),
        tuple(compare(wanted.before, evaluation_json(evaluation)["outcomes"]) if wanted.before else ()),
    )


def assessment_json(found: Assessment) -> dict[str, Any]:
    """The measures as JSON."""
    return {
        **evaluation_json(found.evaluation),
        "ablations": {a.signal or "everything": dict(a.measures) for a in found.ablations},
        "abstention": _abstention_json(found.abstention) if found.abstention else None,
        "differences": [asdict(difference) for difference in found.differences],
    }


def _abstention_json(found: Abstention) -> dict[str, Any]:
    return {"recall": found.recall, "precision": found.precision, **asdict(found)}
