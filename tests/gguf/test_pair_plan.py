"""Each method has the contexts that the engine opens for it."""

from pathlib import Path

from app.core.depth import MAX_DEPTH
from app.core.pairs import Method
from app.gguf.capabilities import describe
from app.gguf.pair_plan import ASSISTANT_BATCH, MAX_ROLLBACK, PREFILL_BATCH, plan_pair
from tests.gguf_architectures import Architecture, DeltaNet, write_architecture
from tests.gguf_factory import write_llama
from tests.gguf_pairs import write_gemma_pair
from tests.gguf_qwen35 import write_qwen35


def test_plain_decoding_has_one_context(tmp_path: Path) -> None:
    target = describe(write_llama(tmp_path / "target.gguf")).layout
    plan = plan_pair(target, None, Method.OFF, 2048)
    assert plan.drafter is None
    assert plan.target.outputs == MAX_DEPTH + 1
    assert plan.target.hidden_rows == 0


def test_a_draft_model_reads_prompts_too(tmp_path: Path) -> None:
    target = describe(write_llama(tmp_path / "target.gguf")).layout
    plan = plan_pair(target, target, Method.DRAFT, 2048)
    assert plan.drafter is not None
    assert plan.drafter.batch == PREFILL_BATCH
    assert plan.drafter.outputs == 1


def test_an_assistant_evaluates_little_and_its_target_keeps_hidden_states(tmp_path: Path) -> None:
    target, drafter = (describe(path).layout for path in write_gemma_pair(tmp_path))
    plan = plan_pair(target, drafter, Method.MTP, 2048)
    assert plan.drafter is not None
    assert plan.drafter.batch == ASSISTANT_BATCH
    assert plan.target.hidden_rows == PREFILL_BATCH


def test_prediction_layers_in_the_file_are_a_second_context(tmp_path: Path) -> None:
    model = Architecture(
        "qwen35", 256, 8, 4, 2, 96, 512, vocabulary=512, delta_net=DeltaNet(4, 2, 64), nextn=1
    )
    target = describe(write_architecture(tmp_path / "model.gguf", model)).layout
    plan = plan_pair(target, None, Method.MTP, 2048, rollback=3)
    assert plan.drafter is not None
    assert (plan.target.rollback, plan.drafter.rollback) == (3, 0)


def test_states_to_go_back_to_are_kept_only_where_something_is_drafted(tmp_path: Path) -> None:
    target = describe(write_qwen35(tmp_path / "qwen.gguf")).layout
    plain = describe(write_llama(tmp_path / "llama.gguf")).layout
    for method in Method:
        if method is not Method.AUTO:
            kept = 0 if method is Method.OFF else MAX_ROLLBACK
            assert plan_pair(target, None, method, 2048).target.rollback == kept
            assert plan_pair(plain, None, method, 2048).target.rollback == 0
