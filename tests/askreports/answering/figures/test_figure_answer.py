"""From a question to a figure: computed from cited cells, or not claimed at all."""

from dataclasses import replace
from decimal import Decimal

import pytest
from filings import BALANCE, CASH_FLOWS, INCOME, QUARTER, filing, quarterly

from askreports.answering.answer import Citation
from askreports.answering.citations import stands_on
from askreports.answering.figures.figure_answer import FigureTools, answer_figure, by_organisation
from askreports.answering.figures.wording import quote_text
from askreports.answering.tables.segments import read_segment
from askreports.answering.tables.statements import read_statement
from askreports.answering.taxonomy.loading import standard_taxonomy

NAMED = frozenset({"velarce", "brumalis"})


def tell(question, *reports):
    taxonomy, by_id = standard_taxonomy(), {report.id: report for report in reports}
    desk = FigureTools(
        taxonomy,
        lambda report, name: read_statement(report, by_id[report.id].pages, taxonomy.statements[name]),
        lambda number, report, page, quote: Citation(number, report, page, quote, stands_on(quote, page)),
        lambda report, segment: read_segment(report, by_id[report.id].pages, segment),
    )
    pages = [(report, page) for report in reports for page in report.pages]
    return answer_figure(question, NAMED, reports, pages, desk)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("What was the total revenue of Velarce in 2022?", "400", "USD million"),
        ("What was the revenue of Velarce in FY2021 in USD billions?", "0.36", "USD billion"),
        ("How much were the COGS of Velarce in 2022?", "150", "USD million"),
        ("What is the net PP&E of Velarce at the end of 2022?", "210", "USD million"),
        ("What was the capex of Velarce in 2022? Answer in USD millions.", "42", "USD million"),
        ("What is the FY2022 gross margin of Velarce?", "62.5", "%"),
        ("What is the FY2022 EBITDA of Velarce? Answer in USD millions.", "131.5", "USD million"),
        ("What is the FY2022 effective tax rate of Velarce?", "25.0", "%"),
        (
            "What is the FY2022 retention ratio of Velarce? Round your answer to three decimal places.",
            "0.750",
            "ratio",
        ),
        ("What is Velarce's revenue growth from FY2020 to FY2022?", "25.0", "%"),
        (
            "What is Velarce's FY2022 ROA? ROA is defined as: net income / average total assets.",
            "0.08",
            "ratio",
        ),
        ("What is Velarce's FY2020 - FY2022 3 year average of capex as a % of revenue?", "10.8", "%"),
    ],
)
def test_a_figure_is_found_or_computed(question, value, unit):
    told = tell(question, filing(2022))
    assert (f"{told.figure.value:f}", told.figure.unit) == (value, unit)
    assert all(citation.verified for citation in told.citations)
    assert {item.citation for item in told.figure.inputs} <= {citation.number for citation in told.citations}


def test_the_sentence_shows_formula_inputs_and_result():
    told = tell("What is the FY2022 operating cash flow ratio of Velarce?", filing(2022))
    assert told.sentences[0].text == (
        "Operating cash flow ratio 2022 = cash from operations / total current liabilities"
        " = 99,000 / 150,000 = 0.66"
    )
    assert told.figure.formula == "cash from operations / total current liabilities"
    assert [(item.label, item.value, item.unit) for item in told.figure.inputs] == [
        ("Net cash provided by operating activities", Decimal(99000), "USD thousand"),
        ("Total current liabilities", Decimal(150), "USD million"),
    ]
    assert len(told.sentences[0].citations) == 2


@pytest.mark.parametrize(
    "question",
    [
        "What was the revenue of Velarce in 2017?",  # no such year
        "What was the goodwill of Velarce in 2022?",  # no such line
        "What was the adjusted operating income of Velarce in 2022?",  # not what the line says
        "What is the FY2020 return on assets of Velarce?",  # the year before is not there
        "What was Velarce's net income growth from FY2018 to FY2022?",
    ],
)
def test_no_figure_is_claimed_without_every_input(question):
    assert not tell(question, filing(2022)).claims


def test_rows_that_contradict_each_other_are_no_figure():
    twice = INCOME.replace("Net income  $ 60", "Operating income  101  84  60\nNet income  $ 60")
    told = tell("What was the operating income of Velarce in 2022?", filing(2022, pages=(twice,)))
    assert not told.claims
    assert tell("What was the operating income of Velarce in 2021?", filing(2022, pages=(twice,))).claims


