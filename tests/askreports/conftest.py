"""Small reports whose every figure a test can see, ingested once; tests only read them."""

import os
import shutil

import pytest

import askreports

REPORTS = {
    "harbour-2022.md": (
        "# Harbour Trust annual report 2022\n\nIn 2022 the Harbour Trust had 1,965 members.\n\n"
        "Ada Quayle chairs the board, and Tom Reed is the treasurer.\n\n"
        "The inspectors did not find any fault with the pier. Berth fees rose, while repair costs fell.\n"
    ),
    "harbour-2023.md": (
        "# Harbour Trust annual report 2023\n\n"
        "| | 2023 | 2022 |\n|---|---|---|\n"
        "| Members | 2,110 | 1,929 |\n"
        "| Total current assets (EUR thousand) | 812 | 790 |\n"
        "| Total assets (EUR thousand) | 5,310 | 4,900 |\n"
        "| Surplus for the year (EUR thousand) | (41) | 77 |\n"
        "| Grants paid (EUR thousand) | 412 | 388 |\n"
    ),
    "mill-2023.md": "# Mill Fund annual report 2023\n\nThe Mill Fund paid 77 grants in 2023.\n",
}


@pytest.fixture(scope="session")
def reports(tmp_path_factory, models):

    folder = tmp_path_factory.mktemp("check")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    index = tmp_path_factory.mktemp("index") / "index"
    shutil.copytree(models, index / "models", copy_function=os.link)
    askreports.ingest([folder], index=index)
    with askreports.open(index) as opened:
        yield opened
