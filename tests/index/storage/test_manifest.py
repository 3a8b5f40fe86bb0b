"""The manifest of a generation: what version 0.1 wrote can be read, what cannot be read is told apart."""

from pathlib import Path

import pytest

from index.embedding.model_card import ModelCard, read_card
from index.errors import IndexDamaged, IndexStale, ModelUnavailable
from index.storage.generation import MANIFEST, Manifest, publish, read_manifest
from ingest.split import SplitSettings

# as version 0.1 wrote it, with two of its files
WRITTEN = """\
{
 "embedder": {
  "name": "all-MiniLM-L6-v2",
  "sha256": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
  "dimension": 384,
  "max_tokens": 256
 },
 "split": {
  "max_tokens": 220,
  "min_tokens": 80
 },
 "reports": 16,
 "pages": 75,
 "passages": 211,
 "format": 8,
 "files": {
  "catalog.sqlite": "a897beb6b1eb2f7a6479b6a29e1ab6e7c43bce63ae543d122698807bf4afd32c",
  "vectors.faiss": "896ad582bd2826180d8942da0970f85ccaa592af4ff6c24c7a36d2cc7afa9938"
 }
}"""
FOUND = Manifest(
    ModelCard(
        "all-MiniLM-L6-v2", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db", 384, 256
    ),
    SplitSettings(max_tokens=220, min_tokens=80),
    reports=16,
    pages=75,
    passages=211,
    format=8,
    files={
        "catalog.sqlite": "a897beb6b1eb2f7a6479b6a29e1ab6e7c43bce63ae543d122698807bf4afd32c",
        "vectors.faiss": "896ad582bd2826180d8942da0970f85ccaa592af4ff6c24c7a36d2cc7afa9938",
    },
)


def holding(folder: Path, text: str, name: str = MANIFEST) -> Path:
    folder.joinpath(name).write_text(text, encoding="utf-8", errors="surrogateescape")
    return folder


def test_what_version_0_1_wrote_is_read(tmp_path):
    assert read_manifest(holding(tmp_path, WRITTEN)) == FOUND


def test_what_is_written_is_read_back(tmp_path):
    built = tmp_path / "generations" / "000001.building"
    built.mkdir(parents=True)
    (built / "catalog.sqlite").write_bytes(b"rows")
    name = publish(tmp_path, built, FOUND)
    read = read_manifest(tmp_path / "generations" / name)
    assert (read.embedder, read.split, read.passages) == (FOUND.embedder, FOUND.split, FOUND.passages)
    assert list(read.files) == ["catalog.sqlite"]


@pytest.mark.parametrize("text", ['{"format": 7}', WRITTEN.replace('"format": 8', '"format": 99')])
def test_another_format_is_stale_whatever_else_it_says(tmp_path, text):
    with pytest.raises(IndexStale, match=r"format (7|99), this askreports"):
        read_manifest(holding(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"format": "8"}',
        '{"format": 8}',
        WRITTEN[:-1],
        WRITTEN.replace("384", '"384"'),
        WRITTEN.replace("all", "\udcff"),
    ],
)
def test_a_damaged_manifest_is_told(tmp_path, text):
    with pytest.raises(IndexDamaged, match="rollback"):
        read_manifest(holding(tmp_path, text))


def test_a_damaged_card_of_a_model_is_told(tmp_path):
    with pytest.raises(ModelUnavailable, match="ingest again"):
        read_card(holding(tmp_path, '{"name": 7}', "model.json"))
