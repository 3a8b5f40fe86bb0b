"""A checked text as a Word file with a comment at each claim: the draft itself, or a new one of the text."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from askreports.checking.checked import CheckedClaim, CheckedText
from askreports.errors import BadText

_AUTHOR, _INITIALS = "askreports", "ar"
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def with_comments(checked: CheckedText, draft: Path | None = None) -> bytes:
    """The Word file `draft` with a comment at each claim, or without one, a new file of the text.

    Raises `BadText` where the draft cannot be opened.
    """
    document = _document(checked, draft)
    paragraphs = list(_paragraphs(document))
    for claim in checked.claims:
        place = _runs_of(claim, paragraphs)
        runs = place or (paragraphs[-1].runs if paragraphs else [])
        if runs:
            said = (
                comment_text(claim, checked) if place else f"“{claim.text}”: {comment_text(claim, checked)}"
            )
            document.add_comment(runs, text=_clean(said), author=_AUTHOR, initials=_INITIALS)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def comment_text(claim: CheckedClaim, checked: CheckedText) -> str:
    """The verdict in words, with what it stands on."""
    lines = [f"{str(claim.verdict).capitalize()}. {claim.reason}".strip()]
    lines += [f"Difference: {claim.difference}"] if claim.difference else []
    lines += [f"Computed: {claim.formula}"] if claim.formula else []
    by_number = {citation.number: citation for citation in checked.citations}
    for number in claim.citations:
        cited = by_number[number]
        quote = " ".join(cited.quote.split())[:300]
        lines.append(f"{cited.document.title}, page {cited.page.label or cited.page.number}: “{quote}”")
    return "\n".join(lines)


def _document(checked: CheckedText, draft: Path | None) -> Any:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    if draft is not None:
        try:
            return docx.Document(str(draft))
        except (PackageNotFoundError, KeyError, ValueError) as error:
            raise BadText(f"{draft.name} cannot be opened as a Word file ({error}): name a .docx") from error
    document = docx.Document()
    for line in checked.text.splitlines():
        if line.strip():
            document.add_paragraph(_clean(line))
    return document


def _paragraphs(document: Any) -> Iterator[Any]:
    """The paragraphs of the body in order, those of tables behind them."""
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def _runs_of(claim: CheckedClaim, paragraphs: list[Any]) -> list[Any]:
    """The runs that hold a claim; none where no single paragraph holds it."""
    wanted = _squeezed(claim.text)
    for paragraph in paragraphs:
        text, places = _letters(paragraph)
        start = text.find(wanted)
        if start >= 0:
            held = dict.fromkeys(places[start : start + len(wanted)])
            return [paragraph.runs[number] for number in held]
    return []


def _letters(paragraph: Any) -> tuple[str, list[int]]:
    """The characters of a paragraph without white space, each with the number of its run."""
    found = [
        (char, number) for number, run in enumerate(paragraph.runs) for char in run.text if not char.isspace()
    ]
    return "".join(char for char, _ in found), [number for _, number in found]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _clean(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _NOT_IN_XML.sub("", text)
