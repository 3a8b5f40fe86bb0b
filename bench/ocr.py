"""How OCR of a long scan goes while questions are asked: pages a minute, waiting times, what is read right.

    python bench/ocr.py FILING.pdf [--pages 120] [--first 1] [--kill-after 30]

Makes a scan of the filing's pages, ingests it beside a short text, reads its pages in the background, kills
that process with SIGKILL once and starts it again, and asks questions all the time. Prints what
docs/measurements.md quotes. Needs askreports[ocr]; takes some minutes for 100 pages.
"""

import argparse
import re
import resource
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdfium2 import PdfDocument

import askreports
from askreports.settings import from_environment
from index.outcome import Ingested
from index.storage.ocr_texts import OcrTexts
from ingest.isolation.ocr_pages import all_cores
from ingest.readers.pdf.read_pdf import read_pdf

NUMBER = re.compile(r"\d[\d,.]*\d")
WORD = re.compile(r"[^\W\d_]{3,}")
NOTE = "# Harbour annual report 2021\n\nThe board of the harbour awarded grants to 27 start-ups.\n"
DOTS_PER_INCH = 150


def main() -> None:
    """Makes the scan, reads it, and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("filing", type=Path)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--kill-after", type=int, default=30, help="pages after which the process is killed")
    arguments = parser.parse_args()
    sheets = range(arguments.first, arguments.first + arguments.pages)
    with TemporaryDirectory() as folder:
        reports, root = Path(folder) / "reports", Path(folder) / "index"
        reports.mkdir()
        (reports / "note.md").write_text(NOTE)
        write_scan(arguments.filing, sheets, reports / "scan.pdf")
        began = time.monotonic()
        text = ingest_text(reports, root)
        print(f"text read and live after {time.monotonic() - began:.1f} s; {text.waiting_pages} pages wait")
        measure(root, arguments.kill_after)
        print_reading(root, arguments.filing, sheets)


def write_scan(filing: Path, sheets: Sequence[int], file: Path) -> None:
    """The pages as a scanner leaves them."""
    with PdfDocument(filing) as document:
        scale = DOTS_PER_INCH / 72
        first, *others = (document[n - 1].render(scale=scale).to_pil().convert("L") for n in sheets)
    first.save(file, save_all=True, append_images=others, resolution=DOTS_PER_INCH)


def ingest_text(reports: Path, root: Path) -> Ingested:
    """Everything but OCR."""
    from dataclasses import replace

    return askreports.ingest([reports], root, replace(from_environment(), ocr_pages=0))


def measure(root: Path, kill_after: int) -> None:
    """Reads all pages with one kill in between, and prints what that took and what questions took."""
    began = time.monotonic()
    seconds: list[float] = []
    generations: set[str] = set()
    with background(root) as process:
        for waited, generation in questions(root, process):
            seconds.append(waited)
            generations.add(generation)
            if len(saved(root)) >= kill_after:
                process.send_signal(signal.SIGKILL)
    at_kill = saved(root)
    print(f"killed after {time.monotonic() - began:.0f} s with {len(at_kill)} pages kept")
    with background(root) as process:
        for waited, generation in questions(root, process):
            seconds.append(waited)
            generations.add(generation)
    took, pages = time.monotonic() - began, saved(root)
    again = sum(pages.get(name) != inode for name, inode in at_kill.items())
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    rate, cpu = 60 * len(pages) / took, (spent.ru_utime + spent.ru_stime) / (len(pages) - len(at_kill))
    print(f"{len(pages)} pages in {took:.0f} s with {all_cores()} processes, {rate:.1f} a minute")
    print(f"{cpu:.1f} s CPU a page that was read after the kill, publishing included")
    print(f"pages read twice: {again}; generations that were live meanwhile: {len(generations)}")
    cuts = statistics.quantiles(seconds, n=20)
    print(f"{len(seconds)} questions: {cuts[9]:.2f} s in the middle, {cuts[18]:.2f} s at 95 %")


def background(root: Path) -> "subprocess.Popen[bytes]":
    """The process that the app and the watch mode start."""
    command = [sys.executable, "-m", "askreports.background.ocr_process", str(root)]
    return subprocess.Popen(command, stdin=subprocess.PIPE)


def questions(root: Path, process: "subprocess.Popen[bytes]") -> Iterator[tuple[float, str]]:
    """Asks until the process ends: what each question took, and the generation that answered."""
    reports = askreports.open(root)
    while process.poll() is None:
        reports = reports.refresh()
        began = time.monotonic()
        answer = reports.ask("To how many start-ups did the board of the harbour award grants?")
        if "27" not in " ".join(sentence.text for sentence in answer.sentences):
            raise SystemExit(f"a wrong answer while pages were read: {answer.status}")
        yield time.monotonic() - began, reports.generation
        time.sleep(1.0)
    reports.close()


def saved(root: Path) -> dict[str, int]:
    """The inode of each page that is kept."""
    return {file.name: file.stat().st_ino for file in root.glob("ocr/*/*.json")}


def print_reading(root: Path, filing: Path, sheets: Sequence[int]) -> None:
    """How much of the numbers and words of the filing's own text OCR has found on their pages."""
    with askreports.open(root) as reports:
        (scan,) = (report for report in reports.documents() if report.path == "scan.pdf")
    read = {one.page: one for one in OcrTexts(root).of(scan.id)}
    layer = read_pdf(filing).pages
    for name, pattern in (("numbers", NUMBER), ("words", WORD)):
        there = [set(pattern.findall(layer[sheet - 1].text)) for sheet in sheets]
        found = [
            len(of & set(pattern.findall(read[page].text)))
            for page, of in enumerate(there, 1)
            if page in read
        ]
        print(f"{name} of the text layer that OCR found: {sum(found) / sum(map(len, there)):.3f}")
    confidence = [one.confidence for one in read.values() if one.text]
    unread = [f"{one.page}: {one.reason}" for one in read.values() if one.reason]
    print(f"confidence {min(confidence):.2f} to {max(confidence):.2f}; pages not read: {unread or 'none'}")


if __name__ == "__main__":
    main()
