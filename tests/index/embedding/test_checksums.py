"""A compiled model that is not as it was written is an error, never a wrong answer."""

import json

import numpy as np
import pytest

import askreports
from askreports.doctor import State, examine
from index.embedding.compiled.checksums import (
    CHECKSUMS,
    check_finite,
    check_model_files,
    save_checksums,
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "model.bin").write_bytes(b"weights")
    (tmp_path / "tokenizer.json").write_text("{}")
    save_checksums(tmp_path)
    return tmp_path


def test_what_was_written_passes(folder):
    (folder / "cache").mkdir()
    (folder / "cache" / "made.blob").write_bytes(b"of this processor")
    check_model_files(folder)


@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json", CHECKSUMS])
def test_a_changed_file_is_an_error_that_names_the_command(folder, name):
    (folder / name).write_bytes(b"noise")
    with pytest.raises(askreports.ModelUnavailable, match="askreports upgrade"):
        check_model_files(folder)


def test_a_file_that_is_gone_is_an_error(folder):
    (folder / "model.bin").unlink()
    with pytest.raises(askreports.ModelUnavailable):
        check_model_files(folder)


def test_what_is_no_number_is_an_error(folder):
    check_finite(np.array([[0.0, 1.0]]), folder)
    for value in (np.nan, np.inf):
        with pytest.raises(askreports.ModelUnavailable):
            check_finite(np.array([[0.0, value]]), folder)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json"])
def test_noise_in_any_model_of_an_index_is_told_by_every_verb_and_by_doctor(tmp_path, fresh_index, name):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.md").write_text("# Harbour report\n\nGrants went to 27 start-ups in 2021.\n")
    askreports.ingest([tmp_path / "reports"], index=fresh_index)
    for listed in (fresh_index / "models").glob(f"*/{CHECKSUMS}"):
        assert name in json.loads(listed.read_text())
        whole = (listed.parent / name).read_bytes()
        (listed.parent / name).unlink()  # it may be a link
        (listed.parent / name).write_bytes(bytes(reversed(whole)))
    with pytest.raises(askreports.ModelUnavailable):
        askreports.open(fresh_index)
    assert any(f.state is State.WRONG for f in examine(fresh_index, askreports.Settings()))
