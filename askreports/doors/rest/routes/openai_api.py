"""The chat API of OpenAI, as Open WebUI and LibreChat speak it: the last message is the question."""

import secrets
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response, StreamingResponse

from askreports.doors.rest.problems import Refused
from askreports.doors.rest.requests import AskRequest, Where
from askreports.doors.rest.routes.old_routes import answered
from askreports.doors.rest.routes.v1 import (
    EVENT,
    PROBLEMS,
    STREAM,
    answer_stream,
    event,
    json_response,
    problem_of,
)
from askreports.errors import AskReportsError
from askreports.schema import AnswerJson

MODEL = "askreports"
NOTHING = {
    "closest": "The reports may not answer this. The closest passages:",
    "nothing": "Not in these reports.",
}
router = APIRouter(prefix="/v1", responses=PROBLEMS)


class ModelInfo(BaseModel):
    """A model that can be asked."""

    id: str = Field(description="Its name.")
    object: Literal["model"] = Field(default="model", description="What this is.")
    created: int = Field(default=0, description="Always 0.")
    owned_by: str = Field(default=MODEL, description="Who serves it.")


class ModelList(BaseModel):
    """The models that can be asked: there is one."""

    object: Literal["list"] = Field(default="list", description="What this is.")
    data: list[ModelInfo] = Field(description="The models.")


class TextPart(BaseModel):
    """A part of a message."""

    model_config = ConfigDict(extra="ignore")
    type: str = Field(description='Only "text" is read.')
    text: str = Field(default="", description="The text.")


class ChatMessage(BaseModel):
    """A message of a conversation."""

    model_config = ConfigDict(extra="ignore")
    role: str = Field(description='Only messages of the "user" are read.')
    content: str | list[TextPart] | None = Field(default=None, description="The text, or parts of it.")

    @property
    def text(self) -> str:
        """What the message says."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class ChatRequest(BaseModel):
    """A conversation, whose last message is a question. Further fields of OpenAI's API are passed over."""

    model_config = ConfigDict(extra="ignore")
    model: str = Field(default=MODEL, description="Any name: there is one model.")
    messages: Annotated[list[ChatMessage], Field(min_length=1, description="The messages, oldest first.")]
    stream: bool | None = Field(default=None, description="Whether the answer is to come as a stream.")
    where: Where | None = Field(default=None, description="Our own: only reports with these values.")


class ChatText(BaseModel):
    """The message that answers."""

    role: Literal["assistant"] = Field(default="assistant", description="Who writes.")
    content: str = Field(description="The answer in Markdown, its citations as links.")


class ChatChoice(BaseModel):
    """An answer."""

    index: int = Field(default=0, description="Always 0.")
    message: ChatText = Field(description="The answer.")
    finish_reason: Literal["stop"] = Field(default="stop", description="Why it ends.")


class ChatUsage(BaseModel):
    """Tokens, which are not counted."""

    prompt_tokens: int = Field(default=0, description="Always 0.")
    completion_tokens: int = Field(default=0, description="Always 0.")
    total_tokens: int = Field(default=0, description="Always 0.")


class ChatCompletion(BaseModel):
    """An answer, as OpenAI's API gives it, with our own beside it."""

    id: str = Field(description="Id of the answer.")
    object: Literal["chat.completion"] = Field(default="chat.completion", description="What this is.")
    created: int = Field(description="When it was made, in seconds since 1970.")
    model: str = Field(default=MODEL, description="The model.")
    choices: list[ChatChoice] = Field(description="The answer: there is one.")
    usage: ChatUsage = Field(description="All zero.")
    askreports: AnswerJson = Field(description="The answer with its citations, as `/v1/ask` gives it.")


@router.get("/models")
async def models() -> ModelList:
    """Lists the models that can be asked."""
    return ModelList(data=[ModelInfo(id=MODEL)])


@router.get("/models/{id}")
async def model(id: Annotated[str, Path(description="Name of the model.")]) -> ModelInfo:
    """Returns a model."""
    if id != MODEL:
        raise Refused(404, f"there is no model {id!r}: there is {MODEL!r}")
    return ModelInfo(id=MODEL)


