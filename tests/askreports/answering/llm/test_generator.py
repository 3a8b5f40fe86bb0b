"""A language model over HTTP: what it writes streams in, and each way of failing is told in one sentence."""

import gzip
import logging
import os
import socket
import subprocess
import sys
import threading

import pytest
from model_server import ModelServer, answer, chunk, serving

from askreports.answering.llm.chat_model import ChatModel
from askreports.answering.llm.generator import Endpoint
from askreports.answering.llm.prompt import Message
from askreports.errors import ModelFailed, ModelNotSet

KEY = "sk-very-secret-4711"
LOUD = {**os.environ, "OPENAI_LOG": "debug"}
MESSAGES = (Message("system", "Answer."), Message("user", "What was the revenue?"))
ECHO = (
    b'{"error": {"message": "Incorrect API key provided: ' + KEY.encode() + b'", "code": "invalid_api_key"}}'
)


def stream(url, **how):
    model = ChatModel(Endpoint(url, "tiny", KEY, **how))
    return model.stream(MESSAGES)


def test_the_answer_comes_piece_by_piece_with_the_key_in_the_header_alone():
    gate = threading.Event()
    server = ModelServer([chunk("Revenue "), gate, *answer("rose [1].")])
    with serving(server) as url:
        pieces = stream(url)
        assert next(pieces) == "Revenue "  # while the server still waits
        gate.set()
        assert "".join(pieces) == "rose [1]. "
    (request,), (headers,) = server.requests, server.headers
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert KEY not in str(request)
    assert request["messages"] == [
        {"role": "system", "content": "Answer."},
        {"role": "user", "content": "What was the revenue?"},
    ]
    assert request["stream"] is True
    assert request["model"] == "tiny"


