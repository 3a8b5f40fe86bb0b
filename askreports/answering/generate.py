"""A language model, when one is set: messages to a stream of text. The only place that talks to one.

Any OpenAI-compatible endpoint will do. Whatever goes wrong there is a `ModelFailed`, whose text is one plain
sentence of ours: a server's own words may repeat the key that it was sent.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from askreports.answering.prompt import Message
from ingest.errors import AskReportsError

CONNECT_SECONDS = 5.0
MAX_CHARS = 3_000  # of an answer; what writes on and on is no answer
MAX_STREAM_CHARS = 16_000_000  # of all that a server sends: thoughts and counts come with an answer
_STATUS = {
    401: "refused the key",
    403: "refused the key",
    404: "does not know the model or the address",
    429: "has too many requests just now",
}


class ModelFailed(AskReportsError):
    """The language model gave no whole answer. The text says why, and holds no key."""


class ModelNotSet(AskReportsError):
    """The settings of the language model are incomplete."""


class Generator(Protocol):
    """A language model. `name` is what readers are told that it is."""

    @property
    def name(self) -> str: ...

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The answer, piece by piece as it is written. Raises `ModelFailed`, also in the middle."""
        ...


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model is served. `silence_seconds` is the longest wait for the next piece.

    Neither the key nor the address, which may hold one, is shown when this is printed.
    """

    url: str = field(repr=False)
    model: str
    api_key: str = field(default="", repr=False)
    silence_seconds: float = 60.0
    total_seconds: float = 120.0


class ChatModel:
    """A model behind an OpenAI-compatible endpoint (OpenAI, Azure, Ollama, vLLM, llama.cpp)."""

    def __init__(self, endpoint: Endpoint, clock: Callable[[], float] = time.monotonic) -> None:
        self._endpoint = endpoint
        self._clock = clock

    @property
    def name(self) -> str:
        """The model and the machine it is on."""
        return f"{self._endpoint.model} at {urlsplit(self._endpoint.url).netloc}"

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The answer as it comes; the connection is closed when the reader stops reading."""
        finish, chars = "", 0
        with _failures_told(), self._response(messages) as response:
            if response.status_code != 200:  # nor is a redirect followed: passages go to one address alone
                said = _STATUS.get(response.status_code, f"answered with status {response.status_code}")
                raise ModelFailed(f"the language model's server {said}")
            for text, ended in map(_read, self._events(response)):
                finish, chars = ended or finish, chars + len(text)
                if chars > MAX_CHARS:
                    raise _endless()
                if text:
                    yield text
        if finish != "stop":  # no word of an end: the line broke, or the model ran out of its tokens
            raise ModelFailed("the language model's answer was cut off")

    def _response(self, messages: Sequence[Message]) -> Any:
        import httpx2  # here, since importing it takes longer than most commands

        key = self._endpoint.api_key
        return httpx2.stream(
            "POST",
            f"{self._endpoint.url.rstrip('/')}/chat/completions",
            headers={"Authorization": f"Bearer {key}"} if key else {},
            # no temperature and no limit of tokens: models take them under different names, or not at all
            json={
                "model": self._endpoint.model,
                "messages": [{"role": message.role, "content": message.text} for message in messages],
                "stream": True,
            },
            timeout=httpx2.Timeout(self._endpoint.silence_seconds, connect=CONNECT_SECONDS),
        )

    def _events(self, response: Any) -> Iterator[str]:
        """The data of the server-sent events of a stream, each on one line."""
        deadline = self._clock() + self._endpoint.total_seconds
        rest, chars = "", 0
        for piece in response.iter_text():
            chars += len(piece)
            if self._clock() > deadline or chars > MAX_STREAM_CHARS:
                raise _endless()
            *lines, rest = (rest + piece).split("\n")
            for line in lines:
                data = line.removeprefix("data:").strip()
                if line.startswith("data:") and data != "[DONE]":
                    yield data


def _read(data: str) -> tuple[str, str]:
    """The text of one event, and why the answer ended where it did. Raises `ModelFailed` on anything odd."""
    match json.loads(data):
        case {"choices": []}:  # an event that only counts tokens
            return "", ""
        case {"choices": [{"delta": dict(delta), **choice}, *_]}:
            text, ended = delta.get("content"), choice.get("finish_reason")
            return text if isinstance(text, str) else "", ended if isinstance(ended, str) else ""
    raise _no_answer()


@contextmanager
def _failures_told() -> Iterator[None]:
    """Turns what goes wrong on the line into `ModelFailed`, without the cause: that may hold the key."""
    import httpx2

    try:
        yield
    except httpx2.TimeoutException:
        raise ModelFailed("the language model did not answer in time") from None
    except (httpx2.HTTPError, httpx2.InvalidURL):
        raise ModelFailed("the language model cannot be reached, or the connection broke off") from None
    except (ValueError, RecursionError):  # no JSON; a key that no header can hold
        raise _no_answer() from None


def _no_answer() -> ModelFailed:
    return ModelFailed("the language model's server answered with something else than an answer")


def _endless() -> ModelFailed:
    return ModelFailed("the language model did not come to an end")
