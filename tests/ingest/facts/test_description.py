"""What people say of a report outweighs what was read in it."""

import pytest

from ingest.errors import BadDescription
from ingest.facts import Facts
from ingest.facts.description import Description, described, parse_description, renamed

READ = Facts("Harbour Trust: Annual report 2023", "Harbour Trust", ("HT",), "2023", "annual report", "en")


def test_what_is_said_is_taken_and_the_rest_is_as_it_was_read():
    known = described(READ, Description(period="2024", language="de"))
    assert (known.period, known.language) == ("2024", "de")
    assert (known.organisation, known.aliases, known.kind) == ("Harbour Trust", ("HT",), "annual report")


def test_another_organisation_takes_nothing_of_the_wrong_one_along():
    known = described(READ, Description(organisation="The Mill Foundation"))
    assert known.organisation == "The Mill Foundation"
    assert known.aliases == ("Mill Foundation",)
    assert known.title == "The Mill Foundation: Annual report 2023"


def test_another_spelling_keeps_the_other_names():
    known = renamed(READ, "HARBOUR TRUST Ltd")
    assert known.aliases == ("HARBOUR TRUST", "HT")


def test_a_title_that_was_composed_is_composed_anew():
    read = Facts("Harbour annual report 2023", "Harbour", (), "2023", "annual report", "en")
    assert described(read, Description(period="2024")).title == "Harbour annual report 2024"
    assert described(read, Description(period="2024", title="Ports")).title == "Ports"


def test_of_two_descriptions_the_upper_is_right_where_both_say_something():
    lower = Description(organisation="A", period="2020", collection=("x",))
    assert Description(period="2021").over(lower) == Description("A", "2021", collection=("x",))


def test_a_description_is_parsed():
    assert parse_description({"period": 2021, "collection": "trusts"}, "here") == Description(
        period="2021", collection=("trusts",)
    )
    assert parse_description({"collection": ["b", "a", "b"]}, "here").collection == ("b", "a")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"organization": "Harbour"}, "'organization'"),
        ({"organisation": ""}, "organisation is not a text"),
        ({"kind": ["annual report"]}, "kind is not a text"),
        ({"period": True}, "period is not a text"),
        ({"language": "English"}, "two letters"),
        ({"collection": [1]}, "collection is no name"),
    ],
)
def test_what_a_report_cannot_have_is_an_error_that_names_its_place(values, says):
    with pytest.raises(BadDescription, match=says) as error:
        parse_description(values, "reports.toml")
    assert "reports.toml" in str(error.value)
