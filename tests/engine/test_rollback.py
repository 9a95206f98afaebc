"""What is taken back from a recurrent state is really gone, and what stays is really there."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest

from app.core.errors import AppError
from app.engine import rollback as rollback_module
from app.engine.llama import EvaluationAborted, Floats, LlamaContext
from app.engine.llama_model import LlamaModel
from app.engine.rollback import Rollback
from app.gguf.capabilities import describe
from app.gguf.memory import checkpoint_bytes
from tests.engine.conftest import Files

PROMPT = [1, 300, 350, 400, 410]
DRAFT = [500, 510, 520, 530, 540, 550]
NEXT = 600

Make = Callable[[int], Rollback]


@pytest.fixture(scope="module")
def model(files: Files) -> Iterator[LlamaModel]:
    made = LlamaModel(files.qwen, repack=False)
    yield made
    made.close()


@pytest.fixture
def make(model: LlamaModel) -> Iterator[Make]:
    """Make rollbacks with so many earlier states, none of them with anything in its cache."""
    contexts: list[LlamaContext] = []

    def made(states: int) -> Rollback:
        context = LlamaContext(
            model, capacity=256, max_batch=64, max_outputs=17, threads=1, rollback=states
        )
        context.keep_hidden_states(only_outputs=False)
        contexts.append(context)
        assert context.recurrent
        assert context.rollback == states
        return Rollback(context)

    yield made
    for context in contexts:
        context.close()


def opinion(rollback: Rollback) -> Floats:
    """Return the logits of what comes after NEXT."""
    rollback.evaluate([NEXT], outputs=1)
    return rollback.context.logits(0).copy()


def expected(make: Make, tokens: Sequence[int]) -> Floats:
    fresh = make(0)
    fresh.evaluate(tokens, outputs=0)
    return opinion(fresh)


def close(one: Floats, other: Floats) -> bool:
    """Whether two rows are of the same state; those of a wrong one differ by whole logits."""
    return bool(np.abs(one - other).max() < 1e-3)


@pytest.mark.parametrize("states", [0, 3, 8])
@pytest.mark.parametrize("kept", [1, 2, 4, 5, 6])
def test_rejected_tokens_leave_no_trace(make: Make, states: int, kept: int) -> None:
    """With llama.cpp's states, with a checkpoint (0), and with either as deep as it goes (3)."""
    rollback = make(states)
    rollback.evaluate(PROMPT, outputs=0)
    rollback.verify(DRAFT)
    rows = [rollback.context.hidden(row).copy() for row in range(kept)]
    if kept < len(DRAFT):
        rollback.rewind(len(PROMPT) + kept)
    assert rollback.length == len(PROMPT) + kept
    for row, hidden in enumerate(rows):
        assert np.allclose(rollback.context.hidden(row), hidden, atol=1e-4)
    assert close(opinion(rollback), expected(make, [*PROMPT, *DRAFT[:kept]]))
    wrong = expected(make, [*PROMPT, *DRAFT[: kept - 1], 700])
    assert not close(wrong, expected(make, [*PROMPT, *DRAFT[:kept]]))


def test_round_after_round(make: Make) -> None:
    rollback, text = make(3), list(PROMPT)
    rollback.evaluate(text, outputs=0)
    for turn, kept in enumerate((1, 6, 2, 3, 1, 5)):
        draft = [token + turn for token in DRAFT]
        rollback.verify(draft)
        text += draft[:kept]
        if kept < len(draft):
            rollback.rewind(len(text))
    assert close(opinion(rollback), expected(make, text))


def test_too_deep_without_a_checkpoint_is_an_error_and_not_a_wrong_state(make: Make) -> None:
    rollback = make(3)
    rollback.mark()
    rollback.evaluate(PROMPT, outputs=0)
    rollback.evaluate(DRAFT, outputs=0)
    with pytest.raises(AppError, match="could not go back"):
        rollback.rewind(len(PROMPT) + 1)
    assert rollback.keep(len(PROMPT)) == 0
    rollback.evaluate(PROMPT, outputs=0)
    assert close(opinion(rollback), expected(make, PROMPT))


