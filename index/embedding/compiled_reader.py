"""The reader in its compiled form, beside the index, as the embedder is.

A folder `models/<sha256 of the adapter>/` holds the model in whole numbers, its tokenizer, and the vectors of
tokens, which are one file with those of the embedder where that has the same base.
"""

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np
import numpy.typing as npt

from index.embedding.compiled import COMPILED_FILE, CompiledModel
from index.embedding.reader import Scores
from index.embedding.small_weights import RUNTIME
from index.errors import ModelDamaged

BATCH = 8  # pairs
LENGTHS = 16  # pairs are padded to multiples of so many tokens: each new shape is compiled anew
MAX_QUESTION_TOKENS = 64
KEPT_SCORES = 20_000


class CompiledReader:
    """A calibrated `Reader` over a folder that `compile_reader` wrote. Safe to share between threads."""

    calibrated = True
