"""Page roles: what a page is by its headings and lines, and what a question wants, in several languages."""

import pytest

from index.ranking.page_roles import RoleGroup, group_of, roles, roles_of_page, wanted_roles

BALANCE = """Consolidated Balance Sheets
(in millions)  2021  2020
Cash and cash equivalents  $ 4,564  $ 4,634
Accounts receivable, net  4,660  4,705
Inventories  4,985  4,239
Total current assets  15,403  14,982
Property, plant and equipment  9,429  9,421
Goodwill  13,486  13,802
Total assets  47,072  47,344
Accounts payable  2,994  2,561
Accrued payroll  1,020  747
Total current liabilities  9,035  7,948
Long-term debt  16,056  17,989
Retained earnings  45,821  43,821
Total equity  15,117  12,931
"""


def strongest(body, section=()):
    found = roles_of_page(body, [section])
    return max(found, key=found.get) if found else None


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Legal proceedings", "legal"),
        ("Miembros del Patronato", "governance"),
        ("Membres del Patronat", "governance"),
        ("Conseil d'administration", "governance"),
        ("Projektpartner", "project_facts"),
        ("Glossary", "glossary"),
        ("Item 1A. Risk Factors", "risks"),
        ("3.2 Employees", "staff"),
        ("Summary of Business Segment Data", "segments"),
        ("GEOGRAPHIC OPERATIONS", "segments"),
        ("Antitrust Litigation and Investigations", "legal"),
        (
            "RECONCILIATION OF NET INCOME ATTRIBUTABLE TO THE OWNERS OF THE COMPANY TO EARNINGS BEFORE TAX",
            "adjusted_measures",
        ),
        ("In court there was no more to be said of this matter", None),
        ("Lessons of a business", None),
        ("Events of the year", None),
    ],
)
def test_a_page_is_what_it_is_headed(heading, role):
    assert strongest(f"{heading}\nThe text of the page says more in many words.", (heading,)) == role


def test_a_statement_is_known_by_its_title_and_its_lines():
    untitled = BALANCE.partition("\n")[2]
    assert roles_of_page(BALANCE * 2, [])["balance_sheet"] == 1.0
    assert roles_of_page(untitled * 2, [])["balance_sheet"] == 0.5
    assert (
        roles_of_page("Consolidated Balance Sheets\nThey are shown on page 60.", []).get("balance_sheet", 0)
        < 0.1
    )


def test_prose_that_mentions_a_statement_is_none():
    line = (
        "As the consolidated balance sheets of the company and of its many subsidiaries show, there is " * 2
    )
    assert "balance_sheet" not in roles_of_page(line, [])


def test_a_page_within_a_section_has_its_role_in_part():
    body = "Mr. Example against the company.\nThe court found for the company."
    assert roles_of_page(body, [("Item 3", "Legal Proceedings")])["legal"] == 0.5


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("What were total current liabilities in 2020?", "balance_sheet"),
        ("How much capex was there?", "cash_flow_statement"),
        ("What was the EBITDA?", "income_statement"),
        ("¿Cuáles fueron los ingresos de 2021?", "income_statement"),
        ("Wie hoch war das Eigenkapital?", "balance_sheet"),
        ("Who chairs the board?", "governance"),
        ("Qui préside le conseil d'administration ?", "governance"),
        ("Quins socis té el projecte?", "project_facts"),
    ],
)
def test_what_a_question_wants(question, role):
    assert role in wanted_roles(question)


def test_a_question_may_want_nothing():
    assert wanted_roles("Hello there") == frozenset()


def test_every_group_has_roles():
    assert {group_of(name) for name in roles()} == set(RoleGroup)
