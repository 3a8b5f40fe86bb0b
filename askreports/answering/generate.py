"""A language model, when one is set: messages to a stream of text. The only place that knows `openai`.

Any OpenAI-compatible endpoint will do. Whatever goes wrong there is a `ModelFailed`, whose text is one plain
sentence of ours: a server's own words may repeat the key that it was sent.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any, Protocol

from askreports.answering.prompt import Message
from ingest.errors import AskReportsError

CONNECT_SECONDS = 5.0
MAX_CHARS = 3_000  # of an answer; what writes on and on is no answer
_STATUS = {
    401: "refused the key",
    403: "refused the key",
    404: "does not know the model or the address",
    429: "has too many requests just now",
}


class ModelFailed(AskReportsError):
    """The language model gave no whole answer. The text says why, and holds no key."""


class ModelNotSet(AskReportsError):
    """The settings of the language model are incomplete, or its package is not installed."""


class Generator(Protocol):
    """A language model."""

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
        if find_spec("openai") is None:
            raise ModelNotSet(
                "a language model is set, but openai is not installed: run pip install 'askreports[llm]'"
            )
        self._endpoint = endpoint
        self._clock = clock
        self._opened: Any = None

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The answer as it comes; the connection is closed when the reader stops reading."""
        deadline = self._clock() + self._endpoint.total_seconds
        finish, chars = "", 0
        with _failures_told(), self._answer(messages) as chunks:
            for chunk in chunks:
                text, ended = _read(chunk)
                finish, chars = ended or finish, chars + len(text)
                if self._clock() > deadline or chars > MAX_CHARS:
                    raise ModelFailed("the language model did not come to an end")
                if text:
                    yield text
        if finish != "stop":  # no word of an end: the line broke, or the model ran out of its tokens
            raise ModelFailed("the language model's answer was cut off")

    def _answer(self, messages: Sequence[Message]) -> Any:
        # neither a temperature nor a number of tokens: newer models refuse them, under other names than older
        return self._client().chat.completions.create(
            model=self._endpoint.model,
            messages=[{"role": message.role, "content": message.text} for message in messages],
            stream=True,
        )

    def _client(self) -> Any:
        """Opened at the first question, since importing openai takes a second."""
        if self._opened is None:
            from openai import OpenAI, Timeout

            self._opened = OpenAI(
                base_url=self._endpoint.url,
                api_key=self._endpoint.api_key or "none",  # local servers want none; openai insists on one
                timeout=Timeout(self._endpoint.silence_seconds, connect=CONNECT_SECONDS),
                max_retries=0,  # the answer without a model is there already
            )
        return self._opened


def _read(chunk: Any) -> tuple[str, str]:
    """The text of one chunk, and why the answer ended where it did. Raises `ModelFailed` on anything odd.

    openai does not validate what a server sends, so each part may be missing or of another kind.
    """
    choices = getattr(chunk, "choices", None)
    if not isinstance(choices, list):
        raise ModelFailed("the language model's server answered with something else than an answer")
    if not choices:  # a chunk that only counts tokens
        return "", ""
    text = getattr(getattr(choices[0], "delta", None), "content", None)
    ended = getattr(choices[0], "finish_reason", None)
    return text if isinstance(text, str) else "", ended if isinstance(ended, str) else ""


@contextmanager
def _failures_told() -> Iterator[None]:
    """Turns what openai raises into `ModelFailed`, without the cause: it holds the server's own words."""
    from openai import APIConnectionError, APIStatusError, APITimeoutError, OpenAIError

    try:
        yield
    except APITimeoutError:
        raise ModelFailed("the language model did not answer in time") from None
    except APIConnectionError:
        raise ModelFailed("the language model cannot be reached, or the connection broke off") from None
    except APIStatusError as error:
        said = _STATUS.get(error.status_code, f"answered with error {error.status_code}")
        raise ModelFailed(f"the language model's server {said}") from None
    except (OpenAIError, ValueError):  # ValueError: a piece that is no JSON
        raise ModelFailed("the language model's server answered with something else than an answer") from None
