"""Ingest: the index follows the files, content decides, and nothing that goes wrong harms what is live."""

import fcntl
import json
import os
import resource
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread, Timer

import pytest
from fakes import TopicEmbedder

from index.build.update import Callbacks, UpdateSettings, update
from index.errors import BadGlossary, IndexBusy, IndexDamaged, IndexMissing, IndexNotWritten, IndexStale
from index.outcome import Outcome
from index.search import Searcher
from index.storage.catalog import Catalog
from index.storage.generation import (
    CATALOG,
    FORMAT,
    OLDEST_FORMAT,
    is_being_written,
    live,
    read_manifest,
    rollback,
    verify_generation,
    writing,
)
from ingest.errors import NothingToIngest
from ingest.split import SplitSettings

HARBOUR = "# Harbour project, annual report 2021\n\nIn 2021 the board awarded grants to 27 start-ups.\n"
PORT = "# Port Institute, annual report 2020\n\nThe staff of the institute grew to 140 people in 2020.\n"


class Workshop:
    """A folder of reports, an index of it, and what is to be known of both."""

    def __init__(self, folder: Path) -> None:
        self.reports = folder / "reports"
        self.root = folder / "index"
        self.reports.mkdir(parents=True)
        self.embedder = TopicEmbedder(folder)

    def write(self, name: str, text: str) -> None:
        (self.reports / name).write_text(text, encoding="utf-8")

    def ingest(
        self, *paths: Path, settings: UpdateSettings | None = None, rebuild: bool = False
    ) -> dict[str, Outcome]:
        self.embedder.embedded.clear()
        settings = replace(settings or UpdateSettings(), rebuild=rebuild)
        result = update(paths or [self.reports], self.root, lambda: self.embedder, settings)
        return {file.path: file.outcome for file in result.files}

    def find(self, question: str, k: int = 10) -> list[tuple[str, float]]:
        searcher = Searcher(live(self.root), self.embedder)
        try:
            return [(hit.passage.id, round(hit.score, 5)) for hit in searcher.search(question, k)]
        finally:
            searcher.close()

    def paths(self) -> list[str]:
        searcher = Searcher(live(self.root), self.embedder)
        try:
            return sorted(report.path for report in searcher.reports.values())
        finally:
            searcher.close()


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    workshop = Workshop(tmp_path)
    workshop.write("harbour.md", HARBOUR)
    workshop.write("port.md", PORT)
    return workshop


def test_new_changed_and_vanished_files(workshop):
    workshop.write("broken.pdf", "no pdf")
    assert workshop.ingest() == {"broken.pdf": "skipped", "harbour.md": "indexed", "port.md": "indexed"}
    assert workshop.ingest() == {"broken.pdf": "skipped", "harbour.md": "unchanged", "port.md": "unchanged"}
    workshop.write("harbour.md", HARBOUR.replace("27", "31"))
    (workshop.reports / "port.md").unlink()
    assert workshop.ingest() == {"broken.pdf": "skipped", "harbour.md": "replaced", "port.md": "removed"}
    assert workshop.paths() == ["harbour.md"]


def test_a_report_keeps_the_moment_at_which_its_content_came(workshop):
    def ingested(day: int, rebuild: bool = False) -> dict[str, str]:
        when = datetime(2026, 1, day, tzinfo=UTC)
        update(
            [workshop.reports],
            workshop.root,
            lambda: workshop.embedder,
            UpdateSettings(rebuild=rebuild),
            Callbacks(now=lambda: when),
        )
        with closing(Catalog(live(workshop.root) / CATALOG)) as catalog:
            return {file.path: file.ingested for file in catalog.files()}

    first, second, third = (f"2026-01-0{day}T00:00:00+00:00" for day in (1, 2, 3))
    workshop.write("broken.pdf", "no pdf")
    assert ingested(1) == {"broken.pdf": "", "harbour.md": first, "port.md": first}
    workshop.write("harbour.md", HARBOUR.replace("27", "31"))
    workshop.write("a copy.md", PORT)
    assert ingested(2) == {"broken.pdf": "", "harbour.md": second, "a copy.md": first, "port.md": first}
    (workshop.reports / "port.md").unlink()
    assert ingested(3) == {"broken.pdf": "", "harbour.md": second, "a copy.md": first}
    assert ingested(3, rebuild=True) == {"broken.pdf": "", "harbour.md": third, "a copy.md": third}