HALF = [chunk("Revenue "), chunk("rose ")]
FAILURES = {
    "wrong key": (ModelServer([ECHO], 401, "application/json"), "refused the key"),
    "forbidden": (ModelServer([ECHO], 403, "application/json"), "refused the key"),
    "no such model": (ModelServer([ECHO], 404, "application/json"), "does not know the model"),
    "server error": (ModelServer([ECHO], 500, "application/json"), "answered with status 500"),
    "line breaks": (ModelServer([*HALF, None]), "connection broke off"),
    "no end": (ModelServer(HALF), "cut off"),
    "out of tokens": (ModelServer([*HALF, chunk("", "length")]), "cut off"),
    "nothing": (ModelServer([]), "cut off"),
    "web page": (ModelServer([b"<html>Welcome</html>"], 200, "text/html"), "cut off"),
    "too deep": (ModelServer([b"data: " + b"[" * 100_000 + b"\n\n"]), "something else"),
    "no JSON": (ModelServer([b"data: \xff\xfe{]\n\n"]), "something else"),
    "other JSON": (ModelServer([b'data: {"choices": "none"}\n\n']), "something else"),
    "a list": (ModelServer([b"data: [1, 2]\n\n"]), "something else"),
    "a number": (ModelServer([b"data: 7\n\n"]), "something else"),
    "odd choices": (ModelServer([b'data: {"choices": [7]}\n\n']), "something else"),
    "no choices": (ModelServer([b'data: {"id": 7}\n\n']), "something else"),
    "odd fields": (ModelServer([b'data: {"_fields_set": 7}\n\n']), "something else"),
    "error in the stream": (ModelServer([*HALF, b"data: " + ECHO + b"\n\n"]), "something else"),
    "without end": (ModelServer([chunk("x" * 1000)] * 20), "did not come to an end"),
    "too much": (ModelServer([b":" + b"x" * 1_000_000 + b"\n\n"] * 20), "did not come to an end"),
    "packed": (
        ModelServer([gzip.compress(b"".join(answer("Yes.")))], told={"Content-Encoding": "gzip"}),
        "something else",
    ),
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_one_plain_sentence_without_the_key(case, caplog):
    caplog.set_level(logging.DEBUG)
    server, said = FAILURES[case]
    with serving(server) as url, pytest.raises(ModelFailed, match=said) as failed:
        list(stream(url))
    assert len(server.requests) == 1  # nothing is tried twice
    assert KEY not in str(failed.value) + caplog.text
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__ or failed.value.__context__ is None


@pytest.mark.parametrize(("status", "said"), [(429, "too many requests"), (503, "is overloaded")])
def test_a_busy_server_is_asked_again_until_the_time_is_over(status, said):
    server = ModelServer([ECHO], status, "application/json", told={"Retry-After": "0"})
    now = iter(range(100))
    with serving(server) as url:
        model = ChatModel(Endpoint(url, "tiny", KEY, total_seconds=5), clock=lambda: next(now))
        with pytest.raises(ModelFailed, match=said):
            list(model.stream(MESSAGES))
    assert len(server.requests) == 5  # the clock says 1 second more each time


def test_a_busy_server_that_is_free_again_answers():
    server = ModelServer(answer("Yes."), 503, told={"Retry-After": "0"})
    server.later_statuses = [429, 200]
    with serving(server) as url:
        assert "".join(stream(url)) == "Yes. "
    assert len(server.requests) == 3


def test_a_long_pause_is_not_waited_for():
    server = ModelServer([ECHO], 429, "application/json", told={"Retry-After": "3600"})
    with serving(server) as url, pytest.raises(ModelFailed, match="too many requests"):
        list(stream(url))
    assert len(server.requests) == 1


WHOLE = b'{"choices": [{"message": {"content": "Revenue rose [1]."}, "finish_reason": "stop"}]}'


def test_a_server_that_answers_at_once_need_not_stream():
    with serving(ModelServer([WHOLE], kind="application/json")) as url:
        assert "".join(stream(url)) == "Revenue rose [1]."


def test_a_server_that_refuses_to_stream_is_asked_for_the_whole():
    server = ModelServer([WHOLE], 400, "application/json")
    server.later_statuses = [200]
    with serving(server) as url:
        assert "".join(stream(url)) == "Revenue rose [1]."
    assert [request["stream"] for request in server.requests] == [True, False]


@pytest.mark.parametrize("body", [b"{}", b"[]", b"7", b"{", b'{"choices": [{"message": null}]}'])
def test_a_whole_answer_that_is_none_is_a_failure(body):
    server = ModelServer([body], kind="application/json")
    with serving(server) as url, pytest.raises(ModelFailed, match="something else"):
        list(stream(url))


def test_nobody_listens():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening: connections are refused
        with pytest.raises(ModelFailed, match="cannot be reached"):
            list(stream(f"http://127.0.0.1:{taken.getsockname()[1]}/v1"))


@pytest.mark.parametrize("before", [[], HALF])
def test_a_silent_server_is_left(before):
    gate = threading.Event()
    with serving(ModelServer([*before, gate])) as url:
        with pytest.raises(ModelFailed, match="in time"):
            list(stream(url, silence_seconds=0.2))
        gate.set()


@pytest.mark.parametrize("event", [chunk("a "), b": still thinking\n\n"])
def test_a_server_that_drips_is_left_when_its_time_is_over(event):
    now = iter(range(0, 10_000, 130))
    with serving(ModelServer([event] * 10)) as url:
        model = ChatModel(Endpoint(url, "tiny", KEY, total_seconds=120), clock=lambda: next(now))
        with pytest.raises(ModelFailed, match="did not come to an end"):
            list(model.stream(MESSAGES))


def test_what_a_server_writes_of_an_error_is_not_waited_for():
    gate = threading.Event()
    with serving(ModelServer([gate], 500)) as url:
        with pytest.raises(ModelFailed, match="status 500"):
            list(stream(url))
        gate.set()


def test_the_connection_is_closed_when_the_reader_stops():
    gate = threading.Event()
    server = ModelServer([chunk("Revenue "), gate, *[chunk("rose ")] * 1000])
    with serving(server) as url:
        pieces = stream(url)
        assert next(pieces) == "Revenue "
        pieces.close()
        gate.set()
        assert server.left.wait(5)


def test_a_key_that_no_header_can_hold_is_not_repeated():
    with serving(ModelServer(answer("Yes."))) as url, pytest.raises(ModelFailed) as failed:
        list(ChatModel(Endpoint(url, "tiny", "schlüssel-ключ")).stream(MESSAGES))
    assert "ключ" not in str(failed.value)
    assert failed.value.__suppress_context__


def test_the_endpoint_shows_neither_key_nor_address():
    shown = repr(Endpoint("http://127.0.0.1/secret", "tiny", KEY))
    assert "tiny" in shown
    assert "secret" not in shown


def test_a_redirect_is_not_followed():
    """The operator named one address: neither question nor passages go to another."""
    elsewhere = ModelServer(answer("Yes."))
    with (
        serving(elsewhere) as other,
        serving(ModelServer([], 307, told={"Location": f"{other}/chat"})) as url,
        pytest.raises(ModelFailed, match="status 307"),
    ):
        list(stream(url))
    assert elsewhere.requests == []


SENT = {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent"} | {
    "x-stainless-retry-count",  # 0
    "x-stainless-read-timeout",  # the longest wait for the next piece
}
THEIRS = {
    "OPENAI_API_KEY": "sk-theirs",
    "OPENAI_ADMIN_KEY": "sk-theirs-admin",
    "OPENAI_ORG_ID": "org-theirs",
    "OPENAI_PROJECT_ID": "project-theirs",
    "OPENAI_WEBHOOK_SECRET": "hook-theirs",
    "OPENAI_CUSTOM_HEADERS": "Authorization: Bearer theirs\nHost: theirs.example\nX-Team: theirs",
}


@pytest.mark.parametrize("key", ["", KEY])
def test_nothing_is_sent_that_other_programs_were_told(key, monkeypatch):
    """The variables of the `openai` package are for those who use that; ours has settings of its own."""
    server, theirs = ModelServer(answer("Yes.")), ModelServer(answer("No."))
    with serving(server) as url, serving(theirs) as their_url:
        for name, value in {**THEIRS, "OPENAI_BASE_URL": their_url}.items():
            monkeypatch.setenv(name, value)
        assert "".join(ChatModel(Endpoint(url, "tiny", key)).stream(MESSAGES)) == "Yes. "
    (headers,) = server.headers
    assert theirs.requests == []
    assert headers["Authorization"] == (f"Bearer {key}" if key else None)
    assert {name.lower() for name in headers} == SENT | ({"authorization"} if key else set())
    assert "theirs" not in str(headers)


def test_a_proxy_of_the_environment_is_used(monkeypatch):
    proxy = ModelServer(answer("Yes."))
    with serving(proxy) as url:
        monkeypatch.setenv("http_proxy", url.removesuffix("/v1"))
        assert "".join(stream("http://model.invalid/v1")) == "Yes. "
    assert proxy.headers[0]["Host"] == "model.invalid"


def test_a_proxy_that_cannot_be_used_is_a_failure_like_others(monkeypatch):
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:9")
    with pytest.raises(ModelFailed, match="cannot be reached"):
        list(stream("http://model.invalid/v1"))


def test_the_log_of_the_package_holds_no_key():
    """It is switched on by `OPENAI_LOG` when the package is imported."""
    code = (
        "import logging, sys; from askreports.answering.llm.chat_model import *; "
        "from askreports.answering.llm.prompt import Message; logging.basicConfig(level=logging.DEBUG); "
        f"print(*ChatModel(Endpoint(sys.argv[1], 'tiny', {KEY!r})).stream((Message('user', 'Why?'),)))"
    )
    with serving(ModelServer([b": " + ECHO + b"\n\n", *answer("Yes.")])) as url:
        command = [sys.executable, "-c", code, url]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=LOUD)
    assert done.stdout.split() == ["Yes."]
    assert "openai._base_client" in done.stderr
    assert KEY not in done.stderr
    assert "Why?" not in done.stderr


