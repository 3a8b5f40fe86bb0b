"""Prints what an index holds, and what is wrong with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from askreports.doors.printing.console import console
from index.storage.generation import is_read_by_ocr
from ingest.document import Report

if TYPE_CHECKING:
    from askreports.doctor import Finding
    from askreports.reports import Reports


def show_status(reports: "Reports") -> None:
    """The reports of an index and the files that were skipped, one line each."""
    out = console()
    paths, counts, ingested = reports.paths(), reports.counts(), reports.ingested()
    for report in reports.documents():
        read = f"{_pages(report, counts[report.id].ocr_pages)}; since {ingested[report.id][:10]}"
        facts = filter(None, (report.organisation, report.period, report.kind, report.language))
        out.print(Text(f"{report.path}: {report.title}"), Text(f"({', '.join(facts)}; {read})", style="dim"))
        for path in paths[report.id]:
            if path != report.path:
                out.print(Text(f"    also {path}", style="dim"))
    for file in reports.partial():
        out.print(Text(f"partial  {file.path}: {file.reason}"))
    for file in reports.skipped():
        out.print(Text(f"skipped  {file.path}: {file.reason}"))
    for place in reports.forgotten():
        out.print(Text(f"forgotten  {place.path}"))
    manifest = reports.manifest
    if waiting := sum(len(report.waiting_pages) for report in reports.documents()):
        at_it = "they are being read" if is_read_by_ocr(reports.index) else "the next ingest reads them"
        out.print(Text(f"waiting  {waiting} pages for OCR: {at_it}"))
    out.print(
        Text(
            f"{len(reports.documents())} reports, {manifest.pages} pages, {manifest.passages} passages; "
            f"model {manifest.embedder.name}; generation {reports.generation}"
        )
    )


def show_report(report: Report) -> None:
    """What is known of one report, a line a fact."""
    facts = {
        "organisation": report.organisation,
        "period": report.period,
        "title": report.title,
        "kind": report.kind,
        "language": report.language,
        "collections": ", ".join(report.collections),
    }
    console().print(Text(report.path))
    for name, value in facts.items():
        console().print(Text(f"    {name}: {value or '-'}"))


def _pages(report: Report, by_ocr: int) -> str:
    lost = len(report.unread_pages) - len(report.waiting_pages)
    unread = f", {lost} not read" if lost else ""
    waiting = f", {len(report.waiting_pages)} waiting for OCR" if report.waiting_pages else ""
    return f"{report.page_count} pages{unread}{waiting}" + (f", {by_ocr} read by OCR" if by_ocr else "")


def show_findings(findings: "Sequence[Finding]") -> None:
    """What the doctor found, one line each."""
    for finding in findings:
        console().print(Text(f"{finding.state:8} {finding.what}: {finding.detail}"))
