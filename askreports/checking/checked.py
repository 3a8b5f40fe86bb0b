"""The nouns of a checked text: its claims, each with one verdict and what that stands on."""

from collections.abc import Callable
from dataclasses import dataclass

from askreports.answering.answer import Citation, Searched
from askreports.answering.claims.verdict import Verdict

OnClaim = Callable[[int, int], None]  # gets how many claims are checked, and of how many


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim at text[start:end] with its verdict.

    `citations` are the numbers of what the verdict stands on; of one not found, of the nearest passage.
    `difference` is what the claim says more than the report, with its unit; `formula` the arithmetic of a
    computed claim. `reason` says in words what was compared.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    citations: tuple[int, ...] = ()
    difference: str | None = None
    formula: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text, its claims in order, and the citations that they stand on."""

    text: str
    claims: tuple[CheckedClaim, ...]
    citations: tuple[Citation, ...]
    searched: Searched
    seconds: float

    def count(self, verdict: Verdict) -> int:
        """How many claims have this verdict."""
        return sum(claim.verdict is verdict for claim in self.claims)
