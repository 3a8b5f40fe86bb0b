"""Page roles: what a page is by its headings, and what a question wants, in several languages."""

import pytest

from index.roles import roles_of, title_words, wanted_roles


@pytest.mark.parametrize(
    ("section", "roles"),
    [
        (("CONSOLIDATED BALANCE SHEETS",), {"balance_sheet"}),
        (("Item 8", "Consolidated Statement of Cash Flows", "Investing"), {"cash_flow_statement"}),
        (("Income and expenditure",), {"income_statement"}),
        (("Balance de situación",), {"balance_sheet"}),
        (("Balanç de situació",), {"balance_sheet"}),
        (("Compte de résultat",), {"income_statement"}),
        (("Gewinn- und Verlustrechnung",), {"income_statement"}),
        (("Members", "Events"), set()),
        ((), set()),
    ],
)
def test_what_a_page_is(section, roles):
    assert roles_of(section) == roles


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        ("What were total current liabilities in 2020?", {"balance_sheet"}),
        ("How much capex was there?", {"cash_flow_statement"}),
        ("What was the EBITDA?", {"cash_flow_statement", "income_statement"}),
        ("¿Cuáles fueron los ingresos de 2021?", {"income_statement"}),
        ("Wie hoch war das Eigenkapital?", {"balance_sheet"}),
        ("Who chairs the board?", set()),
    ],
)
def test_what_a_question_wants(question, roles):
    assert wanted_roles(question) == roles


def test_the_words_to_look_for():
    assert "cash flow" in title_words({"cash_flow_statement"})
    assert title_words(frozenset()) == ""
