"""Reports of kinds that were once read wrongly: the right value comes first, and no other is claimed.

The files lie beside the checkout in CI; another kind is another line of the table.
"""

import shutil
from typing import NamedTuple

import pytest

import askreports

pytestmark = pytest.mark.slow


class Case(NamedTuple):
    """A question of one file. `shown` stands in its first sentence; `figure` is what may be claimed."""

    file: str
    question: str
    shown: str
    figure: str | None = None


CASES = [
    Case(
        "01-superscript-glued/brennhof-2023.pdf",
        "What was the revenue of Brennhof Mobility in 2023?",
        "812",
        "812 EUR thousand",
    ),
    Case(
        "01-superscript-glued/sandholm-2023.docx",
        "What was revenue in 2023?",
        "812",
        "812 EUR thousand",
    ),
    Case(
        "01-superscript-glued/tarnow-2023.html",
        "What was the revenue of Tarnow Bridges in 2023?",
        "812",
        "812 EUR thousand",
    ),
    Case(
        "01-superscript-glued/sandholm-2023.docx",
        "How many passengers did Sandholm Ferries carry in 2023?",
        "412",
    ),
    Case(
        "02-blank-cells-shift/kestrel-2023.docx",
        "What was interest expense in 2023?",
        "11",
        "11 EUR thousand",
    ),
    Case(
        "02-blank-cells-shift/kestrel-2023.md", "What was interest expense in 2023?", "11", "11 EUR thousand"
    ),
    Case(
        "02-blank-cells-shift/oriel-2023.pdf", "What was interest expense in 2023?", "11", "11 EUR thousand"
    ),
    Case(
        "02-blank-cells-shift/yelland-2023.pdf", "What were inventories in 2023?", "940", "940 EUR thousand"
    ),
    Case(
        "03-sideways-torn/dunmore-2023.pdf",
        "What was the net income in 2023?",
        "938",
        "938 EUR thousand",
    ),
    Case(
        "03-sideways-torn/dunmore-Helvetica.pdf",
        "What was the net income in 2023?",
        "938",
        "938 EUR thousand",
    ),
    Case(
        "03-sideways-torn/pdf_rotate__dunmore-2023.pdf",
        "What was the net income in 2023?",
        "938",
        "938 EUR thousand",
    ),
    Case("05-xlsx-scaled-format/brora-2023.xlsx", "What was revenue in 2023?", "481.2", "481.2 GBP million"),
    Case("05-xlsx-scaled-format/umber-2023.xlsx", "How long is the network of Umber Rail?", "3,180.5 km"),
    Case(
        "06-row-labels-merged/meridian-2023.docx",
        "How many towing missions were there in Lamorna in 2023?",
        "12",
    ),
    Case(
        "06-row-labels-merged/wexcombe-2023.xlsx",
        "How many children were in the Clock Museum in 2023?",
        "2023 Children: 14",
    ),
    Case(
        "07-docx-nested-table/orchard-schools.docx",
        "What is the budget for irrigation in the Orchard Schools project?",
        "31,750",
    ),
    Case(
        "01-superscript-glued/xanten-2023.odt",
        "How many children did the Xanten Play Group care for in 2023?",
        "cared for 64",
        None,
    ),
    Case(
        "02-blank-cells-shift/kestrel-2023.txt", "What was interest expense in 2023?", "11", "11 EUR thousand"
    ),
    Case(
        "16-labels-over-lines/hartwell-2023.pdf",
        "How much were the service charges paid by tenants of Hartwell Housing Association in 2023?",
        "Service charges paid by tenants and leaseholders of shared ownership homes, 2023: 1,870",
    ),
    Case(
        "19-drop-cap/sedgwick-2023.pdf",
        "What was the membership of the Sedgwick Rowing Club in 2023?",
        "Membership rose to 1,204 people in 2023",
    ),
    Case(
        "19-drop-cap/pdf_dropcap3__sedgwick-2023.pdf",
        "What was the membership of the Sedgwick Rowing Club in 2023?",
        "Membership rose to 1,204 people in 2023",
    ),
    Case(
        "24-short-columns/thirsk-2023.pdf",
        "How much was the gift that the new dome was paid for by?",
        "The new dome was paid for by a gift of 150,000 pounds",
    ),
    Case(
        "26-trailing-minus/kelling-2023.pdf",
        "What was the net income of Kelling Ports in 2023?",
        "-1,283",
        "-1,283 EUR thousand",
    ),
    Case(
        "27-refused-for-a-verb/fenwick-2023.pdf",
        "How many concerts did the Fenwick Youth Choir sing in 2023?",
        "sang 37 concerts",
    ),
]


@pytest.fixture(scope="module")
def reports(shared, tmp_path_factory, models):
    """All files of the cases in one index; a question is asked of one of them."""
    folder = tmp_path_factory.mktemp("cases")
    for case in CASES:
        target = folder / "reports" / case.file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(shared / "cases" / case.file, target)
    shutil.copytree(models, folder / "index" / "models")
    askreports.ingest([folder / "reports"], index=folder / "index")
    with askreports.open(folder / "index") as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file} {case.question}")
def test_the_right_value_comes_first_and_no_other_is_claimed(case, reports):
    answer = reports.ask(case.question, where={"path": case.file})
    claimed = f"{answer.figure.value:,f} {answer.figure.unit}" if answer.figure else None
    assert claimed == case.figure
    assert case.shown in answer.sentences[0].text
    assert all(citation.verified for citation in answer.citations)
