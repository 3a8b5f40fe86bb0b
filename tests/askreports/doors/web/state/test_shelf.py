"""The open index that all visitors share, and what becomes of it when a new generation is live."""

import shutil

import pytest

import askreports
from askreports.doors.web.state.shelf import open_shelf
from askreports.settings import Settings

pytestmark = pytest.mark.slow


def test_all_visitors_share_one_index_and_a_new_generation_keeps_the_model(fresh_index, tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "harbour.md").write_text("# Harbour 2021\n\nThe harbour gave 27 grants.\n", "utf-8")
    askreports.ingest([reports], fresh_index)
    first = open_shelf(fresh_index, Settings())
    assert open_shelf(fresh_index, Settings()) is first

    (reports / "zebra.md").write_text("# Zebra 2022\n\nThe zebra project counted foals.\n", "utf-8")
    askreports.ingest([reports], fresh_index)
    second = open_shelf(fresh_index, Settings())
    assert len(second.documents) == 2
    assert second.reports.embedder is first.reports.embedder

    shutil.rmtree(fresh_index / "generations" / first.reports.generation)
    assert first.reports.ask("How many grants did the harbour give?").found  # by whoever still has it open
