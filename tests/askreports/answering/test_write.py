"""An answer in a model's words over the sample corpus, and the answer without it where the model fails."""

import json
import logging
import subprocess
import sys

import pytest
from model_server import ModelServer, answer, chunk, serving
from scripted import ScriptedModel

import askreports
from askreports.answering.generate import Endpoint
from askreports.answering.write import write_answer
from askreports.schema import answer_json
from index.embed import DEFAULT_MODEL, load_embedder

QUESTION = "When was the BioTernal Foundation set up?"
KEY = "sk-very-secret-4711"


@pytest.fixture(scope="module")
def embedder(models):
    return load_embedder(DEFAULT_MODEL, models)


@pytest.fixture(scope="module")
def quoted(sample_index):
    with askreports.open(sample_index, askreports.Settings()) as reports:
        return reports.ask(QUESTION)


@pytest.fixture
def write(quoted, embedder):
    def written(text, fails=""):
        heard = []
        return write_answer(quoted, ScriptedModel(text, fails), embedder, heard.append), "".join(heard)

    return written


def cited(quoted):
    """The number of the passage that holds the answer, as the model is to cite it."""
    return next(hit.rank for hit in quoted.hits if "14 May 2009" in hit.passage.text)


def test_a_right_sentence_is_verified_and_a_wrong_one_is_marked(write, quoted):
    n = cited(quoted)
    text = f"BioTernal was set up on 14 May 2009 [{n}]. It was set up on 3 June 1998 [{n}]. It is large."
    found, heard = write(text)
    assert heard.strip() == text
    assert [sentence.verified for sentence in found.sentences] == [True, False, False]
    assert found.sentences[2].doubts == ("cites nothing",)
    assert found.notice is None
    assert found.found
    for citation in found.citations:
        assert citation.verified
        assert citation.quote in citation.page.text
    assert {n for s in found.sentences for n in s.citations} == {c.number for c in found.citations}
    assert [s["verified"] for s in answer_json(found)["sentences"]] == [True, False, False]


@pytest.mark.parametrize("text", ["It was in 1998 [1].", "Set up by Brumalis [999].", "", "@@ ?? [1]", "ok"])
def test_an_answer_without_a_verified_sentence_is_not_given(text, write, quoted):
    found, _ = write(text)
    assert found.sentences == quoted.sentences
    assert found.citations == quoted.citations
    assert "could be verified" in found.notice


def test_a_model_that_finds_no_answer_says_so(write, quoted):
    found, _ = write("NOT IN THE PASSAGES")
    assert found.sentences == quoted.sentences
    assert found.notice.startswith("The language model found no answer")


def test_a_model_that_breaks_off_is_not_quoted(write, quoted):
    found, heard = write(
        f"The Foundation was set up on 14 May 2009 [{cited(quoted)}].", fails="the line broke"
    )
    assert heard.startswith("The Foundation")
    assert found.sentences == quoted.sentences
    assert found.notice.startswith("The line broke. ")


def ask(sample_index, server):
    with serving(server) as url:
        settings = askreports.Settings(llm=Endpoint(url, "tiny", KEY))
        with askreports.open(sample_index, settings) as reports:
            return reports.ask(QUESTION)


def test_reports_ask_the_model_that_is_set(sample_index, quoted):
    server = ModelServer(answer(f"BioTernal was set up on 14 May 2009 [{cited(quoted)}]."))
    found = ask(sample_index, server)
    assert found.sentences[0].text == "BioTernal was set up on 14 May 2009."
    assert found.sentences[0].verified
    assert QUESTION in server.requests[0]["messages"][1]["content"]


@pytest.mark.parametrize(
    "server", [ModelServer([], 401), ModelServer([], 429), ModelServer([chunk("It was "), None])]
)
def test_the_answer_without_a_model_is_given_with_a_notice(server, sample_index, quoted, caplog):
    caplog.set_level(logging.DEBUG)
    found = ask(sample_index, server)
    assert found.sentences == quoted.sentences
    assert found.notice.startswith("The language model")
    assert KEY not in repr(found) + json.dumps(answer_json(found)) + caplog.text


def test_what_no_report_holds_is_not_asked_of_the_model(sample_index):
    server = ModelServer(answer("It was 5 [1]."))
    with serving(server) as url:
        settings = askreports.Settings(llm=Endpoint(url, "tiny"))
        with askreports.open(sample_index, settings) as reports:
            assert not reports.ask("What was the revenue of Brumalis Robotics in 2022?").found
    assert server.requests == []


def test_a_follow_up_by_rule_and_by_model(sample_index):
    first = "What was the income of BioTernal in 2021?"
    with askreports.open(sample_index, askreports.Settings()) as reports:
        assert reports.standalone("and in 2022?", [first]) == "What was the income of BioTernal in 2022?"
    with serving(ModelServer(answer("What was the income of BioTernal in 2022, then?"))) as url:
        settings = askreports.Settings(llm=Endpoint(url, "tiny"))
        with askreports.open(sample_index, settings) as reports:
            assert (
                reports.standalone("then in 2022?", [first])
                == "What was the income of BioTernal in 2022, then?"
            )


def test_without_a_model_openai_is_not_imported(sample_index):
    code = (
        f"import sys, askreports\nwith askreports.open({str(sample_index)!r}) as reports:\n"
        f"    print(reports.ask({QUESTION!r}).notice)\n"
        "print('openai' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["None", "False"]
