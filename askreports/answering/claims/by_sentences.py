"""A claim as a whole against the sentences of reports: the verdict, with the sentence it stands on."""

from collections.abc import Sequence

from askreports.answering.claims.claim import Claim
from askreports.answering.claims.finding import Ruling
from askreports.answering.claims.prose import ReportSentence, Stance, stance
from askreports.answering.claims.verdict import Verdict

_VERDICTS = {
    Stance.SAYS_SO: Verdict.SUPPORTED,
    Stance.OTHER_NUMBER: Verdict.CONTRADICTED,
    Stance.OPPOSITE: Verdict.CONTRADICTED,
    Stance.OTHER_YEAR: Verdict.OTHER_PERIOD,
}


def by_sentences(claim: Claim, sentences: Sequence[ReportSentence]) -> Ruling | None:
    """What the sentences say of a claim; None where none of them is about it."""
    found: dict[Stance, ReportSentence] = {}
    for sentence in sentences:
        found.setdefault(stance(claim, sentence), sentence)
    for way, verdict in _VERDICTS.items():
        if way in found:
            said = found[way]
            reason = "" if way is Stance.SAYS_SO else f"{way}: {' '.join(said.quote.split())[:200]}"
            return Ruling(verdict, ((said.report, said.page, said.quote),), reason=reason)
    return None
