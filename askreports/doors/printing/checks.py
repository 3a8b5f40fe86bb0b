"""Prints a checked text."""

from typing import TYPE_CHECKING

from rich.text import Text

from askreports.doors.printing.answers import source_line
from askreports.doors.printing.console import console

if TYPE_CHECKING:
    from askreports.checking.checked import CheckedText

_STYLES = {
    "supported": "green", "contradicted": "bold red", "other period": "yellow", "not found": "dim",
}  # fmt: skip


def show_checked(checked: "CheckedText") -> None:
    """Each claim with its verdict, in words and in colour, then what the verdicts stand on."""
    out = console()
    for claim in checked.claims:
        marks = "".join(f"[{number}]" for number in claim.citations)
        out.print(Text(f"{str(claim.verdict).upper()}  {claim.text} {marks}", style=_STYLES[claim.verdict]))
        for said in (claim.reason, claim.formula, claim.difference and f"difference: {claim.difference}"):
            if said:
                out.print(Text(f"   {said}"))
    for citation in checked.citations:
        out.print(Text(source_line(citation), style="dim"))
    counts = dict.fromkeys(_STYLES, 0)
    for claim in checked.claims:
        counts[claim.verdict] += 1
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    out.print(Text(f"{len(checked.claims)} claims: {told}. Searched {checked.searched.reports} reports."))