def test_a_second_run_embeds_nothing_and_leaves_the_generation_alone(workshop):
    workshop.ingest()
    before = live(workshop.root)
    os.utime(workshop.reports / "port.md", (1, 1))  # another time, the same content
    workshop.ingest()
    assert live(workshop.root) == before
    assert workshop.embedder.embedded == []


def test_only_what_is_new_is_embedded(workshop):
    workshop.ingest()
    workshop.write("third.md", "# Third report 2019\n\nThe revenue of the project rose.\n")
    workshop.ingest()
    assert all("Third" in text for text in workshop.embedder.embedded)


def test_a_renamed_report_is_the_same_report(workshop):
    workshop.ingest()
    (workshop.reports / "port.md").rename(workshop.reports / "quay.md")
    assert workshop.ingest() == {"harbour.md": "unchanged", "quay.md": "unchanged"}
    assert workshop.paths() == ["harbour.md", "quay.md"]
    assert workshop.embedder.embedded == []


def test_one_report_under_two_names_is_indexed_once(workshop):
    workshop.write("a copy.md", PORT)
    assert set(workshop.ingest().values()) == {"indexed"}
    assert workshop.paths() == ["a copy.md", "harbour.md"]
    (workshop.reports / "a copy.md").unlink()
    workshop.ingest()
    assert workshop.paths() == ["harbour.md", "port.md"]


def test_reports_from_elsewhere_stay(workshop, tmp_path):
    workshop.ingest()
    other = tmp_path / "other"
    other.mkdir()
    (other / "note.txt").write_text("The project has a risk.")
    assert workshop.ingest(other) == {"note.txt": "indexed"}
    assert workshop.paths() == ["harbour.md", "note.txt", "port.md"]


def test_neither_order_nor_number_of_readers_changes_a_ranking(tmp_path):
    rankings = []
    for number, (names, workers) in enumerate([("abcdef", 1), ("fedcba", 3), ("cfabed", 2)]):
        workshop = Workshop(tmp_path / str(number))
        for count, name in enumerate(names):
            topics = " grants for the project" * (ord(name) - 96)
            workshop.write(f"{name}.md", f"# Report {name} of 2021\n\nThe board spoke of{topics}.\n")
            if count % 2:  # some in one run, some in a later one
                workshop.ingest(settings=UpdateSettings(workers=workers))
        workshop.ingest(settings=UpdateSettings(workers=workers))
        rankings.append(workshop.find("Which grants did the board give the project?"))
    assert len(rankings[0]) == 6
    assert rankings[0] == rankings[1] == rankings[2]


def test_an_index_of_another_model_or_size_is_stale(workshop):
    workshop.ingest()
    other = UpdateSettings(SplitSettings(max_tokens=50))
    with pytest.raises(IndexStale, match="--rebuild"):
        workshop.ingest(settings=other)
    workshop.ingest(settings=other, rebuild=True)
    assert workshop.paths() == ["harbour.md", "port.md"]


def test_nothing_to_ingest(workshop, tmp_path):
    workshop.ingest()
    with pytest.raises(NothingToIngest, match="nowhere"):
        workshop.ingest(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToIngest):
        workshop.ingest(tmp_path / "empty")
    assert workshop.paths() == ["harbour.md", "port.md"]


def test_a_path_with_dots_or_a_link_means_the_same_folder(workshop):
    workshop.ingest()
    (workshop.reports / "port.md").unlink()
    dotted = workshop.reports.parent / "index" / ".." / "reports"
    assert workshop.ingest(dotted) == {"harbour.md": "unchanged", "port.md": "removed"}
    (workshop.reports / "harbour.md").write_text(PORT)
    link = workshop.reports.parent / "link"
    link.symlink_to(workshop.reports)
    assert workshop.ingest(link) == {"harbour.md": "replaced"}


def test_a_name_that_is_no_text_costs_nothing(workshop):
    Path(os.fsdecode(os.fsencode(workshop.reports) + b"/caf\xe9.md")).write_text(
        "# Cafe report\n\nA grant.\n"
    )
    outcomes = workshop.ingest()
    assert outcomes["caf\\xe9.md"] == "indexed"
    assert workshop.ingest()["caf\\xe9.md"] == "unchanged"


def test_a_file_with_the_wrong_suffix_is_read_under_the_right_one(workshop):
    workshop.write("note.xyz", "The project has a risk.")
    assert workshop.ingest()["note.xyz"] == "skipped"
    (workshop.reports / "note.xyz").rename(workshop.reports / "note.txt")
    assert workshop.ingest()["note.txt"] == "indexed"


