"""Runs one ingest over and over, each time killed at another instant, then once more to its end.

    killing.py FOLDER REQUESTS.json

FOLDER holds `reports`, which change nothing, and `before`, the index that every run starts from. Each
request is the number of a step at which the process kills itself, or a time in seconds after which it is
killed (a float), or null for an undisturbed run. Prints a JSON object a request.

A step is something done to the index that Python knows of: a file opened for writing, renamed or removed,
a folder made, texts embedded. Times reach what lies between: inside SQLite, faiss and tantivy.
"""

import json
import os
import shutil
import signal
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from fakes import TopicEmbedder

import ingest.isolation.isolate  # imported here, once, and not by each of the forks
from index.build.update import Callbacks, UpdateSettings, update
from index.storage.generation import live, read_manifest
from index.storage.vector_cache import CachedEmbedder
from ingest.split import SplitSettings

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)  # of every run, so that their indexes can be the same
STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.utime", "sqlite3.connect", "embed"}


class TellingEmbedder(TopicEmbedder):
    """Says in a file what it embeds, and makes a step of it."""

    def __init__(self, folder, log):
        super().__init__(folder)
        self._log = log

    def embed_passages(self, texts):
        sys.audit("embed", self._log)
        with self._log.open("a") as log:
            log.writelines(json.dumps(text) + "\n" for text in texts)
        return super().embed_passages(texts)


def killed_at(step, root, counted):
    """An audit hook that kills this process at a step under `root`; writes the number of steps so far."""
    numbers = count(1)

    def hook(event, arguments):
        is_write = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (is_write or event in STEPS) and str(root) in str(arguments[0]):
            number = next(numbers)
            os.pwrite(counted, b"%6d" % number, 0)
            if number == step:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook


def forked(work):
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    return child


def ingest(folder, root, log):
    settings = UpdateSettings(SplitSettings(max_tokens=40, min_tokens=10), workers=1)
    told = Callbacks(now=lambda: NOON)
    update([folder / "reports"], root, lambda: TellingEmbedder(folder, log), settings, told)


def kept(folder, root):
    """What must not be done again: the inode of each document that was read, the keys of vectors."""
    documents = {file.name: file.stat().st_ino for file in root.glob("documents/*/*.zlib")}
    with closing(CachedEmbedder(TopicEmbedder(folder), root / "vectors")) as embedder:
        return documents, {key for (key,) in embedder._connection.execute("SELECT key FROM vectors")}


def undergo(folder, number, request):
    root, log = folder / f"root{number}", folder / f"log{number}"
    shutil.copytree(folder / "before", root)
    counted = os.open(folder / f"steps{number}", os.O_CREAT | os.O_RDWR)

    def disturbed():
        sys.addaudithook(killed_at(request, root, counted))
        ingest(folder, root, log)

    child = forked(disturbed)
    if isinstance(request, float):
        time.sleep(request)
        os.kill(child, signal.SIGKILL)
    began = time.monotonic()
    status = os.waitpid(child, 0)[1]
    seconds = time.monotonic() - began
    at_kill = live(root).name
    read_manifest(live(root))
    documents, vectors = kept(folder, root)
    log.write_text("")
    _, again = os.waitpid(forked(lambda: ingest(folder, root, log)), 0)
    after, _ = kept(folder, root)
    texts = [json.loads(line) for line in log.read_text().splitlines()]
    keys = CachedEmbedder.keys(texts)
    files = read_manifest(live(root)).files
    return {
        "request": request,
        "killed": os.WIFSIGNALED(status),
        "steps": int(os.pread(counted, 6, 0) or 0),
        "seconds": seconds,
        "live_at_kill": at_kill,
        "finished": again == 0,
        "kept": [len(documents), len(vectors)],
        "read_again": [name for name, inode in documents.items() if after.get(name, inode) != inode],
        "embedded_again": sum(key in vectors for key in keys),
        "index": [files["catalog.sqlite"], files["vectors.faiss"]],
        "left_over": [path.name for path in root.glob("generations/*.*")],
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for number, request in enumerate(json.loads(sys.argv[2])):
        print(json.dumps(undergo(folder, number, request)), flush=True)
