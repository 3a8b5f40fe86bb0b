"""An index gets another model from the texts it holds, while its files may be gone."""

import json
from contextlib import closing

import pytest
from fakes import TOPICS, TopicEmbedder

from index.build.update import UpdateSettings, update
from index.build.upgrade import upgrade
from index.embedding.model_card import ModelCard
from index.errors import IndexMissing, IndexStale
from index.search import Searcher
from index.storage.catalog import Catalog
from index.storage.generation import CATALOG, MANIFEST, OLDEST_FORMAT, live, read_manifest

HARBOUR = "# Harbour project, annual report 2021\n\nIn 2021 the board awarded grants to 27 start-ups.\n"
PORT = "# Port Institute, annual report 2020\n\nThe staff of the institute grew to 140 people in 2020.\n"


class OtherEmbedder(TopicEmbedder):
    """Another model, with room for `max_tokens`."""

    def __init__(self, folder, max_tokens=512):
        super().__init__(folder)
        self.card = ModelCard("other topics", "1" * 64, len(TOPICS) + 1, max_tokens, "query: ", "passage: ")


@pytest.fixture
def root(tmp_path):
    """An index in the oldest format that opens, of files that are gone."""
    reports, root = tmp_path / "reports", tmp_path / "index"
    reports.mkdir()
    for name, text in (("harbour.md", HARBOUR), ("port.md", PORT)):
        (reports / name).write_text(text)
    update([reports], root, lambda: TopicEmbedder(tmp_path), UpdateSettings())
    manifest = live(root) / MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": OLDEST_FORMAT}))
    for file in reports.iterdir():
        file.unlink()
    return root


def held(root):
    with closing(Catalog(live(root) / CATALOG)) as catalog:
        documents = [catalog.document(report.id) for report in catalog.reports()]
        return documents, [catalog.passages(document) for document in documents], catalog.files()


def test_everything_stays_but_vectors_and_model(root, tmp_path):
    before, other = held(root), OtherEmbedder(tmp_path)
    done = upgrade(root, lambda: other)
    manifest = read_manifest(live(root))
    assert held(root) == before
    assert (manifest.embedder, manifest.format) == (other.card, OLDEST_FORMAT)
    assert (done.before, done.model, done.reports) == ("topics", "other topics", 2)
    assert done.passages == manifest.passages == len(other.embedded)
    with closing(Searcher(live(root), other)) as searcher:
        assert searcher.search("How many staff?", 1)[0].document.path == "port.md"


def test_a_second_upgrade_has_nothing_to_do(root, tmp_path):
    upgrade(root, lambda: OtherEmbedder(tmp_path))
    name = live(root).name
    assert upgrade(root, lambda: OtherEmbedder(tmp_path)).passages == 0
    assert live(root).name == name


def test_progress_counts_reports_and_passages(root, tmp_path):
    steps = []
    upgrade(root, lambda: OtherEmbedder(tmp_path), steps.append)
    assert [(step.files, step.total_files) for step in steps] == [(1, 2), (2, 2)]
    assert steps[-1].bytes == steps[-1].total_bytes == steps[-1].passages


def test_an_interrupted_upgrade_goes_on_where_it_was(root, tmp_path):
    class Interrupted(OtherEmbedder):
        def embed_passages(self, texts):
            if self.embedded:
                raise KeyboardInterrupt
            return super().embed_passages(texts)

    before = live(root)
    first, second = Interrupted(tmp_path), OtherEmbedder(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        upgrade(root, lambda: first)
    assert live(root) == before
    done = upgrade(root, lambda: second)
    assert len(second.embedded) == done.passages - len(first.embedded)


def test_a_model_that_would_not_see_whole_passages_is_refused(root, tmp_path):
    with pytest.raises(IndexStale, match="passages of 220 tokens, other topics takes"):
        upgrade(root, lambda: OtherEmbedder(tmp_path, max_tokens=128))


def test_where_there_is_no_index_it_says_so(tmp_path):
    with pytest.raises(IndexMissing, match="askreports ingest"):
        upgrade(tmp_path, lambda: OtherEmbedder(tmp_path))
