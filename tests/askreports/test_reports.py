"""`Reports` over the sample corpus: answers that hold, an honest no, threads, and the promised names."""

import json
import re
import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

import askreports
from askreports.answering.answer import AnswerStatus
from askreports.schema import answer_json
from index.errors import BadFilter, BadQuestion, IndexMissing, IndexStale, NoSuchPage

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parents[1] / "sample"


def questions(name):
    return [json.loads(line) for line in (SAMPLE / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def reports(sample_index):
    with askreports.open(sample_index) as opened:
        yield opened


@pytest.fixture(scope="module")
def answers(reports):
    return [(gold, reports.ask(gold["question"])) for gold in questions("gold.jsonl")]


def test_every_quote_stands_on_the_page_it_names(reports, answers):
    citations = [citation for _, answer in answers for citation in answer.citations]
    assert len(citations) > 50
    for citation in citations:
        page = reports.page(citation.document.id, citation.page.number)
        assert citation.quote in page.text
        assert citation.verified


def test_every_sentence_is_a_quote_or_shows_a_figure(answers):
    for _, answer in answers:
        by_number = {citation.number: citation for citation in answer.citations}
        assert (answer.status is AnswerStatus.NOTHING) == (not answer.sentences)
        assert len(answer.sentences) <= 6
        assert all(sentence.citations for sentence in answer.sentences)
        for sentence in () if answer.figure or answer.table else answer.sentences:
            quotes = " ".join(by_number[n].quote for n in sentence.citations)
            is_row = "  " in quotes  # shown with the years of its columns and its unit
            assert is_row or sentence.text == " ".join(quotes.split())
            said = set(re.findall(r"\w+", sentence.text))
            label = quotes.split("  ")[0] if is_row else quotes  # the unit of a row may stand in its head
            assert {word for word in re.findall(r"\w+", label) if word.isalpha()} <= said


def test_most_answers_cite_a_gold_page(answers):
    hits = 0
    for gold, answer in answers:
        pages = {(place["document"], place["page"]) for place in gold["gold"]}
        hits += any((c.document.path, c.page.number) in pages for c in answer.citations)
    assert hits / len(answers) >= 0.8


def test_a_figure_is_told_with_its_inputs(reports):
    found = answer_json(reports.ask("What were the total assets of Tersalva in 2022, in millions of euros?"))
    assert found["figure"]["value"] == "101.438"
    assert found["figure"]["unit"] == "EUR million"
    assert found["figure"]["formula"] is None
    (item,) = found["figure"]["inputs"]
    assert (item["value"], item["unit"], item["period"], item["citation"]) == (
        "101438",
        "EUR thousand",
        "2022",
        1,
    )
    assert "101,438" in found["citations"][0]["quote"]


def test_a_comparison_is_a_table_with_a_citation_in_each_cell(reports):
    found = answer_json(reports.ask("Was Tersalva's operating profit higher in 2022 than in 2021?"))
    assert found["figure"] is None
    assert found["table"]["columns"] == ["", "2021", "2022"]
    (row,) = found["table"]["rows"]
    assert [cell["text"] for cell in row] == [
        "Operating profit",
        "10,660 EUR thousand",
        "10,980 EUR thousand",
    ]
    cited = {citation["number"]: citation["quote"] for citation in found["citations"]}
    assert all(cell["text"].split()[0] in cited[cell["citation"]] for cell in row[1:])


def test_what_is_not_understood_to_the_last_word_is_no_figure(reports):
    answer = reports.ask("What was the revenue of Tersalva with cartridges in 2022?")
    assert answer.found
    assert answer.figure is None


def test_a_figure_of_a_segment(reports):
    answer = reports.ask("What was the revenue of Tersalva's segment point-of-care diagnostics in 2022?")
    assert (answer.figure.value, answer.figure.unit) == (25480, "EUR thousand")


def test_a_name_that_no_report_holds_is_not_answered(reports):
    answer = reports.ask("What was the revenue of Brumalis Robotics in 2022?")
    assert not answer.found
    assert answer.searched.gaps.names[0] == "Brumalis Robotics"
    assert answer.searched.reports == 16


def test_a_row_of_another_organisation_is_no_answer(reports):
    answer = reports.ask("What was the total income of Velarce in 2022?")
    assert all("Velarce" in c.document.organisation or "Velarce" in c.quote for c in answer.citations)


def test_a_count_in_a_table_of_amounts_has_no_currency(reports):
    answer = reports.ask("How many projects were under way at BioTernal at the end of 2023?")
    (row,) = [s.text for s in answer.sentences if s.text.startswith("Projects under way, 2023")]
    assert row == "Projects under way, 2023: 19 (2022: 17; 2021: 14; 2020: 12)"


def test_a_topic_that_no_report_holds_is_not_answered(reports):
    assert not reports.ask("What is the melting point of tungsten?").found


def test_a_filter_holds_for_the_answer_too(reports):
    answer = reports.ask("How many organisations joined and how many left?", where={"year": 2023})
    assert answer.found
    assert {citation.document.period for citation in answer.citations} == {"2023"}
    assert 0 < answer.searched.reports < 16
    none = reports.ask("How many organisations joined?", where={"year": 1999})
    assert not none.found
    assert none.searched.reports == 0


def test_hits_are_distinct_passages_in_falling_order_and_few_of_a_page(reports):
    hits = reports.search("members of the cluster", k=20)
    assert [hit.rank for hit in hits] == list(range(1, 21))
    assert len({hit.passage.id for hit in hits}) == 20
    assert max(Counter((hit.document.id, hit.page.number) for hit in hits).values()) <= 3
    assert sorted((hit.score for hit in hits), reverse=True) == [hit.score for hit in hits]
    assert all(sum(hit.why.values()) == pytest.approx(hit.score) for hit in hits)


def test_what_cannot_be_asked(reports):
    with pytest.raises(BadQuestion):
        reports.search("")
    with pytest.raises(BadQuestion):
        reports.search("grants", k=0)
    with pytest.raises(BadFilter):
        reports.ask("grants", where={"colour": "red"})


@pytest.mark.parametrize(
    "question", ['"', "a AND (b OR", "*:*", "🦄", "name:x^5 ~2", "grants" + " very" * 1000, "\ud800 grants"]
)
def test_any_question_is_safe(reports, question):
    with suppress(BadQuestion):  # the clear error that a sign alone gets
        assert len(reports.search(question, k=3)) <= 3


def test_threads_share_one_index(reports):
    asked = [gold["question"] for gold in questions("gold.jsonl")[:8]]
    expected = [[hit.passage.id for hit in reports.search(question)] for question in asked]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda q: [hit.passage.id for hit in reports.search(q)], asked * 4))
    assert found == expected * 4


