"""A checked text as JSON."""

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from askreports.schema.answers import CitationJson, SearchedJson, citation_json, searched_json
from askreports.schema.described import described

if TYPE_CHECKING:
    from askreports.checking.checked import CheckedClaim, CheckedText


@described
class ClaimJson(TypedDict):
    """A claim of the text, and what the reports say of it."""

    text: str
    """The claim as the text has it."""
    start: int
    """Where it begins in the text, in characters from 0."""
    end: int
    """Where it ends."""
    verdict: str
    """"supported", "contradicted", "other period" or "not found"."""
    citations: list[int]
    """Numbers of the citations that the verdict stands on; of one not found, of the nearest passage."""
    difference: str | None
    """What the claim says more than the report, with its unit; null where nothing differs."""
    formula: str | None
    """The arithmetic of a computed claim; null where a cell or sentence says it."""
    reason: str
    """What was compared, or why nothing was found, in words."""


@described
class CheckJson(TypedDict):
    """A text with a verdict on each of its claims."""

    claims: list[ClaimJson]
    """The claims, in the order of the text; empty where it makes none."""
    citations: list[CitationJson]
    """What the verdicts stand on."""
    searched: SearchedJson
    """What was searched."""
    seconds: float
    """Time the check took."""


def check_json(checked: "CheckedText") -> CheckJson:
    """The claims of a text with their verdicts."""
    return {
        "claims": [claim_json(claim) for claim in checked.claims],
        "citations": [citation_json(citation) for citation in checked.citations],
        "searched": searched_json(checked.searched),
        "seconds": round(checked.seconds, 4),
    }


def claim_json(claim: "CheckedClaim") -> ClaimJson:
    return {
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "verdict": str(claim.verdict),
        "citations": list(claim.citations),
        "difference": claim.difference,
        "formula": claim.formula,
        "reason": claim.reason,
    }