def test_an_index_that_is_a_file(workshop):
    workshop.root.write_text("no folder")
    with pytest.raises(IndexNotWritten):
        workshop.ingest()


def test_whether_an_index_is_being_written_can_be_seen_and_seeing_it_stops_nobody(workshop):
    assert not is_being_written(workshop.root)  # it is not there
    with writing(workshop.root):
        assert is_being_written(workshop.root)
    assert not is_being_written(workshop.root)
    with (workshop.root / ".lock").open("rb") as seen:
        fcntl.flock(seen, fcntl.LOCK_SH)
        Timer(0.1, seen.close).start()
        assert set(workshop.ingest().values()) == {"indexed"}


def test_two_writers_at_once(workshop):
    with writing(workshop.root), pytest.raises(IndexBusy):
        workshop.ingest()


def test_rollback_and_pruning(workshop):
    with pytest.raises(IndexMissing):
        rollback(workshop.root)
    for year in range(2015, 2021):
        workshop.write("harbour.md", HARBOUR.replace("2021", str(year)))
        workshop.ingest()
    kept = sorted(path.name for path in (workshop.root / "generations").iterdir())
    assert kept == ["000004", "000005", "000006"]
    assert rollback(workshop.root) == "000005"
    assert live(workshop.root).name == "000005"
    workshop.write("new.md", "# New report\n\nA grant.\n")
    workshop.ingest()
    assert live(workshop.root).name == "000007"
    kept = sorted(path.name for path in (workshop.root / "generations").iterdir())
    assert kept == ["000004", "000005", "000007"]  # what had been rolled back from is gone
    assert workshop.paths() == ["harbour.md", "new.md", "port.md"]


@pytest.mark.parametrize("name", ["catalog.sqlite", "vectors.faiss", "lexical/passages/meta.json"])
@pytest.mark.parametrize("damage", ["cut", "flipped", "gone"])
def test_a_damaged_file_is_noticed(workshop, name, damage):
    workshop.ingest()
    file = live(workshop.root) / name
    data = bytearray(file.read_bytes())
    if damage == "gone":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(data[: len(data) // 2])
    else:
        data[len(data) // 2] ^= 1
        file.write_bytes(data)
    with pytest.raises(IndexDamaged, match=r"(?s)" + name + ".*rollback"):
        verify_generation(live(workshop.root))


def test_a_damaged_manifest_or_another_format(workshop):
    workshop.ingest()
    manifest = live(workshop.root) / "manifest.json"
    saved = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**saved, "format": 99}))
    with pytest.raises(IndexStale, match="--rebuild"):
        verify_generation(live(workshop.root))
    manifest.write_text("{")
    with pytest.raises(IndexDamaged):
        verify_generation(live(workshop.root))


def test_an_index_of_the_format_before_opens_and_the_next_ingest_reads_its_files_again(workshop):
    workshop.ingest()
    before = live(workshop.root)
    manifest = before / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": OLDEST_FORMAT}))
    assert workshop.paths() == ["harbour.md", "port.md"]
    assert workshop.ingest() == {"harbour.md": "replaced", "port.md": "replaced"}
    assert read_manifest(live(workshop.root)).format == FORMAT
    assert workshop.ingest() == {"harbour.md": "unchanged", "port.md": "unchanged"}


def test_what_a_crash_left_behind_is_no_obstacle(workshop):
    workshop.ingest()
    left_over = workshop.root / "generations" / "000002.building"
    left_over.mkdir()
    (left_over / "catalog.sqlite").write_text("half")
    workshop.write("new.md", "# New report\n\nA grant.\n")
    workshop.ingest()
    assert live(workshop.root).name == "000002"
    assert not list(workshop.root.glob("generations/*.building"))


def test_an_interrupted_run_is_continued(workshop):
    """What was read and embedded before the end came is not read and embedded again."""

    class Interrupted(TopicEmbedder):
        def embed_passages(self, texts):
            if self.embedded:
                raise KeyboardInterrupt
            return super().embed_passages(texts)

    whole, workshop.embedder = workshop.embedder, Interrupted(workshop.root.parent)
    with pytest.raises(KeyboardInterrupt):
        workshop.ingest()
    workshop.embedder = whole
    workshop.ingest()
    assert 0 < len(whole.embedded) < 2
    assert workshop.paths() == ["harbour.md", "port.md"]


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from fakes import TopicEmbedder
from index.errors import IndexNotWritten
from index.build.update import UpdateSettings, update
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    update([folder / "reports"], folder / "index", lambda: TopicEmbedder(folder), UpdateSettings())
except IndexNotWritten as error:
    print(error)
