"""An evidence pack: its text can be copied, bookmarks lead to statements, pictures show the quote."""

import io
import json
import shutil
import zipfile

import pypdf
import pytest

import askreports
from askreports.evidence.picture import picture_of
from askreports.schema import answer_json, check_json

pytestmark = pytest.mark.slow

TEXT = "The Harbour Trust had 2,110 members in 2023. The Harbour Trust had 2,410 members in 2023. Größe 5 €."


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize(("paper", "height"), [("A4", 842), ("Letter", 792)])
def test_a_checked_text_is_proved_on_paper(reports, paper, height):
    pdf = pypdf.PdfReader(io.BytesIO(reports.evidence(reports.check(TEXT), paper=paper)))
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert round(float(pdf.pages[0].mediabox.height)) == height
    assert "SUPPORTED" in text
    assert "CONTRADICTED" in text
    assert "SHA-256" in text
    assert "generation 000001" in text
    assert len(pdf.outline) == 4


def test_a_zip_holds_the_json_and_the_sums(reports):
    checked = reports.check(TEXT)
    told = json.dumps(check_json(checked))
    with zipfile.ZipFile(io.BytesIO(reports.evidence(checked, told))) as archive:
        assert {"evidence.pdf", "evidence.json", "SHA256SUMS"} <= set(archive.namelist())
        assert json.loads(archive.read("evidence.json")) == json.loads(told)
        assert b"harbour-2023.md" in archive.read("SHA256SUMS")


def test_an_answer_from_a_pdf_shows_its_page(sample_index):
    with askreports.open(sample_index) as reports:
        answer = reports.ask("How many projects were under way at BioTernal at the end of 2023?")
        pdf = reports.evidence(answer)
        told = json.dumps(answer_json(answer))
        with zipfile.ZipFile(io.BytesIO(reports.evidence(answer, told))) as archive:
            pictures = [name for name in archive.namelist() if name.endswith(".png")]
    cited = [one for one in answer.citations if one.document.path.endswith(".pdf")]
    assert len(pictures) == len(cited) > 0
    assert answer.question.split()[0] in text_of(pdf)


def test_a_file_that_has_gone_is_told_and_quoted(tmp_path, models):
    (tmp_path / "r").mkdir()
    report = tmp_path / "r" / "quay.md"
    report.write_text("# Quay Club annual report 2023\n\nThe Quay Club had 812 boats in 2023.\n", "utf-8")
    shutil.copytree(models, tmp_path / "i" / "models")
    askreports.ingest([tmp_path / "r"], index=tmp_path / "i")
    report.unlink()
    with askreports.open(tmp_path / "i") as opened:
        text = text_of(opened.evidence(opened.check("The Quay Club had 812 boats in 2023.")))
    assert "has changed or gone" in text
    assert "812 boats" in text


def test_what_is_no_pdf_has_no_picture(tmp_path):
    assert picture_of(tmp_path / "a.md", 1, "x") is None
