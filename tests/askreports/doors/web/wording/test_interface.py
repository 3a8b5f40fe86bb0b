"""The interface has every text in every language, and numbers are written as each writes them."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from visits import FakeReports, Visit

from askreports.doors.web.state.shelf import fill_shelf
from askreports.doors.web.wording import interface
from askreports.doors.web.wording.amounts import amount
from askreports.doors.web.wording.interface import LANGUAGES, counted, read_texts, say, speaking

FOLDER = Path(interface.__file__).parent
OTHERS = sorted(set(LANGUAGES) - {"en"})
MARK = re.compile(r"\{\w+\}")
# Words that two languages write alike, and patterns without words.
SAME = {
    "count.page count.question count.conversation count.passage room.conversations field.organisation",
    "field.period list.organisation list.pages list.period answer.period conversations.title proof.page",
    "export.source export.question export.page amount.percent amount.days adding.stop",
}
ALIKE = {key for keys in SAME for key in keys.split()}


def texts(code):
    return read_texts((FOLDER / f"{code}.toml").read_text("utf-8"))


ENGLISH = texts("en")


@pytest.mark.parametrize("code", OTHERS)
def test_no_text_is_missing_and_none_is_left_over(code):
    assert texts(code).keys() == ENGLISH.keys()


@pytest.mark.parametrize("code", OTHERS)
def test_no_text_is_the_english_one(code):
    same = {key for key, text in texts(code).items() if text == ENGLISH[key]}
    assert same - ALIKE == set()


@pytest.mark.parametrize("code", OTHERS)
def test_a_text_has_room_for_the_same_values(code):
    other = {
        key for key, text in texts(code).items() if set(MARK.findall(text)) != set(MARK.findall(ENGLISH[key]))
    }
    assert other == set()


def test_a_language_that_nobody_wrote_texts_for_is_english():
    assert interface.language() == "en"
    assert say("room.ask") == "Ask"


@pytest.mark.parametrize(
    ("code", "one", "many", "money", "share"),
    [
        ("en", "1 report", "1,200 reports", "-$1,577.5 million", "19.4%"),
        ("es", "1 informe", "1.200 informes", "-1.577,5 millones US$", "19,4 %"),
        ("ca", "1 informe", "1.200 informes", "-1.577,5 milions USD", "19,4 %"),
        ("fr", "1 rapport", "1\u202f200 rapports", "-1\u202f577,5 M$US", "19,4 %"),
        ("de", "1 Bericht", "1.200 Berichte", "-1.577,5 Mio. $", "19,4 %"),
        ("pt", "1 relatório", "1.200 relatórios", "-1.577,5 milhões US$", "19,4 %"),
        ("it", "1 relazione", "1.200 relazioni", "-1.577,5 milioni USD", "19,4%"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(code, one, many, money, share):
    with speaking(code):
        assert counted("count.report", 1) == one
        assert counted("count.report", 1200) == many
        assert amount(Decimal("-1577.5"), "USD million") == money
        assert amount(Decimal("19.4"), "%") == share


def test_a_visitor_can_choose_the_language(tmp_path):
    shelf = fill_shelf(FakeReports(tmp_path))
    visit = Visit(lambda: shelf)
    visit.app.selectbox[0].select("de").run()
    assert visit.app.chat_input[0].placeholder == "Fragen Sie die Berichte"
    visit.ask("Grants?")
    assert visit.answers[0]["state"] == "Beantwortet die Frage"
    assert visit.answers[0]["coverage"] == "1 Bericht durchsucht; 2 Dateien übersprungen."
