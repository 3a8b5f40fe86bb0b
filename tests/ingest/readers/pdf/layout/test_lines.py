"""Words with boxes become lines on which a table row stands whole."""

import unicodedata
from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.readers.pdf.layout.lines import page_text
from ingest.readers.pdf.layout.rows import Fragment

LETTER = 5.0  # width of a character in points, in type 10 points high


@dataclass
class Pen:
    """Draws words on a page and remembers where: y counts lines from the top, 12 points each."""

    words: list[Fragment]

    def write(self, x: float, line: float, text: str, *, size: float = 10.0, raised: float = 0.0):
        """Write words from x on, a space of half a letter between them; returns where they end."""
        bottom = 800 - 12 * line + raised
        for number, word in enumerate(text.split()):
            right = x + LETTER * len(word) * size / 10
            self.words.append(Fragment(word, x, bottom, right, bottom + size, new_line=number == 0))
            x = right + LETTER / 2
        return x

    def cells(self, line: float, *cells: str):
        """Write each cell 100 points right of the last, the first one 200 points wide."""
        for number, cell in enumerate(cells):
            self.write(50 if number == 0 else 150 + 100 * number, line, cell)

    @property
    def text(self) -> str:
        return page_text(self.words)


@pytest.fixture
def pen():
    return Pen([])


def test_words_are_parted_by_one_space_and_cells_by_two(pen):
    pen.cells(1, "Net sales", "$ 5,363", "$ 4,869")
    pen.cells(2, "Cost of sales", "(3,105)", "—")
    assert pen.text == "Net sales  $ 5,363  $ 4,869\nCost of sales  (3,105)  —"


def test_values_drawn_a_little_lower_than_their_label_stand_on_its_line(pen):
    pen.write(50, 1, "Proceeds from sale of businesses")
    pen.write(300, 1.7, "846")
    pen.write(400, 1.7, "1,065")
    assert pen.text == "Proceeds from sale of businesses  846  1,065"


def test_values_one_line_below_a_label_that_has_none_go_up_to_it_but_years_do_not(pen):
    pen.cells(1, "Fiscal year ended in May")
    pen.cells(2, "", "2023", "2022")
    pen.cells(4, "Litigation related")
    pen.cells(5, "", "6,900", "6,900")
    assert pen.text == "Fiscal year ended in May\n2023  2022\nLitigation related  6,900  6,900"


def test_columns_drawn_in_another_order_come_from_left_to_right(pen):
    pen.write(50, 1, "Worldwide")
    pen.words += [
        Fragment("4,411", 400, 788, 425, 798),  # last year's, drawn first
        Fragment("4,496", 300, 788, 325, 798),
    ]
    assert pen.text == "Worldwide  4,496  4,411"


def test_values_and_marks_drawn_in_a_later_pass_find_their_row(pen):
    for line, label in enumerate(("Revenue", "Cost", "Profit"), 1):
        pen.write(50, line, label)
    for line, value in enumerate(("100", "60", "40"), 1):
        pen.write(300, line, value)
    pen.write(90, 1, "(a)", size=6, raised=4)
    assert pen.text == "Revenue (a)  100\nCost  60\nProfit  40"


def test_a_footnote_mark_stays_in_the_cell_of_its_value(pen):
    end = pen.write(50, 1, "Fair value")
    pen.write(200, 1, "455")
    pen.write(225, 1, "(1)", size=6, raised=4)
    pen.write(300, 1, "2,250")
    assert end < 200
    assert pen.text == "Fair value  455 (1)  2,250"


def test_a_heading_drawn_cell_by_cell_becomes_one_line(pen):
    pen.write(50, 1, "(in thousands)")
    for x, year in ((250, "2015"), (350, "2014")):
        pen.write(x, 1, "November 27,")
        pen.write(x + 10, 2, year)
    pen.cells(3, "Goodwill", "5,366,881", "4,721,962")
    assert pen.text == (
        "(in thousands)  November 27, 2015  November 27, 2014\nGoodwill  5,366,881  4,721,962"
    )


def test_a_title_above_such_a_heading_keeps_its_line(pen):
    pen.write(
        50, 0, "The balance of deferred taxes was, over the whole width of the page, as follows in each year:"
    )
    for x, year in ((250, "2015"), (350, "2014")):
        pen.write(x, 1, "December 26,")
        pen.write(x + 10, 2, year)
    assert pen.text.splitlines()[1:] == ["December 26, 2015  December 26, 2014"]


def test_a_word_drawn_letter_by_letter_is_one_word(pen):
    for place, letter in enumerate("Kraft"):
        pen.words.append(Fragment(letter, 50 + LETTER * place, 700, 55 + LETTER * place, 710, new_line=True))
    pen.words.append(Fragment("Heinz", 77.5, 700, 102.5, 710, new_line=True))
    assert pen.text == "Kraft Heinz"