@router.post(
    "/chat/completions",
    response_model=ChatCompletion,
    responses={200: {"content": {STREAM: {"schema": EVENT}}}},
)
async def chat_completions(request: Request, wanted: ChatRequest) -> Response:
    """Answers the last question of a conversation; the ones before it complete it."""
    asked = _asked(wanted)
    if wanted.stream:
        return StreamingResponse(_chunks(request, asked), media_type=STREAM)
    answer = await answered(request, asked)
    text = ChatText(content=markdown(answer, str(request.base_url)))
    return json_response(
        {
            **ChatCompletion.model_construct(
                id=_new_id(), created=int(time.time()), choices=[ChatChoice(message=text)], usage=ChatUsage()
            ).model_dump(),
            "askreports": answer,
        }
    )


def markdown(answer: AnswerJson, base: str) -> str:
    """An answer in Markdown; each citation is a link to its page."""
    lines = [NOTHING[answer["status"]]] if answer["status"] in NOTHING else []
    places = {citation["number"]: citation for citation in answer["citations"]}
    for sentence in answer["sentences"]:
        links = (f"[[{number}]]({_link(places[number], base)})" for number in sentence["citations"])
        doubt = "" if sentence["verified"] else " (not verified)"
        lines.append(" ".join([_escaped(sentence["text"]) + doubt, *links]))
    lines += [part for part in (answer["searched"]["missing"], answer["notice"]) if part]
    sources = [
        f"{number}. {_escaped(cited['document']['title'] or cited['document']['path'])}, page "
        f"{_escaped(cited['page']['label'] or str(cited['page']['number']))}"
        for number, cited in places.items()
    ]
    return "\n\n".join([*lines, *(["\n".join(sources)] if sources else [])])


async def _chunks(request: Request, wanted: AskRequest) -> AsyncIterator[bytes]:
    identity, created = _new_id(), int(time.time())

    def chunk(delta: dict[str, Any], finish: str | None = None, **more: object) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        head = {"id": identity, "object": "chat.completion.chunk", "created": created, "model": MODEL}
        return event({**head, "choices": [choice], **more})

    yield chunk({"role": "assistant", "content": ""})
    try:
        # what a model writes is not checked yet, and a chat cannot take back what it has shown
        async for kind, what in answer_stream(request, wanted):
            if kind == "answer":
                answer: Any = what
                for paragraph in markdown(answer, str(request.base_url)).split("\n\n"):
                    yield chunk({"content": paragraph + "\n\n"})
                yield chunk({}, "stop", askreports=answer)
            elif kind == "ping":
                yield b": still working\n\n"
    except (AskReportsError, Refused) as error:
        yield b"data: " + bytes(problem_of(request, error).body) + b"\n\n"
    except Exception as error:
        yield b"data: " + bytes(problem_of(request, error).body) + b"\n\n"
        raise  # into the log
    yield b"data: [DONE]\n\n"


def _asked(wanted: ChatRequest) -> AskRequest:
    questions = [message.text for message in wanted.messages if message.role == "user"]
    if not questions:
        raise Refused(400, 'no message has the role "user": send the question as one')
    return AskRequest.model_construct(question=questions[-1], earlier=questions[:-1], where=wanted.where)


def _link(citation: Any, base: str) -> str:
    document, number = citation["document"], citation["page"]["number"]
    place = f"{base}v1/reports/{document['id']}/pages/{number}"
    if not document["path"].casefold().endswith(".pdf"):
        return place
    return f"{place}/image?highlight={quote(citation['quote'][:1000], safe='')}"


def _escaped(text: str) -> str:
    """Text of a report or of a model, which must not become a link, an image or HTML."""
    return "".join(f"\\{character}" if character in "\\`*_[]<>!|" else character for character in text)


def _new_id() -> str:
    return f"chatcmpl-{secrets.token_hex(12)}"
