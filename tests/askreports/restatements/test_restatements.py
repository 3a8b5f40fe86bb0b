"""What a later report gives differently, told from rounding and from another scale."""

import os
import shutil

import pytest

import askreports
from askreports.schema import restatements_json

pytestmark = pytest.mark.slow

REPORTS = {
    "pier-2022.md": (
        "# Pier Company annual report 2022\n\n| EUR thousand | 2022 | 2021 |\n|---|---|---|\n"
        "| Berth fees | 1,240 | 1,100 |\n| Repair costs | (310) | (290) |\n| Interest | 55 | 50 |\n"
    ),
    "pier-2023.md": (
        "# Pier Company annual report 2023\n\n| EUR million | 2023 | 2022 |\n|---|---|---|\n"
        "| Berth fees | 1.31 | 1.24 |\n| Repair costs | 0.34 | 0.31 |\n| Interest | 0.06 | 0.07 |\n"
    ),
}


@pytest.fixture(scope="module")
def pier(tmp_path_factory, models):
    folder = tmp_path_factory.mktemp("pier")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    index = tmp_path_factory.mktemp("index") / "index"
    shutil.copytree(models, index / "models", copy_function=os.link)
    askreports.ingest([folder], index=index)
    with askreports.open(index) as opened:
        yield opened


def test_change_is_told_from_rounding_scale_and_sign(pier):
    found = pier.restatements()
    assert [(one.item, one.period) for one in found.restatements] == [("Interest", "2022")]
    (one,) = found.restatements
    assert [(f"{v.value}", v.unit) for v in one.values] == [("55", "EUR thousand"), ("0.07", "EUR million")]
    assert f"{one.difference}" == "0.015"
    assert all(citation.verified for citation in found.citations)


def test_a_count_in_a_sentence_is_compared_with_a_later_table(reports):
    told = restatements_json(reports.restatements())
    values = [[value["value"] for value in one["values"]] for one in told["restatements"]]
    assert ["1965", "1929"] in values


def test_filters_keep_to_the_reports_asked_for(reports):
    assert reports.restatements({"organisation": "Mill Fund"}).restatements == ()
