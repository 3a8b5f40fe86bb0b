"""The only place that knows rapidocr: the picture of a page -> its text. Comes with askreports[ocr]."""

import logging
import os
import resource
import time
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.readers.pdf.layout.lines import page_text
from ingest.readers.pdf.layout.rows import Fragment

if TYPE_CHECKING:
    from ingest.readers.pdf.page_images import Pixels

MIN_SCORE = 0.6  # rapidocr's own certainty of a line; what is below is mostly guessed
_MARGIN = 0.15  # of its height, on each side of a line
_SECONDS = 15.0  # for a file, on the clock, and so many more for each of its pages
_SECONDS_A_PAGE = 0.25
_RESERVED_SECONDS = 10.0  # of the processor time that a file may take, for all that comes after


def is_installed() -> bool:
    """Whether pictures of text can be read here."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognised(data: bytes, sheets: Sequence[int], page_count: int) -> dict[int, str]:
    """The text of these sheets of a PDF, from the first on, as far as the time for the file goes.

    A page takes some seconds. A sheet on which nothing was found is not among them.
    """
    from ingest.readers.pdf.page_images import rendered  # the parent process asks only `is_installed`

    deadline = time.monotonic() + _SECONDS + _SECONDS_A_PAGE * page_count
    longest = 0.0
    texts: dict[int, str] = {}
    for sheet, pixels in rendered(data, sheets):
        began = time.monotonic()
        if min(deadline - began, _processor_seconds_left()) < longest:
            break
        try:
            text = page_text(list(_fragments(pixels)))
        except Exception:  # mostly for want of memory: this page and later ones stay listed as unread
            break
        if text:
            texts[sheet] = text
        longest = max(longest, time.monotonic() - began)
    return texts


def _processor_seconds_left() -> float:
    """What is left to this process of the time it was given, without the reserve."""
    limit, _ = resource.getrlimit(resource.RLIMIT_CPU)
    used = time.process_time() + _RESERVED_SECONDS
    return float("inf") if limit == resource.RLIM_INFINITY else limit - used


def _fragments(pixels: "Pixels") -> Iterator[Fragment]:
    """The words of a picture, each with its share of its line's box; y grows upwards."""
    found = _engine()(pixels)
    if not found.txts:
        return
    for corners, line, score in zip(found.boxes, found.txts, found.scores, strict=True):
        words = line.split()
        if score < MIN_SCORE or not words:
            continue
        left, top, right, bottom = _box(corners)
        step = (right - left) / len(" ".join(words))
        for number, word in enumerate(words):
            yield Fragment(word, left, -bottom, left + step * len(word), -top, number == 0)
            left += step * (len(word) + 1)


def _box(corners: Any) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a line, without the margin that rapidocr leaves around it."""
    left, top = map(float, corners.min(axis=0))
    right, bottom = map(float, corners.max(axis=0))
    margin = _MARGIN * (bottom - top)
    return left + margin, top + margin, max(right - margin, left + 2 * margin), bottom - margin


@cache
def _engine() -> Any:
    """The models lie in the package, and are named one by one: what is named is never fetched."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each thread reserves memory for itself
    import rapidocr

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,  # no line of a report stands on its head
            "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
            "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
            "Det.limit_type": "max",
            "Det.limit_side_len": 1152,  # pixels: lines are found in a smaller picture, and read in this one
            "Rec.rec_batch_num": 1,  # more at a time take more memory and no less time
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # the processes share the cores
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
