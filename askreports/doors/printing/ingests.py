"""Prints the progress and the result of an ingest."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from index.outcome import Ingested, OcrProgress, Outcome
from index.outcome import Progress as Step


@contextmanager
def ingest_progress() -> Iterator[Callable[[Step], None]]:
    """A progress line on stderr: files done, passages a second, time left by bytes still to read; then the
    same of pages that OCR reads.
    """
    columns = (
        TextColumn("{task.fields[files]}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=False) as bar:
        task = bar.add_task("", total=None, files="looking at the files", rate="")

        def show(step: Step) -> None:
            if step.ocr:
                _show_ocr(bar, task, step.ocr)
                return
            seconds = bar.tasks[0].elapsed or 0.0
            rate = f"{step.passages / seconds:.0f} passages/s, {step.backend}" if seconds else ""
            files = f"{step.files} of {step.total_files} files"
            bar.update(task, total=step.total_bytes, completed=step.bytes, files=files, rate=rate)

        yield show


def _show_ocr(bar: Progress, task: TaskID, ocr: OcrProgress) -> None:
    """Questions are answered from all other pages by now."""
    if not ocr.pages:
        bar.reset(task, total=ocr.total_pages)
    seconds = bar.tasks[0].elapsed or 0.0
    rate = f"{60 * ocr.pages / seconds:.0f} pages/min" if seconds and ocr.pages else ""
    files = f"OCR: {ocr.pages} of {ocr.total_pages} pages"
    bar.update(task, total=ocr.total_pages, completed=ocr.pages, files=files, rate=rate)


def show_ingested(result: Ingested) -> None:
    """What an ingest did, and which files could not be used."""
    print(ingested_line(result))
    for file in result.files:
        if file.outcome in (Outcome.SKIPPED, Outcome.PARTIAL):
            print(f"  {file.outcome}  {file.path}: {file.reason}")


def ingested_line(result: Ingested) -> str:
    """What an ingest did, on one line."""
    counts = {outcome: result.count(outcome) for outcome in Outcome}
    said = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count) or "nothing"
    new = f"{result.pages} pages, {result.passages} passages in {result.seconds:.1f} s"
    by_ocr = f"; {result.ocr_pages} pages done by OCR" if result.ocr_pages else ""
    waiting = f"; {result.waiting_pages} pages wait for OCR" if result.waiting_pages else ""
    return f"{said}; {new} ({result.backend}){by_ocr}{waiting}"
