"""How a pair is told to compute reaches llama.cpp, and is reported."""

import pytest

from app.core.events import PairLoadFailed
from app.core.pairs import PairSpec
from app.core.tuning import CacheType, Tuning
from app.engine.local import LocalEngine
from tests.engine.conftest import Files, answer, load, request


def test_what_is_in_force_is_reported(engine: LocalEngine, files: Files) -> None:
    wanted = Tuning(threads=2, flash_attention=True)
    tuning = load(engine, files.llama, tuning=wanted).tuning
    assert (tuning.threads, tuning.flash_attention) == (1, True)  # `load` asks for one thread
    assert tuning.repack is False  # F32 is not worth it


def test_a_quantized_cache_is_smaller_and_still_answers(engine: LocalEngine, files: Files) -> None:
    full = dict(load(engine, files.llama).memory)["KV cache"]
    tuning = Tuning(cache_type=CacheType.Q8_0)
    small = dict(load(engine, files.llama, tuning=tuning).memory)["KV cache"]
    assert 0.45 < small / full < 0.6
    assert answer(engine, request(max_tokens=8)).token_ids


def test_a_quantized_cache_needs_flash_attention(engine: LocalEngine, files: Files) -> None:
    tuning = Tuning(flash_attention=False, cache_type=CacheType.Q8_0)
    *_, last = engine.load(PairSpec(files.llama, threads=1, tuning=tuning))
    assert isinstance(last, PairLoadFailed)
    assert "q8_0" in last.title


@pytest.mark.parametrize("flash", [True, False])
def test_every_prompt_id_is_reported(engine: LocalEngine, files: Files, flash: bool) -> None:
    load(engine, files.llama, tuning=Tuning(flash_attention=flash))
    finished = answer(engine, request(max_tokens=4))
    assert len(finished.prompt_ids) == finished.statistics.prompt_tokens
