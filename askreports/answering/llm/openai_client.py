"""One question to a language model by the `openai` package, which only this file knows.

The package is the client of OpenAI's own service and would do more than is wanted of it here: try again,
follow redirects, say who asks on which system, and heed and send what variables `OPENAI_*` hold. Question and
passages go to the one address that was set, with the key that was set for it; again only where the server
says that it is busy, or that it cannot stream.
"""

import json
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

import httpx2
import openai
from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam
from openai.types.chat.chat_completion_chunk import Choice, ChoiceDelta

from askreports.answering.llm.generator import Endpoint, endless, out_of_time
from askreports.answering.llm.prompt import Message
from askreports.errors import ModelFailed

CONNECT_SECONDS = 5.0
MAX_STREAM_BYTES = 16_000_000  # of all that a server sends: thoughts and counts come with an answer
_STATUS = {
    401: "refused the key",
    403: "refused the key",
    404: "does not know the model or the address",
    429: "has too many requests just now",
    503: "is overloaded",
}
_BUSY = (429, 503)
_NO_STREAM = (400, 422, 501)  # how servers say that they cannot stream, among other things
PAUSE_SECONDS = 1.0  # before the first new try, unless the server says how long; doubled each time


def chat(
    endpoint: Endpoint, messages: Sequence[Message], clock: Callable[[], float]
) -> Generator[tuple[str, str], None, None]:
    """The text of each event, and why the answer ended there, mostly empty. Raises `ModelFailed`.

    A busy server is asked again within the time for the answer, one that cannot stream without streaming.
    """
    deadline, pause, streaming = clock() + endpoint.total_seconds, PAUSE_SECONDS, True
    while True:
        try:
            yield from _chat_once(endpoint, messages, lambda: clock() > deadline, streaming)
        except _Refused as refused:
            wait = refused.retry_after if refused.retry_after is not None else pause
            if refused.status in _NO_STREAM and streaming:
                streaming = False
            elif refused.status in _BUSY and clock() + wait < deadline:
                time.sleep(wait)
                pause *= 2
            else:
                raise ModelFailed(str(refused)) from None
        else:
            return


class _Refused(Exception):
    """A status other than 200, and after how many seconds the server may be asked again, if it says so."""

    def __init__(self, response: httpx2.Response) -> None:
        self.status = response.status_code
        said = _STATUS.get(self.status, f"answered with status {self.status}")
        super().__init__(f"the language model's server {said}")
        seconds = response.headers.get("Retry-After", "")
        self.retry_after = float(seconds) if seconds.isdecimal() and seconds.isascii() else None


def _chat_once(
    endpoint: Endpoint, messages: Sequence[Message], is_over: Callable[[], bool], streaming: bool
) -> Generator[tuple[str, str], None, None]:
    def admit(response: httpx2.Response) -> None:
        """Refuses any answer but a good one before it is read, and watches over the reading of that."""
        if response.status_code != 200:
            raise _Refused(response)
        # not asked for, and a little could unpack to very much
        response.headers.pop("Content-Encoding", None)
        sent = cast(httpx2.SyncByteStream, response.stream)
        watched = _Watched(sent, is_over)
        whole = response.headers.get("Content-Type", "").startswith("application/json")
        response.stream = _OneEvent(watched) if whole else watched

    with _failures_told(), httpx2.Client(event_hooks={"response": [admit]}) as line:
        client = _Client(
            base_url=endpoint.url,
            api_key=endpoint.api_key or "none",  # it must have one, or takes that of the environment
            timeout=openai.Timeout(endpoint.silence_seconds, connect=CONNECT_SECONDS),
            max_retries=0,
            http_client=line,
        )
        # no temperature and no limit of tokens: models take them under different names, or not at all
        with client.chat.completions.create(
            model=endpoint.model,
            messages=[_param(message) for message in messages],
            stream=True,
            extra_body=None if streaming else {"stream": False},
            extra_headers={} if endpoint.api_key else {"Authorization": openai.omit},
        ) as events:
            for event in events:
                yield _read(event)


class _Client(openai.OpenAI):
    """A client that sends none of the headers that the package takes from the environment and the system."""

    @property
    def default_headers(self) -> dict[str, str | openai.Omit]:
        return {
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Content-Type": "application/json",
            "User-Agent": self.user_agent,
        }


class _Watched(httpx2.SyncByteStream):
    """What a server sends, as long as that is not too much and its time is not over."""

    def __init__(self, sent: httpx2.SyncByteStream, is_over: Callable[[], bool]) -> None:
        self._sent = sent
        self._is_over = is_over

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for piece in self._sent:
            size += len(piece)
            if size > MAX_STREAM_BYTES:
                raise endless()
            if self._is_over():
                raise out_of_time()
            yield piece

    def close(self) -> None:
        self._sent.close()


class _OneEvent(httpx2.SyncByteStream):
    """A whole answer as the one event of a stream, of a server that does not stream."""

    def __init__(self, sent: httpx2.SyncByteStream) -> None:
        self._sent = sent

    def __iter__(self) -> Iterator[bytes]:
        yield b"data: " + _event_of(b"".join(self._sent)) + b"\n\n"

    def close(self) -> None:
        self._sent.close()


def _event_of(body: bytes) -> bytes:
    try:
        answer: Any = json.loads(body)
        choice = answer["choices"][0]
        delta, ended = {"content": choice["message"]["content"]}, choice.get("finish_reason")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise _no_answer() from None
    return json.dumps({"choices": [{"index": 0, "delta": delta, "finish_reason": ended}]}).encode()


def _param(message: Message) -> ChatCompletionMessageParam:
    if message.role == "system":
        return {"role": "system", "content": message.text}
    return {"role": "user", "content": message.text}


def _read(event: ChatCompletionChunk) -> tuple[str, str]:
    """The package builds an event of whatever came: any field may be missing, or something else."""
    match event:
        case ChatCompletionChunk(choices=[]):  # an event that only counts tokens
            return "", ""
        case ChatCompletionChunk(choices=[Choice(delta=ChoiceDelta() as delta) as choice, *_]):
            text, ended = delta.content, choice.finish_reason
            return text if isinstance(text, str) else "", ended if isinstance(ended, str) else ""
    raise _no_answer()


@contextmanager
def _failures_told() -> Iterator[None]:
    """Turns what goes wrong on the line into `ModelFailed`, without the cause: that may hold the key."""
    try:
        yield
    except openai.APITimeoutError:
        raise ModelFailed("the language model did not answer in time") from None
    except (openai.APIConnectionError, httpx2.InvalidURL, ImportError):
        # the last where the environment names a SOCKS proxy, which takes a package that is not here
        raise ModelFailed("the language model cannot be reached, or the connection broke off") from None
    except (openai.OpenAIError, ValueError, RecursionError, AttributeError):
        # no JSON, or some that the package stumbles over ("_fields_set"); a key that no header can hold
        raise _no_answer() from None


def _no_answer() -> ModelFailed:
    return ModelFailed("the language model's server answered with something else than an answer")
