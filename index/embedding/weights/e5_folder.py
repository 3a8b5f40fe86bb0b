"""The weights of multilingual-e5-small as a folder that sentence-transformers loads like any other model."""

import json
from pathlib import Path
from typing import Any

from index.embedding.prompts import family_prompts
from index.embedding.weights.e5_weights import E5Vocabulary, E5Weights

_MAX_TOKENS = 512
_MODULES = {"0": ("", "Transformer"), "1": ("1_Pooling", "Pooling"), "2": ("2_Normalize", "Normalize")}
_SPECIAL = {"bos": "<s>", "cls": "<s>", "eos": "</s>", "sep": "</s>", "unk": "<unk>", "pad": "<pad>"}


def write_e5_folder(weights: E5Weights, folder: Path) -> None:
    """Writes model, tokenizer, pooling and prompts, about 500 MB in single precision."""
    import torch
    from safetensors.torch import save_file

    for path, _ in _MODULES.values():
        (folder / path).mkdir(parents=True, exist_ok=True)
    tensors = {name: torch.from_numpy(values) for name, values in weights.tensors.items()}
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    e5_tokenizer(weights.vocabulary).save(str(folder / "tokenizer.json"), pretty=False)
    query, passage = family_prompts("multilingual-e5-small")
    files: dict[str, Any] = {
        "config.json": _config(weights),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": _MAX_TOKENS,
            **{f"{name}_token": piece for name, piece in _SPECIAL.items()},
        },
        "modules.json": [
            {"idx": int(idx), "name": idx, "path": path, "type": f"sentence_transformers.models.{kind}"}
            for idx, (path, kind) in _MODULES.items()
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": weights.sizes.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "sentence_bert_config.json": {"max_seq_length": _MAX_TOKENS, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": query, "document": passage},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, indent=1), encoding="utf-8")


def e5_tokenizer(vocabulary: E5Vocabulary) -> Any:
    """The tokenizer of XLM-RoBERTa over these pieces; a pair is begin, first, end, end, second, end."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(vocabulary.pieces, unk_id=vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", vocabulary.begin), ("</s>", vocabulary.end)],
    )
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>"])
    return tokenizer


def _config(weights: E5Weights) -> dict[str, Any]:
    sizes = weights.sizes
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": sizes.hidden,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.intermediate,
        "vocab_size": sizes.vocabulary,
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": sizes.types,
        "layer_norm_eps": weights.norm_epsilon,
        "hidden_act": "gelu",
        "pad_token_id": weights.vocabulary.padding,
        "tokenizer_class": "XLMRobertaTokenizer",
    }
