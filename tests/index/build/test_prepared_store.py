"""Documents that were read are kept whole, within a bound, the longest unused going first."""

import os

from index.build.prepared_store import PreparedStore
from index.build.report_words import PassageWords, ReportWords
from ingest.document import Document, Page
from ingest.passage import Passage
from ingest.pipeline import Prepared


def prepared(identity: str, text: str = "The board met.") -> Prepared:
    document = Document(
        id=identity,
        path=f"{identity}.md",
        title="Report",
        organisation="Harbour",
        period="2021",
        kind="annual report",
        language="en",
        page_count=1,
        aliases=("HB",),
        unread_pages=(2,),
        pages=(Page(1, "i", text, 0, 0, len(text)),),
    )
    passage = Passage(f"{identity}-0", identity, ("One", "Two"), text, 0, len(text), 1, 1)
    return Prepared(document, (passage,))


def test_what_was_kept_comes_back_as_it_was(tmp_path):
    store = PreparedStore(tmp_path, "recipe")
    store.put(prepared("a"))
    assert store.get("a") == prepared("a")
    assert store.get("b") is None
    assert PreparedStore(tmp_path, "another recipe").get("a") is None


def test_words_are_kept_until_the_document_is_read_anew(tmp_path):
    store = PreparedStore(tmp_path, "recipe")
    words = ReportWords("harbour 2021", (PassageWords(1, "board met", "one two"),))
    store.put(prepared("a"))
    store.put_words("a", words)
    assert store.get_words("a") == words
    assert store.get_words("b") is None
    store.put(prepared("a", "The staff met."))
    assert store.get_words("a") is None


def test_what_is_damaged_is_not_there(tmp_path):
    store = PreparedStore(tmp_path, "recipe")
    store.put(prepared("a"))
    (file,) = (tmp_path / "recipe").iterdir()
    data = file.read_bytes()
    for damaged in (data[: len(data) // 2], b"", data[:-3] + b"abc"):
        file.write_bytes(damaged)
        assert store.get("a") is None


def test_the_longest_unused_goes_first(tmp_path):
    store = PreparedStore(tmp_path, "recipe")
    for age, identity in enumerate("abc"):
        store.put(prepared(identity))
        os.utime(tmp_path / "recipe" / f"{identity}.json.zlib", (age, age))
    store.get("a")  # used just now
    size = (tmp_path / "recipe" / "a.json.zlib").stat().st_size
    (tmp_path / "recipe" / "d.json.4711").write_text("of a process that was killed")
    store.trim(2 * size + size // 2)
    assert sorted(file.name[0] for file in (tmp_path / "recipe").iterdir()) == ["a", "c"]
