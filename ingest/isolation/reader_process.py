"""The life of a reader process: a file in, a document or the reason why not out, within limits."""

import resource
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path, PurePosixPath

from ingest.errors import FileSkipped, Reason
from ingest.isolation.isolate import Result, Task
from ingest.isolation.page_count import count_pages
from ingest.isolation.worker import NEEDS_MEMORY, Limits, PageCount
from ingest.pipeline import prepare
from ingest.readers.legacy.libreoffice import SECONDS
from ingest.readers.members import opened
from ingest.readers.read import is_converted
from ingest.split import SplitSettings
from ingest.tokens import FileTokenizer, Tokenizer


def serve(handle: int) -> None:
    """Works off what comes over the pipe with this file handle, until its other end is closed."""
    connection = Connection(handle)
    tokenizer_file, split, limits = connection.recv()
    tokenizer = FileTokenizer(tokenizer_file)
    connection.send("ready")
    while True:
        try:
            task = connection.recv()
        except (EOFError, ConnectionResetError, KeyboardInterrupt):
            return
        limit_memory(limits)
        limit_cpu(limits)
        connection.send(_result(task, tokenizer, split, connection.send))


def _result(
    task: Task, tokenizer: Tokenizer, split: SplitSettings, say: Callable[[PageCount], None]
) -> Result:
    try:
        with opened(task.file, task.inside) as file:
            suffix = PurePosixPath(task.path).suffix
            say(PageCount(count_pages(file, suffix), SECONDS if is_converted(suffix) else 0))
            return prepare(file, task.path, tokenizer, split, task.readings)
    except FileSkipped as skipped:
        return skipped
    except MemoryError:
        return FileSkipped(Reason.TOO_LARGE, NEEDS_MEMORY)
    except OSError as error:
        return FileSkipped(Reason.UNREADABLE, error.strerror or type(error).__name__)
    except Exception as error:  # whatever a hostile file provokes costs that file, and is told
        return FileSkipped(
            Reason.DAMAGED, f"does not follow the rules of its format ({type(error).__name__})"
        )


def limit_memory(limits: Limits) -> None:
    """Bounds what this process may allocate on top of what it has, on Linux: others have no such limit."""
    if sys.platform == "linux":
        used_pages = int(Path("/proc/self/statm").read_text().split()[0])
        bound = used_pages * resource.getpagesize() + limits.memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (bound, resource.getrlimit(resource.RLIMIT_AS)[1]))


def limit_cpu(limits: Limits) -> None:
    """Gives this process so many more seconds of processor time."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    bound = int(usage.ru_utime + usage.ru_stime) + limits.cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (bound, resource.getrlimit(resource.RLIMIT_CPU)[1]))