def test_pages_and_source_files(reports):
    report = next(report for report in reports.documents() if report.path.endswith("annual_report_2022.pdf"))
    assert reports.page(report.id, 1).number == 1
    assert reports.source_file(report.id).name == report.path
    for document, page in ((report.id, 99), (report.id, 0), ("nothing", 1)):
        with pytest.raises(NoSuchPage):
            reports.page(document, page)


@pytest.mark.slow
def test_open_reports_keep_their_generation(tmp_path, fresh_index):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.md").write_text("# Harbour report 2021\n\nThe harbour awarded grants to 27 start-ups.\n")
    askreports.ingest([folder], index=fresh_index)
    with askreports.open(fresh_index) as before:
        (folder / "a.md").write_text("# Harbour report 2021\n\nThe harbour awarded grants to 31 start-ups.\n")
        askreports.ingest([folder], index=fresh_index)
        assert "27" in before.ask("How many start-ups got grants from the harbour?").sentences[0].text
        assert before.source_file(before.documents()[0].id) is not None  # same size: it cannot tell
        assert askreports.live_generation(fresh_index) != before.generation
    with askreports.open(fresh_index) as after:
        assert "31" in after.ask("How many start-ups got grants from the harbour?").sentences[0].text


@pytest.mark.slow
def test_a_custom_ratio_travels_in_the_index(tmp_path, fresh_index):
    folder = tmp_path / "reports"
    folder.mkdir()
    report = Path(__file__).parents[2] / "corpus" / "BioTernal_annual_report_2022.pdf"
    shutil.copy(report, folder)
    (folder / "taxonomy.toml").write_text(
        '[ratio.spending_rate]\nasked = ["spending rate"]\n'
        'formula = "total expenses / total income"\nunit = "percent"\n'
        '[item.total_expenses]\nstatement = ["income_statement"]\nrows = ["total expenses"]\namount = true\n'
    )
    askreports.ingest([folder], index=fresh_index)
    copy = shutil.copytree(fresh_index, tmp_path / "copy")
    with askreports.open(copy) as reports:
        answer = reports.ask("What was the spending rate of BioTernal in 2022?")
    assert answer.figure.formula == "total expenses / total income"
    assert (str(answer.figure.value), answer.figure.unit) == ("94.2", "%")


def test_errors_on_opening(tmp_path, sample_index):
    with pytest.raises(IndexMissing, match="askreports ingest"):
        askreports.open(tmp_path)
    with pytest.raises(IndexStale, match="askreports upgrade"):
        askreports.open(sample_index, askreports.Settings(model="other"))


def test_a_copied_index_answers_alone(tmp_path, sample_index):
    """It holds the model: neither torch nor sentence-transformers is loaded to answer from it."""
    import subprocess
    import sys

    copy = shutil.copytree(sample_index, tmp_path / "copy")
    code = (
        f"import sys, askreports\nwith askreports.open({str(copy)!r}) as reports:\n"
        "    print(reports.ask('When was the BioTernal Foundation set up?').found)\n"
        "print(sorted({'torch', 'sentence_transformers', 'transformers', 'streamlit'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["True", "[]"]


def test_the_answer_as_json_has_what_scripts_read(answers):
    found = answer_json(answers[0][1])
    assert set(found) >= {
        "question",
        "found",
        "sentences",
        "citations",
        "hits",
        "searched",
        "seconds",
        "figure",
        "table",
    }
    assert json.loads(json.dumps(found)) == found
