"""Rows of cells to a grid and its text: blank cells keep their place, merged ones cover theirs."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.grid import GivenCell, PageWriter, anchored, lay_out, lay_out_pages


def row(*texts):
    return [GivenCell(text) for text in texts]


def grid(table):
    """The rows of a table as lists, with "" where a cell is blank."""
    rows = [[""] * table.column_count for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def test_a_blank_cell_keeps_its_place_and_is_not_written():
    laid = lay_out(
        [row("", "Note", "2023", "2022"), row("Interest", "9", "(11)", ""), row("Tax", "", "", "5")]
    )
    assert laid.text == "Note  2023  2022\nInterest  9  (11)\nTax  5"
    (table,) = laid.tables
    assert grid(table) == [["", "Note", "2023", "2022"], ["Interest", "9", "(11)", ""], ["Tax", "", "", "5"]]
    assert (table.header_rows, table.label_columns) == (1, 1)


def test_a_merged_label_stands_in_the_text_of_each_of_its_rows():
    rows = [
        row("House", "Group", "2023"),
        [GivenCell("Ayton", row_span=2), *row("Crawlers", "12")],
        row("Walkers", "19"),
    ]
    laid = lay_out(rows)
    assert laid.text == "House  Group  2023\nAyton  Crawlers  12\nAyton  Walkers  19"
    (table,) = laid.tables
    assert [cell.text for cell in list(table.rows())[2]] == ["Ayton", "Walkers", "19"]
    assert table.label_columns == 2


def test_a_merged_head_stands_over_its_columns():
    rows = [
        [GivenCell("", row_span=2), GivenCell("2023", column_span=2), GivenCell("2022", column_span=2)],
        row("Adults", "Children", "Adults", "Children"),
        row("Mill", "22", "", "19", ""),
    ]
    (table,) = lay_out(rows).tables
    assert [head.text for head in table.heads(3)] == ["2022", "Adults"]
    assert table.header_rows == 2


def test_a_currency_sign_and_a_bracket_in_cells_of_their_own_belong_to_the_value():
    laid = lay_out([row("", "", "2023", ""), row("Loss", "$", "(5", ")")])
    assert laid.text == "2023\nLoss  $ (5)"
    assert laid.tables[0].cells[-1].column_span == 3


def test_years_that_come_anew_begin_another_grid():
    laid = lay_out(
        [
            row("", "2023", "2022"),
            row("Income", "5", "4"),
            row("Assets", "2022", "2021"),
            row("Land", "1", "2"),
        ]
    )
    assert len(laid.tables) == 2
    assert [head.text for head in laid.tables[1].heads(1)] == ["2022"]


def test_heads_are_said_again_on_the_next_page():
    first, second = lay_out_pages([row("", "2023"), row("Land", "5"), row("Cash", "4")], [2])
    assert (first.text, second.text) == ("2023\nLand  5", "2023\nCash  4")
    assert [head.text for head in second.tables[0].heads(1)] == ["2023"]


def test_two_columns_of_words_have_no_head():
    (table,) = lay_out([row("Title", "A new harbour"), row("Term", "36 months")]).tables
    assert table.header_rows == 0


def test_places_are_found_again_in_plainer_text():
    (table,) = lay_out([row("Effect", "2023"), row("Profit", "5")]).tables
    (moved,) = anchored([table], "  Effect   2023\nProfit 5")
    assert [(cell.start, cell.end) for cell in moved.cells] == [(2, 8), (11, 15), (16, 22), (23, 24)]


cells = st.builds(
    GivenCell,
    st.sampled_from(["", "Land", "5", "(7)", "2023", "$", ")", "Note 4", "n/a"]),
    st.integers(1, 3),
    st.integers(1, 3),
    st.booleans(),
)


@given(st.lists(st.lists(cells, max_size=5), max_size=6), st.text("ab\n", max_size=5))
def test_every_cell_stands_where_it_says_and_none_lies_over_another(rows, before):
    page = PageWriter()
    page.put(before)
    page.put_table(lay_out(rows))
    for table in page.tables:
        places = set()
        for cell in table.cells:
            assert page.text[cell.start : cell.end] == cell.text
            for r in range(cell.row, cell.row + cell.row_span):
                for c in range(cell.column, cell.column + cell.column_span):
                    assert (r, c) not in places
                    assert r < table.row_count
                    assert c < table.column_count
                    places.add((r, c))
