"""What llama.cpp does not survive, refuses or does not notice, and what the engine says instead.

The lines of llama_cpp.md 1.9 and 1.13, and those found since: each is tried twice, past the app's
checks in a process of its own (tests/trap_probe.py), and through the engine.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.core.errors import AppError
from app.core.events import GenerationFailed, GenerationFinished, PairLoadFailed
from app.core.pairs import Method, PairSpec
from app.core.sampling import SamplingSettings
from app.core.verification import Verify
from app.engine.eagle_features import LayerInputs
from app.engine.host import EngineHost
from app.engine.llama import LlamaContext
from app.engine.llama_model import LlamaModel
from app.engine.logit_rows import argmax
from app.engine.rollback import Rollback
from app.engine.token_chain import TokenChain
from tests.engine.conftest import Files, events, load, request
from tests.gguf_rewrite import damage
from tests.trap_files import Outcome, Shelf, outcome
from tests.trap_probe import TOKENS

DIES, REFUSES, SILENT = Outcome


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("traps"))


@pytest.fixture(scope="module")
def host() -> Iterator[EngineHost]:
    made = EngineHost()
    yield made
    made.close()


# What is wrong with a file or a pair: (line, what llama.cpp does alone, how it is tried, files,
# what the engine says, options of the pair).
Row = tuple[str, Outcome, str, tuple[str, ...], str, dict[str, Any]]
PAIRS: list[Row] = [
    ("1.13", DIES, "answer", ("no layers",), "0 layers", {}),
    ("1.13", DIES, "answer", ("100000 layers",), "100000 layers", {}),
    ("1.13", DIES, "assistant_on", ("gemma", "wide assistant"), "target of width 96", {}),
    ("1.13", DIES, "assistant_on", ("llama", "assistant"), "the target is llama", {}),
    ("1.13", DIES, "assistant_on", ("qwen", "assistant"), "the target is qwen35", {}),
    ("1.13", DIES, "answer", ("no window",), "sliding window attention", {}),
    ("1.13", DIES, "assistant_on", ("gemma", "no window assistant"), "sliding window", {}),
    ("new", DIES, "answer", ("other kind",), "would read the keys and values of layer 3", {}),
    ("new", DIES, "answer", ("more heads",), "2 key/value heads and would read the 1", {}),
    ("1.9", DIES, "heads_loaded", ("two heads",), "2 MTP heads", {"method": Method.MTP}),
    ("1.9", DIES, "draft_model", ("planted", "two eagles"), "2 layers where", {}),
    ("1.13", REFUSES, "answer", ("empty",), "empty", {}),
    ("1.13", REFUSES, "answer", ("wrong magic",), "not a GGUF", {}),
    ("1.13", REFUSES, "answer", ("page",), "is a web page", {}),
    ("1.13", REFUSES, "answer", ("cut",), "cut", {}),
    ("1.13", REFUSES, "answer", ("wrong counts",), "wrong-counts.gguf", {}),
    ("1.13", REFUSES, "answer", ("odd width",), "embedding table", {}),
    ("1.13", REFUSES, "answer", ("unknown",), "cannot load changed-unknown.gguf", {}),
    ("1.13", REFUSES, "answer", ("vocabulary",), "no weights", {}),
    ("1.13", REFUSES, "answer", ("folder",), "folder.gguf", {}),
    ("1.13", REFUSES, "answer", ("missing",), "missing.gguf", {}),
    ("1.13", REFUSES, "assistant_alone", ("assistant",), "cannot answer on its own", {}),
    ("1.13", REFUSES, "heads_loaded", ("llama",), "needs a drafter", {"method": Method.MTP}),
    ("1.13", REFUSES, "far_context", ("llama",), "GB are free", {"context_length": 10**9}),
    ("1.5", REFUSES, "heads_loaded", ("stripped",), "was stripped", {"method": Method.MTP}),
    ("1.13", SILENT, "answer", ("far end",), "EOS token 512 is outside the vocabulary", {}),
    ("1.13", SILENT, "draft_model", ("llama", "foreign draft"), "Token 261 is", {}),
    ("1.13", SILENT, "assistant_on", ("gemma", "foreign assistant"), "tokens are others", {}),
    ("1.13", SILENT, "head_beside", ("qwen", "foreign head"), "Vocabulary fingerprints", {}),
]


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: f"{row[0]}-{'+'.join(row[3])}")
def test_a_pair_that_llama_cpp_would_not_survive_or_not_notice(
    row: Row, shelf: Shelf, host: EngineHost
) -> None:
    _, expected, trap, names, says, options = row
    files = shelf.paths(*names)
    assert outcome(trap, *files) is expected
    target, drafter = files[0], files[1] if len(files) > 1 else None
    *_, last = host.load(PairSpec(target, drafter, threads=1, **options))
    assert isinstance(last, PairLoadFailed)
    assert says in last.title
    assert last.hint


def test_the_engine_goes_on_after_it(shelf: Shelf, host: EngineHost) -> None:
    (wrong,) = shelf.paths("wide assistant")
    gemma, right = shelf.paths("gemma", "assistant")
    load(host, gemma, method=Method.OFF)
    child = host.process_id
    *_, last = host.load(PairSpec(gemma, wrong, threads=1))
    assert isinstance(last, PairLoadFailed)
    assert load(host, gemma, right).method is Method.MTP
    assert host.process_id == child is not None


@contextmanager
def opened(*paths: Path, heads: bool = False, **options: Any) -> Iterator[list[LlamaContext]]:
    """Open a context of the first file, and one of the second on top of it."""
    with ExitStack() as closing:
        contexts: list[LlamaContext] = []
        for path in paths:
            model = LlamaModel(path, repack=False, prediction_layers=heads)
            closing.callback(model.close)
            size = {"capacity": 256, "max_batch": 64, "max_outputs": 4, "threads": 1}
            if contexts:
                size |= {"mtp": True, "other": contexts[0]}
            contexts.append(LlamaContext(model, **{**size, **options}))
            closing.callback(contexts[-1].close)
        yield contexts


def too_many_outputs(path: Path) -> None:
    with opened(path, max_outputs=1) as (context,):
        context.evaluate(TOKENS, 0, outputs=3)


def too_many_tokens(path: Path) -> None:
    with opened(path, max_batch=2) as (context,):
        context.evaluate(TOKENS, 0, outputs=1)


def no_tokens(path: Path) -> None:
    with opened(path) as (context,):
        context.evaluate((), 0, outputs=0)


def full_context(path: Path) -> None:
    with opened(path) as (context,):
        for start in range(0, 264, 4):
            context.evaluate(TOKENS, start, outputs=0)


def position_gap(path: Path) -> None:
    with opened(path) as (context,):
        context.evaluate(TOKENS, 0, outputs=0)
        context.evaluate(TOKENS, 9, outputs=0)


def position_repeated(path: Path) -> None:
    with opened(path) as (context,):
        context.evaluate(TOKENS, 0, outputs=0)
        context.evaluate(TOKENS, 2, outputs=0)


def unknown_token(path: Path) -> None:
    with opened(path) as (context,):
        context.evaluate((10**6,), 0, outputs=1)


def text_of_unknown_token(path: Path) -> None:
    with opened(path) as (context,):
        context.model.piece(10**6)


def absent_logits(path: Path) -> None:
    with opened(path) as (context,):
        context.evaluate(TOKENS, 0, outputs=1)
        context.logits(0)


def absent_hidden_state(path: Path) -> None:
    with opened(path) as (context,):
        context.evaluate(TOKENS, 0, outputs=1)
        context.hidden(3)


def mtp_context(path: Path) -> None:
    with opened(path, mtp=True):
        pass


def mtp_context_of_loaded_heads(path: Path) -> None:
    with opened(path, heads=True, mtp=True):
        pass


def assistant_on(target: Path, assistant: Path) -> None:
    with opened(target, assistant):
        pass


def assistant_after_target(target: Path, assistant: Path) -> None:
    with opened(target, assistant) as (below, drafter):
        below.close()
        drafter.evaluate(TOKENS[:1], 0, outputs=1)


def no_embeddings(target: Path, assistant: Path) -> None:
    """Guess twice, and forget the hidden state the second time."""
    with opened(target, assistant) as (below, drafter):
        below.evaluate(TOKENS, 0, outputs=1)
        drafter.hidden_input[0] = 0
        drafter.evaluate(TOKENS[:1], len(TOKENS), outputs=1)
        argmax(drafter.logits(0))
        drafter.evaluate(TOKENS[:1], len(TOKENS), outputs=1)
        argmax(drafter.logits(0))


def rewind_too_deep(path: Path) -> None:
    with opened(path, rollback=2) as (context,):
        rollback = Rollback(context)
        rollback.evaluate(TOKENS, outputs=0)
        rollback.rewind(1)


def rewind_twice(path: Path) -> None:
    with opened(path, rollback=3) as (context,):
        rollback = Rollback(context)
        rollback.evaluate(TOKENS, outputs=0)
        rollback.rewind(3)
        rollback.rewind(2)


def not_finite(path: Path) -> None:
    with opened(path) as (context,):
        context.evaluate(TOKENS, 0, outputs=1)
        chain = TokenChain.likeliest(context.model.vocabulary_size, 0)
        try:
            chain.draw(context.logits(3))
        finally:
            chain.close()


def keep_absent_layer(path: Path) -> None:
    with opened(path) as (context,):
        LayerInputs(context, (99,))


def read_layer_not_kept(path: Path) -> None:
    with opened(path) as (context,):
        context.evaluate(TOKENS, 0, outputs=1)
        LayerInputs(context, (0,)).copy(0, np.empty((1, context.model.width), np.float32))


# What is done with a pair: (line, what llama.cpp does alone, how it is tried, files, how the
# engine does it, what it says).
Try = tuple[str, Outcome, str, tuple[str, ...], Callable[..., None], str]
CALLS: list[Try] = [
    ("1.9", DIES, "too_many_outputs", ("llama",), too_many_outputs, "do not fit one evaluation"),
    ("1.9", DIES, "too_many_tokens", ("llama",), too_many_tokens, "do not fit one evaluation"),
    ("1.9", DIES, "sample_absent_row", ("llama",), absent_logits, "row 0 has no logits"),
    ("1.9", DIES, "heads_not_loaded", ("qwen",), mtp_context, "without MTP heads"),
    ("1.9", DIES, "heads_loaded", ("two heads",), mtp_context_of_loaded_heads, "only one"),
    ("1.9", DIES, "keep_absent_layer", ("llama",), keep_absent_layer, "layers (99,)"),
    ("1.9", DIES, "read_layer_not_kept", ("llama",), read_layer_not_kept, "not evaluated"),
    ("1.9", REFUSES, "position_gap", ("llama",), position_gap, "could not evaluate"),
    ("1.9", REFUSES, "position_repeated", ("llama",), position_repeated, "could not evaluate"),
    ("1.12", REFUSES, "unknown_token", ("llama",), unknown_token, "could not evaluate"),
    ("new", DIES, "text_of_unknown_token", ("llama",), text_of_unknown_token, "not a token"),
    ("1.13", DIES, "assistant_on", ("gemma", "wide assistant"), assistant_on, "width 96"),
    ("1.13", DIES, "assistant_on", ("llama", "assistant"), assistant_on, "Gemma 4 target"),
    ("1.13", DIES, "assistant_on", ("qwen", "assistant"), assistant_on, "Gemma 4 target"),
    (
        *("1.13", DIES, "assistant_after_target", ("gemma", "assistant")),
        *(assistant_after_target, "was unloaded"),
    ),
    ("1.13", REFUSES, "assistant_alone", ("assistant",), mtp_context, "Gemma 4 target"),
    ("1.13", REFUSES, "heads_loaded", ("llama",), mtp_context_of_loaded_heads, "MTP heads"),
    ("1.13", REFUSES, "full_context", ("llama",), full_context, "is full"),
    ("1.13", REFUSES, "no_tokens", ("llama",), no_tokens, "0 tokens"),
    ("1.13", REFUSES, "rewind_too_deep", ("qwen",), rewind_too_deep, "could not go back"),
    ("1.13", REFUSES, "rewind_twice", ("qwen",), rewind_twice, "could not go back"),
    ("1.13", REFUSES, "absent_rows", ("llama",), absent_hidden_state, "kept no result"),
    ("1.13", SILENT, "no_embeddings", ("gemma", "assistant"), no_embeddings, "not finite"),
    ("1.13", SILENT, "answer", ("not a number",), not_finite, "not finite"),
    ("1.9", SILENT, "sample_what_is_not_finite", ("not a number",), not_finite, "not finite"),
]


@pytest.mark.parametrize("row", CALLS, ids=lambda row: f"{row[0]}-{row[2]}-{'+'.join(row[3])}")
def test_a_call_that_llama_cpp_would_not_survive_or_not_notice(row: Try, shelf: Shelf) -> None:
    _, expected, trap, names, instead, says = row
    files = shelf.paths(*names)
    assert outcome(trap, *files) is expected
    with pytest.raises((AppError, IndexError)) as caught:
        instead(*files)
    assert says in str(caught.value)


def test_no_more_states_are_kept_than_a_batch_has_tokens(shelf: Shelf) -> None:
    (qwen,) = shelf.paths("qwen")
    assert outcome("more_states_than_a_batch", qwen) is DIES
    with opened(qwen, max_batch=8, rollback=8) as (context,):
        context.evaluate(TOKENS * 2, 0, outputs=1)
        assert context.rollback == 6


def test_every_chain_chooses(shelf: Shelf) -> None:
    (llama,) = shelf.paths("llama")
    assert outcome("choose_nothing", llama) is DIES
    row = np.random.default_rng(1).normal(size=512).astype(np.float32)
    chain = TokenChain.likeliest(512, 4)
    assert row[chain.draw(row)] in np.sort(row)[-4:]
    chain.close()


def test_no_chain_is_ever_attached_to_a_context(shelf: Shelf) -> None:
    """llama.cpp ends the process when one comes back; the app leaves sampling on a device alone."""
    (llama,) = shelf.paths("llama")
    assert outcome("attach_twice", llama) is DIES
    sources = (Path(__file__).parents[2] / "app").rglob("*.py")
    assert not [path for path in sources if "set_sampler" in path.read_text(encoding="utf-8")]


HOT = SamplingSettings(temperature=1.0, top_k=64, top_p=0.95, seed=1)
WHOLE_ROW = SamplingSettings(temperature=1.0, top_k=0, top_p=1.0, seed=1)
PENALIZED = SamplingSettings(repeat_penalty=1.3)
DAMAGED: list[tuple[str, str | None, str, float, str]] = [
    ("llama", "draft", "llama:blk.1.ffn_down", np.nan, "The model"),
    ("llama", "draft", "llama:output.weight", np.inf, "The model"),
    ("mamba", None, "mamba:blk.2.ssm_out", np.nan, "The model"),
    # An assistant reads the target's hidden state before anybody looks at the target's logits.
    ("gemma", "assistant", "gemma:blk.5.attn_output", np.nan, "The drafter"),
    ("llama", "draft", "draft:blk.1.ffn_down", np.nan, "The drafter"),
    ("gemma", "assistant", "assistant:blk.1.ffn_down", np.nan, "The drafter"),
    ("llama", "eagle3", "eagle3:blk.0.ffn_down", np.inf, "The drafter"),
    ("qwen", None, "qwen:blk.6.nextn.eh_proj", np.nan, "The drafter"),
]


@pytest.mark.parametrize("row", DAMAGED, ids=lambda row: row[2])
def test_weights_that_are_no_numbers_are_noticed(
    row: tuple[str, str | None, str, float, str], files: Files, host: EngineHost
) -> None:
    """1.13, silent: whatever chooses the tokens, nothing that comes of them is shown."""
    target, drafter, where, value, who = row
    part, tensor = where.split(":")
    paths = {name: getattr(files, name) for name in (target, drafter) if name}
    paths[part] = damage(paths[part], tensor, value)
    load(host, paths[target], paths[drafter] if drafter else None)
    for settings in (SamplingSettings(), HOT, WHOLE_ROW, PENALIZED):
        for verify in (Verify.MATCH, Verify.REJECTION):
            *_, last = events(host, request(sampling=settings, verify=verify))
            assert isinstance(last, GenerationFailed)
            assert last.title == f"{who} computed numbers that are not finite."
            assert not last.engine_died
    *_, last = events(host, request(method=Method.OFF))
    if part == target and "nextn" not in tensor:
        assert isinstance(last, GenerationFailed)
        assert last.title == "The model computed numbers that are not finite."
    else:
        assert isinstance(last, GenerationFinished)
