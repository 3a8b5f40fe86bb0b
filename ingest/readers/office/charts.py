"""Charts and diagrams of Office files: a chart as the table it was drawn from, a diagram as its texts."""

from collections.abc import Iterator
from typing import Any

from ingest.readers.characters import plain
from ingest.readers.grid import GivenCell, Laid, PageWriter, lay_out
from ingest.readers.office.number_format import shown

Element = Any  # an lxml element, which has no types

MAX_POINTS = 5_000  # of a series
MAX_SERIES = 100
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_NO_TEXT = {"pres", "parTrans", "sibTrans"}  # points that are there for the drawing


def chart(space: Element) -> Laid:
    """Title and axes of a chart, then a line for each category with the value of each series."""
    page = PageWriter()
    titles = [_text(title) for title in space.iter(f"{_CHART}title")]
    page.put("\n".join(title for title in titles if title))
    page.put_table(lay_out(list(_rows(space)), 1), "\n")
    return Laid(page.text, tuple(page.tables))


def diagram(model: Element) -> Laid:
    """The texts of a diagram (SmartArt), a line each, in the order in which they were written."""
    points = model.iter(f"{_DIAGRAM}pt")
    texts = (_text(point) for point in points if point.get("type", "node") not in _NO_TEXT)
    return Laid("\n".join(text for text in texts if text), ())


def _rows(space: Element) -> Iterator[list[GivenCell]]:
    series = list(space.iter(f"{_CHART}ser"))[:MAX_SERIES]
    names = [_name(one) for one in series]
    values = [_points(one, "val", "yVal") for one in series]
    categories: dict[int, str] = {}
    for one in series:
        categories = _points(one, "cat", "xVal") | categories
    last = min(max((max(column, default=-1) for column in (*values, categories)), default=-1), MAX_POINTS)
    if any(names):
        yield [GivenCell(""), *(GivenCell(name, is_head=True) for name in names)]
    for place in range(last + 1):
        cells = [column.get(place, "") for column in values]
        if any(cells):
            yield [GivenCell(categories.get(place, "")), *map(GivenCell, cells)]


def _name(series: Element) -> str:
    named = series.find(f"{_CHART}tx")
    return " ".join(_values(named).values()) if named is not None else ""


def _points(series: Element, *names: str) -> dict[int, str]:
    found = next((one for name in names if (one := series.find(f"{_CHART}{name}")) is not None), None)
    return _values(found) if found is not None else {}


def _values(holder: Element) -> dict[int, str]:
    """The values kept with the chart by their place, as Excel shows them; of several levels the inner one."""
    levels = list(holder.iter(f"{_CHART}lvl"))
    place = levels[0] if levels else holder
    form = next((one.text for one in holder.iter(f"{_CHART}formatCode") if one.text), "General")
    is_number = any(True for _ in holder.iter(f"{_CHART}numCache", f"{_CHART}numLit"))
    found: dict[int, str] = {}
    for point in place.iter(f"{_CHART}pt"):
        text, number = point.findtext(f"{_CHART}v") or "", point.get("idx", "")
        if number.isdecimal() and text.strip():
            found[int(number)] = _shown(text, form) if is_number else " ".join(plain(text).split())
    direct = holder.findtext(f"{_CHART}v")
    return found or ({0: " ".join(plain(direct).split())} if direct else {})


def _shown(text: str, form: str) -> str:
    try:
        return shown(float(text), form)
    except ValueError:
        return " ".join(plain(text).split())


def _text(element: Element) -> str:
    """The text of an element, its paragraphs parted by spaces."""
    paragraphs = (
        "".join(run.text or "" for run in one.iter(f"{_DRAWING}t")) for one in element.iter(f"{_DRAWING}p")
    )
    return " ".join(plain(" ".join(paragraphs)).split())
