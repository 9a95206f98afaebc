"""Which layers slide, recur and keep a cache, as llama.cpp decides it."""

import pytest

from app.gguf.header import Header, Value
from app.gguf.hyperparameters import Metadata
from app.gguf.layer_kinds import (
    caching_layers,
    recurrent_layers,
    rolls_back,
    sliding_layers,
    sliding_window,
    state_sizes,
)


def metadata(architecture: str, **keys: Value) -> Metadata:
    said: dict[str, Value] = {"general.architecture": architecture}
    said |= {f"{architecture}.{key.replace('__', '.')}": value for key, value in keys.items()}
    return Metadata(Header(3, said, (), 0, 0))


@pytest.mark.parametrize(
    ("architecture", "keys", "full"),
    [
        ("gemma3", {"attention__sliding_window": 1024}, [5, 11]),
        ("gemma2", {}, [1, 3, 5, 7, 9, 11]),
        ("smallthinker", {"attention__sliding_window": 4096}, [0, 4, 8]),
        (
            "gemma3",
            {"attention__sliding_window": 512, "attention__sliding_window_pattern": 4},
            [3, 7, 11],
        ),
        ("gemma3", {}, list(range(12))),
        ("llama", {"attention__sliding_window": 4096}, list(range(12))),
        ("gemma4", {"attention__sliding_window_pattern": (True,) * 11 + (False,)}, [11]),
    ],
)
def test_which_layers_see_everything(
    architecture: str, keys: dict[str, Value], full: list[int]
) -> None:
    sliding = sliding_layers(metadata(architecture, **keys), 12)
    assert [index for index, flag in enumerate(sliding) if not flag] == full


def test_windows_that_llama_cpp_knows_better() -> None:
    assert sliding_window(metadata("gemma2")) == 4096
    assert sliding_window(metadata("llama4")) == 8192
    assert sliding_window(metadata("llama4", attention__sliding_window=0)) == 0
    assert sliding_window(metadata("exaone4", block_count=64)) == 4096
    assert sliding_window(metadata("exaone4", block_count=32)) == 0


def test_every_fourth_layer_of_qwen35_attends_and_so_do_prediction_layers() -> None:
    flags = recurrent_layers(metadata("qwen35", nextn_predict_layers=1), 9)
    assert flags == (True, True, True, False, True, True, True, False, False)


def test_layers_without_heads_carry_a_state() -> None:
    said = metadata("lfm2", attention__head_count_kv=(0, 0, 8, 0))
    assert recurrent_layers(said, 4) == (True, True, False, True)


def test_mamba_recurs_everywhere_and_llama_nowhere() -> None:
    assert all(recurrent_layers(metadata("mamba2"), 3))
    assert not any(recurrent_layers(metadata("llama"), 3))


def test_layers_that_borrow_a_cache_keep_none() -> None:
    assert caching_layers(metadata("gemma4", attention__shared_kv_layers=18), 42) == 24
    assert caching_layers(metadata("gemma4-assistant"), 4) == 0
    assert caching_layers(metadata("llama"), 32) == 32


def test_the_states_of_qwen36_27b_are_those_that_users_see_in_their_logs() -> None:
    said = metadata(
        "qwen35",
        ssm__conv_kernel=4,
        ssm__inner_size=6144,
        ssm__state_size=128,
        ssm__group_count=16,
    )
    conv, state = state_sizes(said, 5120, 24)
    assert 48 * 4 * (conv + state) / 2**20 == pytest.approx(149.6, abs=0.1)


def test_only_some_architectures_roll_back() -> None:
    assert rolls_back("qwen35")
    assert not rolls_back("qwen3next")
