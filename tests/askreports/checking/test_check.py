"""Each verdict on claims about small reports, through the whole check."""

import pytest

import askreports
from askreports.answering.claims.verdict import Verdict

pytestmark = pytest.mark.slow


def verdict(reports, text):
    (claim,) = reports.check(text).claims
    return claim


SUPPORTED = [
    "The Harbour Trust had 2,110 members in 2023.",
    "In 2023, total assets of the Harbour Trust were EUR 5.3 million.",
    "Grants paid by the Harbour Trust amounted to EUR 412,000 in 2023.",
    "Members of the Harbour Trust rose by 9 % in 2023.",
    "Grants paid by the Harbour Trust increased from EUR 388 thousand to EUR 412 thousand in 2023.",
    "The surplus of the Harbour Trust for the year 2023 was EUR -41 thousand.",
    "The Mill Fund paid 77 grants in 2023.",
    "The board of the Harbour Trust is chaired by Ada Quayle.",
    "At the Harbour Trust, the inspectors did not find any fault with the pier in 2022.",
]
CONTRADICTED = [
    "The Harbour Trust had 2,410 members in 2023.",  # digits
    "Total assets of the Harbour Trust were EUR 812 thousand in 2023.",  # the row beside it
    "Total current assets of the Harbour Trust were EUR 5,310 thousand in 2023.",
    "In 2023, total assets of the Harbour Trust were EUR 5.3 billion.",  # scale
    "Grants paid by the Harbour Trust were USD 412 thousand in 2023.",  # unit
    "The surplus of the Harbour Trust for the year 2023 was EUR 41 thousand.",  # sign
    "Members of the Harbour Trust fell by 9 % in 2023.",  # direction
    "Members of the Harbour Trust rose by 14 % in 2023.",
    "The Mill Fund paid 79 grants in 2023.",
]
OTHER_PERIOD = [
    "The Harbour Trust had 1,929 members in 2023.",
    "In 2022 the Harbour Trust had 1,965 members.",  # restated a year later
]
NOT_FOUND = [
    "The Harbour Trust owns nine ferries.",
    "The Qyrexa Council had 2,110 members in 2023.",  # unknown
    "The Mill Fund had 2,110 members in 2023.",  # of another organisation
    "The Harbour Trust had 2,110 retired members in 2023.",  # narrower than the row
    "The board of the Harbour Trust is chaired by Tom Reed.",  # names swapped
    "Total assets of the Harbour Trust were EUR 5,310 thousand in 2019.",
]


@pytest.mark.parametrize("text", SUPPORTED)
def test_what_a_report_says_is_supported_and_cited(reports, text):
    checked = reports.check(text)
    (claim,) = checked.claims
    assert claim.verdict is Verdict.SUPPORTED, claim
    assert claim.citations
    assert all(citation.verified for citation in checked.citations)


@pytest.mark.parametrize("text", CONTRADICTED)
def test_another_value_for_the_same_contradicts(reports, text):
    assert verdict(reports, text).verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize("text", OTHER_PERIOD)
def test_the_value_of_another_period_is_told(reports, text):
    claim = verdict(reports, text)
    assert claim.verdict is Verdict.OTHER_PERIOD
    assert claim.citations
    assert claim.difference


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_cannot_be_compared_is_not_found(reports, text):
    assert verdict(reports, text).verdict is Verdict.NOT_FOUND


def test_a_dropped_not_is_no_support(reports):
    said = "At the Harbour Trust, the inspectors found fault with the pier in 2022."
    assert verdict(reports, said).verdict is not Verdict.SUPPORTED


def test_differences_and_arithmetic_are_shown(reports):
    assert verdict(reports, "The Harbour Trust had 2,410 members in 2023.").difference == "+300"
    computed = verdict(reports, "Members of the Harbour Trust rose by 9 % in 2023.")
    assert computed.formula == "(2,110 − 1,929) ÷ 1,929 = 9.4 %"


def test_a_name_further_up_says_whose_the_figures_are(reports):
    text = "# News of the Harbour Trust\n\nThere were 2,110 members in 2023. Grants of EUR 412,000 were paid."
    first, second = reports.check(text).claims
    assert first.verdict is Verdict.SUPPORTED
    assert text[first.start : first.end] == first.text
    assert second.verdict is Verdict.SUPPORTED


def test_a_text_without_claims_has_none(reports):
    assert reports.check("well then").claims == ()


@pytest.mark.parametrize("text", ["", " \n ", "\ud800 half"])
def test_a_text_that_is_none_is_refused(reports, text):
    with pytest.raises(askreports.BadText):
        reports.check(text)


def test_progress_is_told(reports):
    heard = []
    reports.check("One had 1 cat. Two had 2 cats.", on_claim=lambda done, of: heard.append((done, of)))
    assert heard == [(1, 2), (2, 2)]
