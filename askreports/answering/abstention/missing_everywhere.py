"""The things asked about of which no report writes, to be named where nothing is found."""

from collections.abc import Sequence
from dataclasses import replace

from askreports.answering.abstention.missing_words import MissingWord
from askreports.answering.answer import Gaps
from askreports.answering.context import RetrievalContext
from askreports.answering.library import Library
from index.query.stems import stem_sets
from ingest.document import Report

MAX_THINGS = 2  # that are named
TELLING = 0.6  # weight of a word that is named as missing; lighter ones are ordinary words


def things_missing(
    context: RetrievalContext, gaps: Gaps, unwritten: Sequence[MissingWord], library: Library
) -> Gaps:
    """Those of no report that may be looked at, or else of none of the one organisation that is named."""
    things = [one.word for one in unwritten if one.weight >= TELLING]
    scopes = [(context.within, "")]
    if len(named := {report.organisation for report in context.meant}) == 1:
        scopes.append((context.meant, named.pop()))
    for reports, whose in scopes:
        missing = [thing for thing in things if not _is_mentioned(thing, reports, gaps.language, library)]
        if missing:
            return replace(gaps, things=tuple(missing[:MAX_THINGS]), whose=whose)
    return gaps


def _is_mentioned(thing: str, reports: Sequence[Report], language: str, library: Library) -> bool:
    """Whether one of these reports may write of a thing; one in another language may, in its own words."""
    if any(report.language != language for report in reports):
        return True
    (forms,) = stem_sets(thing, [language])
    return library.searcher.mentions(forms, [report.id for report in reports])
