"""Pages that wait for OCR: no question waits for them, none is read twice, nothing is left of what goes."""

import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fakes import TopicEmbedder
from scans import drawn, scan

from index.build.forget import forget, purge
from index.build.ocr.queue import count_waiting
from index.build.ocr.run import OcrRun, OcrSettings, read_waiting, with_ocr
from index.build.update import UpdateSettings, update
from index.outcome import FileOutcome, Outcome
from index.search import Searcher
from index.storage.catalog import Catalog
from index.storage.generation import CATALOG, live, reading_by_ocr, rollback, writing
from ingest.document import PageReading, Report
from ingest.errors import FileSkipped, Reason
from ingest.isolation.ocr_pages import PageTask
from ingest.readers.pdf.ocr import is_installed

pytestmark = pytest.mark.skipif(not is_installed(), reason="needs pip install askreports[ocr]")
PROSE = "Annual report 2021 of the Port Institute. The staff of the institute grew to 140 people.\n" * 3
WORD = "quokka"  # on every page that OCR reads


class FakeOcr:
    """Reads every page at once; `says` has what it makes of others by their page. Remembers what it read."""

    def __init__(self, **says: PageReading | FileSkipped) -> None:
        self.says = says
        self.read: list[tuple[str, int]] = []
        self.stop_after: int | None = None

    def __call__(
        self, tasks: Iterable[PageTask], *_: object
    ) -> Iterator[tuple[PageTask, PageReading | FileSkipped]]:
        for task in tasks:
            if len(self.read) == self.stop_after:
                raise KeyboardInterrupt
            self.read.append((task.file.name, task.page))
            text = f"In part {task.page} the board awarded grants to the {WORD} project of {task.file.name}."
            yield task, self.says.get(f"page{task.page}") or PageReading(task.page, text, 0.9)


class Workshop:
    def __init__(self, folder: Path) -> None:
        self.reports, self.root = folder / "reports", folder / "index"
        self.reports.mkdir()
        self.embedder = TopicEmbedder(folder)
        self.ocr = FakeOcr()

    def load(self) -> TopicEmbedder:
        return self.embedder

    def read_text(self, **how) -> dict[str, FileOutcome]:
        result = update([self.reports], self.root, self.load, UpdateSettings(**how))
        return {file.path: file for file in result.files}

    def read_pages(self, most: int | None = None, batch_seconds: float = 60.0) -> OcrRun:
        settings = OcrSettings(most, workers=1, batch_seconds=batch_seconds)
        return read_waiting(self.root, self.load, settings, recognise=self.ocr)

    def ingest(self, **how) -> dict[str, tuple[str, str]]:
        read = update([self.reports], self.root, self.load, UpdateSettings(**how))
        result = with_ocr(read, self.read_pages(), 0.0)
        return {file.path: (str(file.outcome), file.reason) for file in result.files}

    def known(self) -> dict[str, Report]:
        with closing(Catalog(live(self.root) / CATALOG)) as catalog:
            return {report.path: report for report in catalog.reports()}

    def waiting(self) -> dict[str, tuple[int, ...]]:
        return {path: report.waiting_pages for path, report in self.known().items() if report.waiting_pages}

    def found(self, question: str) -> list[tuple[str, int]]:
        searcher = Searcher(live(self.root), self.embedder)
        try:
            return sorted((hit.document.path, hit.page.number) for hit in searcher.search(question, 10))
        finally:
            searcher.close()

    def words(self) -> bytes:
        return b"".join(file.read_bytes() for file in self.root.rglob("*") if file.is_file())


@pytest.fixture
def workshop(tmp_path) -> Workshop:
    """A scan of three pages, and a report of which the second page is one."""
    workshop = Workshop(tmp_path)
    (workshop.reports / "scan.pdf").write_bytes(scan(*(drawn(f"Page {number}") for number in range(3))))
    (workshop.reports / "mixed.pdf").write_bytes(scan(drawn("A page"), text=PROSE))
    return workshop


