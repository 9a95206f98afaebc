"""What the shared arguments ask for, and what they refuse."""

import argparse

import pytest

from app.cli import arguments
from app.core.errors import AppError
from app.core.load_options import LoadOptions
from app.core.pairs import Method
from app.core.tuning import CacheType


def parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    arguments.add_pair_arguments(parser)
    return parser.parse_args(words)


def test_lookup_comes_alone_or_first() -> None:
    assert arguments.pair_spec(parse("--method", "ngram")).method is Method.NGRAM
    first = parse("--lookup")
    assert first.lookup
    assert arguments.pair_spec(first).method is Method.AUTO
    assert not parse().lookup


def test_off_and_lookup_contradict_each_other() -> None:
    with pytest.raises(AppError, match="off drafts nothing"):
        arguments.pair_spec(parse("--method", "off", "--lookup"))


def test_all_that_the_load_panel_offers_can_be_asked_for() -> None:
    words = "--ctx 2048 --gpu-layers 5 --devices CUDA1,CUDA0 --split 3,1 --threads 2 --method mtp"
    cache = "--cache-type q8_0 --cache-type-v q4_0 --flash-attention on"
    options = arguments.load_options(parse(*words.split(), *cache.split()))
    assert options == LoadOptions(
        method=Method.MTP,
        context_length=2048,
        gpu_layers=5,
        devices=("CUDA1", "CUDA0"),
        split=(3.0, 1.0),
        threads=2,
        flash_attention=True,
        cache_type=CacheType.Q8_0,
        cache_type_v=CacheType.Q4_0,
    )
    assert arguments.load_options(parse()) == LoadOptions()
    spec = arguments.pair_spec(parse("--spin", "5", "--cache-type", "q4_0"))
    assert (spec.tuning.spin, spec.tuning.cache_words) == (5, "q4_0")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--split", "1,2"), "2 shares for 0 devices"),
        (("--devices", "CUDA0", "--split", "1,2"), "2 shares for 1 devices"),
        (("--gpu-layers", "-3"), "--gpu-layers -3 is out of range"),
    ],
)
def test_what_does_not_go_together_is_refused(words: tuple[str, ...], says: str) -> None:
    with pytest.raises(AppError, match=says):
        arguments.pair_spec(parse(*words))


@pytest.mark.parametrize("text", ["a,b", "0,0", "-1,2", "nan"])
def test_shares_are_numbers(text: str) -> None:
    with pytest.raises(SystemExit):
        parse(f"--split={text}")
