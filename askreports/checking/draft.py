"""The text of a file whose claims are to be checked, read like a report: apart, with limits."""

from pathlib import Path

from askreports.errors import BadText
from ingest.errors import FileSkipped
from ingest.isolation.isolate import Task, read_all
from ingest.pipeline import Prepared
from ingest.split import SplitSettings


def read_draft(file: Path, tokenizer: Path) -> str:
    """The text of a file. Raises `BadText` where it is not there or cannot be read, and says why."""
    if not file.is_file():
        raise BadText(f"there is no file {file}: name a text, Word, Markdown or PDF file, or '-' for stdin")
    for _, result in read_all([Task(file, file.name)], tokenizer, SplitSettings(), 1):
        if isinstance(result, Prepared):
            return result.document.text
        if isinstance(result, FileSkipped):
            raise BadText(f"{file.name} cannot be checked: {result}")
    raise BadText(f"{file.name} cannot be checked: it holds other files, and no text of its own")
