"""Where the facts of a report come from, as texts in the catalog, so that a correction can be taken back."""

import json
from dataclasses import asdict, dataclass

from ingest.document import Report
from ingest.facts.description import Description
from ingest.facts.read import Facts


@dataclass(frozen=True, slots=True)
class Origin:
    """What was read in a report (None until it has been), and what is stated beside its file."""

    read: Facts | None
    stated: Description


def origin_of(report: Report) -> Origin:
    """The origin of a report from a time when origins were not kept: it was all read."""
    return Origin(facts_read(report), Description())


def facts_read(report: Report) -> Facts:
    """The facts of a report as it was read."""
    return Facts(
        report.title, report.organisation, report.aliases, report.period, report.kind, report.language
    )


def packed_origin(origin: Origin) -> tuple[str, str]:
    """Both parts as JSON."""
    return _json(origin.read and asdict(origin.read)), _json(origin.stated.as_dict())


def unpacked_origin(read: str, stated: str) -> Origin:
    """What `packed_origin` made texts of."""
    facts, said = json.loads(read), json.loads(stated)
    if facts:
        facts = Facts(**{**facts, "aliases": tuple(facts["aliases"])})
    collection = said.pop("collection")
    return Origin(facts, Description(**said, collection=None if collection is None else tuple(collection)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
