"""The only place that knows rapidocr: the picture of a page -> its text. Comes with askreports[ocr]."""

import logging
import resource
import time
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ingest.readers.lines import page_text
from ingest.readers.page_images import Pixels, rendered
from ingest.readers.rows import Fragment

MIN_SCORE = 0.6  # rapidocr's own certainty of a line; what is below is mostly guessed
_RESERVED_SECONDS = 15.0  # of the processor time of a file, for everything that comes after
_MAX_SECONDS = 15.0  # on the clock, for a file without many pages
_SECONDS_A_PAGE = 0.25


def is_installed() -> bool:
    """Whether pictures of text can be read here."""
    return find_spec("rapidocr") is not None


def recognised(data: bytes, sheets: Sequence[int], page_count: int) -> dict[int, str]:
    """The text of these sheets of a PDF, as far as the time of the file goes."""
    deadline = time.monotonic() + _MAX_SECONDS + _SECONDS_A_PAGE * page_count
    texts: dict[int, str] = {}
    for sheet, pixels in rendered(data, sheets):
        if time.monotonic() > deadline or _processor_seconds_left() < _RESERVED_SECONDS:
            break
        texts[sheet] = page_text(list(_fragments(pixels)))
    return texts


def _processor_seconds_left() -> float:
    limit, _ = resource.getrlimit(resource.RLIMIT_CPU)
    return float("inf") if limit == resource.RLIM_INFINITY else limit - time.process_time()


def _fragments(pixels: Pixels) -> Iterator[Fragment]:
    """The words of a picture, each with its share of its line's box; y grows upwards."""
    found = _engine()(pixels)
    if not found.txts:
        return
    for corners, line, score in zip(found.boxes, found.txts, found.scores, strict=True):
        words = line.split()
        if score < MIN_SCORE or not words:
            continue
        left, top = corners.min(axis=0)
        right, bottom = corners.max(axis=0)
        step, start = (right - left) / max(len(" ".join(words)), 1), float(left)
        for number, word in enumerate(words):
            yield Fragment(word, start, -float(bottom), start + step * len(word), -float(top), number == 0)
            start += step * (len(word) + 1)


@cache
def _engine() -> Any:
    """The models lie in the package, and are named one by one: what is named is never fetched."""
    import rapidocr

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,  # no line of a report stands on its head
            "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
            "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # the processes share the cores
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