def test_a_table_that_names_no_scale_is_no_figure():
    bare = INCOME.replace("(In millions, except per share data)\n", "")
    assert not tell("What was the revenue of Velarce in 2022?", filing(2022, pages=(bare,))).claims


def test_a_loss_that_is_not_marked_is_no_figure():
    loss = INCOME.replace("Operating income  100", "Loss from operations  100")
    assert not tell("What was the operating income of Velarce in 2022?", filing(2022, pages=(loss,))).claims
    marked = INCOME.replace("Operating income  100", "Loss from operations  (100)")
    assert (
        tell("What was the operating income of Velarce in 2022?", filing(2022, pages=(marked,))).figure.value
        == -100
    )


def test_rows_are_shown_where_no_figure_is_claimed():
    told = tell("What was the revenue of Velarce in Asia in 2022?", filing(2022))
    assert not told.claims
    assert told.sentences[0].text == "Total revenue, 2022: 400 USD million (2021: 360; 2020: 320)"
    assert not told.leads  # the sentence that knows of Asia comes first


def test_the_report_of_the_year_asked_for_comes_first():
    restated = filing(2023, pages=(INCOME.replace("360", "355"), BALANCE, CASH_FLOWS))
    question = "What was the revenue of Velarce in 2022?"
    assert tell(question, filing(2022), restated).figure.value == 400
    assert tell(question, restated).figure.value == 355


def test_the_latest_annual_report_answers_where_no_year_is_named():
    newer = filing(2023, pages=(INCOME.replace("400", "425"), BALANCE, CASH_FLOWS))
    told = tell("What is the revenue of Velarce?", filing(2022), newer, quarterly(2024, 1))
    assert told.sentences[0].text == "Revenue 2023 = 425 USD million"
    other = filing(2022, "Brumalis AG", pages=(INCOME.replace("400", "700"),))
    told = tell("How does the revenue of Velarce compare to Brumalis?", filing(2022), newer, other)
    assert [cell.text for cell in told.table.rows[0]] == [
        "Revenue 2022",
        "400 USD million",
        "700 USD million",
    ]


def test_years_of_one_formula_come_from_one_report():
    told = tell("What is the FY2022 gross margin of Velarce?", filing(2022, pages=(BALANCE,)), filing(2023))
    assert {citation.document.period for citation in told.citations} == {"2023"}


def test_years_side_by_side_with_gaps_shown():
    told = tell("How did the revenue of Velarce develop from 2019 to 2022?", filing(2022))
    assert told.table.columns == ("", "2019", "2020", "2021", "2022")
    (row,) = told.table.rows
    assert [cell.text for cell in row] == [
        "Revenue",
        "–",
        "320 USD million",
        "360 USD million",
        "400 USD million",
    ]
    assert [cell.citation for cell in row] == [None, None, 1, 1, 1]


def test_a_computed_comparison_shows_its_inputs():
    told = tell("Does Velarce have an improving gross margin profile as of FY2022?", filing(2022))
    assert [[cell.text for cell in row] for row in told.table.rows] == [
        ["Gross profit", "220 USD million", "250 USD million"],
        ["Revenue", "360 USD million", "400 USD million"],
        ["Gross margin profile", "61.1%", "62.5%"],
    ]
    assert all(cell.citation for row in told.table.rows[:2] for cell in row[1:])


STATED = "Key figures\n2022  2021\nEffective tax rate  {} %  25.7 %"


def test_a_ratio_that_the_report_states_is_shown_too():
    question = "How much has the effective tax rate of Velarce changed between FY2021 and FY2022?"
    told = tell(question, filing(2022, pages=(STATED.replace("{}", "25.0"), INCOME)))
    assert [cell.text for cell in told.table.rows[-1]] == ["Effective tax rate", "25.7%", "25.0%"]
    assert told.sentences[1].text == "Effective tax rate, 2022: 25.0 % (2021: 25.7 %)"


def test_a_ratio_that_the_report_states_otherwise_is_not_claimed():
    question = "What is the FY2022 effective tax rate of Velarce?"
    assert not tell(question, filing(2022, pages=(STATED.replace("{}", "19.0"), INCOME))).claims


