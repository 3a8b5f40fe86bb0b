"""Tables of a page that has no image are drawn from their grids, with the cell that answers framed."""

from askreports.doors.web.components.page_grids import MOST_ROWS, blocks
from ingest.document import Page
from ingest.readers.grid import GivenCell, PageWriter, lay_out


def page(*rows: list[GivenCell], before: str = "Our accounts", behind: str = "Audited") -> Page:
    text = PageWriter()
    text.put(before)
    text.put_table(lay_out(rows))
    text.put(behind)
    return Page(1, "1", text.text, 0, 0, len(text.text), tables=tuple(text.tables))


def row(*texts: str) -> list[GivenCell]:
    return [GivenCell(text) for text in texts]


ACCOUNTS = page(row("Item", "2022", "2023"), row("Interest", "", "1,100"), row("Rent", "790", "812"))


def of_quote(made: Page, quote: str) -> range:
    start = made.text.index(quote)
    return range(start, start + len(quote))


def marks(table: dict, kind: str) -> list[str]:
    return [cell["text"] for row in table["rows"] for cell in row if cell.get(kind)]


def test_text_and_tables_come_in_the_order_of_the_page():
    before, table, behind = blocks(ACCOUNTS, range(0))
    assert "".join(before["text"]) == "Our accounts"
    assert "".join(behind["text"]) == "Audited"
    assert [[cell.get("text") for cell in row] for row in table["rows"]] == [
        ["Item", "2022", "2023"],
        ["Interest", None, "1,100"],
        ["Rent", "790", "812"],
    ]
    assert (table["heads"], table["left_out"]) == (1, 0)
    assert marks(table, "label") == ["Interest", "Rent"]


def test_the_quoted_row_is_marked_and_the_cell_with_the_value_framed():
    table = blocks(ACCOUNTS, of_quote(ACCOUNTS, "Interest  1,100"), "1100")[1]
    assert marks(table, "quoted") == ["Interest", "1,100"]
    assert marks(table, "framed") == ["1,100"]


def test_without_a_value_the_cell_below_the_year_is_framed():
    rent = of_quote(ACCOUNTS, "Rent  790  812")
    assert marks(blocks(ACCOUNTS, rent, year=2022)[1], "framed") == ["790"]
    assert marks(blocks(ACCOUNTS, rent, year=2019)[1], "framed") == []


def test_without_a_value_no_cell_is_framed():
    assert marks(blocks(ACCOUNTS, of_quote(ACCOUNTS, "Rent  790  812"))[1], "framed") == []


def test_a_quote_of_the_text_is_marked_there():
    before, table, _ = blocks(ACCOUNTS, of_quote(ACCOUNTS, "accounts"))
    assert before["text"] == ["Our ", "accounts", ""]
    assert marks(table, "quoted") == []


def test_merged_cells_stay_merged():
    made = page([GivenCell("Shop", row_span=2), *row("2022", "2023")], row("1", "2"))
    first, second = blocks(made, range(0))[1]["rows"]
    assert (first[0]["rows"], len(second)) == (2, 2)


def test_of_a_long_table_the_rows_around_the_quote_are_drawn_below_the_heads():
    made = page(row("Shop", "Sales"), *(row(f"Shop {n}", f"{n}.5") for n in range(5000)))
    table = blocks(made, of_quote(made, "Shop 3333  3333.5"))[1]
    assert len(table["rows"]) == MOST_ROWS
    assert table["left_out"] == 5001 - MOST_ROWS
    assert table["rows"][0][0]["text"] == "Shop"
    assert marks(table, "quoted") == ["Shop 3333", "3333.5"]


def test_a_page_without_tables_is_its_text():
    made = Page(1, "1", "One line.\nAnother.", 0, 0, 18)
    assert blocks(made, range(4, 8)) == [{"text": ["One ", "line", ".\nAnother."]}]
