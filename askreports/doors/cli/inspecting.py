"""The verbs that look at an index: status and doctor."""

import typer

from askreports.doors.cli.options import AsJson, Index, opened
from askreports.doors.cli.output import print_json


def status(index: Index, as_json: AsJson = False) -> None:
    """Show what is indexed, and what was skipped and why."""
    from askreports.doors.printing import show_status
    from askreports.schema import status_json

    with opened(index) as reports:
        print_json(status_json(reports)) if as_json else show_status(reports)


def doctor(index: Index, as_json: AsJson = False) -> None:
    """Check the installation and the index; exit 1 when something is wrong."""
    from askreports.doctor import examine, findings_json
    from askreports.doors.printing import show_findings
    from askreports.settings import from_environment

    findings = examine(index, from_environment())
    print_json(findings_json(findings)) if as_json else show_findings(findings)
    if any(finding.is_wrong for finding in findings):
        raise typer.Exit(1)
