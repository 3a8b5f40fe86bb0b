"""Compiles a model in a process of its own: what torch takes of memory goes when it is done.

The result is checked against the original before it is used.
"""

import pickle
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.embedding.compiled import CompiledEmbedder, save_compiled
from index.embedding.original import card_of, load_original, quiet, tokenizer_json
from index.errors import ModelUnavailable
from ingest.errors import AskReportsError

_AGREEMENT = 0.999  # least cosine between compiled and original vectors of the probe texts
_PROBE = ("Net revenue rose by 4.2 % to EUR 1,577 million.", "Board", "The project ended in 2021. " * 40)
# a fresh interpreter, as for readers of files (see ingest/isolate.py)
_COMMAND = (sys.executable, "-P", "-c", "from index.embedding.compilation import serve; serve()")


@dataclass(frozen=True, slots=True)
class Job:
    """A model by its name in the settings, the folder it is in, the sha256 of its weights, and where to."""

    model: str
    folder: Path
    digest: str
    target: Path


def compile_model(job: Job) -> None:
    """Writes the compiled form to the job's target. Raises `ModelUnavailable`, `BackendMissing`."""
    done = subprocess.run(_COMMAND, input=pickle.dumps(job), capture_output=True, check=False)
    try:
        failure: AskReportsError | None = pickle.loads(done.stdout)
    except (EOFError, pickle.UnpicklingError):
        last_words = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise ModelUnavailable(
            f"compiling {job.model} broke down ({' '.join(last_words) or done.returncode}): "
            "is there memory left? Then install askreports again"
        ) from None
    if failure:
        raise failure


def serve() -> None:
    """The other process: takes a job from its input, and says how it ended on its output."""
    job: Job = pickle.load(sys.stdin.buffer)
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # what libraries print is no answer
    failure = None
    try:
        _compile(job)
    except AskReportsError as error:
        failure = error
    pickle.dump(failure, out)


def _compile(job: Job) -> None:
    with quiet():
        import torch

        original = load_original(job.folder, "cpu")
        card = card_of(original, job.model, job.digest)
        with torch.no_grad():
            save_compiled(
                _traceable(original), _example(original), tokenizer_json(original), card, job.target
            )
        expected = original.encode(list(_PROBE), normalize_embeddings=True)
    agreement = float((CompiledEmbedder(job.target).embed(_PROBE) * expected).sum(axis=1).min())
    if agreement < _AGREEMENT:
        shutil.rmtree(job.target)
        raise ModelUnavailable(
            f"the compiled form of {job.model} differs from the original (cosine {agreement:.4f})"
        )


def _traceable(original: Any) -> Any:
    """The whole model, pooling included, as one function of token ids and mask."""
    import torch

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = original

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            features = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=-1)

    return Whole()


def _example(original: Any) -> dict[str, Any]:
    tokens = original.tokenizer(list(_PROBE[:2]), padding=True, return_tensors="pt")
    return {"input_ids": tokens["input_ids"], "attention_mask": tokens["attention_mask"]}
