"""Every value that is claimed of a random table is the one of the grid that the file was made from."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from made_tables import MadeColumn, MadeRow, MadeTable
from table_claims import Claims, claims_of, compared
from table_files import WRITERS

from ingest.document import RawReport
from ingest.readers.grid import GivenCell, lay_out, plain_page

pytestmark = pytest.mark.slow

FILES = 12  # of each format, three tables in each; bench/table_claims.py makes as many as one likes


@pytest.mark.parametrize("suffix", WRITERS)
def test_no_value_is_claimed_wrongly_and_nearly_all_are_claimed(suffix, tmp_path):
    claims = Claims()
    for number in range(FILES):
        claims.add(claims_of(suffix, 7_000_000 + number, tmp_path))
    assert claims.wrong == []
    assert claims.right >= 0.9 * claims.sure  # of so few files; 0.95 of many


def test_a_wrong_claim_is_seen():
    columns = (MadeColumn("2023", 2023), MadeColumn("2022", 2022))
    table = MadeTable("A table", columns, (MadeRow("Rent", texts=("5", "6")),))
    other = lay_out([[GivenCell(text) for text in row] for row in (("", "2023", "2022"), ("Rent", "6", "6"))])
    claims = compared([table], RawReport((plain_page(other.text, other.tables),)), Path("a.md"))
    assert (claims.sure, claims.right, len(claims.wrong)) == (2, 1, 1)
