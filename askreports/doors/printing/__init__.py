"""What the command line prints for people. Text of reports is printed as it is, never read as markup."""

from askreports.doors.printing.answers import show_answer, show_hits, show_writing
from askreports.doors.printing.checks import show_checked
from askreports.doors.printing.grids import show_grid, show_restatements
from askreports.doors.printing.indexes import show_findings, show_report, show_status
from askreports.doors.printing.ingests import ingest_progress, ingested_line, show_ingested
from askreports.doors.printing.measures import (
    show_ablations,
    show_abstention,
    show_assessment,
    show_differences,
    show_evaluation,
)

__all__ = [
    "ingest_progress",
    "ingested_line",
    "show_ablations",
    "show_abstention",
    "show_answer",
    "show_assessment",
    "show_checked",
    "show_differences",
    "show_evaluation",
    "show_findings",
    "show_grid",
    "show_hits",
    "show_ingested",
    "show_report",
    "show_restatements",
    "show_status",
    "show_writing",
]
