"""The custom glossary and taxonomy: they are stored in the index, so that a copy gives the same answers."""

from collections.abc import Mapping
from pathlib import Path

from index.storage.generation import GLOSSARY, TAXONOMY

FILE_NAMES = (GLOSSARY, TAXONOMY)


def read_custom_files(generation: Path) -> dict[str, str]:
    """The files of a generation by name, those that it has."""
    files = (generation / name for name in FILE_NAMES)
    return {file.name: file.read_text(encoding="utf-8") for file in files if file.exists()}


def write_custom_files(generation: Path, files: Mapping[str, str]) -> None:
    """Puts these files into a generation that is being built."""
    for name, text in files.items():
        (generation / name).write_text(text, encoding="utf-8")
