"""Prints the measures of an evaluation."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from askreports.doors.printing.console import console, table

if TYPE_CHECKING:  # a question does not load the modules of the evaluation
    from askreports.evaluation.ablate import Ablation
    from askreports.evaluation.abstain import Abstention
    from askreports.evaluation.assess import Assessment
    from askreports.evaluation.compare import Difference
    from askreports.evaluation.evaluate import Evaluation

MAIN_MEASURES = (
    "page@1",
    "page@5",
    "page@10",
    "report@1",
    "any_citation",
    "gold_number",
    "figure_right",
    "figure_wrong",
)


def show_assessment(found: "Assessment") -> None:
    """Everything that was measured."""
    show_evaluation(found.evaluation)
    show_abstention(found.abstention)
    show_ablations(found.ablations)
    show_differences(found.differences)


def show_evaluation(evaluation: "Evaluation") -> None:
    """The measures of an evaluation, then the main ones by type of question, then what was missed."""
    from askreports.evaluation.evaluate import rows

    head, *body = rows(evaluation)
    console().print(table(head[:3], (row[:3] for row in body)))
    shown = [name for name in MAIN_MEASURES if name in evaluation.whole.measures]
    by_type = (
        [name, str(group.questions), *(_share(group.measures[m]) for m in shown)]
        for name, group in evaluation.by_type.items()
    )
    console().print(table(["type", "questions", *shown], by_type))
    if evaluation.missed:
        print("missed at 10:", " ".join(evaluation.missed))


def show_abstention(found: "Abstention | None") -> None:
    """How often a question without its reports is refused, and how often a refusal is right."""
    if found:
        print(f"refused where the reports are absent: {found.recall:.2f} of {found.questions}")
        print(f"of all refusals, right: {_share(found.precision)}")


def show_ablations(ablations: "Sequence[Ablation]") -> None:
    """The measures of the search without each of its signals."""
    from askreports.evaluation.ablate import MEASURES as ABLATED

    if ablations:
        body = ([a.signal or "everything", *(f"{a.measures[m]:.2f}" for m in ABLATED)] for a in ablations)
        console().print(table(["without", *ABLATED], body))


def show_differences(differences: "Sequence[Difference]") -> None:
    """What changed against an earlier run, and how likely that is by chance."""
    if differences:
        body = ([d.measure, f"{d.before:.2f}", f"{d.after:.2f}", f"{d.chance:.3f}"] for d in differences)
        console().print(table(["measure", "before", "after", "by chance"], body))


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