def test_what_has_text_can_be_asked_while_pages_wait(workshop):
    files = workshop.read_text()
    assert {path: (file.outcome, file.reason) for path, file in files.items()} == {
        "mixed.pdf": (Outcome.PARTIAL, "1 of 2 pages not read: 2; waiting for OCR"),
        "scan.pdf": (Outcome.PARTIAL, "3 of 3 pages not read: 1-3; waiting for OCR"),
    }
    assert workshop.waiting() == {"mixed.pdf": (2,), "scan.pdf": (1, 2, 3)}
    assert count_waiting(workshop.root) == 4
    assert workshop.found("How many staff has the institute?") == [("mixed.pdf", 1)]
    assert workshop.ingest(try_again=False)["mixed.pdf"] == ("unchanged", "")


def test_an_index_in_which_all_pages_wait_finds_nothing(workshop):
    (workshop.reports / "mixed.pdf").unlink()
    workshop.read_text()
    assert workshop.found("grants") == []
    workshop.read_pages()
    assert workshop.found("grants of the project") == [("scan.pdf", page) for page in (1, 2, 3)]


def test_every_page_is_read_once_first_pages_first(workshop):
    assert workshop.ingest() == {"mixed.pdf": ("indexed", ""), "scan.pdf": ("indexed", "")}
    assert workshop.ocr.read == [("scan.pdf", 1), ("mixed.pdf", 2), ("scan.pdf", 2), ("scan.pdf", 3)]
    assert workshop.waiting() == {}
    assert ("mixed.pdf", 2) in workshop.found("grants of the project")
    before = live(workshop.root)
    assert workshop.ingest() == {"mixed.pdf": ("unchanged", ""), "scan.pdf": ("unchanged", "")}
    assert (len(workshop.ocr.read), live(workshop.root)) == (4, before)


def test_a_page_keeps_how_sure_ocr_is_of_it(workshop):
    workshop.ingest()
    with closing(Catalog(live(workshop.root) / CATALOG)) as catalog:
        report = workshop.known()["mixed.pdf"].id
        pages = catalog.document(report).pages
    assert [(page.read_by, page.confidence) for page in pages] == [("text", None), ("ocr", 0.9)]


def test_some_pages_are_read_and_the_next_run_goes_on(workshop):
    workshop.read_text()
    run = workshop.read_pages(most=1)
    assert (run.pages, run.waiting_pages) == (1, 3)
    assert workshop.waiting() == {"mixed.pdf": (2,), "scan.pdf": (2, 3)}
    run = workshop.read_pages(most=0)
    assert (run.pages, run.waiting_pages) == (0, 3)
    run = workshop.read_pages()
    assert (run.pages, run.waiting_pages) == (3, 0)
    assert len(set(workshop.ocr.read)) == len(workshop.ocr.read) == 4


def test_an_interrupted_run_has_kept_what_it_read(workshop):
    workshop.read_text()
    workshop.ocr.stop_after = 2
    with pytest.raises(KeyboardInterrupt):
        workshop.read_pages()
    assert count_waiting(workshop.root) == 4
    workshop.ocr.stop_after = None
    run = workshop.read_pages()
    assert (run.pages, run.waiting_pages) == (2, 0)
    assert len(set(workshop.ocr.read)) == len(workshop.ocr.read) == 4


def test_pages_become_live_in_batches(workshop):
    workshop.read_text()
    waiting = []

    def watched(tasks, *_):
        for done in workshop.ocr(tasks):
            waiting.append(count_waiting(workshop.root))
            time.sleep(0.5)  # publishing takes no more than a tenth of the time
            yield done

    settings = OcrSettings(workers=1, batch_seconds=0.0)
    read_waiting(workshop.root, workshop.load, settings, recognise=watched)
    assert waiting[0] == 4
    assert 0 < waiting[-1] < 4  # some came in before the last was read
    assert workshop.waiting() == {}


def test_a_page_that_cannot_be_read_says_why_and_is_tried_again_by_a_rebuild_alone(workshop):
    workshop.ocr.says["page2"] = PageReading(2, reason="too slow: not read within 180 seconds")
    why = "2: too slow: not read within 180 seconds"
    assert workshop.ingest() == {
        "mixed.pdf": ("partial", f"1 of 2 pages not read: 2; {why}"),
        "scan.pdf": ("partial", f"1 of 3 pages not read: 2; {why}"),
    }
    assert workshop.known()["scan.pdf"].unread_pages == (2,)
    workshop.ingest()
    assert len(workshop.ocr.read) == 4
    workshop.ocr.says.clear()
    assert workshop.ingest(rebuild=True) == {"mixed.pdf": ("indexed", ""), "scan.pdf": ("indexed", "")}
    assert sorted(workshop.ocr.read[4:]) == [("mixed.pdf", 2), ("scan.pdf", 2)]


