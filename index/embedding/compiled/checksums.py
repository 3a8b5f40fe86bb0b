"""The files of a compiled model, checked against what was written: damaged ones would answer nonsense."""

import os
from hashlib import file_digest
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from index.errors import ModelUnavailable

CHECKSUMS = "checksums.json"
_CACHE = "cache"  # what OpenVINO makes of the model for this processor


def save_checksums(folder: Path) -> None:
    """Writes the sha256 of every file of a model that was just compiled."""
    (folder / CHECKSUMS).write_bytes(msgspec.json.format(msgspec.json.encode(_digests(folder)), indent=1))


def check_model_files(folder: Path) -> None:
    """Raises `ModelUnavailable` where a file is not as it was written.

    A model that was compiled before there were checksums is not checked.
    """
    try:
        written = msgspec.json.decode((folder / CHECKSUMS).read_bytes(), type=dict[str, str])
    except FileNotFoundError:
        return
    except ValueError as error:
        raise damaged(folder) from error
    if _digests(folder) != written:
        raise damaged(folder)


def check_finite(values: npt.NDArray[Any], folder: Path) -> None:
    """Raises `ModelUnavailable` where a model computed something that is no number."""
    if not np.isfinite(values).all():
        raise damaged(folder)


def damaged(folder: Path) -> ModelUnavailable:
    """The error for a compiled model that is not as it was written."""
    return ModelUnavailable(
        f"the compiled model in {folder} is damaged: delete that folder and run 'askreports upgrade'"
    )


def cache_settings(folder: Path) -> dict[str, str]:
    """Where OpenVINO keeps what it makes of a model; nowhere if the folder cannot be written."""
    return {"CACHE_DIR": str(folder / _CACHE)} if os.access(folder, os.W_OK) else {}


def _digests(folder: Path) -> dict[str, str]:
    digests = {}
    for file in sorted(folder.iterdir()):
        if file.is_file() and file.name != CHECKSUMS:
            with file.open("rb") as stream:
                digests[file.name] = file_digest(stream, "sha256").hexdigest()
    return digests
