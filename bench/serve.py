"""Many clients ask REST at once; prints waits beside their bound, failures and memory.

    bench/serve.py INDEX QUESTIONS.jsonl [--clients 32] [--seconds 60] [--swaps 0]

Each client sends its next request as soon as it has the answer before. The bound on a wait is 1.25 x clients
x CPU seconds of one answer / cores: what waiting in turn costs on a machine that does nothing else. With
`--swaps`, an ingest makes so many new generations meanwhile. Ends with 1 if a request failed.
"""

import argparse
import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import httpx2

from askreports.evaluation.gold import read_gold

PATIENCE_SECONDS = 300.0
_ASKREPORTS = Path(sys.executable).with_name("askreports")
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Load:
    """Requests of one kind, their waits in seconds, how many failed, and what processor time they took."""

    path: str
    waits: Sequence[float]
    failed: int
    seconds: float
    cpu: float


def main() -> None:
    """Start the server, ask, print."""
    arguments = _arguments()
    questions = [gold.question for gold in read_gold(arguments.gold)]
    failed = 0
    with serving(arguments.index) as (pid, address):
        for path in ("/v1/search", "/v1/ask"):
            alone = cpu_seconds_alone(pid, address, path, questions[:20])
            memory = [resident_mb(pid)]
            with swapping(arguments):
                load = asyncio.run(ask_all((pid, address), path, questions, arguments))
            memory.append(resident_mb(pid))
            show(load, alone, arguments.clients, memory)
            failed += load.failed
    sys.exit(bool(failed))


async def ask_all(
    server: tuple[int, str], path: str, questions: Sequence[str], how: argparse.Namespace
) -> Load:
    """So many clients ask for so many seconds, each with its next question once it has an answer."""
    pid, address = server
    before = cpu_seconds(pid)
    waiting, began = cycle(questions), time.perf_counter()
    waits: list[float] = []
    failed = 0

    async def visit(client: httpx2.AsyncClient) -> None:
        nonlocal failed
        while time.perf_counter() - began < how.seconds:
            start = time.perf_counter()
            try:
                response = await client.post(path, json={"question": next(waiting)})
            except httpx2.HTTPError:
                failed += 1
            else:
                failed += response.status_code != 200
                waits.append(time.perf_counter() - start)

    limits = httpx2.Limits(max_connections=how.clients)
    async with httpx2.AsyncClient(
        base_url=address, timeout=PATIENCE_SECONDS, limits=limits, trust_env=False
    ) as client:
        await asyncio.gather(*(visit(client) for _ in range(how.clients)))
    return Load(path, waits, failed, time.perf_counter() - began, cpu_seconds(pid) - before)


def cpu_seconds_alone(pid: int, address: str, path: str, questions: Sequence[str]) -> float:
    """Processor seconds that the server takes for one answer, when nobody else asks."""
    with httpx2.Client(base_url=address, timeout=PATIENCE_SECONDS, trust_env=False) as client:
        client.post(path, json={"question": "grants"})  # loads what the first question waits for
        before = cpu_seconds(pid)
        for question in questions:
            client.post(path, json={"question": question}).raise_for_status()
    return (cpu_seconds(pid) - before) / len(questions)


def show(load: Load, alone: float, clients: int, memory: Sequence[float]) -> None:
    """Print one line a measure."""
    waits = sorted(load.waits)
    cores = os.cpu_count() or 1
    bound = 1.25 * clients * alone / cores
    cuts = statistics.quantiles(waits, n=100)
    print(
        f"{load.path}: {clients} clients, {len(waits)} answers in {load.seconds:.0f} s, {load.failed} failed"
    )
    print(f"  wait, s: median {cuts[49]:.2f}, p95 {cuts[94]:.2f}, longest {waits[-1]:.2f}")
    print(f"  CPU of one alone {alone:.3f} s on {cores} cores: no wait should be above {bound:.2f}")
    share, each = load.cpu / load.seconds, load.cpu / len(waits)
    print(f"  CPU of one under load {each:.3f} s; the server got {share:.2f} cores")
    print(f"  memory, MB: {' '.join(f'{value:.0f}' for value in memory)}", flush=True)


@contextmanager
def serving(index: Path) -> Iterator[tuple[int, str]]:
    """A server over the index: its process id and its address, once it is ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [str(_ASKREPORTS), "serve", "--index", str(index), "--port", str(port)]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"{address}/readyz")
            yield server.pid, address
        finally:
            server.terminate()


@contextmanager
def swapping(how: argparse.Namespace) -> Iterator[None]:
    """Ingests a report that changes each time, `how.swaps` times."""
    if not how.swaps:
        yield
        return
    with tempfile.TemporaryDirectory() as name:
        script = Path(name, "swap.sh")
        ingest = f"{_ASKREPORTS} ingest {name} --index {how.index} >/dev/null 2>&1"
        lines = [
            f"printf '# Report\\n\\nThe harbour had {number} boats.\\n' > {name}/a.md && {ingest}"
            for number in range(how.swaps)
        ]
        script.write_text("\n".join(["set -e", *lines]))
        with subprocess.Popen(["sh", str(script)]) as ingests:
            yield
            if ingests.wait(PATIENCE_SECONDS):
                raise RuntimeError("an ingest failed")


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            if httpx2.get(url, trust_env=False, timeout=PATIENCE_SECONDS).status_code == 200:
                return
        except httpx2.HTTPError:
            pass
        if time.monotonic() > deadline:
            raise TimeoutError(f"{url} did not answer")
        time.sleep(0.2)


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has taken so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def resident_mb(pid: int) -> float:
    """Memory of a process."""
    line = next(x for x in Path(f"/proc/{pid}/status").read_text().splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--swaps", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