def test_single_tokens_cannot_be_taken_back_by_states_of_other_passes(make: Make) -> None:
    """llama_memory_seq_rm says yes here, and the state is then a wrong one."""
    rollback = make(8)
    rollback.evaluate(PROMPT, outputs=0)
    rollback.mark()
    for token in DRAFT:
        rollback.evaluate([token], outputs=0)
    assert rollback.keep(len(PROMPT) + 3) == len(PROMPT)
    assert close(opinion(rollback), expected(make, PROMPT))


def test_only_once_a_pass(make: Make) -> None:
    rollback = make(8)
    rollback.evaluate(PROMPT, outputs=0)
    rollback.mark()
    rollback.verify(DRAFT)
    rollback.rewind(len(PROMPT) + 4)
    assert rollback.keep(len(PROMPT) + 2) == len(PROMPT)
    assert close(opinion(rollback), expected(make, PROMPT))


def test_marks_lead_back_to_earlier_turns(make: Make) -> None:
    rollback = make(3)
    text: list[int] = []
    for turn in range(4):
        rollback.mark()
        piece = [token + turn for token in PROMPT]
        rollback.evaluate(piece, outputs=0)
        text += piece
    assert rollback.keep(12) == 10
    assert close(opinion(rollback), expected(make, text[:10]))
    assert rollback.keep(7) == 5
    assert close(opinion(rollback), expected(make, text[:5]))
    assert rollback.keep(4) == 0


def test_marks_take_only_so_much_memory(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rollback_module, "CHECKPOINT_BYTES", 1)
    rollback = make(0)
    for _ in range(3):
        rollback.evaluate(PROMPT, outputs=0)
        rollback.mark()
    assert rollback.keep(14) == 0
    rollback.evaluate(PROMPT, outputs=0)
    rollback.mark()
    rollback.evaluate(PROMPT, outputs=0)
    assert rollback.keep(7) == 5


def test_a_long_conversation_s_checkpoints_grow_to_their_estimate(make: Make, files: Files) -> None:
    rollback = make(3)
    for token in range(120):
        rollback.mark()
        rollback.evaluate([300 + token], outputs=0)
    rollback.verify(DRAFT)
    estimated = checkpoint_bytes(describe(files.qwen).layout.state_bytes)
    assert rollback.checkpoint_bytes == pytest.approx(estimated, rel=0.01)
    assert estimated > 1e6


@pytest.mark.parametrize("marked", [True, False])
def test_an_aborted_pass_spoils_the_state(make: Make, marked: bool) -> None:
    rollback = make(8)
    rollback.evaluate(PROMPT, outputs=0)
    if marked:
        rollback.mark()
    rollback.evaluate([700], outputs=0)
    rollback.context.abort_when(lambda: True)
    with pytest.raises(EvaluationAborted):
        rollback.verify(DRAFT)
    rollback.context.abort_when(None)
    kept = rollback.keep(rollback.length)
    assert kept == (len(PROMPT) if marked else 0)
    rollback.evaluate(PROMPT[kept:] or [700], outputs=0)
    whole = [*PROMPT, 700] if marked else PROMPT
    assert close(opinion(rollback), expected(make, whole))


def test_more_states_than_a_batch_holds_are_not_asked_for(model: LlamaModel) -> None:
    """qwen35 with n_ubatch <= n_rs_seq + 1 ends the process at its first evaluation."""
    small = LlamaContext(model, capacity=8, max_batch=64, max_outputs=4, threads=1, rollback=8)
    assert small.rollback == 6
    rollback = Rollback(small)
    rollback.verify([300, 301, 302, 303])
    rollback.rewind(2)
    small.close()


def test_caches_without_a_state_are_cut_anywhere(files: Files) -> None:
    model = LlamaModel(files.llama, repack=False)
    context = LlamaContext(model, capacity=256, max_batch=64, max_outputs=17, threads=1)
    rollback = Rollback(context)
    rollback.evaluate(PROMPT, outputs=0)
    rollback.verify(DRAFT)
    rollback.rewind(len(PROMPT) + 2)
    assert rollback.keep(3) == 3
    rollback.evaluate(PROMPT[3:], outputs=0)
    one = opinion(rollback)
    assert rollback.keep(0) == 0
    rollback.evaluate(PROMPT, outputs=0)
    assert close(opinion(rollback), one)
    context.close()
    model.close()