def test_organisations_side_by_side():
    other = filing(2022, "Brumalis AG", pages=(INCOME.replace("400", "700"),))
    told = tell("What was the revenue of Velarce against Brumalis in 2022?", filing(2022), other)
    assert told.table.columns == ("", "Velarce Holding SA", "Brumalis AG")
    assert [cell.text for cell in told.table.rows[0]] == [
        "Revenue 2022",
        "400 USD million",
        "700 USD million",
    ]


def test_one_report_may_tie_two_names_together():
    old, new = filing(2020, "Velarce Works"), filing(2022)
    both = replace(filing(2021, "Velarce Group"), aliases=("Velarce Works", "Velarce Holding SA"))
    assert by_organisation([old, new, both]) == [[old, new, both]]
    nameless = [filing(2021, ""), filing(2022, "")]
    assert by_organisation(nameless) == [[nameless[0]], [nameless[1]]]


def test_reports_belong_together_that_share_a_name():
    groups = by_organisation([filing(2021), filing(2022, "Brumalis AG"), filing(2022)])
    assert [[report.period for report in group] for group in groups] == [["2021", "2022"], ["2022"]]


def test_a_table_row_is_shown_with_the_years_of_its_columns():
    report = filing(2022)

    def shown(quote, year):
        return quote_text(quote, report, report.pages[1], year, standard_taxonomy())

    quote = "Devices  $ 310  $ 280  $ 250"
    assert shown(quote, 2021) == "Devices, 2021: 280 USD million (2022: 310; 2020: 250)"
    assert shown(quote, 2017) == "Devices $ 310 $ 280 $ 250"
    assert shown(quote, None) == "Devices $ 310 $ 280 $ 250"
    assert shown("A sentence of\nprose.", 2021) == "A sentence of prose."


@pytest.mark.parametrize(
    ("question", "value", "title"),
    [
        ("What was the revenue of Velarce in Q2 2023?", "110", "Revenue Q2 2023"),
        ("What was the revenue of Velarce in the second quarter of 2022?", "95", "Revenue Q2 2022"),
        (
            "What was the net income of Velarce in the first half of 2023?",
            "36",
            "Net income first six months 2023",
        ),
        (
            "What was the revenue of Velarce in the six months ended June 30, 2023?",
            "210",
            "Revenue six months 2023",
        ),
        (
            "What was the capex of Velarce in the first six months of 2023?",
            "21",
            "Capex first six months 2023",
        ),
        ("What was the inventory of Velarce at the end of Q2 2023?", "66", "Inventory Q2 2023"),
        ("What was the operating margin of Velarce in Q2 2023?", "27.3", "Operating margin Q2 2023"),
        ("What was the effective tax rate of Velarce in Q2 2023?", "20.0", "Effective tax rate Q2 2023"),
    ],
)
def test_a_figure_of_a_part_of_a_year(question, value, title):
    told = tell(question, filing(2022), quarterly(2023))
    assert (f"{told.figure.value:f}", told.sentences[0].text.partition(" =")[0]) == (value, title)
    assert all(citation.verified for citation in told.citations)


@pytest.mark.parametrize(
    "question",
    [
        "What was the revenue of Velarce in Q1 2023?",  # no such report
        "What was the capex of Velarce in Q2 2023?",  # the statement has six months alone
        "What was the revenue of Velarce in the nine months ended June 30, 2023?",
        "What was the revenue of Velarce in the three months ended March 31, 2023?",
        "What was the revenue of Velarce in 2023?",  # half a year is not a year
        "What was the inventory of Velarce at the end of Q2 2022?",  # the other balance is that of December
        "What is the inventory turnover of Velarce in Q2 2023?",  # wants an average over two such balances
    ],
)
def test_no_figure_of_a_part_is_claimed_from_another(question):
    assert not tell(question, filing(2022), quarterly(2023)).claims


def test_a_fiscal_quarter_that_lies_in_the_year_before():
    report = quarterly(2024, pages=(QUARTER.replace("{0}", "2023").replace("{1}", "2022"),))
    assert tell("What was the revenue of Velarce in Q2 of FY2024?", report).figure.value == 110
    assert not tell("What was the revenue of Velarce in Q2 2024?", report).claims
    asked_by_day = "What was the revenue of Velarce in the three months ended June 30, 2023?"
    assert tell(asked_by_day, report).figure.value == 110


