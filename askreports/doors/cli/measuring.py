"""The verb that measures: eval."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from askreports.doors.cli.options import AsJson, Index, opened
from askreports.doors.cli.output import print_json


def evaluate(
    gold: Annotated[
        Path | None, typer.Argument(metavar="GOLD.jsonl", help="Questions with their gold pages, one a line.")
    ] = None,
    from_feedback: Annotated[
        bool,
        typer.Option(
            "--from-feedback", help="Print gold lines made of the answers that the app's visitors rated."
        ),
    ] = False,
    answers: Annotated[bool, typer.Option(help="Measure answers too, not retrieval alone.")] = True,
    before: Annotated[
        Path | None,
        typer.Option("--compare", metavar="FILE", help="What --json printed before: test the difference."),
    ] = None,
    ablations: Annotated[
        bool, typer.Option("--ablate", help="Leave each signal of the search out in turn.")
    ] = False,
    *,
    index: Index,
    as_json: AsJson = False,
) -> None:
    """Measure retrieval and answers on questions with gold pages."""
    if from_feedback:
        return _print_feedback(index)
    if gold is None:
        raise typer.BadParameter("name a file of questions, or say --from-feedback", param_hint="GOLD.jsonl")
    from askreports.doors.printing import show_assessment
    from askreports.evaluation.assess import Wanted, assess, assessment_json
    from askreports.evaluation.compare import read_outcomes
    from askreports.evaluation.gold import read_gold

    questions = read_gold(gold)
    wanted = Wanted(answers, ablations, read_outcomes(before) if before else None)
    with opened(index) as reports:
        found = assess(reports, questions, wanted)
    return print_json(assessment_json(found)) if as_json else show_assessment(found)


def _print_feedback(index: Path) -> None:
    """Gold lines on stdout, ready to be kept in a file; on stderr what could not be one."""
    from askreports import live_generation
    from askreports.evaluation.feedback import gold_from_feedback, gold_line
    from askreports.history import History

    live_generation(index)  # an index that is not there is an error, not one without feedback
    rated = History(index).rated()
    questions = gold_from_feedback(rated)
    for question in questions:
        print_json(gold_line(question))
    print(f"askreports: {len(questions)} of {len(rated)} rated answers are gold lines", file=sys.stderr)
    for turn in rated:
        if turn.helpful is False:
            print(f"  not helpful  {turn.question}  ({turn.reason or 'no reason given'})", file=sys.stderr)
