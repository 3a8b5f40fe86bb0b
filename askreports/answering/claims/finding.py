"""What one look at the reports says of a claim, before it is cited."""

from dataclasses import dataclass

from askreports.answering.claims.verdict import Verdict
from ingest.document import Page, Report

Source = tuple[Report, Page, str]  # report, page, verbatim quote


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict with the places that it stands on."""

    verdict: Verdict
    sources: tuple[Source, ...] = ()
    difference: str | None = None
    formula: str | None = None
    reason: str = ""


def worst(findings: list[Ruling]) -> Ruling:
    """What all of them say together: a claim is supported only where all of its numbers are."""
    order = (Verdict.CONTRADICTED, Verdict.OTHER_PERIOD, Verdict.NOT_FOUND, Verdict.SUPPORTED)
    found = min(findings, key=lambda one: order.index(one.verdict))
    if found.verdict is not Verdict.SUPPORTED:
        return found
    sources = tuple(dict.fromkeys(source for one in findings for source in one.sources))
    formula = next((one.formula for one in findings if one.formula), None)
    reason = "; ".join(dict.fromkeys(one.reason for one in findings if one.reason))
    return Ruling(Verdict.SUPPORTED, sources, formula=formula, reason=reason)