def test_leading_dots_are_a_gap(pen):
    pen.write(50, 1, "Goodwill" + "." * 40 + " 5,366 4,721")
    pen.write(50, 2, "Item 1. Business . . . . . . . . . 3")
    assert pen.text == "Goodwill  5,366 4,721\nItem 1. Business  3"


def test_brackets_close_up(pen):
    pen.write(50, 1, "Other")
    pen.write(200, 1, "( 62 )")
    assert pen.text == "Other  (62)"


def prose(columns: int, rows: int = 8) -> list[list[str]]:
    words = "the demand for pumps grew in all regions and we expect it to grow further".split()
    return [
        [f"{words[(row + column) % 15]} line {row} of {column}" for row in range(rows)]
        for column in range(columns)
    ]


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("across", [True, False])
def test_columns_of_prose_come_one_after_the_other(pen, columns, across):
    text = prose(columns)
    places = [(row, column) for column in range(columns) for row in range(len(text[0]))]
    for row, column in sorted(places) if across else places:
        pen.write(50 + 150 * column, row, text[column][row])
    assert pen.text.splitlines() == [line for column in text for line in column]


def test_columns_with_lines_at_other_heights_are_not_mixed(pen):
    text = prose(2)
    for column, lines in enumerate(text):
        for row, line in enumerate(lines):
            pen.write(50 + 250 * column, row + 0.4 * column, line)
    assert pen.text.splitlines() == text[0] + text[1]


def test_a_list_in_two_columns_stays_row_by_row(pen):
    for line in range(8):
        pen.cells(line, f"Company {line} Limited", "United Kingdom")
    assert pen.text.splitlines()[3] == "Company 3 Limited  United Kingdom"


def test_a_header_drawn_last_comes_first(pen):
    pen.write(50, 5, "The body of the page.")
    pen.write(50, 9, "12")
    pen.write(50, 1, "Annual report")
    assert pen.text.splitlines() == ["Annual report", "The body of the page.", "12"]


@pytest.mark.parametrize("turns", [1, 3])
def test_a_table_set_sideways_reads_like_an_upright_one(pen, turns):
    pen.cells(1, "Net sales", "5,363", "4,869")
    pen.cells(2, "Cost of sales", "3,105", "2,679")
    upright = pen.text
    sideways = [
        word._replace(left=-word.top, right=-word.bottom, bottom=word.left, top=word.right, turns=1)
        if turns == 1
        else word._replace(left=word.bottom, right=word.top, bottom=-word.right, top=-word.left, turns=3)
        for word in pen.words
    ]
    assert page_text(sideways) == upright


def test_writing_from_the_right_keeps_its_order(pen):
    pen.words = [
        Fragment("שלום", 200, 700, 220, 710, turns=2),
        Fragment("עולם", 170, 700, 190, 710, turns=2),
        Fragment("2023", 140, 700, 160, 710),
    ]
    assert pen.text == "שלום עולם 2023"


def test_a_hyphen_at_a_lines_end_stays_for_the_joining(pen):
    pen.write(50, 1, "environ\u00ad")
    pen.write(50, 2, "mental")
    assert pen.text == "environ-\nmental"


def test_an_empty_page_is_empty():
    assert page_text([]) == ""


PLACES = st.floats(min_value=0, max_value=800)
FRAGMENTS = st.builds(
    lambda text, x, y, size, new_line, turns: Fragment(
        text, x, y, x + 5 * len(text), y + size, new_line, turns
    ),
    st.text("abcXYZ0189", min_size=1, max_size=8),
    PLACES,
    PLACES,
    st.floats(min_value=1, max_value=30),
    st.booleans(),
    st.sampled_from([0, 0, 0, 0, 1, 2, 3]),
)


BESIDE_A_TITLE = [  # a cell beside the rows above a stack was once written twice
    Fragment("0", 0.0, 0.0, 5.0, 1.0, False, 0),
    Fragment("0", 0.0, 0.0, 5.0, 1.0, False, 0),
    Fragment("0", 0.0, 0.0, 5.0, 1.0, False, 0),
    Fragment("0", 0.0, 4.0, 5.0, 5.0, False, 0),
    Fragment("0", 6.0, 0.0, 11.0, 1.0, False, 1),
    Fragment("0", 0.0, 0.0, 5.0, 6.0, True, 0),
]


@pytest.mark.slow
@example(BESIDE_A_TITLE)
@given(st.lists(FRAGMENTS, max_size=40))
def test_nothing_is_lost_and_nothing_comes_twice(fragments):
    drawn = Counter("".join(fragment.text for fragment in fragments))
    written = unicodedata.normalize("NFKC", page_text(fragments))  # raised digits are digits here
    assert Counter(written.replace(" ", "").replace("\n", "")) == drawn
