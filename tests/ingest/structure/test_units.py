"""Units: sentences, rows and headings, and nothing between them."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.tiles import tiles
from ingest.structure.units import UnitKind, is_title, text_units


def kinds(text):
    return [(unit.kind, text[unit.start : unit.end]) for unit in text_units(text)]


def test_a_sentence_goes_on_over_a_line_end():
    text = "The board met\ntwice. It chose Ms. Rovira, No. 2 of Acme Inc. as its chair."
    assert kinds(text) == [
        (UnitKind.SENTENCE, "The board met\ntwice."),
        (UnitKind.SENTENCE, "It chose Ms. Rovira, No. 2 of Acme Inc. as its chair."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Purchases of property, plant and equipment (PP&E)  (1,577)  (1,373)  (1,420)",
        "Total current assets $ 2,526,778 $ 2,376,355",
        "Grants paid  27",
        "Effective tax rate 21.6 % 24.6 %",
        "Other — net  —  (23)",
        "1. Governance ........ 12",
        "Aquaferro Membranes  Denmark  Membrane",
        "| Coordinator | Port Institute |",
    ],
)
def test_a_line_of_a_label_and_its_values_is_a_row(line):
    assert [kind for kind, _ in kinds(line)] == [UnitKind.ROW]


@pytest.mark.parametrize(
    "line",
    ["The number of members rose from 120 to 131 in 2021.", "In 2018 and 2017 the company paid dividends of"],
)
def test_prose_with_numbers_is_no_row(line):
    assert [kind for kind, _ in kinds(line)] == [UnitKind.SENTENCE]


@pytest.mark.parametrize(
    "line",
    [
        "CONSOLIDATED BALANCE SHEETS",
        "Item 7. Management's discussion and analysis",
        "## Results",
        "2.1 Members",
    ],
)
def test_headings(line):
    assert is_title(line)


@pytest.mark.parametrize(
    "line", ["and other matters", "The board met twice a year,", "12", "", "• First point of a list"]
)
def test_no_headings(line):
    assert not is_title(line)


def test_a_heading_in_sentence_case_stands_apart_from_the_sentence_below():
    text = "It ended in June.\nA change in the chair\nThe board elected a new chair from among its members."
    assert kinds(text)[1] == (UnitKind.HEADING, "A change in the chair")


def test_a_line_of_many_numbers_takes_no_time():
    text = "\n".join(["1 " * 3000 + "Total shares", "$ 5 " * 3000 + "x", "(1)  " * 3000 + "x"])
    assert len(list(text_units(text))) > 0


def test_names_in_the_middle_of_a_sentence_are_no_heading():
    text = (
        "The loans were given in equal parts by the following\nBank of Harbour, Port Credit\nand two others."
    )
    assert [kind for kind, _ in kinds(text)] == [UnitKind.SENTENCE]


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("3. Projects", "At the end of 2023 the cluster ran nineteen projects in six countries."),
        ("3. Proyectos", "Al cierre de 2023 la agrupación tenía diecinueve proyectos en marcha."),
        ("3. Una planta petita per a molta feina", "El centre va obrir el laboratori el mes de març."),
        ("3. Éthique et risques", "Le comité a donné son accord au printemps, sous deux conditions."),
        ("3. Worum es geht", "Jede zweite Probe kommt zu spät im Labor an und muss wiederholt werden."),
        ("B. Partners", "The port institute leads the work and owns the two boats that it needs."),
        ("Table 3. Grants by line and year (in thousands of euros)", "Line  2023  2022"),
        ("Tabla 2: Ayudas por línea", "Línea  2023  2022"),
        ("Abbildung 4 – Mittel nach Jahr", "Jahr  Mittel"),
    ],
)
def test_a_numbered_heading_is_no_part_of_what_stands_below_it(heading, sentence):
    last = UnitKind.ROW if "  " in sentence else UnitKind.SENTENCE
    assert kinds(f"It ended well.\n{heading}\n{sentence}")[1:] == [
        (UnitKind.HEADING, heading),
        (last, sentence),
    ]


def test_the_items_of_a_numbered_list_are_no_headings():
    text = "The aims are these.\n1. A cartridge that costs less\n2. A machine that is light\n3. A study"
    assert [kind for kind, _ in kinds(text)] == [UnitKind.SENTENCE] * 4


@pytest.mark.parametrize(
    "sentence",
    [
        "3. It must be light and cheap.",
        "O1. A cartridge for a year.",
        "Table 2. The sums are audited.",
        "Der Bescheid kam am 3. März und galt bis zum 2. Quartal.",
        "Das Haus erhielt 4,2 Mio. EUR vom Land.",
        "La direcció és de la Dra. Rovira.",
        "• Interest. Half of the debt bears a variable rate.",
        "• May a member apply twice? No, one request a year is enough.",
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(sentence):
    assert kinds(sentence) == [(UnitKind.SENTENCE, sentence)]


def test_a_bullet_point_is_a_sentence_though_a_gap_follows_its_bullet():
    text = "•  A pump that reports how much is left in the bag and\nsounds no alarm at night.\n•  A new hall."
    assert [kind for kind, _ in kinds(text)] == [UnitKind.SENTENCE] * 2


@pytest.mark.parametrize(
    "text",
    [
        "The accounts were closed and sent to the trustees on the\n12. Dezember of the year.",
        "All three together come to a sum that will be paid until\n2026.",
        "The board of the house sits on the first Monday of each\nmonth. It is open to all who work there.",
        "The two loans that the port took were given back in 2019 and 2020\nbefore they were due to end.",
        "The fine that the ministry had set in the spring of the year was cut to $ 15\nafter a long hearing.",
    ],
)
def test_a_line_of_prose_that_looks_otherwise_stays_in_its_sentence(text):
    assert {kind for kind, _ in kinds(text)} == {UnitKind.SENTENCE}
    assert "\n" in kinds(text)[0][1]


def test_a_short_unfinished_line_is_no_part_of_the_paragraph_below_it():
    text = "people at work\nThe house has twelve beds and forty-one nurses, and it is open at night."
    assert [piece for _, piece in kinds(text)] == text.split("\n")


def test_a_line_parted_by_blank_lines_heads_the_text_below_it():
    text = "What comes next\n\nThe second hall opens in the spring of next year."
    assert kinds(text)[0] == (UnitKind.HEADING, "What comes next")


def test_a_term_with_its_value_says_something_itself():
    text = "Head of the room: Marc Tolosell\n\nOpen day: Saturday 22 April\n\nIt is free"
    assert [kind for kind, _ in kinds(text)] == [UnitKind.SENTENCE] * 3


@pytest.mark.parametrize(
    ("text", "tiles"),
    [
        ("12 Projects\n34 Partners\n5 Countries", ["12 Projects", "34 Partners", "5 Countries"]),
        ("12 proyectos 34 socios 5 países", ["12 proyectos", "34 socios", "5 países"]),
        ("12\nprojectes\n34\nsocis", ["12\nprojectes", "34\nsocis"]),
        ("Partenaires\n34\nPays\n5", ["Partenaires\n34", "Pays\n5"]),
        ("Mitglieder: 34\nLänder: 5", ["Mitglieder: 34", "Länder: 5"]),
        ("€3.2M raised\n+40% growth", ["€3.2M raised", "+40% growth"]),
        (
            "158 members at 31 December  EUR 2,685 k total income  52% use of the cleanroom",
            ["158 members at 31 December", "EUR 2,685 k total income", "52% use of the cleanroom"],
        ),
    ],
)
def test_each_tile_of_key_figures_is_a_row(text, tiles):
    assert kinds(text) == [(UnitKind.ROW, tile) for tile in tiles]


@pytest.mark.parametrize(
    ("grid", "rest"),
    [
        ("131  14  163\nmembers  projects  questions", "The cluster grew."),
        (
            "64  9\nidees rebudes (51 el 2021)  prototips provats  412.000 EUR  8\ningressos\na l'equip",
            "Va créixer.",
        ),
        ("€3.2M  +40%\nraised  growth", "It went well."),
    ],
)
def test_tiles_side_by_side_are_one_row(grid, rest):
    assert kinds(f"{grid}\n{rest}") == [(UnitKind.ROW, grid), (UnitKind.SENTENCE, rest)]


@pytest.mark.parametrize(
    "table",
    ["2021  2020\nFees  Grants", "12  15\nFees  448  412", "412  448\nFees", "Fees  448\nGrants  Others"],
)
def test_rows_of_a_table_are_no_tiles_side_by_side(table):
    assert [piece for _, piece in kinds(table)] == table.split("\n")


def test_tiles_below_a_heading_leave_it_out():
    assert kinds("Key figures\n12\nProjects\n34\nPartners") == [
        (UnitKind.HEADING, "Key figures"),
        (UnitKind.ROW, "12\nProjects"),
        (UnitKind.ROW, "34\nPartners"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1 Introduction\n2 Governance\n3 Projects",
        "2021\nFounded in spring\n2022\nMoved to the port",
        "It paid 3 of the 12 members in 5 countries.",
        "3 months ended  12 months ended",
        "31 December 2019  31 December 2018",
        "28 September 2019  29 September 2018",
        "2019 sales  2018 sales and income",
    ],
)
def test_what_only_looks_like_tiles_is_none(text):
    assert tiles(text, [(m.start(), m.end()) for m in re.finditer(r".+", text)]) == []


@given(st.text(alphabet="Ab1. \n(-$", max_size=120))
def test_units_cover_all_but_white_space_and_do_not_overlap(text):
    found = list(text_units(text))
    assert "".join("".join(text[u.start : u.end].split()) for u in found) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(found))
