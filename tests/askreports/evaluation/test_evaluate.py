"""Evaluation: what search and answers come to over many questions."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from askreports.answering.answer import Answer, AnswerStatus, Citation, Figure, Searched
from askreports.errors import BadGold
from askreports.evaluation.evaluate import evaluate, evaluation_json, rows
from askreports.evaluation.gold import GoldQuestion
from index.hit import Hit
from ingest.document import Page, Report
from ingest.errors import AskReportsError
from ingest.passage import Passage

SCORE = Path(__file__).parents[2].parent / "shared" / "accept" / "score.py"
Place = tuple[str, int]


def report(path: str) -> Report:
    return Report(path, path, path, "", "", "", "en", 9)


def page(number: int, text: str = "") -> Page:
    return Page(number, "", text, 0, 0, len(text))


def hits(places: Sequence[Place]) -> list[Hit]:
    return [
        Hit(rank, 1 / rank, report(path), page(number), Passage(str(rank), path, (), "", 0, 0, 1, 1), {})
        for rank, (path, number) in enumerate(places, 1)
    ]


def cite(number: int, place: Place, quote: str, text: str | None = None) -> Citation:
    shown = page(place[1], quote if text is None else text)
    return Citation(number, report(place[0]), shown, quote, verified=True)


class Canned:
    """Reports whose hits and citations for every question are written down beforehand."""

    def __init__(
        self,
        places: Mapping[str, Sequence[Place]],
        citations: Mapping[str, Sequence[Citation]],
        pause: float = 0,
    ) -> None:
        self.places, self.citations, self.pause = places, citations, pause

    def search(self, question: str, k: int = 10, where: Mapping[str, object] | None = None) -> list[Hit]:
        time.sleep(0 if where else self.pause)
        given = where["path"] if where else None
        found = [place for place in self.places[question] if given is None or place[0].endswith(tuple(given))]
        return hits(found[:k])

    def ask(self, question: str) -> Answer:
        time.sleep(self.pause)
        cited = tuple(self.citations[question])
        return Answer(
            question,
            AnswerStatus.ANSWERS if cited else AnswerStatus.NOTHING,
            (),
            cited,
            (),
            Searched(1, 0),
            0.0,
        )


def three_questions() -> tuple[Canned, list[GoldQuestion]]:
    """First gold page at rank 2, at rank 1, and not found."""
    questions = [
        GoldQuestion("one", "1?", "$1,577", (("a.pdf", 3),), "figures"),
        GoldQuestion("two", "2?", "Yes", (("a.pdf", 4), ("a.pdf", 5)), "words"),
        GoldQuestion("three", "3?", "65.4%", (("a.pdf", 6),), "figures"),
    ]
    places = {
        "1?": [("b.pdf", 3), ("in/a.pdf", 3)],
        "2?": [("a.pdf", 4), ("a.pdf", 4), ("a.pdf", 9)],
        "3?": [("b.pdf", 6)],
    }
    citations = {
        "1?": [cite(1, ("b.pdf", 3), "other"), cite(2, ("in/a.pdf", 3), "spent (1,577) on it")],
        "2?": [cite(1, ("a.pdf", 4), "yes", text="The page says something else.")],
        "3?": [],
    }
    return Canned(places, citations), questions


def test_measures_are_means_over_the_questions():
    measures = evaluate(*three_questions()).whole.measures
    assert measures["page@1"] == (0 + 1 + 0) / 3
    assert measures["page@3"] == (1 + 1 + 0) / 3
    assert measures["recall@3"] == pytest.approx((1 / 1 + 1 / 2 + 0 / 1) / 3)
    assert measures["mrr@10"] == (1 / 2 + 1 / 1 + 0) / 3
    assert measures["report@1"] == (0 + 1 + 0) / 3
    assert measures["report@5"] == (1 + 1 + 0) / 3


def test_answers_are_measured_by_their_citations():
    measures = evaluate(*three_questions()).whole.measures
    assert measures["answer_found"] == 2 / 3
    assert measures["first_citation"] == 1 / 3
    assert measures["any_citation"] == 2 / 3
    assert measures["verbatim_quotes"] == 2 / 3  # of three quotes, one stands on no page
    assert measures["gold_number"] == 1 / 2  # of the two questions whose answer is a number


def test_a_figure_is_right_wrong_or_not_claimed():
    reports, questions = three_questions()

    class Figuring(Canned):
        def ask(self, question: str) -> Answer:
            values = {"1?": Figure(Decimal("1577.4"), "USD million", None, ())}
            return replace(super().ask(question), figure=values.get(question))

    measures = evaluate(Figuring(reports.places, reports.citations), questions).whole.measures
    assert (measures["figure_right"], measures["figure_wrong"]) == (1 / 2, 0)
    questions[0] = replace(questions[0], answer="$1,576")
    measures = evaluate(Figuring(reports.places, reports.citations), questions).whole.measures
    assert (measures["figure_right"], measures["figure_wrong"]) == (0, 1 / 2)


def test_a_quote_is_looked_up_on_its_page_whatever_the_citation_claims():
    gold = [GoldQuestion("1", "?", "", (("a.pdf", 1),))]
    cited = [
        cite(1, ("a.pdf", 1), "invented", text="The page."),
        cite(2, ("a.pdf", 1), "", text="The page."),
        cite(3, ("a.pdf", 1), "the page", text="The page."),
        cite(4, ("a.pdf", 1), "The page", text="The page."),
    ]
    assert evaluate(Canned({"?": []}, {"?": cited}), gold).whole.measures["verbatim_quotes"] == 1 / 4


def test_each_type_of_question_has_its_own_measures():
    by_type = evaluate(*three_questions()).by_type
    assert list(by_type) == ["figures", "words"]
    assert [group.questions for group in by_type.values()] == [2, 1]
    assert by_type["figures"].measures["page@3"] == 1 / 2
    assert by_type["words"].measures["page@1"] == 1 / 1
    assert by_type["words"].measures["gold_number"] is None  # no gold answer of that type is a number


def test_questions_missed_at_ten_are_listed():
    assert evaluate(*three_questions()).missed == ("three",)


def test_k_limits_the_passages_of_each_search():
    reports, questions = three_questions()
    assert evaluate(reports, questions, k=1).whole.measures["page@20"] == 1 / 3


def test_without_answers_nothing_is_asked():
    reports, questions = three_questions()
    reports.citations = {}  # asking would raise KeyError
    evaluation = evaluate(reports, questions, answers=False)
    assert "answer_found" not in evaluation.whole.measures
    assert list(evaluation.milliseconds) == ["search_p50", "search_p95"]


def test_time_is_measured_around_each_call():
    reports, questions = three_questions()
    reports.pause = 0.02
    milliseconds = evaluate(reports, questions).milliseconds
    assert list(milliseconds) == ["search_p50", "search_p95", "ask_p50", "ask_p95"]
    assert all(20 <= value < 2000 for value in milliseconds.values())
    assert milliseconds["search_p50"] <= milliseconds["search_p95"]


def test_no_question_is_an_error():
    with pytest.raises(BadGold, match="no question to evaluate"):
        evaluate(Canned({}, {}), [])


def test_a_search_that_fails_is_not_a_question_missed():
    class Broken(Canned):
        def search(self, *_: object, **__: object) -> list[Hit]:
            raise AskReportsError("the index is damaged")

    with pytest.raises(AskReportsError, match="damaged"):
        evaluate(Broken({}, {}), three_questions()[1])


def half_found(count: int) -> tuple[Canned, list[GoldQuestion]]:
    questions = [GoldQuestion(str(n), f"{n}?", "", (("a.pdf", 1),)) for n in range(count)]
    places = {f"{n}?": [("a.pdf", 1 + n % 2)] for n in range(count)}
    return Canned(places, {}), questions


def test_the_interval_of_half_of_100_is_that_of_the_normal_approximation():
    reports, questions = half_found(100)
    low, high = evaluate(reports, questions, answers=False).intervals["page@1"]
    assert low == pytest.approx(0.5 - 1.96 * (0.5 * 0.5 / 100) ** 0.5, abs=0.015)
    assert high == pytest.approx(0.5 + 1.96 * (0.5 * 0.5 / 100) ** 0.5, abs=0.015)


def test_the_interval_is_the_same_in_every_run_and_a_point_where_all_are_found():
    reports, questions = half_found(10)
    first, second = (evaluate(reports, questions, answers=False).intervals for _ in range(2))
    assert first == second
    assert {"page@1", "recall@20", "ndcg@10", "report@5", "given:page@5"} <= set(first)
    found = evaluate(reports, questions[::2], answers=False)
    assert found.intervals["page@1"] == (1.0, 1.0)


def test_json_holds_the_measures_rounded_and_the_ids_missed():
    evaluation = evaluate(*three_questions())
    told = json.loads(json.dumps(evaluation_json(evaluation)))
    assert (told["questions"], told["k"]) == (3, 60)
    assert told["page@3"] == 0.6667
    assert told["by_type"]["words"]["questions"] == 1
    assert told["by_type"]["words"]["gold_number"] is None
    assert told["missed@10"] == ["three"]
    assert told["intervals"]["page@20"][0] <= told["page@20"] <= told["intervals"]["page@20"][1]
    assert set(told["milliseconds"]) == {"search_p50", "search_p95", "ask_p50", "ask_p95"}


def test_rows_are_a_table_with_a_column_for_each_type():
    evaluation = evaluate(*three_questions())
    head, *body = rows(evaluation)
    assert head == ("measure", "all (3)", "95 % interval", "figures (2)", "words (1)")
    times = ["search_p50 (ms)", "search_p95 (ms)", "ask_p50 (ms)", "ask_p95 (ms)"]
    assert [row[0] for row in body] == [*evaluation.whole.measures, *times]
    assert {len(row) for row in body} == {5}
    table = {row[0]: row for row in body}
    assert table["page@3"][1::2] == ("0.67", "0.50")
    assert table["gold_number"] == ("gold_number", "0.50", "", "0.50", "-")


def random_questions(count: int) -> tuple[Canned, list[GoldQuestion]]:
    """Rankings with repeated pages, several gold pages, and gold pages at any rank or nowhere."""
    chance = random.Random(7)
    pages = [(f"{name}.pdf", number) for name in "abcdefg" for number in range(1, 6)]
    questions = [
        GoldQuestion(str(n), f"{n}?", "", tuple(chance.sample(pages, chance.choice([1, 1, 2]))))
        for n in range(count)
    ]
    return Canned(
        {q.question: chance.choices(pages, k=chance.randint(0, 60)) for q in questions}, {}
    ), questions


def test_hits_are_those_of_the_independent_score(tmp_path):
    if not SCORE.exists():
        pytest.skip("needs ../shared/accept/score.py beside the project")
    reports, questions = random_questions(150)
    ours = evaluation_json(evaluate(reports, questions, answers=False))
    theirs = independent_score(tmp_path, reports, questions)
    same = [name for name in theirs if "@" in name]
    assert len(same) == 9
    assert {name: ours[name] for name in same} == {name: theirs[name] for name in same}


def independent_score(folder: Path, reports: Canned, questions: list[GoldQuestion]) -> dict[str, object]:
    """What score.py says of the same rankings, which a small command prints to it as `search --json`."""
    answers, gold, command = folder / "answers.jsonl", folder / "gold.jsonl", folder / "askreports"
    answers.write_text("".join(json.dumps(search_line(reports, q)) + "\n" for q in questions))
    gold.write_text("".join(json.dumps(gold_line(q)) + "\n" for q in questions))
    command.write_text(f"#!{sys.executable}\nprint(open({str(answers)!r}).read(), end='')\n")
    command.chmod(0o700)
    done = subprocess.run(
        [sys.executable, SCORE, command, "index", gold],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def search_line(reports: Canned, question: GoldQuestion) -> dict[str, object]:
    found = reports.search(question.question, k=60)
    return {
        "hits": [{"document": {"path": h.document.path}, "page": {"number": h.page.number}} for h in found]
    }


def gold_line(question: GoldQuestion) -> dict[str, object]:
    pages = [{"document": name, "page": number} for name, number in question.gold]
    return {"id": question.id, "question": question.question, "answer": "", "gold": pages}
