"""What is forgotten stays out, no rollback brings it back, and a purge leaves no word of it."""

import shutil
import sqlite3
import zipfile
import zlib
from contextlib import closing

import pytest
from corrected import HARBOUR, MILL, Corrected

from index.build.describe import describe
from index.build.forget import forget, purge, restore
from index.errors import IndexMissing, NoSuchReport
from index.storage.generation import rollback
from ingest.facts.description import Description

WORD = "quokka"  # stands in one report alone


@pytest.fixture
def index(tmp_path) -> Corrected:
    return Corrected(tmp_path)


def forgotten(index: Corrected, name: str) -> list[str]:
    return [place.path for place in forget(name, index.root, index.load)]


def words_of(index: Corrected) -> bytes:
    """All that the folder of an index says: its files as they are, and unpacked where they are packed."""
    texts = []
    for file in sorted(index.root.rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            texts.append(content)
            if file.suffix == ".zlib":
                texts.append(zlib.decompress(content))
            if file.suffix == ".sqlite":
                with closing(sqlite3.connect(file)) as database:
                    texts += [line.encode() for line in database.iterdump()]
    return b"\n".join(texts)


def test_a_forgotten_report_is_out_at_once_and_stays_out(index):
    assert forgotten(index, "h22.md") == ["h22.md"]
    assert sorted(index.known()) == ["h23.md", "mill.md"]
    assert index.ingest() == {"h23.md": "unchanged", "mill.md": "unchanged"}
    assert index.ingest(rebuild=True) == {"h23.md": "indexed", "mill.md": "indexed"}
    assert sorted(index.known()) == ["h23.md", "mill.md"]


def test_neither_a_copy_nor_another_version_of_the_file_comes_in(index):
    forgotten(index, str(index.reports / "h22.md"))
    index.write("copy.md", HARBOUR)
    index.write("h22.md", HARBOUR.replace("1,965", "1,966"))
    index.ingest()
    assert sorted(index.known()) == ["h23.md", "mill.md"]


def test_restored_it_comes_in_with_the_next_ingest(index):
    identity = index.known()["h22.md"].id
    forgotten(index, identity)
    assert [place.path for place in restore(identity, index.root)] == ["h22.md"]
    assert index.ingest() == {"h22.md": "indexed", "h23.md": "unchanged", "mill.md": "unchanged"}
    with pytest.raises(NoSuchReport):
        restore("h22.md", index.root)


def test_no_rollback_brings_it_back(index):
    index.write("more.md", MILL.replace("77", "78"))
    index.ingest()
    forgotten(index, "h22.md")
    with pytest.raises(IndexMissing):
        rollback(index.root)
    assert "h22.md" not in index.known()


def test_generations_without_it_are_kept(index):
    index.write("new.md", MILL.replace("77", "78"))
    index.ingest()
    forgotten(index, "new.md")
    rollback(index.root)
    assert sorted(index.known()) == ["h22.md", "h23.md", "mill.md"]


def test_a_report_that_an_older_generation_alone_has_can_be_named(index):
    (index.reports / "h22.md").unlink()
    index.ingest()
    assert forgotten(index, "h22.md") == ["h22.md"]
    rollback(index.root)  # to what the ingest made, not to what was before it
    assert "h22.md" not in index.known()
    with pytest.raises(IndexMissing):
        rollback(index.root)
    index.write("h22.md", HARBOUR)
    assert "h22.md" not in index.ingest()


def test_a_folder_that_has_gone_can_still_be_named(index):
    index.write("deep/one.md", MILL.replace("77", "1"))
    index.write("deep/two.md", MILL.replace("77", "2"))
    index.ingest()
    folder = index.reports / "deep"
    shutil.rmtree(folder)
    assert sorted(forgotten(index, str(folder))) == ["deep/one.md", "deep/two.md"]
    assert "deep/one.md" not in index.known()


def test_a_report_inside_an_archive_is_forgotten_alone_and_restored(index):
    with zipfile.ZipFile(index.reports / "all.zip", "w") as archive:
        archive.writestr("a.md", MILL.replace("77", "1"))
        archive.writestr("b.md", MILL.replace("77", "2"))
    index.ingest()
    forgotten(index, "all.zip/a.md")
    index.ingest()
    assert "all.zip/b.md" in index.known()
    assert "all.zip/a.md" not in index.known()
    restore("all.zip/a.md", index.root)
    index.ingest()
    assert "all.zip/a.md" in index.known()


def test_an_archive_is_forgotten_with_all_that_is_in_it(index):
    with zipfile.ZipFile(index.reports / "all.zip", "w") as archive:
        archive.writestr("a.md", MILL.replace("77", "1"))
    index.ingest()
    forgotten(index, "all.zip")
    index.ingest()
    assert sorted(index.known()) == ["h22.md", "h23.md", "mill.md"]


def test_what_was_said_of_it_is_forgotten_too(index):
    describe("h22.md", index.root, index.load, Description(organisation="Quokka Club"))
    forgotten(index, "h22.md")
    purge(index.root)
    assert b"quokka" not in words_of(index).lower()


@pytest.mark.parametrize("way", ["forgotten", "removed"])
def test_a_purge_leaves_no_word_of_it(index, way):
    assert WORD.encode() in words_of(index)
    if way == "forgotten":
        forgotten(index, "h22.md")
    else:
        (index.reports / "h22.md").unlink()
        index.ingest()
    gone = purge(index.root)
    assert WORD.encode() not in words_of(index)
    assert b"1,965" not in words_of(index)
    assert {report.path for report in gone.reports} == {"h23.md", "mill.md"}
    assert index.found("members")[0] == "h23.md"
    assert index.ingest()["mill.md"] == "unchanged"


def test_nothing_of_that_name_is_an_error(index):
    with pytest.raises(NoSuchReport, match="status"):
        forgotten(index, "nothing.md")
    with pytest.raises(IndexMissing):
        purge(index.root.parent / "none")
    assert not (index.root.parent / "none").exists()