def test_a_report_of_noise_is_no_report(workshop):
    noise = {f"page{page}": PageReading(page, reason="OCR found no words") for page in (1, 2, 3)}
    workshop.ocr.says.update(noise)
    outcomes = workshop.ingest()
    assert outcomes["scan.pdf"] == ("skipped", "no text: 3 pages, none read: OCR found no words")
    assert sorted(workshop.known()) == ["mixed.pdf"]
    assert workshop.ingest()["scan.pdf"][0] == "skipped"
    assert len(workshop.ocr.read) == 4


def test_the_pages_of_a_file_that_has_changed_or_gone_wait_on(workshop):
    workshop.ocr.says["page2"] = FileSkipped(Reason.UNREADABLE, "changed since it was read: ingest again")
    workshop.ingest()
    assert workshop.waiting() == {"mixed.pdf": (2,), "scan.pdf": (2,)}


def test_a_report_that_goes_takes_its_readings_along(workshop):
    workshop.ingest()
    identity = workshop.known()["scan.pdf"].id
    assert (workshop.root / "ocr" / identity).is_dir()
    (workshop.reports / "scan.pdf").unlink()
    workshop.ingest()
    assert not (workshop.root / "ocr" / identity).exists()


def test_nothing_is_left_of_what_is_forgotten_and_purged(workshop):
    workshop.ingest()
    assert WORD.encode() in workshop.words()
    forget("scan.pdf", workshop.root, workshop.load)
    forget("mixed.pdf", workshop.root, workshop.load)
    purge(workshop.root)
    assert WORD.encode() not in workshop.words()


def test_a_report_that_is_forgotten_while_a_page_is_read_leaves_nothing(workshop):
    workshop.read_text()
    pages = workshop.ocr

    def forgotten_meanwhile(tasks, *_):
        for done in pages(tasks):
            if len(pages.read) == 1:
                forget("scan.pdf", workshop.root, workshop.load)
            yield done

    read_waiting(workshop.root, workshop.load, OcrSettings(workers=1), recognise=forgotten_meanwhile)
    assert [name for name, _ in pages.read] == ["scan.pdf", "mixed.pdf"]
    assert b"scan.pdf" not in b"".join(file.read_bytes() for file in (workshop.root / "ocr").rglob("*.json"))


def test_a_rollback_leads_to_before_the_ingest_and_nothing_is_read_again(workshop):
    note = workshop.reports / "note.md"
    note.write_text("# Note\n\nThe board met.\n")
    update([note], workshop.root, workshop.load, UpdateSettings())
    workshop.read_text()
    for _ in range(4):
        workshop.read_pages(most=1)  # each of them makes a generation
    assert workshop.waiting() == {}
    rollback(workshop.root)
    assert sorted(workshop.known()) == ["note.md"]
    workshop.ingest()
    assert (workshop.waiting(), len(workshop.ocr.read)) == ({}, 4)


def test_one_process_reads_and_no_writer_waits_for_it(workshop):
    workshop.read_text()
    with reading_by_ocr(workshop.root) as is_ours:
        assert is_ours
        run = workshop.read_pages()
        assert (run.is_elsewhere, run.waiting_pages, workshop.ocr.read) == (True, 4, [])
        with writing(workshop.root):
            pass


def test_a_report_in_an_archive_is_read_where_it_lies(workshop):
    import zipfile

    with zipfile.ZipFile(workshop.reports / "all.zip", "w") as archive:
        archive.write(workshop.reports / "scan.pdf", "deep/scan.pdf")
    (workshop.reports / "scan.pdf").unlink()
    assert workshop.ingest()["all.zip/deep/scan.pdf"] == ("indexed", "")
    assert ("all.zip", 3) in workshop.ocr.read
