"""The way from what a reader found in a file to what is known of the report."""

from dataclasses import dataclass

from ingest.document import RawReport
from ingest.facts.evidence import gather
from ingest.facts.kinds import find_kind
from ingest.facts.language import find_language
from ingest.facts.organisation import find_aliases, find_organisation
from ingest.facts.periods import find_period
from ingest.facts.titles import find_title


@dataclass(frozen=True, slots=True)
class Facts:
    """What a report says of itself; the fields mean what they mean in `ingest.document.Report`."""

    title: str
    organisation: str
    aliases: tuple[str, ...]
    period: str
    kind: str
    language: str


def read_facts(reading: RawReport, path: str) -> Facts:
    """The facts of one report: from its first pages first, from the name of its file (`path`) last."""
    evidence = gather(reading, path)
    kind = find_kind(evidence)
    own = reading.information  # fields in which a file says so itself: front matter, tags of a filing
    period = own.get("period") or find_period(evidence, kind)
    organisation = own.get("organisation") or find_organisation(evidence, kind)
    return Facts(
        title=find_title(evidence, organisation, period, kind),
        organisation=organisation,
        aliases=find_aliases(organisation, evidence),
        period=period,
        kind=kind,
        language=find_language(reading),
    )
