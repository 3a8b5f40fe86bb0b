"""Key figures set large above their labels are brought together with them."""

from ingest.readers.pdf.layout.boxes import TextBox
from ingest.readers.pdf.layout.key_figures import figures_with_labels

LARGE, SMALL = 17.0, 10.0


def cell(text: str, left: float, bottom: float, size: float = SMALL) -> TextBox:
    return TextBox(text, left, bottom, left + 0.5 * size * len(text), bottom + size)


def texts(rows):
    return [" | ".join(one.text for one in row) for row in rows]


HEADING = [cell("The year in figures", 50, 740, LARGE)]
PROSE = [[cell("Members came from all over the region.", 50, 600 - 12 * line)] for line in range(8)]


def test_each_figure_stands_before_its_own_label_whatever_was_drawn_first():
    rows = [
        HEADING,
        [cell("158", 50, 700, LARGE), cell("19", 200, 700, LARGE)],
        [cell("members at", 50, 687), cell("projects under way", 200, 687)],
        [cell("31 December", 50, 675)],
        [cell("EUR 2,685 k", 350, 700, LARGE)],
        [cell("total income", 350, 687)],
        *PROSE,
    ]
    assert texts(figures_with_labels(rows)) == [
        "The year in figures",
        "158",
        "members at",
        "31 December",
        "19",
        "projects under way",
        "EUR 2,685 k",
        "total income",
        *texts(PROSE),
    ]


def test_a_label_may_stand_below_the_middle_of_its_figure():
    rows = [
        [cell("52%", 100, 700, LARGE), cell("7", 300, 700, LARGE)],
        [cell("use of the cleanroom", 62, 687), cell("new patents", 276, 687)],
        *PROSE,
    ]
    assert texts(figures_with_labels(rows))[:4] == ["52%", "use of the cleanroom", "7", "new patents"]


def test_tables_and_single_numbers_stay_as_they_are():
    table = [[cell("Members", 50, 700 - 12 * n), cell(f"{n}58", 300, 700 - 12 * n)] for n in range(6)]
    chapter = [[cell("3", 50, 760, LARGE)], [cell("The sector", 50, 747)]]
    years = [[cell("2023", 300, 740, LARGE), cell("2022", 400, 740, LARGE)], [cell("restated", 400, 727)]]
    for rows in (table, chapter + table, years + table, [], PROSE):
        assert figures_with_labels(rows) == rows


def test_no_cell_is_lost_or_doubled():
    rows = [
        [cell("158", 50, 700, LARGE), cell("19", 200, 700, LARGE), cell("Figures", 400, 700, LARGE)],
        [cell("members", 50, 687), cell("projects", 200, 687), cell("of the year", 400, 687)],
        *PROSE,
    ]
    after = [one for row in figures_with_labels(rows) for one in row]
    assert sorted(after) == sorted(one for row in rows for one in row)
