"""Every method drafts as well over a quantized cache; what llama.cpp cannot keep is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.events import PairLoadFailed
from app.core.pairs import Method, PairSpec
from app.core.tuning import CacheType, Tuning
from app.engine.local import LocalEngine
from tests.engine.conftest import Files, answer, load, request
from tests.gguf_factory import TINY, write_llama
from tests.losslessness import Case, loaded
from tests.losslessness import answer as turn
from tests.losslessness_cases import CASES, DISAGREEING

Q8, Q4, F16 = CacheType.Q8_0, CacheType.Q4_0, CacheType.F16
KEPT = {
    "q8_0": Tuning(flash_attention=True, cache_type=Q8),
    "q4_0": Tuning(cache_type=Q4),
    "keys only": Tuning(flash_attention=False, cache_type=Q8, cache_type_v=F16),
    "q8_0 and q4_0": Tuning(flash_attention=True, cache_type=Q8, cache_type_v=Q4),
}


@pytest.mark.parametrize("kept", KEPT)
@pytest.mark.parametrize("case", CASES)
def test_accepted_tokens_are_the_plain_text(tmp_path: Path, case: str, kept: str) -> None:
    made: Case = CASES[case]
    files = made.write(tmp_path, DISAGREEING, quant="q8_0")
    rounds = accepted = 0
    with loaded(made, files, KEPT[kept]) as pair:
        assert pair.info.tuning.cache_words == KEPT[kept].cache_words
        for text in ("hello there", "one two three four " * 20, "again and again " * 30):
            plain = turn(pair, request(text, method=Method.OFF, max_tokens=96))
            drafted = request(text, depth=made.depths[0], lookup=made.lookup, max_tokens=96)
            found = turn(pair, drafted)
            assert found.token_ids == plain.token_ids
            rounds += found.statistics.rounds
            accepted += found.statistics.accepted_tokens
    assert rounds > 10
    assert accepted > (0.01 if made.method is Method.NGRAM else 0.2) * rounds


def refused(
    engine: LocalEngine, target: Path, drafter: Path | None = None, **tuning
) -> PairLoadFailed:
    *_, last = engine.load(PairSpec(target, drafter, threads=1, tuning=Tuning(**tuning)))
    assert isinstance(last, PairLoadFailed)
    return last


def test_values_need_flash_attention_and_keys_do_not(engine: LocalEngine, files: Files) -> None:
    said = refused(engine, files.llama, flash_attention=False, cache_type=F16, cache_type_v=Q8)
    assert said.title == "Cache values in q8_0 need flash attention, which is switched off."
    assert "f16" in said.hint
    load(engine, files.llama, tuning=Tuning(flash_attention=False, cache_type=Q4, cache_type_v=F16))
    assert answer(engine, request(max_tokens=8)).token_ids


def test_heads_that_are_no_whole_blocks_are_refused_by_name(
    engine: LocalEngine, tmp_path: Path, files: Files
) -> None:
    narrow = replace(TINY, head_dim=16)
    target = write_llama(tmp_path / "narrow.gguf", narrow)
    said = refused(engine, target, cache_type=Q8)
    assert said.title.startswith("narrow.gguf has heads of 16 numbers, which q8_0 cannot store")
    assert "keys" in said.hint
    said = refused(engine, target, cache_type_v=Q4)
    assert "values" in said.hint


def test_a_drafter_s_heads_count_where_it_drafts(engine: LocalEngine, tmp_path: Path) -> None:
    target = write_llama(tmp_path / "target.gguf", replace(TINY, head_dim=32))
    drafter = write_llama(tmp_path / "draft.gguf", replace(TINY, head_dim=16))
    assert "draft.gguf" in refused(engine, target, drafter, cache_type=Q8).title
    load(engine, target, drafter, method=Method.NGRAM, tuning=Tuning(cache_type=Q8))


def test_another_drafter_is_refused_too_and_the_target_stays(
    engine: LocalEngine, tmp_path: Path
) -> None:
    target = write_llama(tmp_path / "target.gguf", replace(TINY, head_dim=32))
    drafter = write_llama(tmp_path / "draft.gguf", replace(TINY, head_dim=16))
    tuning = Tuning(cache_type=Q8)
    load(engine, target, tuning=tuning)
    assert "draft.gguf" in refused(engine, target, drafter, cache_type=Q8).title
    assert answer(engine, request(max_tokens=8)).token_ids