def test_a_quarter_beside_that_of_the_year_before():
    told = tell("How did the revenue of Velarce develop from Q2 2022 to Q2 2023?", quarterly(2023))
    assert told.table.columns == ("", "Q2 2022", "Q2 2023")
    assert [cell.text for cell in told.table.rows[0]] == ["Revenue", "95 USD million", "110 USD million"]
    told = tell("What was the revenue growth of Velarce in Q2 2023?", quarterly(2023))
    assert (f"{told.figure.value}", told.figure.unit) == ("15.8", "%")
    assert told.sentences[0].text.startswith("Revenue growth Q2 2022–2023 = ")


COLUMNS = """Segments
(In millions)
Net Sales  Operating Income
{0}  {1}  {0}  {1}
Deep Sea Pumps  $ 210  $ 190  $ 61  $ 52
Harbour Services  190  170  45  38
Corporate  —  —  (6)  (6)
Total  $ 400  $ 360  $ 100  $ 84"""
BESIDE = COLUMNS.replace("Net Sales  Operating Income\n", "").replace(
    "{0}  {1}  {0}  {1}", "Net Sales {0}  Net Sales {1}  Operating Income {0}  Operating Income {1}"
)
BELOW_THE_LINE = """Segments
(In millions)  {0}  {1}
Net sales:
Deep Sea Pumps  $ 210  $ 190
Harbour Services  190  170
Operating income:
Deep Sea Pumps  61  52
Harbour Services  45  38"""
BELOW_THE_SEGMENT = """Segments
(In millions)  {0}  {1}
Deep Sea Pumps
Net sales  $ 210  $ 190
Operating income  61  52
Harbour Services
Net sales  190  170
Operating income  45  38"""
OF_PUMPS = "What was the operating income of Velarce's Deep Sea Pumps segment in 2022?"


@pytest.mark.parametrize("page", [COLUMNS, BESIDE, BELOW_THE_LINE, BELOW_THE_SEGMENT])
def test_a_line_of_a_segment(page):
    report = filing(2022, pages=(INCOME, page))
    told = tell(OF_PUMPS, report)
    assert (f"{told.figure.value:f}", told.figure.unit) == ("61", "USD million")
    assert told.sentences[0].text.startswith("Operating income of Deep Sea Pumps 2022 = 61")
    assert all(citation.verified for citation in told.citations)
    assert (
        tell("What was Velarce's revenue in the segment Harbour Services in 2021?", report).figure.value
        == 170
    )
    told = tell("What was the operating margin of the Deep Sea Pumps segment of Velarce in 2022?", report)
    assert f"{told.figure.value:f}" == "29.0"
    told = tell(
        "How did the revenue of the Harbour Services segment of Velarce develop from 2021 to 2022?", report
    )
    assert [cell.text for cell in told.table.rows[0]][1:] == ["170 USD million", "190 USD million"]


@pytest.mark.parametrize(
    ("question", "page"),
    [
        (OF_PUMPS, INCOME),  # no such segment
        (OF_PUMPS.replace("operating income", "inventory"), COLUMNS),  # no such line of it
        (OF_PUMPS.replace("Deep Sea Pumps", "Pumps"), COLUMNS),  # not all of its name
        (OF_PUMPS.replace("2022", "2019"), COLUMNS),
        (OF_PUMPS, COLUMNS.replace("(In millions)\n", "")),
        (OF_PUMPS, COLUMNS.replace("Net Sales  Operating Income\n", "")),  # which columns are sales?
        (OF_PUMPS, BELOW_THE_LINE + "\n" + BELOW_THE_SEGMENT.replace("61", "63")),  # two that differ
        ("What was the revenue of the Pumps segment and the Services segment of Velarce in 2022?", COLUMNS),
    ],
)
def test_no_figure_of_a_segment_is_claimed_where_it_is_not_sure(question, page):
    assert not tell(question, filing(2022, pages=(INCOME, page))).claims


def test_a_column_that_gives_something_else_is_no_figure_of_the_whole():
    page = COLUMNS.replace("Deep Sea Pumps", "Total revenue").replace(
        "Segments", "Consolidated Statements of Income"
    )
    assert not tell("What was the revenue of Velarce in 2022?", filing(2022, pages=(page,))).claims
