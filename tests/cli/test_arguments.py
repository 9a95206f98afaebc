"""What the shared arguments ask for, and what they refuse."""

import argparse

import pytest

from app.cli import arguments
from app.core.errors import AppError
from app.core.pairs import Method


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
