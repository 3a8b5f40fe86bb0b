"""What a model wants in front of questions and passages: models trained with prompts are worse without."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from index.errors import ModelUnavailable

_FAMILIES = Path(__file__).with_name("prompts.toml")
_CONFIG = "config_sentence_transformers.json"
_QUERY, _PASSAGE = ("query",), ("document", "passage", "corpus")  # in the order of sentence-transformers


def prompts_of(model: str, folder: Path) -> tuple[str, str]:
    """The prompts for questions and for passages of the model `model` whose files lie in `folder`.

    What the folder states counts; where it states none, what is known of the model's family by its name.
    """
    config = _config(folder / _CONFIG)
    prompts = config.get("prompts") or {}
    default = prompts.get(config.get("default_prompt_name") or "", "")
    stated = tuple(_first(prompts, names) or default for names in (_QUERY, _PASSAGE))
    return (stated[0], stated[1]) if any(stated) else family_prompts(model)


def family_prompts(model: str) -> tuple[str, str]:
    """The prompts of the family that a model's name tells; none where it tells none."""
    name = model.rstrip("/").rpartition("/")[2].casefold()
    families = tomllib.loads(_FAMILIES.read_text(encoding="utf-8"))["family"]
    found = next((family for family in families if re.search(family["pattern"], name)), None)
    return (found["query"], found["passage"]) if found else ("", "")


def _config(file: Path) -> dict[str, Any]:
    try:
        config: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise ModelUnavailable(f"{file} cannot be read ({error}): copy the model's folder again") from error
    return config


def _first(prompts: dict[str, str], names: tuple[str, ...]) -> str:
    return next((prompts[name] for name in names if prompts.get(name)), "")
