"""Many visitors ask the browser app at once, over its own websocket; prints times, failures and memory.

    bench/load.py INDEX QUESTIONS.jsonl [--sessions 50] [--questions 2000]

Every answer is compared with what the same question is answered when it is asked alone, so one that
reached the wrong visitor is counted as mixed up. Ends with 1 if any failed or was mixed up.
"""

import argparse
import asyncio
import json
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

import askreports
from askreports.evaluation.gold import read_gold

PATIENCE_SECONDS = 300.0
SAMPLES = 10  # of the server's memory, spread over the run
Sentences = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What one question came to. `sentences` is None where no answer came."""

    question: str
    sentences: Sentences | None
    seconds: float


def main() -> None:
    """Start the app, ask, compare, print."""
    arguments = _arguments()
    asked = list(islice(cycle(g.question for g in read_gold(arguments.gold)), arguments.questions))
    with serving(arguments.index) as (server, address):
        asyncio.run(ask_all(address, asked[:1], sessions=1))  # opens the index
        memory = [resident_mb(server.pid)]
        began, replies = time.perf_counter(), list[Reply]()
        for part in parts(asked, SAMPLES, arguments.sessions):
            replies += asyncio.run(ask_all(address, part, arguments.sessions))
            memory.append(resident_mb(server.pid))
        wall, peak = time.perf_counter() - began, resident_mb(server.pid, "VmHWM")
    expected = asked_alone(arguments.index, set(asked))
    failed = [reply for reply in replies if reply.sentences is None]
    mixed = [r for r in replies if r.sentences is not None and r.sentences != expected[r.question]]
    show(replies, arguments.sessions, wall)
    print(f"failed: {len(failed)}, mixed up: {len(mixed)}")
    print(f"memory, MB: {' '.join(f'{value:.0f}' for value in memory)}, peak {peak:.0f}")
    sys.exit(bool(failed or mixed))


async def ask_all(address: str, questions: Sequence[str], sessions: int) -> list[Reply]:
    """Every question once, `sessions` visitors at a time, each with its next as soon as it has an answer."""
    waiting = iter(questions)
    replies = await asyncio.gather(*(visit(address, waiting) for _ in range(min(sessions, len(questions)))))
    return [reply for visitor in replies for reply in visitor]


async def visit(address: str, questions: Iterator[str]) -> list[Reply]:
    """One visitor, who asks until no question is left."""
    url = f"{address.replace('http', 'ws')}/_stcore/stream"
    async with connect(url, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket_:
        return [await ask(socket_, question) for question in questions]


async def ask(visitor: ClientConnection, question: str) -> Reply:
    """Ask as a link does, `?q=`, and read until the app has come to rest."""
    message = BackMsg()
    message.rerun_script.query_string = urlencode({"q": question})
    began = time.perf_counter()
    await visitor.send(message.SerializeToString())
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            sentences = await answer_to(visitor, question)
    except TimeoutError:
        sentences = None
    return Reply(question, sentences, time.perf_counter() - began)


async def answer_to(visitor: ClientConnection, question: str) -> Sentences | None:
    """The sentences shown last for a question when the script has ended; None where there are none."""
    sentences = None
    async for data in visitor:
        message = ForwardMsg.FromString(data)
        if message.WhichOneof("type") == "script_finished":
            return sentences
        shown = shown_answer(message)
        if shown and shown.get("question") == question and "sentences" in shown:
            sentences = tuple(sentence["text"] for sentence in shown["sentences"])
    return None


def shown_answer(message: ForwardMsg) -> dict[str, Any] | None:
    """What the app hands its component for an answer, if that is what the message brings."""
    element = message.delta.new_element
    if element.WhichOneof("type") != "bidi_component":
        return None
    component = element.bidi_component
    if component.component_name != "askreports.answer":
        return None
    shown: dict[str, Any] = json.loads(component.json or component.mixed.json)
    return shown


def asked_alone(index: Path, questions: set[str]) -> dict[str, Sentences]:
    """What each question is answered when nobody else asks."""
    with askreports.open(index) as reports:
        return {q: tuple(sentence.text for sentence in reports.ask(q).sentences) for q in questions}


def parts(questions: Sequence[str], number: int, least: int) -> list[Sequence[str]]:
    """The questions in parts of equal size, none smaller than `least`, but perhaps the last."""
    size = max(least, -(-len(questions) // number))
    return [questions[start : start + size] for start in range(0, len(questions), size)]


def show(replies: Sequence[Reply], sessions: int, wall: float) -> None:
    """Print how long answers took."""
    seconds = sorted(reply.seconds for reply in replies)
    print(f"{len(replies)} questions of {sessions} sessions at once: {len(replies) / wall:.1f} a second")
    p95 = seconds[int(0.95 * len(seconds))]
    print(f"an answer, s: median {statistics.median(seconds):.1f}, p95 {p95:.1f}, longest {seconds[-1]:.1f}")


def resident_mb(pid: int, field: str = "VmRSS") -> float:
    """The memory that a process holds now, or with `VmHWM` the most that it ever held."""
    found = re.search(rf"{field}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    return int(found[1]) / 1024 if found else float("nan")


@contextmanager
def serving(index: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The app over an index, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = str(Path(sys.executable).with_name("askreports"))
    command = [program, "app", "--index", str(index), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            _wait_until_healthy(f"http://127.0.0.1:{port}")
            yield server, f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_until_healthy(address: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except URLError:
            time.sleep(0.1)
    sys.exit("the app did not start")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("gold", type=Path, metavar="QUESTIONS")
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--questions", type=int, default=2000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