def test_servers_leave_fields_out():
    events = [
        b'data: {"choices": [{"delta": {"role": "assistant"}}]}\n\n',
        b'data: {"choices": [{"delta": {"content": null, "reasoning_content": "Hm"}}]}\n\n',
        b'data: {"choices": [{"delta": {"content": "Yes."}}]}\n\n',
        b'data: {"choices": [{"delta": {}, "finish_reason": "stop"}]}\n\n',
        b'data: {"choices": [], "usage": {"total_tokens": 7}}\n\n',
    ]
    with serving(ModelServer(events)) as url:
        assert "".join(stream(url)) == "Yes."


def test_a_model_without_its_package_is_told_with_the_command_that_helps(monkeypatch):
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(ModelNotSet, match=r"pip install 'askreports\[llm\]'"):
        ChatModel(Endpoint("http://127.0.0.1:9/v1", "tiny"))


def test_a_line_that_comes_in_pieces_is_read_whole():
    whole = b"".join(answer("Größe."))
    with serving(ModelServer([whole[n : n + 1] for n in range(len(whole))])) as url:
        assert "".join(stream(url)) == "Größe. "


def test_a_reader_is_told_model_and_machine_alone():
    assert ChatModel(Endpoint("http://10.0.0.7:8080/v1/secret", "tiny", KEY)).name == "tiny at 10.0.0.7:8080"
