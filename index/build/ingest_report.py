"""The account of an ingest: what the next generation says of each file, and what the run tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.build.plan import Plan, SourceFile
from index.build.read_and_embed import ReadResult, Results
from index.outcome import FileOutcome, Outcome
from index.storage.catalog import FileEntry
from ingest.document import Report
from ingest.errors import NEEDS_OCR, FileSkipped


@dataclass(frozen=True, slots=True)
class IngestReport:
    """Every file once: its entry in the next generation, unless it is gone, and its outcome in this run.

    A file that is nothing but a container of others, or forgotten, has an entry only.
    """

    entries: list[FileEntry]
    outcomes: tuple[FileOutcome, ...]


def make_report(
    plan: Plan,
    results: Results,
    known: Sequence[FileEntry],
    reports: Sequence[Report],
    now: str,
) -> IngestReport:
    """Of the files in `plan`; `known` and `reports` are those of the live generation.

    `now` is when what was read comes into the index; what was there keeps the moment at which it came.
    """
    before = {entry.file for entry in known if entry.is_report}
    by_id = {report.id: report for report in reports}
    lines = [
        *(_read(item, results.of(item), item.key in before, now) for item in plan.read),
        *(_kept(item, entry, by_id[item.report]) for item, entry in plan.kept),
        *((_entry(item, Outcome.UNPACKED), None) for item, _ in plan.unpacked),
        *((_entry(item, Outcome.FORGOTTEN), None) for item in plan.forgotten),
        *(_skipped(item, reason) for item, reason in plan.skipped),
    ]
    entries = plan.elsewhere + [entry for entry, _ in lines]
    outcomes = [outcome for _, outcome in lines if outcome]
    outcomes += [FileOutcome(entry.path, Outcome.REMOVED) for entry in plan.removed]
    return IngestReport(
        sorted(entries, key=lambda entry: (entry.path, entry.file)),
        tuple(sorted(outcomes, key=lambda file: file.path)),
    )


_Line = tuple[FileEntry, FileOutcome | None]  # what is but a container of others has no outcome of its own


def _read(item: SourceFile, result: ReadResult | FileSkipped | None, was_indexed: bool, now: str) -> _Line:
    if isinstance(result, FileSkipped):
        return _skipped(item, str(result))
    if result is None:
        return _entry(item, Outcome.UNPACKED), None
    lasting, reason = Outcome.INDEXED, ""
    if result.unread_pages:
        lasting, reason = Outcome.PARTIAL, unread_reason(result)
    outcome = Outcome.REPLACED if was_indexed and lasting is Outcome.INDEXED else lasting
    told = FileOutcome(
        item.path, outcome, reason, result.pages, result.unread_pages, item.report, was_indexed
    )
    return _entry(item, lasting, reason, now), told


def _kept(item: SourceFile, entry: FileEntry, report: Report) -> _Line:
    return (
        _entry(item, Outcome(entry.outcome), entry.reason, entry.ingested),
        FileOutcome(
            item.path, Outcome.UNCHANGED, entry.reason, report.page_count, report.unread_pages, item.report
        ),
    )


def _skipped(item: SourceFile, reason: str) -> _Line:
    return _entry(item, Outcome.SKIPPED, reason), FileOutcome(item.path, Outcome.SKIPPED, reason)


def _entry(item: SourceFile, outcome: Outcome, reason: str = "", ingested: str = "") -> FileEntry:
    return FileEntry(item.key, item.path, item.report, item.bytes, outcome, reason, ingested)


def unread_reason(report: ReadResult) -> str:
    """How many pages are missing and which: "3 of 80 pages not read: 4, 7-8"; which of them wait for OCR or
    need it, and why it could not read others.
    """
    said = [f"{len(report.unread_pages)} of {report.pages} pages not read: {_runs(report.unread_pages)}"]
    if report.needs_ocr:
        some = "" if report.needs_ocr == report.unread_pages else f"of these, {_runs(report.needs_ocr)}: "
        said.append(some + ("waiting for OCR" if report.has_ocr else NEEDS_OCR))
    reasons: dict[str, list[int]] = {}
    for reading in report.failures:
        reasons.setdefault(reading.reason, []).append(reading.page)
    said += [f"{_runs(pages)}: {reason}" for reason, pages in reasons.items()]
    return "; ".join(said)


def _runs(pages: Sequence[int]) -> str:
    """Numbers of pages, those in a row as one: "4, 7-8"."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    which = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs[:_RUNS_TOLD])
    return f"{which}{', ...' if len(runs) > _RUNS_TOLD else ''}"


_RUNS_TOLD = 12  # the JSON lists every page
