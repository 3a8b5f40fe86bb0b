"""A checked text as one page of HTML: each claim marked in colour and in words, and a table of all."""

from collections.abc import Iterator
from html import escape

from askreports.answering.answer import Citation
from askreports.answering.claims.verdict import Verdict
from askreports.checking.checked import CheckedClaim, CheckedText

_COLOURS = {  # background and text: at least 7 to 1
    Verdict.SUPPORTED: ("#d9f2df", "#0b3d1a"),
    Verdict.CONTRADICTED: ("#fbd9d7", "#5c0f0a"),
    Verdict.OTHER_PERIOD: ("#fdeccc", "#4d3200"),
    Verdict.NOT_FOUND: ("#e6e8eb", "#2b2f36"),
}
_STYLE = "body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
_TABLE = "table{border-collapse:collapse}td,th{border:1px solid #8a9099;padding:.3em .5em;text-align:left}"


def as_html(checked: CheckedText) -> str:
    """The whole page."""
    rows = "".join(f"<tr>{_cells(claim)}</tr>" for claim in checked.claims)
    sources = "".join(f"<li id='c{c.number}'>{_source(c)}</li>" for c in checked.citations)
    heads = "".join(f"<th>{head}</th>" for head in ("Claim", "Verdict", "Why", "Sources"))
    return (
        "<!doctype html><meta charset='utf-8'><title>Checked text</title>"
        f"<style>{_STYLE}{style_of_marks()}{_TABLE}</style>"
        f"<h1>Checked text</h1><p>{''.join(marked(checked))}</p>"
        f"<h2>Claims</h2><table><tr>{heads}</tr>{rows}</table><h2>Sources</h2><ol>{sources}</ol>"
    )


def style_of_marks() -> str:
    """The colours of the marks, as CSS."""
    return "".join(
        f".{verdict.name.lower()}{{background:{back};color:{ink}}}"
        for verdict, (back, ink) in _COLOURS.items()
    )


def marked(checked: CheckedText) -> Iterator[str]:
    """The text as HTML, each claim in a mark that names its verdict."""
    end = 0
    for claim in checked.claims:
        yield _plain(checked.text[end : claim.start])
        name = escape(str(claim.verdict))
        yield (
            f"<mark class='{claim.verdict.name.lower()}' title='{escape(claim.reason, quote=True)}'>"
            f"{_plain(checked.text[claim.start : claim.end])} <small>[{name}]</small></mark>"
        )
        end = claim.end
    yield _plain(checked.text[end:])


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br>").replace("\f", "<br>")


def _cells(claim: CheckedClaim) -> str:
    difference = f"difference {claim.difference}" if claim.difference else ""
    why = "; ".join(filter(None, (claim.reason, claim.formula, difference)))
    links = " ".join(f"<a href='#c{number}'>[{number}]</a>" for number in claim.citations)
    verdict = f"<td class='{claim.verdict.name.lower()}'>{escape(str(claim.verdict))}</td>"
    return f"<td>{_plain(claim.text)}</td>{verdict}<td>{escape(why)}</td><td>{links}</td>"


def _source(citation: Citation) -> str:
    page = citation.page.label or str(citation.page.number)
    quote = " ".join(citation.quote.split())
    return f"{escape(citation.document.title)}, page {escape(page)}: “{escape(quote)}”"
