"""First questions made from the reports themselves: who wrote them, for when, and what they are."""

from collections.abc import Iterable

from askreports.doors.web import messages
from ingest.document import Report

_MOST = 4


def first_questions(reports: Iterable[Report]) -> list[str]:
    """Up to four questions, of different organisations and of different kinds as far as there are any."""
    asked: dict[str, Report] = {}
    for report in sorted(reports, key=lambda report: (-report.page_count, report.path)):
        if report.organisation:
            asked.setdefault(report.organisation.casefold(), report)
    kinds: dict[str, list[Report]] = {}
    for report in asked.values():
        kinds.setdefault(report.kind, []).append(report)
    rounds = max((len(group) for group in kinds.values()), default=0)
    mixed = [group[turn] for turn in range(rounds) for group in kinds.values() if turn < len(group)]
    return [_question(report) for report in mixed[:_MOST]]


def _question(report: Report) -> str:
    if "project" in report.kind:
        return f"What is the aim of {messages.name(report).partition(':')[0].strip()}?"
    when = f" in {report.period}" if report.period else ""
    return f"What were the main results of {report.organisation}{when}?"
