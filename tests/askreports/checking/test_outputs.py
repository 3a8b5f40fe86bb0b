"""A checked text as Word comments, as HTML and as JSON; and files that cannot be checked."""

import io

import docx
import pytest

import askreports
from askreports.checking.marked import as_html
from askreports.checking.word_comments import with_comments
from askreports.schema import check_json

pytestmark = pytest.mark.slow

TEXT = "The Harbour Trust had 2,110 members in 2023. The Harbour Trust had 2,410 members in 2023."


def test_the_draft_comes_back_with_a_comment_at_each_claim(reports, tmp_path):
    draft = docx.Document()
    paragraph = draft.add_paragraph("The Harbour Trust had ")
    paragraph.add_run("2,110 members").bold = True
    paragraph.add_run(" in 2023. The Harbour Trust had 2,410 members in 2023.")
    draft.save(tmp_path / "draft.docx")
    checked = reports.check(reports.read_draft(tmp_path / "draft.docx"))
    done = docx.Document(io.BytesIO(with_comments(checked, tmp_path / "draft.docx")))
    first, second = (comment.text for comment in done.comments)
    assert first.startswith("Supported.")
    assert second.startswith("Contradicted.")
    assert "Difference: +300" in second
    assert "Harbour Trust annual report 2023, page" in first
    assert done.paragraphs[0].runs[1].bold


def test_a_text_becomes_a_word_file_with_comments(reports):
    done = docx.Document(io.BytesIO(with_comments(reports.check(TEXT))))
    assert len(list(done.comments)) == 2


def test_html_names_verdicts_and_escapes(reports):
    html = as_html(reports.check(f"<script>x</script> {TEXT}"))
    assert "<script>" not in html
    assert "[supported]" in html
    assert "[contradicted]" in html


def test_json_has_the_keys_of_the_design(reports):
    told = check_json(reports.check(TEXT))
    assert set(told) == {"claims", "citations", "searched", "seconds"}
    assert {"text", "start", "end", "verdict", "citations", "difference", "formula"} <= set(told["claims"][0])


def test_what_cannot_be_read_is_told(reports, tmp_path):
    (tmp_path / "locked.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    for name in ("locked.docx", "not-there.docx"):
        with pytest.raises(askreports.BadText, match=name):
            reports.read_draft(tmp_path / name)


def test_two_hundred_pages_of_text_are_checked(reports):
    text = "\n".join(f"The Harbour Trust had {n:,} members in 2023." for n in range(2_000, 2_300))
    checked = reports.check(text)
    assert [c.text for c in checked.claims if c.verdict == "supported"] == [
        "The Harbour Trust had 2,110 members in 2023."
    ]
