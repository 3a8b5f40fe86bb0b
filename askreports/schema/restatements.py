"""Restated figures as JSON."""

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from askreports.schema.answers import CitationJson, citation_json
from askreports.schema.described import described

if TYPE_CHECKING:
    from askreports.restatements.restated import Restatement, Restatements


@described
class StatedValueJson(TypedDict):
    """What one report gives."""

    value: str
    """The value as the report has it, a decimal as text."""
    unit: str
    """Its unit with the scale, such as "EUR thousand"; empty where none is known."""
    citation: int
    """Number of the citation where it stands."""


@described
class RestatementJson(TypedDict):
    """A figure that reports give differently."""

    organisation: str
    """Whose figure it is."""
    item: str
    """What it is of, as a report calls it."""
    period: str
    """The fiscal year."""
    values: list[StatedValueJson]
    """What the reports give, the earliest report first."""
    difference: str
    """The last value less the first, in the unit of the last."""


@described
class RestatementsJson(TypedDict):
    """The restated figures of an index."""

    restatements: list[RestatementJson]
    """The figures, the largest change first."""
    citations: list[CitationJson]
    """Where the values stand."""
    reports: int
    """How many reports were compared."""
    seconds: float
    """Time it took."""


def restatements_json(found: "Restatements") -> RestatementsJson:
    """Restated figures with their citations."""
    return {
        "restatements": [_one_json(one) for one in found.restatements],
        "citations": [citation_json(citation) for citation in found.citations],
        "reports": found.reports,
        "seconds": round(found.seconds, 4),
    }


def _one_json(one: "Restatement") -> RestatementJson:
    return {
        "organisation": one.organisation,
        "item": one.item,
        "period": one.period,
        "values": [
            {"value": f"{value.value:f}", "unit": value.unit, "citation": value.citation}
            for value in one.values
        ],
        "difference": f"{one.difference:f}",
    }
