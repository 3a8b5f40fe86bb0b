"""The states of the browser app that are pictured, and what must be so for each to be seen.

A scene prepares an index in an empty folder, from that of the sample reports; its states are reached from
an address, each by what a visitor does there.
"""

import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import quote_plus

import pypdfium2
from playwright.sync_api import Page

import askreports
from index.storage.generation import CATALOG, live, writing

QUESTION = "How many projects were under way at BioTernal at the end of 2023?"
FOLLOW_UP = "And in 2021?"
COMPARISON = "How did total income of BioTernal develop from 2021 to 2023?"
NOT_THERE = "What is the melting point of tungsten?"
REPORT = Path("corpus/BioTernal_annual_report_2023.pdf")
REPORT_BYTES = 4 << 20  # to which its file is filled up, so that a scan of it can have the same size

States = dict[str, tuple[str, Callable[[Page], None]]]  # name -> the address after /, what to do there
Prepare = Callable[[Path, Path], AbstractContextManager[Path]]


@contextmanager
def sample(index: Path, _: Path) -> Iterator[Path]:
    """The sample reports."""
    yield index


@contextmanager
def nothing(_: Path, room: Path) -> Iterator[Path]:
    """No index yet."""
    yield room / "index"


@contextmanager
def first_ingest(_: Path, room: Path) -> Iterator[Path]:
    """No index yet, and somebody is building it."""
    with writing(room / "index"):
        yield room / "index"


@contextmanager
def useless(index: Path, room: Path) -> Iterator[Path]:
    """An index of a file that could not be read."""
    (room / "reports").mkdir()
    (room / "reports" / "minutes.pdf").write_text("not a PDF", "utf-8")
    yield ingested(index, room)


@contextmanager
def rebuilding(index: Path, room: Path) -> Iterator[Path]:
    """The sample reports, while an ingest runs."""
    copy = shutil.copytree(index, room / "index")
    with writing(copy):
        yield copy


@contextmanager
def damaged(index: Path, room: Path) -> Iterator[Path]:
    """An index that was altered."""
    copy = shutil.copytree(index, room / "index")
    cut(copy)
    yield copy


@contextmanager
def scanned(index: Path, room: Path) -> Iterator[Path]:
    """A report whose file was replaced by a scan of the same size, on which no words can be found."""
    file = filled_up(room / "reports" / REPORT.name, REPORT.read_bytes())
    folder = ingested(index, room)
    filled_up(file, scan(REPORT))
    yield folder


@contextmanager
def moved_away(index: Path, room: Path) -> Iterator[Path]:
    """A report whose file has gone."""
    file = filled_up(room / "reports" / REPORT.name, REPORT.read_bytes())
    folder = ingested(index, room)
    file.unlink()
    yield folder


def ingested(index: Path, room: Path) -> Path:
    """An index of the reports in a room, with the model that another index has compiled."""
    shutil.copytree(index / "models", room / "index" / "models")
    askreports.ingest([room / "reports"], index=room / "index")
    return room / "index"


def filled_up(file: Path, content: bytes) -> Path:
    """Write a file with so many empty lines behind it that it has the size of others."""
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content.ljust(REPORT_BYTES, b"\n"))
    return file


def scan(report: Path) -> bytes:
    """The pages of a PDF as images alone."""
    with pypdfium2.PdfDocument(report) as document:
        first, *others = [page.render(scale=1.4).to_pil().convert("L") for page in document]
    made = io.BytesIO()
    first.save(made, "PDF", save_all=True, append_images=others)
    return made.getvalue()


def cut(index: Path) -> None:
    """Damage the live generation."""
    catalog = live(index) / CATALOG
    catalog.write_bytes(catalog.read_bytes()[:4096])


def question(text: str) -> str:
    return f"?q={quote_plus(text)}"


def shows(selector: str) -> Callable[[Page], None]:
    """Wait until this is to be seen."""
    return lambda page: page.locator(selector).first.wait_for()


def says(text: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_text(text).first.wait_for()


def reports(view: str) -> Callable[[Page], None]:
    """The way to a view of the reports."""

    def reach(page: Page) -> None:
        page.locator(".reports tbody tr").first.wait_for()
        if view != "List":
            page.get_by_text(view, exact=True).click()

    return reach


def past_the_end(page: Page) -> None:
    """Change the address of a page into one that its report does not have."""
    opened(page)
    page.goto(f"{page.url.rpartition('%3A')[0]}%3A99")
    page.locator(".missing-title").wait_for()


def opened(page: Page) -> None:
    """An answer with its page: on a phone the page is only opened by hand."""
    page.locator(".chip").first.wait_for()
    page.wait_for_url("**source=**")


def looked_at(page: Page) -> None:
    """An answer, and its page in sight on a phone too."""
    opened(page)
    page.locator(".chip").first.click()
    page.locator(".viewer .note").wait_for()


def followed_up(page: Page) -> None:
    opened(page)
    page.get_by_test_id("stChatInputTextArea").fill(FOLLOW_UP)
    page.keyboard.press("Enter")
    page.get_by_label("Understood as").wait_for()


class Breaking:
    """An index that is damaged while people ask it."""

    def __init__(self) -> None:
        self._index = Path()

    @contextmanager
    def prepare(self, index: Path, room: Path) -> Iterator[Path]:
        self._index = shutil.copytree(index, room / "index")
        yield self._index

    def reach(self, page: Page) -> None:
        """Ask when the app has opened what then breaks."""
        page.get_by_test_id("stChatInputTextArea").wait_for()
        cut(self._index)
        page.get_by_test_id("stChatInputTextArea").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator(".failure").wait_for()


BREAKING = Breaking()

SCENES: list[tuple[Prepare, States]] = [
    (
        sample,
        {
            "start": ("", shows("[data-testid=stChatInputTextArea]")),
            "answer": (question(QUESTION), opened),
            "dark-answer": (question(QUESTION), opened),
            "follow-up": (question(QUESTION), followed_up),
            "comparison": (question(COMPARISON), shows("[data-testid=stVegaLiteChart]")),
            "nothing-found": (question(NOT_THERE), shows(".absent")),
            "no-such-report": ("?source=unknown:9", shows(".missing-title")),
            "page-out-of-range": (question(QUESTION), past_the_end),
            "reports": ("reports", reports("List")),
            "pictures": ("reports", reports("Pictures")),
            "adding": ("reports", reports("Add reports")),
        },
    ),
    (nothing, {"no-index": ("", says("no index yet"))}),
    (first_ingest, {"first-reports": ("", says("first reports"))}),
    (useless, {"empty": ("", says("could not be used"))}),
    (rebuilding, {"rebuilding": (question(QUESTION), opened)}),
    (damaged, {"damaged": ("", says("damaged"))}),
    (BREAKING.prepare, {"no-answer": ("", BREAKING.reach)}),
    (scanned, {"not-located": (question(QUESTION), looked_at)}),
    (moved_away, {"file-gone": (question(QUESTION), looked_at)}),
]
