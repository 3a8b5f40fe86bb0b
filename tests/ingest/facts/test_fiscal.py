"""What companies call their years and quarters."""

from datetime import date

from ingest.facts.fiscal import fiscal_quarter, fiscal_year


def test_a_year_is_called_by_the_year_of_its_last_day():
    assert fiscal_year(date(2018, 12, 31), "") == "2018"
    assert fiscal_year(date(2023, 6, 30), "fiscal 2022 fiscal 2022 fiscal 2022") == "2023"


def test_a_year_of_53_weeks_that_ends_in_the_first_days_of_january_belongs_to_the_year_before():
    assert fiscal_year(date(2023, 1, 1), "") == "2022"


def test_a_year_that_ends_in_january_is_called_as_the_text_calls_it():
    retailer = (
        "fiscal 2022 rose. in fiscal 2022 and fiscal year 2022 more than in fiscal 2021; fiscal 2023 will"
    )
    assert fiscal_year(date(2023, 1, 28), retailer) == "2022"
    assert fiscal_year(date(2023, 1, 28), "fiscal 2023 was good, fiscal 2022 was not. fiscal 2023!") == "2023"


def test_a_quarter_counts_from_the_time_summed_up():
    assert fiscal_quarter(date(2022, 12, 31), "the six months ended december 31, 2022") == "2023 Q2"
    assert fiscal_quarter(date(2023, 9, 2), "36 weeks ended september 2, 2023") == "2023 Q3"
    assert fiscal_quarter(date(2023, 7, 29), "twenty-six weeks ended july 29, 2023, fiscal 2023") == "2023 Q2"


def test_a_quarter_without_a_sum_is_one_of_the_calendar():
    assert fiscal_quarter(date(2021, 3, 31), "") == "2021 Q1"
    assert fiscal_quarter(date(2023, 7, 2), "") == "2023 Q2"


def test_twelve_months_in_a_quarterly_report_do_not_make_it_the_fourth():
    body = "six months ended june 30, 2022 and twelve months ended june 30, 2022"
    assert fiscal_quarter(date(2022, 6, 30), body, latest=3) == "2022 Q2"
