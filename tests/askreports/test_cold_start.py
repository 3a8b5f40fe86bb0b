"""A first question waits for nothing that it does not need."""

import logging
import subprocess
import sys

import pytest

import askreports
from askreports.doors.web import application
from index.errors import IndexMissing

pytestmark = pytest.mark.slow

SEARCH = """
import sys
import askreports.schema
import askreports
with askreports.open(sys.argv[1]) as reports:
    assert reports.search("membership fees", k=1)
    assert reports.documents()
print(*sys.modules)
"""
HEAVY = {
    "torch",
    "sentence_transformers",
    "sklearn",
    "streamlit",
    "index.build.update",
    "askreports.answering.pipeline",
}


def test_a_search_loads_neither_torch_nor_what_answers_and_ingests(sample_index):
    done = subprocess.run(
        [sys.executable, "-c", SEARCH, sample_index], capture_output=True, text=True, check=True
    )
    assert HEAVY & set(done.stdout.split()) == set()


def test_reports_that_are_ready_answer_as_others_do(sample_index):
    question = "When was the BioTernal Foundation set up?"
    with askreports.open(sample_index) as ready, askreports.open(sample_index) as cold:
        ready.get_ready()
        assert ready.ask(question).sentences == cold.ask(question).sentences != ()


def test_an_index_that_cannot_be_opened_does_not_keep_the_app_from_starting(caplog):
    def missing():
        raise IndexMissing("no index in nowhere")

    with caplog.at_level(logging.WARNING):
        application._get_ready(missing)
    assert "no index in nowhere" in caplog.text
