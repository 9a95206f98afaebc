"""Which method a pair decodes by, and what is refused before anything is loaded."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.events import PairLoadFailed
from app.core.pairs import Method, PairSpec
from app.engine.local import LocalEngine
from app.gguf.capabilities import describe
from app.gguf.method_choice import choose_method
from tests.engine.conftest import Files, answer, load, request
from tests.gguf_factory import TINY, write_llama
from tests.gguf_qwen35 import HEADLESS, SIDECAR, STRIPPED, WHOLE, write_qwen35
from tests.gguf_rewrite import rewrite

CHOICES = [
    ("llama", "draft", Method.DRAFT, "a smaller model"),
    ("qwen", "qwen_draft", Method.DRAFT, "a smaller model"),
    ("gemma", "assistant", Method.MTP, "an assistant made for this target"),
    ("llama", "eagle3", Method.EAGLE3, "an EAGLE-3 head"),
    ("qwen", None, Method.MTP, "an MTP head of its own"),
]


def choose(files: Files, target: str, drafter: str | None, wanted: Method) -> tuple[Method, str]:
    side = describe(getattr(files, drafter)) if drafter else None
    return choose_method(describe(getattr(files, target)), side, wanted)


@pytest.mark.parametrize(("target", "drafter", "method", "why"), CHOICES)
def test_auto_is_what_the_files_are(
    files: Files, target: str, drafter: str | None, method: Method, why: str
) -> None:
    for wanted in (Method.AUTO, method):
        chosen, reason = choose(files, target, drafter, wanted)
        assert chosen is method
        assert why in reason
        assert reason.endswith(".")


@pytest.mark.parametrize(("target", "drafter", "method", "_why"), CHOICES)
def test_what_needs_no_drafter_always_goes_and_another_one_s_method_never(
    files: Files, target: str, drafter: str | None, method: Method, _why: str
) -> None:
    for wanted in (Method.OFF, Method.NGRAM):
        assert choose(files, target, drafter, wanted)[0] is wanted
    for wanted in {Method.DRAFT, Method.MTP, Method.EAGLE3} - {method}:
        with pytest.raises(AppError) as caught:
            choose(files, target, drafter, wanted)
        assert str(wanted) in caught.value.title or drafter is None
        assert caught.value.hint


@pytest.mark.parametrize(
    ("drafter", "says"),
    [("assistant", "the target is llama"), ("mamba", "smaller"), ("gemma", "smaller")],
)
def test_a_pair_that_does_not_pair_is_refused(files: Files, drafter: str, says: str) -> None:
    for wanted in (Method.AUTO, Method.DRAFT, Method.MTP):
        with pytest.raises(AppError) as caught:
            choose(files, "llama" if drafter != "mamba" else "draft", drafter, wanted)
        assert says in str(caught.value)


def test_a_drafter_that_cannot_be_loaded_is_refused(tmp_path: Path, files: Files) -> None:
    target = describe(files.llama)
    for changes, says in (
        ({"general.type": "mmproj"}, "sees images"),
        ({"llama.block_count": 0}, "0 layers"),
    ):
        path = rewrite(write_llama(tmp_path / "m.gguf", replace(TINY, width=32)), changes)
        with pytest.raises(AppError, match=says):
            choose_method(target, describe(path), Method.AUTO)


@pytest.mark.parametrize(
    ("extent", "says"),
    [
        (STRIPPED, "The MTP head that this file declares was stripped from it."),
        (replace(WHOLE, declared=2), "This file has 2 MTP heads where llama.cpp can use only one."),
        (HEADLESS, "There is no drafter."),
    ],
)
def test_a_head_that_cannot_draft_is_named(tmp_path: Path, extent, says: str) -> None:
    file = describe(write_qwen35(tmp_path / "q.gguf", extent=extent))
    method, reason = choose_method(file, None, Method.AUTO)
    assert method is Method.NGRAM
    assert reason == f"{says} Only what repeats in the text is drafted."
    with pytest.raises(AppError) as caught:
        choose_method(file, None, Method.MTP)
    expected = says if extent.declared else "The method mtp needs a drafter."
    assert caught.value.title == expected


def test_a_file_whose_head_was_stripped_answers_as_one_that_never_had_any(
    engine: LocalEngine, tmp_path: Path
) -> None:
    """llama.cpp alone refuses it: the metadata promises a layer that is not there."""
    texts = []
    for name, extent in (("stripped", STRIPPED), ("headless", HEADLESS)):
        info = load(engine, write_qwen35(tmp_path / f"{name}.gguf", extent=extent))
        assert info.method is Method.NGRAM
        plain = answer(engine, request(method=Method.OFF))
        assert len(plain.token_ids) > 10
        assert answer(engine, request()).token_ids == plain.token_ids
        texts.append(plain.token_ids)
    assert texts[0] == texts[1]


def test_a_stripped_file_can_be_drafted_for_and_draft(engine: LocalEngine, tmp_path: Path) -> None:
    target = write_qwen35(tmp_path / "t.gguf", extent=STRIPPED)
    small = write_qwen35(tmp_path / "d.gguf", replace(TINY, width=32, layers=3), extent=STRIPPED)
    assert load(engine, target, small).method is Method.DRAFT
    plain = answer(engine, request(method=Method.OFF))
    assert answer(engine, request()).token_ids == plain.token_ids


def test_a_stripped_file_takes_a_head_beside_it(engine: LocalEngine, tmp_path: Path) -> None:
    target = write_qwen35(tmp_path / "t.gguf", extent=STRIPPED)
    head = write_qwen35(tmp_path / "h.gguf", extent=SIDECAR)
    assert load(engine, target, head).method is Method.MTP
    plain = answer(engine, request(method=Method.OFF))
    drafted = answer(engine, request())
    assert drafted.token_ids == plain.token_ids
    assert drafted.statistics.draft_tokens > 0


def test_more_heads_than_can_be_used_are_left_out(engine: LocalEngine, tmp_path: Path) -> None:
    two = write_qwen35(tmp_path / "two.gguf", extent=replace(WHOLE, declared=2))
    assert load(engine, two).method is Method.NGRAM
    assert len(answer(engine, request()).token_ids) > 10


def test_a_drafter_is_no_target(engine: LocalEngine, files: Files) -> None:
    for path in (files.assistant, files.eagle3):
        *_, last = engine.load(PairSpec(path, threads=1))
        assert isinstance(last, PairLoadFailed)
        assert "cannot answer on its own" in last.title


def test_a_context_is_no_longer_than_the_model_was_made_for(
    engine: LocalEngine, files: Files
) -> None:
    *_, last = engine.load(PairSpec(files.llama, threads=1, context_length=5000))
    assert isinstance(last, PairLoadFailed)
    assert "longer than this model was made for" in last.title
    assert "4096" in last.hint
