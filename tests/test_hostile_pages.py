"""Pages that no person wrote, one piece over and over: what they take grows with their length alone."""

from collections.abc import Callable
from time import process_time

import pytest

from index.embedding.header import without_values
from index.ranking.page_roles import roles_of_page
from ingest.clean import clean
from ingest.document import Page, ReadPage
from ingest.structure.sections import Sections
from ingest.structure.units import text_units

PIECES = (
    "a",
    "a-\n",
    "ab-\n c",
    "A. ",
    "Mr. ",
    "1",
    "1 ",
    "31 ",
    "$",
    "$ ",
    "(",
    " -",
    "- ",
    ". ",
    " ",
    "\t",
    "| ",
)
STEPS: dict[str, Callable[[str], object]] = {
    "clean": lambda text: clean([ReadPage(text)]),
    "units": lambda text: list(text_units(text)),
    "sections": lambda text: Sections(()).marks(Page(1, "1", text, 0, 0, len(text)), list(text_units(text))),
    "roles": lambda text: roles_of_page(text, ()),
    "values": without_values,
}
SHORT, LONG = 2_000, 32_000
NOISE = 0.002  # seconds


def seconds(step: Callable[[str], object], piece: str, characters: int) -> float:
    """The least of some tries, of processor time."""
    text = f"x{piece * (characters // len(piece))}!"
    tries = []
    for _ in range(2):
        began = process_time()
        step(text)
        tries.append(process_time() - began)
    return min(tries)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_length_alone(step, piece):
    least = max(NOISE, seconds(step, piece, SHORT))
    # 16 times for what is linear, 256 times for what is quadratic
    assert seconds(step, piece, LONG) < 64 * least
