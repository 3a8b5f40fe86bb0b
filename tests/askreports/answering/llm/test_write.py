"""An answer in a model's words over the sample corpus, and the answer without it where the model fails."""

import pytest
from passages import cite
from scripted import ScriptedModel

import askreports
from askreports.answering.llm.write import write_with_model
from askreports.errors import ModelFailed
from askreports.schema import answer_json
from index.embedding.embedder import load_embedder
from index.embedding.weights.model_files import DEFAULT_MODEL

pytestmark = pytest.mark.slow

LATE = ModelFailed("the model did not end in time", out_of_time=True)
QUESTION = "When was the BioTernal Foundation set up?"


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
        return write_with_model(quoted, ScriptedModel(text, fails), embedder, cite, heard.append), "".join(
            heard
        )

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


def test_what_a_model_wrote_before_its_time_was_over_is_kept(write, quoted):
    whole = f"The Foundation was set up on 14 May 2009 [{cited(quoted)}]."
    found, _ = write(f"{whole} It has also", fails=LATE)
    assert [sentence.text for sentence in found.sentences] == ["The Foundation was set up on 14 May 2009."]
    assert found.notice == "The model did not end in time. Its last sentence is left out."


def test_half_a_sentence_is_not_kept(write, quoted):
    found, _ = write("The Foundation was set", fails=LATE)
    assert found.sentences == quoted.sentences
    assert found.notice.endswith("This answer was made without it.")


def test_an_address_that_no_passage_holds_is_marked(write, quoted):
    n = cited(quoted)
    right = f"BioTernal was set up on 14 May 2009 [{n}]."
    found, _ = write(f"{right} It was set up on 14 May 2009, see http://evil.example/?q=2009 [{n}].")
    assert [sentence.verified for sentence in found.sentences] == [True, False]
    assert "http://evil.example/?q=2009 is not in the passages it cites" in found.sentences[1].doubts
