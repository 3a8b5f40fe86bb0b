"""The only place that knows rapidocr: the picture of a page -> its text. Comes with askreports[ocr]."""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Recognised:
    """The text of a picture, line by line, without the lines that are mostly guessed.

    `confidence` is how sure rapidocr is of the text, from 0 to 1; `certain` is the share of all characters
    found that are in it.
    """

    text: str
    confidence: float
    certain: float


def is_installed() -> bool:
    """Whether pictures of text can be read here."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise(pixels: "Pixels") -> Recognised:
    """The text of a picture. Takes seconds of processor time."""
    found = _engine()(pixels)
    lines = (
        [
            _Line(corners, line.split(), float(score))
            for corners, line, score in zip(found.boxes, found.txts, found.scores, strict=True)
        ]
        if found.txts
        else []
    )
    kept = [line for line in lines if line.score >= MIN_SCORE]
    certain = sum(line.length for line in kept)
    if not certain:
        return Recognised("", 0.0, 0.0)
    return Recognised(
        page_text([fragment for line in kept for fragment in line.fragments()]),
        sum(line.score * line.length for line in kept) / certain,
        certain / sum(line.length for line in lines),
    )


def load_engine() -> None:
    """Loads the models, which the first picture would otherwise wait for."""
    _engine()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that was found: the corners of its box, its words, and how sure rapidocr is of them."""

    corners: Any
    words: list[str]
    score: float

    @property
    def length(self) -> int:
        """Characters that are seen."""
        return sum(map(len, self.words))

    def fragments(self) -> Iterator[Fragment]:
        """Its words, each with its share of the line's box; y grows upwards."""
        if not self.words:
            return
        left, top, right, bottom = _box(self.corners)
        step = (right - left) / len(" ".join(self.words))
        for number, word in enumerate(self.words):
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
