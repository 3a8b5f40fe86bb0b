"""Tables are kept as places in their page, and come back as they were."""

from index.storage.table_record import packed, unpacked
from ingest.table import Table, TableCell

TEXT = "EUR thousand\n2023\nGrants and\nloans  5"


def test_a_table_comes_back_as_it_was():
    cells = (
        TableCell(0, 1, "2023", 13, 17, 1, 2),
        TableCell(1, 0, "Grants and loans", 18, 34),
        TableCell(1, 1, "5", 36, 37),
    )
    table = Table(cells, 2, 3, 1, 1, "Grants", "EUR thousand", (1,))
    assert unpacked(packed([table]), TEXT) == (table,)
    assert unpacked(packed([]), TEXT) == ()
