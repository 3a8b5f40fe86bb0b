"""The table of names: what it says holds together, and a user's own comes first."""

import pytest

from askreports.answering.formulas.expression import terms_of
from askreports.answering.formulas.parser import parse_formula
from askreports.answering.taxonomy.entries import normal
from askreports.answering.taxonomy.loading import (
    BadTaxonomy,
    custom_taxonomy,
    read_taxonomy,
    standard_taxonomy,
)

OWN = """
[item.members]
statement = ["income_statement"]
rows = ["number of members"]
asked = ["members"]
[ratio.gross_margin]
asked = ["gross margin"]
formula = "gross profit / total assets"
unit = "percent"
"""


def test_every_formula_is_made_of_names_that_the_table_knows():
    taxonomy = standard_taxonomy()
    for entry in taxonomy.entries.values():
        if entry.ratio:
            for term in terms_of(entry.ratio.formula):
                assert taxonomy.find(term.name), f"{entry.ratio.name}: {term.name}"


def test_every_item_stands_in_a_statement_that_is_described():
    taxonomy = standard_taxonomy()
    items = [entry.item for entry in taxonomy.entries.values() if entry.item]
    assert {name for item in items for name in item.statements} <= set(taxonomy.statements)


@pytest.mark.parametrize(
    ("label", "plain"),
    [
        ("Net income (loss)", "net income"),
        ("PROPERTY, PLANT AND EQUIPMENT — net", "property plant and equipment net"),
        ("Inventories, net (Note 6)", "inventories net"),
        ("Stockholders’ equity", "stockholders equity"),
        ("Research & development", "research and development"),
        ("R&D", "r&d"),
        ("Cost of sales a", "cost of sales"),
        ("Résultat net", "resultat net"),
    ],
)
def test_labels_are_compared_in_normal_form(label, plain):
    assert normal(label) == plain


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("revenue", "Total net revenue"),
        ("capex", "Purchases of property and equipment"),
        ("cash from operations", "Net cash provided by (used in) operating activities"),
        (
            "PP&E",
            "Property, plant and equipment, net of accumulated depreciation - $13,663 and $12,995 (Note 9)",
        ),
        ("net income attributable to shareholders", "Net earnings attributable to Tersalva Medical"),
    ],
)
def test_an_item_is_known_by_the_labels_of_reports(name, label):
    assert standard_taxonomy().find(name).item.fit(normal(label)) is not None


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("revenue", "Cost of revenue"),
        ("total assets", "Total current assets"),
        ("total assets", "Other assets"),
        ("net income attributable to shareholders", "Net income attributable to noncontrolling interests"),
        ("accounts payable", "Income taxes payable"),
    ],
)
def test_and_not_by_those_of_its_neighbours(name, label):
    assert standard_taxonomy().find(name).item.fit(normal(label)) is None


def test_a_taxonomy_of_the_house_comes_first(tmp_path):
    (tmp_path / "taxonomy.toml").write_text(OWN, encoding="utf-8")
    taxonomy = read_taxonomy(OWN)
    assert custom_taxonomy([tmp_path]) == OWN
    assert taxonomy.find("members").item.rows == ("number of members",)
    assert taxonomy.find("gross margin").ratio.formula == parse_formula("gross profit / total assets")
    assert taxonomy.find("total assets").item.name == "total_assets"
    assert standard_taxonomy().find("members") is None


def test_without_a_file_it_is_ours(tmp_path):
    assert read_taxonomy("") is standard_taxonomy()
    assert custom_taxonomy([tmp_path]) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[item.x", "not valid TOML"),
        ("x = 1", "x, which is unknown"),
        ("[itm.x]\nrows = []", "itm, which is unknown|rows, which is unknown"),
        ('[item.x]\nrows = ["x"]', "statement of 'x' is not a list"),
        ('[item.x]\nstatement = ["income_statement"]\nrows = "x"', "rows of 'x' is not a list"),
        ('[item.x]\nstatement = ["cash_book"]\nrows = ["x"]', "'cash_book', which nothing here describes"),
        ('[item.x]\nstatement = ["income_statement"]\nrows = ["x"]\nlabel = 1', "label, which is unknown"),
        ('[ratio.x]\nasked = ["x"]\nformula = "a +"\nunit = "percent"', "formula of 'x'"),
        ('[ratio.x]\nasked = ["x"]\nformula = "revenue / wishes"\nunit = "percent"', "'wishes'"),
        ('[ratio.x]\nasked = ["x"]\nformula = "revenue"\nunit = "cows"', "unit of 'x' is none of percent"),
    ],
)
def test_a_taxonomy_that_cannot_be_used_says_what_to_write(text, said, tmp_path):
    (tmp_path / "taxonomy.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadTaxonomy, match=said) as error:
        custom_taxonomy([tmp_path])
    assert "taxonomy.toml" in str(error.value)
    assert "write [item.NAME]" in str(error.value)
