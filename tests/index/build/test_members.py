"""Files inside files: each has its own report, its own outcome and its own fate."""

from contextlib import closing
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from fakes import TopicEmbedder

from askreports.viewing.originals import Originals
from index.build.members import Members
from index.build.plan import Plan, SourceFile
from index.build.read_and_embed import Results
from index.build.update import UpdateSettings, update
from index.outcome import Outcome
from index.storage.catalog import Catalog, FileEntry
from index.storage.generation import CATALOG, live
from ingest.document import Member

YEARS = {
    f"{year}.md": f"# Harbour, annual report {year}\n\nIn {year} the board awarded {year - 1990} grants.\n"
    for year in (2021, 2022, 2023)
}


def zipped(members: dict[str, str | bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


class Workshop:
    def __init__(self, folder: Path) -> None:
        self.reports, self.root = folder / "reports", folder / "index"
        self.reports.mkdir()
        self.embedder = TopicEmbedder(folder)

    def write(self, name: str, data: bytes) -> Path:
        (self.reports / name).write_bytes(data)
        return self.reports / name

    def ingest(self, **how) -> dict[str, str]:
        self.embedder.embedded.clear()
        result = update([self.reports], self.root, lambda: self.embedder, UpdateSettings(**how))
        assert len({file.path for file in result.files}) == len(result.files)
        return {file.path: str(file.outcome) for file in result.files}

    def catalog(self) -> Catalog:
        return Catalog(live(self.root) / CATALOG)

    def periods(self) -> dict[str, str]:
        with closing(self.catalog()) as catalog:
            return {report.path: report.period for report in catalog.reports()}


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def test_each_report_of_an_archive_has_its_own_facts_and_outcome(workshop):
    workshop.write(
        "all.zip", zipped({f"reports/{name}": text for name, text in YEARS.items()} | {"a.xyz": "?"})
    )
    outcomes = workshop.ingest()
    assert outcomes == {"all.zip/a.xyz": "skipped"} | {f"all.zip/reports/{name}": "indexed" for name in YEARS}
    assert workshop.periods() == {f"all.zip/reports/{name}": name[:4] for name in YEARS}


def test_what_has_not_changed_is_not_read_again(workshop):
    workshop.write(
        "all.zip", zipped({**YEARS, "deep.zip": zipped({"more/old.md": "# Report 1999\n\nA grant."})})
    )
    first = workshop.ingest()
    assert first["all.zip/deep.zip/more/old.md"] == "indexed"
    generation = live(workshop.root)
    assert workshop.ingest() == dict.fromkeys(first, "unchanged")
    assert (live(workshop.root), workshop.embedder.embedded) == (generation, [])
    (workshop.reports / "all.zip").rename(workshop.reports / "other.zip")
    moved = workshop.ingest()
    assert moved == {path.replace("all.zip", "other.zip"): "unchanged" for path in first}
    assert workshop.embedder.embedded == []


def test_what_is_no_longer_in_an_archive_goes_and_what_changed_is_replaced(workshop):
    workshop.write("all.zip", zipped(YEARS))
    workshop.ingest()
    changed = YEARS["2022.md"].replace("grants", "grants to start-ups")
    workshop.write("all.zip", zipped({"2021.md": YEARS["2021.md"], "2022.md": changed}))
    assert workshop.ingest() == {
        "all.zip/2021.md": "unchanged",
        "all.zip/2022.md": "replaced",
        "all.zip/2023.md": "removed",
    }
    (workshop.reports / "all.zip").unlink()
    workshop.write("new.md", YEARS["2023.md"].encode())
    assert workshop.ingest() == {
        "all.zip/2021.md": "removed",
        "all.zip/2022.md": "removed",
        "new.md": "indexed",
    }


def test_a_report_in_an_archive_and_beside_it_is_indexed_once(workshop):
    workshop.write("all.zip", zipped(YEARS))
    workshop.write("z.md", YEARS["2021.md"].encode())
    assert workshop.ingest()["z.md"] == "indexed"
    assert len(workshop.embedder.embedded) == 3
    (workshop.reports / "all.zip").unlink()
    assert workshop.ingest()["z.md"] == "unchanged"
    assert workshop.periods() == {"z.md": "2021"}


def test_a_letter_is_a_report_beside_what_is_attached_to_it(workshop):
    letter = EmailMessage()
    letter["Subject"] = "Reports of the harbour"
    letter["Date"] = "Mon, 15 Apr 2024 10:00:00 +0200"
    letter.set_content("The board sends its reports.\n")
    letter.add_attachment(zipped(YEARS), maintype="application", subtype="zip", filename="all.zip")
    workshop.write("post.eml", bytes(letter))
    outcomes = workshop.ingest()
    assert outcomes == {"post.eml": "indexed"} | {f"post.eml/all.zip/{name}": "indexed" for name in YEARS}
    assert workshop.ingest() == dict.fromkeys(outcomes, "unchanged")


def test_an_archive_of_nothing_that_can_be_read_is_skipped(workshop):
    workshop.write("pictures.zip", zipped({"a.png": "x"}))
    workshop.write("note.md", YEARS["2021.md"].encode())
    assert workshop.ingest() == {"note.md": "indexed", "pictures.zip": "skipped"}
    assert workshop.ingest() == {"note.md": "unchanged", "pictures.zip": "skipped"}


def test_the_original_of_a_report_is_taken_out_when_it_is_asked_for(workshop):
    inner = zipped({"more/2022.md": YEARS["2022.md"]})
    file = workshop.write("all.zip", zipped({"deep/in.zip": inner, "2021.md": YEARS["2021.md"]}))
    workshop.ingest()
    with closing(workshop.catalog()) as catalog:
        entries = catalog.files()
    originals = Originals(entries)
    for entry in entries:
        if entry.is_report:
            copy = originals.file(entry)
            assert copy is not None
            assert copy.read_text() == YEARS[Path(entry.path).name]
            assert originals.file(entry) == copy
    file.write_bytes(zipped(YEARS))
    assert [Originals(entries).file(entry) for entry in entries if entry.is_report] == [None, None]


def test_archives_in_archives_end_somewhere():
    members = Members([])
    item = SourceFile(Path("/r/a.zip"), "a.zip", "a0", 9)
    for depth in range(1, 4):
        (item,) = members.of(
            Plan(read=[item]), Results(members={item.report: (Member("b.zip", f"a{depth}", 9),)})
        )
        assert not item.problem
    (item,) = members.of(Plan(read=[item]), Results(members={"a3": (Member("b.zip", "a4", 9),)}))
    assert item.problem == "too large: lies in 4 files, one inside the other"


def test_what_is_in_one_file_is_bounded_in_number_and_bytes():
    item = SourceFile(Path("/r/a.zip"), "a.zip", "a", 9)
    many = tuple(Member(f"{number}.md", str(number), 1) for number in range(10_001))
    *fine, last = Members([]).of(Plan(read=[item]), Results(members={"a": many}))
    assert not any(one.problem for one in fine)
    assert last.problem == "too large: the file that holds it holds over 10,000"
    large = tuple(Member(f"{number}.md", str(number), 1 << 29) for number in range(3))
    problems = [one.problem for one in Members([]).of(Plan(read=[item]), Results(members={"a": large}))]
    assert problems == ["", "", "too large: with all others in there over 1024 MiB"]


def test_what_is_known_to_be_in_a_file_is_told_from_what_lies_beside_it():
    def entry(file: str, outcome: Outcome = Outcome.INDEXED) -> FileEntry:
        return FileEntry(f"/r/{file}", file, file, 1, outcome)

    known = [
        entry("a.zip", Outcome.UNPACKED),
        entry("a.zip-old.md"),
        entry("a.zip/b.zip", Outcome.UNPACKED),
        entry("a.zip/b.zip/c.md"),
        entry("a.zip/b.zip-old.md"),
        entry("a.zip/d/e.md"),
        entry("a.zipped.md"),
    ]
    item = SourceFile(Path("/new/x.zip"), "x.zip", "a.zip", 1)
    inside = Members(known).of(Plan(unpacked=[(item, known[0])]), Results())
    assert [one.path for one in inside] == ["x.zip/b.zip", "x.zip/b.zip-old.md", "x.zip/d/e.md"]
    assert inside[0].key == "/new/x.zip/b.zip"
