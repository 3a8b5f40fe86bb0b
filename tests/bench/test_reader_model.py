"""The reader's adapter: small, and the same scores when it is laid over the base again."""

import json
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from transformers import BertConfig, BertModel

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from reader_data import Group
from reader_model import SCALE, Reader, merge, pack, save_adapter, unpack
from train_reader import WARM_UP, group_loss, rate, trainable

pytestmark = pytest.mark.slow

SIZES = {"hidden_size": 32, "num_hidden_layers": 12, "num_attention_heads": 4, "intermediate_size": 64}
GROUP = Group("q", ("a", "b", "c"), (1,), "made_figure", "en", "doc")


def model(seed=0):
    torch.manual_seed(seed)
    dropout = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
    return BertModel(BertConfig(vocab_size=50, **SIZES, **dropout), add_pooling_layer=False)


@pytest.fixture
def reader():
    """A reader whose upper layers differ from the base's."""
    made = Reader(model())
    with torch.no_grad():
        for value in made.trained().values():
            value.add_(torch.randn_like(value) * 0.05)
    return made.eval()


def scores(reader, ids, mask):
    with torch.inference_mode():
        return reader(ids, mask)


def test_packing_keeps_every_weight_within_half_a_step(reader):
    trained = reader.trained()
    packed = pack(trained)
    unpacked = unpack(packed)
    assert unpacked.keys() == trained.keys()
    for name, value in trained.items():
        step = packed[name + SCALE].float().max() if name + SCALE in packed else value.abs().max() * 2e-3
        assert (unpacked[name] - value).abs().max() <= 0.51 * step


def test_matrices_of_the_layers_are_int8(reader):
    packed = pack(reader.trained())
    assert packed["encoder.layer.8.output.dense.weight"].dtype == torch.int8
    assert packed["encoder.layer.11.output.dense.weight" + SCALE].shape == (32,)
    assert not any("layer.7." in name or "embeddings" in name for name in packed)


def test_an_adapter_from_disk_scores_as_the_reader_that_was_saved(reader, tmp_path):
    save_adapter(tmp_path, reader.trained(), {"seed": 0})
    again = merge(model(), load_file(tmp_path / "adapter.safetensors"))
    ids, mask = torch.randint(4, 50, (5, 12)), torch.ones(5, 12, dtype=torch.long)
    assert torch.allclose(scores(reader, ids, mask), scores(again, ids, mask), atol=0.02)
    assert json.loads((tmp_path / "card.json").read_text())["seed"] == 0


def test_an_adapter_of_other_layers_is_refused(reader):
    packed = pack(reader.trained())
    del packed["none"]
    with pytest.raises(ValueError, match="none"):
        merge(model(), packed)


def test_padding_changes_no_score(reader):
    ids = torch.randint(4, 50, (3, 10))
    padded = torch.nn.functional.pad(ids, (0, 6), value=1)
    mask = torch.nn.functional.pad(torch.ones_like(ids), (0, 6))
    alone = scores(reader, ids, torch.ones_like(ids))
    assert torch.allclose(alone, scores(reader, padded, mask), atol=1e-4)


def test_only_upper_layers_and_head_learn():
    made = trainable(Reader(model()))
    learns = {name for name, value in made.named_parameters() if value.requires_grad}
    assert all(name.startswith(("head.", "none")) or int(name.split(".")[3]) >= 8 for name in learns)
    assert len(learns) == len(made.trained())


def test_the_loss_is_that_of_a_softmax_over_spans_and_none():
    found = torch.tensor([1.0, 2.0, 0.0, 0.5])
    exponentials = found.exp()
    answered, without = GROUP, Group("q", GROUP.spans, (), "made_figure", "en", "doc")
    assert group_loss(found, answered) == pytest.approx(-(exponentials[1] / exponentials.sum()).log().item())
    assert group_loss(found, without) == pytest.approx(-(exponentials[3] / exponentials.sum()).log().item())


def test_the_rate_rises_then_falls():
    assert rate(0) == 0
    assert rate(WARM_UP) == pytest.approx(1)
    assert rate(WARM_UP / 2) == pytest.approx(0.5)
    assert rate(1) == pytest.approx(0.02)
