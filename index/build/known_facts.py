"""What is known of each report: what was read in it, `reports.toml` over that, corrections over both."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from index.build.plan import SourceFile
from index.storage.catalog import FileEntry
from index.storage.corrections import Corrections
from index.storage.origin_record import Origin
from ingest.document import Report
from ingest.facts.description import Description, described, renamed
from ingest.facts.read import Facts
from ingest.facts.spelling import one_spelling
from ingest.facts.stated import StatedFacts

AnyReport = TypeVar("AnyReport", bound=Report)


class KnownFacts:
    """Says of each report what is known, as soon as its files have been seen.

    `origins` are those of the live generation, by the id of the report.
    """

    def __init__(self, corrections: Corrections, origins: Mapping[str, Origin]) -> None:
        self._corrections = corrections
        self._origins = dict(origins)
        self._files: dict[str, set[str]] = defaultdict(set)
        self._spelling: dict[str, str] = {}

    def see(self, items: Sequence[SourceFile], roots: Sequence[Path]) -> None:
        """Notes the files of a run, and what is stated beside them; of two with one content, the first.

        Raises `BadDescription`.
        """
        beside = StatedFacts(roots)
        stated: dict[str, Description] = {}
        for item in sorted(items, key=lambda item: item.path):
            if item.report:
                self._files[item.report].add(item.key)
                stated.setdefault(item.report, beside.of(item.file, item.inside))
        for report, says in stated.items():
            before = self._origins.get(report)
            self._origins[report] = Origin(before.read if before else None, says)

    def settle(self, entries: Iterable[FileEntry], read: Mapping[str, Facts]) -> None:
        """Takes what was read in this run, and finds one spelling for the organisations of all reports."""
        reports = {entry.report: entry for entry in entries if entry.is_report}
        for entry in entries:
            self._files[entry.report].add(entry.file)
        for report, facts in read.items():
            self._origins[report] = replace(self.origin(report), read=facts)
        self._origins = {report: self.origin(report) for report in reports}
        said = {report: self._said(report) for report in reports}
        names = [described(self._read(report), said[report]).organisation for report in reports]
        self._spelling = one_spelling(names, {one.organisation for one in said.values() if one.organisation})

    def origin(self, report: str) -> Origin:
        """What was read of a report, and what is stated beside its file."""
        return self._origins.get(report, Origin(None, Description()))

    def of(self, report: AnyReport, read: Facts | None = None) -> AnyReport:
        """A report with all that is known of it. `read` is what was read, where it has not been settled."""
        said = self._said(report.id)
        facts = described(read or self._read(report.id), said)
        if said.organisation is None:
            facts = renamed(facts, self._spelling.get(facts.organisation, facts.organisation))
        return replace(
            report,
            title=facts.title,
            organisation=facts.organisation,
            aliases=facts.aliases,
            period=facts.period,
            kind=facts.kind,
            language=facts.language,
            collections=said.collection or (),
        )

    def agree_with(self, reports: Iterable[Report], origins: Mapping[str, Origin]) -> bool:
        """Whether these reports have all that is known of them."""
        return self._origins == origins and all(self.of(report) == report for report in reports)

    def _said(self, report: str) -> Description:
        return self._corrections.of(report, self._files[report]).over(self.origin(report).stated)

    def _read(self, report: str) -> Facts:
        read = self.origin(report).read
        if read is None:
            raise LookupError(f"report {report} has not been read")
        return read
