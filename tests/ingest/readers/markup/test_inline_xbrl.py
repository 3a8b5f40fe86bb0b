"""Annual reports as companies file them in the EU: the tags say whose they are, and of which year."""

from zipfile import ZipFile

import pytest

from ingest.facts import read_facts
from ingest.readers.members import take_out
from ingest.readers.read import read

NAME = "ifrs-full:NameOfReportingEntityOrOtherMeansOfIdentification"
CONTEXT = (
    '<xbrli:context id="c{0}"><xbrli:period><xbrli:startDate>{0}-{1}</xbrli:startDate>'
    "<xbrli:endDate>{2}</xbrli:endDate></xbrli:period></xbrli:context>"
)
ROW = (
    '<tr><td>{0}</td><td><ix:nonFraction name="{0}" contextRef="c2023" unitRef="EUR">{1}</ix:nonFraction>'
    '</td><td><ix:nonFraction name="{0}" contextRef="c2022" unitRef="EUR">{2}</ix:nonFraction></td></tr>'
)
PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
xmlns:xbrli="http://www.xbrl.org/2003/instance"><head><title>{title}</title></head><body>
<div style="display:none"><ix:header><ix:resources>{contexts}</ix:resources></ix:header></div>
<h1>Annual report</h1>
<p><ix:nonNumeric name="{name}" contextRef="c2023">Bergli  Chocolate AG</ix:nonNumeric></p>
<table><tr><td>EUR thousand</td><td>2023</td><td>2022</td></tr>{rows}</table></body></html>"""


def page(years: dict[int, tuple[str, str]]) -> str:
    contexts = "".join(CONTEXT.format(year, *edges) for year, edges in years.items())
    rows = ROW.format("Revenue", "48,120", "46,905") + ROW.format("Profit", "3,310", "")
    return PAGE.format(title="x", contexts=contexts, name=NAME, rows=rows)


CALENDAR = {2023: ("01-01", "2023-12-31"), 2022: ("01-01", "2022-12-31")}


def test_tags_give_organisation_and_period(tmp_path):
    file = tmp_path / "549300.xhtml"
    file.write_text(page(CALENDAR))
    reading = read(file)
    assert "48,120" in reading.pages[0].text
    assert "2023-12-31" not in reading.pages[0].text  # the header of the tags is for machines
    facts = read_facts(reading, file.name)
    assert (facts.organisation, facts.period) == ("Bergli Chocolate AG", "2023")
    assert facts.title == "Bergli Chocolate AG: Annual report 2023"


def test_a_blank_cell_of_a_tagged_table_is_a_place(tmp_path):
    file = tmp_path / "report.xhtml"
    file.write_text(page(CALENDAR))
    (table,) = read(file).pages[0].tables
    assert {(cell.row, cell.column): cell.text for cell in table.cells}[2, 1] == "3,310"


def test_a_year_that_ends_in_summer_is_the_one_it_ends_in(tmp_path):
    file = tmp_path / "report.xhtml"
    file.write_text(page({2023: ("07-01", "2024-06-30"), 2022: ("07-01", "2023-06-30")}))
    assert read_facts(read(file), file.name).period == "2024"


@pytest.mark.parametrize("suffix", ["zip", "xbri"])
def test_of_a_report_package_the_reports_count(tmp_path, suffix):
    file = tmp_path / f"package.{suffix}"
    with ZipFile(file, "w") as package:
        package.writestr("bergli/META-INF/taxonomyPackage.xml", "<x/>")
        package.writestr("bergli/taxonomy/labels.html", "<p>for machines</p>")
        package.writestr("bergli/reports/bergli-2023.xhtml", page(CALENDAR))
    (member,) = read(file).members
    assert member.name == "bergli/reports/bergli-2023.xhtml"
    assert take_out(file, [member.name]).decode() == page(CALENDAR)
