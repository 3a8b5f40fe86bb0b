"""Public kinds of failure, each with small files: what is in them is found, and with the right value.

A case is a folder of the shared cases, the files of it to ingest (a pattern), a question, and texts that must
and must not stand in the answer or in the figure that it claims.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

import askreports

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Case:
    folder: str
    files: str
    question: str
    right: str
    wrong: str = "\0"

    @property
    def name(self) -> str:
        return f"{self.folder[:2]} {self.question}"


CASES = [
    Case(
        "04-zip-of-years", "*.zip", "How many visitors did the Hallam Botanic Garden have in 2022?", "91,300"
    ),
    Case("25-zip-in-zip", "*.zip", "How many passengers did the Lorne Ferry Trust carry in 2023?", "204,000"),
    Case("09-mail", "*.eml", "How many people did the Ekeby Shelter house in 2023?", "342"),
    Case(
        "08-docx-header-holds-name",
        "*.docx",
        "How many litres of milk did the Skelwith Dairy Cooperative collect in 2023?",
        "41.2 million",
    ),
    Case(
        "10-xhtml-esef",
        "*.zip",
        "How many people did Bergli Chocolate AG employ at the end of 2023?",
        "1,877",
    ),
    Case("11-html-positioned", "*.html", "What was the net income of Carlow Cider in 2023?", "938", "2,402"),
    Case("12-pdf-form", "*.pdf", "What is the total budget of the project Clean Wells for Tirana?", "86,400"),
    Case(
        "13-pdf-annotation-portfolio",
        "*.pdf",
        "What is the budget of the Night Buses project of the Arlberg Transport Trust?",
        "240,000",
    ),
    Case(
        "14-not-visible-shown",
        "*.pdf",
        "How many concerts did the Otley Brass Band play in 2023?",
        "63",
        "36",
    ),
    Case(
        "14-not-visible-shown", "*.html", "How many ships did Abbot Harbour handle in 2023?", "5,364", "5,100"
    ),
    Case(
        "14-not-visible-shown",
        "*.xlsx",
        "How much did the Verbier Mountain Fund pay to Alpine rescue in 2023?",
        "84000",
        "90000",
    ),
    Case(
        "15-charts-smartart",
        "*.pptx",
        "How much electricity did Torrance Wind generate at Kelso in 2023?",
        "124.3",
    ),
    Case(
        "17-xlsx-no-cached-values",
        "*.xlsx",
        "How large is the grant that the Sorrel Meadow Trust asked for?",
        "49960",
    ),
    Case(
        "18-docx-numbering",
        "*.docx",
        "What does section 1.2 of the statutes of the Nordfjell Cooperative say?",
        "within 24 months",
    ),
    Case(
        "20-markdown-raw",
        "v*.md",
        "What were the sales of the High Street shop of the Vindale Bakery Cooperative in 2023?",
        "412,300",
        "999",
    ),
    Case(
        "21-macro-and-other-suffixes",
        "merton.d*",
        "How many artists did the Merton Arts Fund support in 2023?",
        "77",
    ),
    Case(
        "21-macro-and-other-suffixes",
        "grants.[ct]sv",
        "How many euros did the Merton Choir receive?",
        "12000",
    ),
    Case("21-macro-and-other-suffixes", "*.pptm", "How many trustees does the Merton Arts Fund have?", "12"),
    Case(
        "21-macro-and-other-suffixes",
        "*.xlsm",
        "How much did the Merton Arts Fund pay in grants in 2023?",
        "188000",
    ),
    Case(
        "21-macro-and-other-suffixes",
        "*renamed.docx",
        "How many artists did the Merton Arts Fund support?",
        "77",
    ),
]


@pytest.fixture(scope="module")
def reports(shared, models, tmp_path_factory):
    """All cases in one index: each question names its organisation."""
    room = tmp_path_factory.mktemp("cases")
    for case in CASES:
        (room / "reports" / case.folder).mkdir(parents=True, exist_ok=True)
        for file in (shared / "cases" / case.folder).glob(case.files):
            shutil.copy(file, room / "reports" / case.folder)
    shutil.copytree(models, room / "index" / "models")
    askreports.ingest([room / "reports"], index=room / "index")
    with askreports.open(room / "index") as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_answer_has_the_right_value(reports, case):
    answer = reports.ask(case.question)
    said = "\n".join([*(one.text for one in answer.sentences), *(one.quote for one in answer.citations)])
    assert case.right in said
    assert case.wrong not in said


def test_each_report_in_a_container_has_its_own_facts(reports):
    facts = {Path(report.path).name: (report.organisation, report.period) for report in reports.documents()}
    for year in ("2020", "2021", "2022", "2023"):
        assert facts[f"hallam-{year}.pdf"] == ("Hallam Botanic Garden", year)
    assert facts["farndon-2022.pdf"] == ("Farndon Clinic", "2022")
    assert facts["FARNDON-2023.PDF"] == ("Farndon Clinic", "2023")
    assert facts["ekeby-2023.pdf"] == ("Ekeby Shelter", "2023")
    assert facts["dalby-2023.pdf"] == ("Dalby Food Bank", "2023")


def test_the_path_shows_where_a_report_lies(reports):
    paths = {report.path for report in reports.documents()}
    assert "04-zip-of-years/hallam-reports.zip/reports/hallam-2022.pdf" in paths
    assert "25-zip-in-zip/archive-2023.zip/lorne.zip/lorne-2023.pdf" in paths
    assert "09-mail/fwd.eml/Report of the Ekeby Shelter 2023.eml/ekeby-2023.pdf" in paths
    (lorne,) = (one for one in reports.documents() if one.path.endswith("lorne-2023.pdf"))
    assert reports.source_file(lorne.id).read_bytes().startswith(b"%PDF")
