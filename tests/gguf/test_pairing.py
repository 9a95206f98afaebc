"""The pair doctor finds every reason why two files do not go together, and the ones that do."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.pairs import Method
from app.gguf.capabilities import Capabilities, describe
from app.gguf.pairing import check_pair, find_drafters_beside, refuse_mismatch
from app.gguf.roles import Role
from tests.gguf_eagle3 import PLANTED_EAGLE3, Eagle3Parts, write_eagle3
from tests.gguf_factory import (
    PLANTED_DRAFT,
    PLANTED_TARGET,
    TINY,
    TINY_ASSISTANT,
    TinyShape,
    write_gemma4,
    write_gemma4_assistant,
    write_llama,
    write_vocabulary_variant,
)
from tests.gguf_pairs import truncate, write_classic_pair, write_eagle3_pair, write_gemma_pair
from tests.gguf_qwen35 import SIDECAR, TINY_QWEN35, write_qwen35

SHAPE = replace(TINY, layers=4, kv_heads=2, full_head_dim=64, full_kv_heads=1)
SMALLER = replace(TINY, width=32)


def failed(target: Capabilities, drafter: Capabilities) -> list[str]:
    report = check_pair(target, drafter)
    assert (report.method is None) == bool(report.failed)
    return [check.name for check in report.failed]


def test_the_factory_s_pairs_pair(tmp_path: Path) -> None:
    for write, method in (
        (write_classic_pair, Method.DRAFT),
        (write_gemma_pair, Method.MTP),
        (write_eagle3_pair, Method.EAGLE3),
    ):
        report = check_pair(*(describe(path) for path in write(tmp_path)))
        assert report.method is method, report.failed
        assert all(check.value.endswith(".") for check in report.checks)
        refuse_mismatch(report)


def test_an_assistant_for_another_width_says_so(tmp_path: Path) -> None:
    target = describe(write_gemma4(tmp_path / "g.gguf", SHAPE))
    other = replace(SHAPE, width=96)
    drafter = describe(write_gemma4_assistant(tmp_path / "a.gguf", other, TINY_ASSISTANT))
    report = check_pair(target, drafter)
    assert [check.name for check in report.failed] == ["width"]
    with pytest.raises(AppError) as caught:
        refuse_mismatch(report)
    assert caught.value.title == (
        "The drafter was made for a target of width 96; this target has 64."
    )
    assert caught.value.hint


def test_an_assistant_needs_a_gemma(tmp_path: Path) -> None:
    target = describe(write_llama(tmp_path / "l.gguf", TINY))
    drafter = describe(write_gemma4_assistant(tmp_path / "a.gguf", TINY))
    assert "architecture" in failed(target, drafter)


@pytest.mark.parametrize(
    "other",
    [
        replace(SHAPE, head_dim=64),
        replace(SHAPE, full_head_dim=32),
        replace(SHAPE, kv_heads=1),
        replace(SHAPE, full_kv_heads=2),
    ],
)
def test_an_assistant_reads_the_cache_it_was_made_for(tmp_path: Path, other: object) -> None:
    target = describe(write_gemma4(tmp_path / "g.gguf", SHAPE))
    assert isinstance(other, type(SHAPE))
    drafter = describe(write_gemma4_assistant(tmp_path / "a.gguf", other, TINY_ASSISTANT))
    assert failed(target, drafter) == ["shared cache"]


def test_an_assistant_knows_all_tokens(tmp_path: Path) -> None:
    target = describe(write_gemma4(tmp_path / "g.gguf", SHAPE))
    other = replace(SHAPE, vocabulary=480)
    drafter = describe(write_gemma4_assistant(tmp_path / "a.gguf", other, TINY_ASSISTANT))
    assert failed(target, drafter) == ["vocabulary"]


def test_an_assistant_of_another_vocabulary_is_none(tmp_path: Path) -> None:
    """Its ids are all in range, so that llama.cpp would draft nonsense without a word."""
    target = describe(write_gemma4(tmp_path / "g.gguf", SHAPE))
    path = write_gemma4_assistant(tmp_path / "a.gguf", SHAPE, TINY_ASSISTANT, dialect=5)
    drafter = describe(path)
    assert failed(target, drafter) == ["tokens"]
    names = list(target.vocabulary.tokens)
    for renamed, fails in ((5, []), (6, ["tokens"])):
        tokens = ["<other>" + name for name in names[:renamed]] + names[renamed:]
        other = replace(drafter.vocabulary, tokens=tuple(tokens))
        assert failed(target, replace(drafter, vocabulary=other)) == fails


@pytest.mark.parametrize("sliding", [(True, True, False, True), (True, True, True, True)])
def test_an_assistant_reads_caches_by_their_place(
    tmp_path: Path, sliding: tuple[bool, ...]
) -> None:
    """The last layer but one must slide and the last one must not: llama.cpp does not look."""
    shape = replace(SHAPE, full_head_dim=0, full_kv_heads=0)
    target = describe(write_gemma4(tmp_path / "g.gguf", shape))
    drafter = describe(write_gemma4_assistant(tmp_path / "a.gguf", shape, TINY_ASSISTANT))
    assert failed(target, drafter) == []
    other = replace(target, attention=replace(target.attention, sliding=sliding))
    assert failed(other, drafter) == ["shared cache"]


def test_a_head_in_a_file_of_its_own_fits_the_target_it_was_made_for(tmp_path: Path) -> None:
    target = describe(write_qwen35(tmp_path / "q.gguf"))
    head = describe(write_qwen35(tmp_path / "h.gguf", extent=SIDECAR))
    report = check_pair(target, head)
    assert (report.method, head.role) == (Method.MTP, Role.MTP_HEAD)
    wide = replace(TINY_QWEN35, width=96)
    foreign = write_qwen35(tmp_path / "f.gguf", extent=SIDECAR, dialect=5)
    assert failed(target, describe(foreign)) == ["vocabulary"]
    assert failed(target, describe(write_qwen35(tmp_path / "w.gguf", wide, extent=SIDECAR))) == [
        "width"
    ]
    assert failed(describe(write_llama(tmp_path / "l.gguf", TINY)), head) == ["architecture"]
    two = describe(write_qwen35(tmp_path / "2.gguf", extent=replace(SIDECAR, declared=2)))
    (check,) = check_pair(target, two).failed
    assert (check.name, check.value) == (
        "head",
        "This file has 2 MTP heads where llama.cpp can use only one.",
    )


def test_a_draft_model_is_smaller(tmp_path: Path) -> None:
    big = describe(write_llama(tmp_path / "big.gguf", TINY))
    small = describe(write_llama(tmp_path / "small.gguf", SMALLER))
    assert failed(big, small) == []
    assert failed(small, big) == ["size"]


def test_a_draft_model_has_the_same_tokens(tmp_path: Path) -> None:
    target = describe(write_llama(tmp_path / "t.gguf", TINY))
    variant = describe(write_vocabulary_variant(tmp_path / "v.gguf", SMALLER))
    assert failed(target, variant) == ["tokens"]
    value = next(c.value for c in check_pair(target, variant).failed)
    assert value.startswith("Token 261 is 'ba' for the target")


@pytest.mark.parametrize(("size", "fails"), [(384, []), (383, ["vocabulary size"])])
def test_a_draft_model_may_lack_128_tokens(tmp_path: Path, size: int, fails: list[str]) -> None:
    target = describe(write_llama(tmp_path / "t.gguf", TINY))
    shape = replace(SMALLER, vocabulary=size)
    assert failed(target, describe(write_llama(tmp_path / "d.gguf", shape))) == fails


def test_special_tokens_and_tokenizers_must_match(tmp_path: Path) -> None:
    target = describe(write_llama(tmp_path / "t.gguf", TINY))
    drafter = describe(write_llama(tmp_path / "d.gguf", SMALLER))
    for change in ({"bos": 3}, {"add_bos": False}, {"add_eos": True}):
        other = replace(drafter, vocabulary=replace(drafter.vocabulary, **change))
        assert failed(target, other) == ["special tokens"]
    other = replace(drafter, vocabulary=replace(drafter.vocabulary, eos=7))
    assert failed(target, other) == []
    other = replace(drafter, vocabulary=replace(drafter.vocabulary, kind="llama"))
    assert failed(target, other) == ["tokenizer"]


EAGLE3_WIDE = replace(PLANTED_EAGLE3, width=PLANTED_TARGET.width)
EAGLE3_MISMATCHES = [
    ("width", replace(PLANTED_TARGET, width=288), PLANTED_EAGLE3, Eagle3Parts()),
    ("layers", PLANTED_TARGET, PLANTED_EAGLE3, Eagle3Parts((1, 3, 6))),
    ("shared parts", PLANTED_TARGET, PLANTED_EAGLE3, Eagle3Parts(own_embedding=False)),
    ("shared parts", PLANTED_TARGET, PLANTED_EAGLE3, Eagle3Parts(own_head=False)),
    ("vocabulary", replace(PLANTED_TARGET, vocabulary=1024), PLANTED_EAGLE3, Eagle3Parts()),
    ("", PLANTED_TARGET, EAGLE3_WIDE, Eagle3Parts(own_embedding=False, own_head=False)),
]


@pytest.mark.parametrize(("check", "made_for", "shape", "parts"), EAGLE3_MISMATCHES)
def test_an_eagle3_drafter_fits_the_target_it_was_made_for(
    tmp_path: Path, check: str, made_for: TinyShape, shape: TinyShape, parts: Eagle3Parts
) -> None:
    target = describe(write_llama(tmp_path / "t.gguf", PLANTED_TARGET))
    drafter = describe(write_eagle3(tmp_path / "e.gguf", made_for, shape, parts=parts))
    assert failed(target, drafter) == ([check] if check else [])


def test_an_eagle3_drafter_reads_layers_that_llama_cpp_hands_out(tmp_path: Path) -> None:
    target, drafter = (describe(path) for path in write_eagle3_pair(tmp_path))
    assert failed(replace(target, architecture="qwen3"), drafter) == []
    for architecture in ("gemma3", "phi3", "qwen4exp"):
        assert failed(replace(target, architecture=architecture), drafter) == ["architecture"]
    last = describe(write_eagle3(tmp_path / "e.gguf", parts=Eagle3Parts((1, 3, 6))))
    assert failed(replace(target, architecture="gpt-oss"), last) == []
    # Prediction layers do not count.
    assert failed(replace(target, architecture="qwen35", nextn_layers=1), last) == ["layers"]


def test_drafters_beside_a_target_come_best_first(tmp_path: Path) -> None:
    target = write_llama(tmp_path / "big.gguf", PLANTED_TARGET)
    smaller = write_llama(tmp_path / "a-draft.gguf", PLANTED_DRAFT)
    eagle = write_eagle3(tmp_path / "z.gguf")
    assert find_drafters_beside(target) == (eagle, smaller)


def test_drafters_beside_a_target_are_found(tmp_path: Path) -> None:
    target = write_gemma4(tmp_path / "gemma.gguf", SHAPE)
    (tmp_path / "MTP").mkdir()
    inside = write_gemma4_assistant(tmp_path / "MTP" / "x.gguf", SHAPE, TINY_ASSISTANT)
    beside = write_gemma4_assistant(tmp_path / "mtp-gemma.gguf", SHAPE, TINY_ASSISTANT)
    write_gemma4_assistant(tmp_path / "mtp-b.gguf", replace(SHAPE, width=96), TINY_ASSISTANT)
    broken = write_gemma4_assistant(tmp_path / "mtp-c.gguf", SHAPE, TINY_ASSISTANT)
    truncate(broken, missing=64)
    (tmp_path / "mtp-page.gguf").write_bytes(b"<html>")
    (tmp_path / "folder.gguf").mkdir()
    assert set(find_drafters_beside(target)) == {inside, beside}


def test_nothing_is_found_beside_what_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "page.gguf").write_bytes(b"<html>")
    assert find_drafters_beside(tmp_path / "page.gguf") == ()
    assert find_drafters_beside(tmp_path / "absent.gguf") == ()