"""


@pytest.mark.parametrize("room", [3_000, 20_000])
def test_a_full_disk_leaves_the_live_index_alone(workshop, tmp_path, room):
    """A file that may not grow fails like a disk that is full: at `room` bytes, at one stage or another."""
    workshop.ingest()
    before = workshop.find("grants")
    workshop.write("new.md", "# New report\n\n" + "A grant for the project. " * 60)
    support = Path(__file__).parents[2] / "support"
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path), str(room)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(support)},
        check=False,
    )
    assert "free some space" in done.stdout, done.stderr
    assert done.stdout.count("\n") == 1
    assert workshop.find("grants") == before
    workshop.ingest()
    assert "new.md" in workshop.paths()


def test_an_index_can_be_copied(workshop, tmp_path):
    workshop.ingest()
    before = workshop.find("grants")
    workshop.root = shutil.copytree(workshop.root, tmp_path / "elsewhere")
    assert workshop.find("grants") == before


def test_limits_are_those_of_this_process():
    """The full-disk test must not have bounded this process as well."""
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_threads_leave_no_open_files_behind(workshop):
    workshop.ingest()
    searcher = Searcher(live(workshop.root), workshop.embedder)
    searcher.search("grants", 3)
    before = open_files()
    for _ in range(20):
        thread = Thread(target=searcher.search, args=("grants", 3))
        thread.start()
        thread.join()
    assert open_files() <= before
    searcher.close()


def test_one_content_under_two_suffixes_is_read_by_the_reader_that_can(workshop):
    page = "<html><body><h1>Quay annual report 2021</h1><p>The board met.</p></body></html>"
    workshop.write("a saved page.pdf", page)
    workshop.write("page.html", page)
    workshop.write("strange.xyz", page)
    first = workshop.ingest()
    assert (first["a saved page.pdf"], first["page.html"]) == ("indexed", "indexed")
    assert first["strange.xyz"] == "skipped"
    again = workshop.ingest()
    assert (again["a saved page.pdf"], again["page.html"]) == ("unchanged", "unchanged")
    assert again["strange.xyz"] == "skipped"


def test_the_texts_of_a_report_go_with_it(workshop):
    def kept() -> set[str]:
        return {file.name.split(".")[0].split("-")[0] for file in workshop.root.glob("documents/*/*")}

    workshop.ingest()
    both = kept()
    (workshop.reports / "port.md").unlink()
    workshop.ingest()
    assert kept() < both
    workshop.write("port.md", PORT)
    assert workshop.ingest() == {"harbour.md": "unchanged", "port.md": "indexed"}
    assert workshop.embedder.embedded == []  # vectors hold no words, and are remembered


def test_what_is_kept_may_be_deleted_or_damaged(workshop):
    workshop.ingest()
    before = workshop.find("grants")
    for file in [*workshop.root.glob("documents/*/*"), *workshop.root.glob("vectors/*")]:
        file.write_bytes(b"rubbish" * 100)
    workshop.write("new.md", "# New report\n\nA grant.\n")
    assert workshop.ingest()["new.md"] == "indexed"
    shutil.rmtree(workshop.root / "documents")
    shutil.rmtree(workshop.root / "vectors")
    (workshop.reports / "new.md").unlink()
    workshop.ingest()
    assert workshop.find("grants") == before


def test_the_glossary_of_a_house_travels_in_the_index(workshop):
    workshop.write("third.md", "# Third report 2019\n\nThe guild of pilots met.\n")
    workshop.ingest()
    without = dict(workshop.find("What did the GoP do?"))
    workshop.write("glossary.toml", '[terms]\n"GoP" = "guild of pilots"\n')
    assert "glossary.toml" not in workshop.ingest()  # it is no report, and yet makes a new generation
    assert workshop.embedder.embedded == []
    with_terms = workshop.find("What did the GoP do?")
    assert max(dict(with_terms).values()) > max(without.values())
    before = live(workshop.root)
    workshop.ingest()
    assert live(workshop.root) == before
    workshop.write("glossary.toml", "[terms")
    with pytest.raises(BadGlossary, match=r"glossary\.toml"):
        workshop.ingest()
    assert live(workshop.root) == before
