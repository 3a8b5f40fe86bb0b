"""Formulas: what people write is read as they mean it, counted in decimals, and nothing is executed."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askreports.answering.formulas.expression import (
    Average,
    FormulaError,
    Growth,
    Number,
    Operation,
    Term,
    dimension,
    evaluate,
    in_year,
    show,
    terms_of,
)
from askreports.answering.formulas.parser import parse_formula


def value(text, **values):
    return evaluate(parse_formula(text), lambda term: Decimal(values[term.name.replace(" ", "_")]))


def test_the_usual_rules_of_arithmetic():
    assert value("a + b * c", a=1, b=2, c=3) == 7
    assert value("(a + b) * c", a=1, b=2, c=3) == 9
    assert value("a - b - c", a=9, b=3, c=2) == 4
    assert value("a / b / c", a=12, b=3, c=2) == 2
    assert value("1 - a / b", a=1, b=4) == Decimal("0.75")
    assert value("0.1 + 0.2") == Decimal("0.3")


def test_words_are_signs_too():
    assert value("total assets less total liabilities", total_assets=9, total_liabilities=4) == 5
    assert value("sales minus costs", sales=9, costs=4) == 5
    assert value("sales divided by assets", sales=9, assets=4) == Decimal("2.25")
    assert value("selling expenses plus long-term debt", **{"selling_expenses": 1, "long-term_debt": 2}) == 3


def test_a_name_says_its_year():
    dpo = parse_formula(
        "365 * (average accounts payable between FY2017 and FY2018)"
        " / (FY2018 COGS + change in inventory between FY2017 and FY2018)"
    )
    assert list(terms_of(dpo)) == [
        Term("accounts payable", 2017),
        Term("accounts payable", 2018),
        Term("COGS", 2018),
        Term("inventory", 2018),
        Term("inventory", 2017),
    ]
    assert parse_formula("FY18 revenue") == Term("revenue", 2018)


def test_names_without_a_year_take_the_one_asked_for():
    bound = in_year(parse_formula("net income / average total assets"), 2017)
    assert bound == Operation(
        "/", Term("net income", 2017), Average((Term("total assets", 2016), Term("total assets", 2017)))
    )
    assert in_year(parse_formula("FY2015 sales"), 2017) == Term("sales", 2015)


def test_asides_say_where_a_line_stands():
    text = "unadjusted operating income + depreciation and amortization [from cash flow statement]"
    assert show(parse_formula(text), lambda term: term.name) == (
        "unadjusted operating income + depreciation and amortization"
    )


def test_growth_is_a_share_a_year():
    grown = Growth(Term("first"), Term("last"), 2)
    assert evaluate(grown, {Term("first"): Decimal(100), Term("last"): Decimal(121)}.__getitem__) == Decimal(
        "0.1"
    )
    assert dimension(grown, lambda _: 1) == 0
    with pytest.raises(FormulaError):
        evaluate(grown, {Term("first"): Decimal(-1), Term("last"): Decimal(1)}.__getitem__)


def test_amounts_and_ratios_are_not_added():
    assert dimension(parse_formula("a / b + 1"), lambda _: 1) == 0
    assert dimension(parse_formula("365 * a"), lambda _: 1) == 1
    with pytest.raises(FormulaError, match="ratios"):
        dimension(parse_formula("a + 1"), lambda _: 1)


@pytest.mark.parametrize(
    "text", ["", "a /", "(a", "a)", "* a", "a / 0", "FY2017", "sales FY2017 FY2018", "a " * 500 + "+ b" * 500]
)
def test_what_is_no_formula(text):
    with pytest.raises(FormulaError):
        value(text, a=1, b=2)


def test_code_is_no_formula():
    with pytest.raises(FormulaError):
        parse_formula("__import__('os').system('true')")


trees = st.recursive(
    st.one_of(st.sampled_from("abc").map(Term), st.integers(1, 99).map(lambda n: Number(Decimal(n)))),
    lambda inner: st.builds(Operation, st.sampled_from("+-*/"), inner, inner),
    max_leaves=8,
)


@given(trees)
def test_a_formula_shown_is_the_same_formula(tree):
    values = {"a": Decimal(7), "b": Decimal(11), "c": Decimal(13)}

    def worth(expression):
        try:
            return evaluate(expression, lambda term: values[term.name])
        except FormulaError:
            return None

    again = parse_formula(show(tree, lambda term: term.name))
    before, after = worth(tree), worth(again)
    assert (before is None) == (after is None)
    assert before is None or abs(before - after) <= abs(before) * Decimal("1e-20")


@given(st.text(max_size=80))
def test_any_text_is_a_formula_or_an_error(text):
    with suppress(FormulaError):
        assert all(term.name for term in terms_of(parse_formula(text)))
