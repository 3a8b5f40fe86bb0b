"""Compiles a model in a process of its own: what torch takes of memory goes when it is done.

The result is checked against the original before it is used.
"""

import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from index.embedding.compiled.embedder import CompiledEmbedder, Traceable, save_compiled
from index.embedding.model_card import ModelCard
from index.embedding.original import card_of, load_original, quiet, tokenizer_json
from index.embedding.weights.model_files import ModelFiles
from index.errors import ModelUnavailable
from ingest.errors import AskReportsError

_AGREEMENT = 0.999  # least cosine between compiled and original vectors of the probe texts
_PROBE = ("Net revenue rose by 4.2 % to EUR 1,577 million.", "Board", "The project ended in 2021. " * 40)
# what annual reports say, and what people ask, each of something else
_ASKED = (
    "How many people work there?",
    "When was the museum opened?",
    "How high was the rental income?",
    "Which medicines were authorised?",
)
_SAID = (
    "The glacier has lost a third of its volume since 1980.",
    "Twelve bus lines run on electricity.",
    "The choir gave six concerts in spring.",
    "The maker has called back its seats for children.",
)
# a fresh interpreter, as for readers of files (see ingest/isolate.py)
_NEEDED = ("torch", "sentence_transformers")
_COMMAND = (sys.executable, "-P", "-c", "from index.embedding.compiled.compilation import serve; serve()")


@dataclass(frozen=True, slots=True)
class Job:
    """A model to compile, and the folder to write the compiled form to."""

    files: ModelFiles
    target: Path


def compile_model(job: Job) -> None:
    """Writes the compiled form to the job's target. Raises `ModelUnavailable`, `BackendMissing`."""
    run_apart(_compile, job, job.files.name)


def run_apart(work: Callable[[Any], None], what: Any, name: str) -> None:
    """Calls a function of a module with one argument in a process of its own.

    Raises what it raises, and `ModelUnavailable` where the process breaks down; `name` is the model's.
    """
    if missing := [package for package in _NEEDED if find_spec(package) is None]:
        raise ModelUnavailable(
            f"compiling {name} needs {' and '.join(missing)}: run pip install 'askreports[models]', or let "
            "ASKREPORTS_MODELS name a folder of compiled models"
        )
    done = subprocess.run(_COMMAND, input=pickle.dumps((work, what)), capture_output=True, check=False)
    try:
        failure: AskReportsError | None = pickle.loads(done.stdout)
    except (EOFError, pickle.UnpicklingError):
        last_words = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise ModelUnavailable(
            f"compiling {name} broke down ({' '.join(last_words) or done.returncode}): "
            "is there memory left? Then install askreports again"
        ) from None
    if failure:
        raise failure


def serve() -> None:
    """The other process: calls the function that comes in with its argument, and says how it ended."""
    work, what = pickle.load(sys.stdin.buffer)
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # what libraries print is no answer
    failure = None
    try:
        work(what)
    except AskReportsError as error:
        failure = error
    pickle.dump(failure, out)


def _compile(job: Job) -> None:
    with quiet(), job.files.unpacked(job.target.parent) as folder:
        import torch

        original = load_original(folder, "cpu")
        card = card_of(original, job.files, folder)
        card = replace(card, unrelated=_cosine_of_unrelated(original, card))
        expected = original.encode(list(_PROBE), normalize_embeddings=True)
        with torch.no_grad():
            save_compiled(_traceable(original), tokenizer_json(original), card, job.target)
    plain = replace(card, query_prompt="", passage_prompt="")
    agreement = float(
        (CompiledEmbedder(job.target, plain).embed_passages(_PROBE) * expected).sum(axis=1).min()
    )
    if agreement < _AGREEMENT:
        shutil.rmtree(job.target)
        raise ModelUnavailable(
            f"the compiled form of {card.name} differs from the original (cosine {agreement:.4f})"
        )


def _cosine_of_unrelated(original: Any, card: ModelCard) -> float:
    """The mean cosine of questions and passages of which none answers any."""
    asked, said = (
        original.encode([prompt + text for text in texts], normalize_embeddings=True)
        for prompt, texts in ((card.query_prompt, _ASKED), (card.passage_prompt, _SAID))
    )
    return round(max(0.0, float((asked @ said.T).mean())), 3)


def _traceable(original: Any) -> Traceable:
    """The whole model, pooling included, as one function of token ids and mask.

    Where the model begins with a plain look-up of token vectors, they are taken out of it and come in as a
    third input. The original is of no more use afterwards.
    """
    import torch

    encoder = getattr(original[0], "auto_model", None)
    given = take_out_look_up(original, encoder) if encoder is not None else None

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = original

        def forward(self, input_ids: Any, attention_mask: Any, token_vectors: Any = None) -> Any:
            if given is not None:
                given.vectors = token_vectors
            features = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=-1)

    tokens = original.tokenizer(list(_PROBE[:2]), padding=True, return_tensors="pt")
    example = {"input_ids": tokens["input_ids"], "attention_mask": tokens["attention_mask"]}
    if given is None:
        return Traceable(Whole(), example, None)
    example["token_vectors"] = given.matrix[tokens["input_ids"]]
    return Traceable(Whole(), example, given.matrix.numpy())


def take_out_look_up(whole: Any, encoder: Any) -> Any:
    """Puts a module that gives what it was given in the place of the look-up of token vectors.

    Returns that module with the `matrix` of token vectors; None, and the model as it was, where it begins in
    another way.
    """
    import torch

    look_up = encoder.get_input_embeddings()
    if look_up is None or type(look_up) is not torch.nn.Embedding:  # a subclass may do more than look up
        return None

    table = look_up.weight.detach()

    class Given(torch.nn.Module):
        vectors: Any = None
        matrix = table

        def forward(self, _: Any) -> Any:
            return self.vectors

    given = Given()
    for module in list(whole.modules()):
        for name, part in list(module.named_children()):
            if part is look_up:
                setattr(module, name, given)
    return given
