"""Which controller a turn goes on from."""

from app.core.pairs import Method
from app.core.speculation import Round
from app.engine.depth_memory import DepthMemory, seeds


def memory(known=()) -> DepthMemory:
    return DepthMemory("pair", "CPU, 2 threads", seeds(gpu=False, experts=False), dict(known))


def key(of: DepthMemory, *, tokens: int = 10, temperature: float = 0.0):
    return of.key(Method.MTP, context_tokens=tokens, temperature=temperature)


def train(controller, rounds: int = 40) -> None:
    """Rounds in which everything is accepted and costs next to nothing."""
    for _ in range(rounds):
        depth = controller.next_depth()
        controller.observe(Round((5,) * depth, depth, (5,) * (depth + 1), 0.0001, 0.01))


def test_one_controller_serves_all_turns_of_a_kind() -> None:
    made = memory()
    assert made.controller(key(made), 16) is made.controller(key(made, tokens=20), 16)
    assert made.controller(key(made), 16) is not made.controller(key(made, temperature=1.0), 16)
    assert made.controller(key(made), 16) is not made.controller(key(made), 4)


def test_what_was_learnt_is_where_the_next_process_starts() -> None:
    first = memory()
    controller = first.controller(key(first), 16)
    train(controller)
    assert controller.next_depth() > 0
    later = memory([(key(first), controller.learnt())])
    assert later.controller(key(later), 16).next_depth() == controller.learnt().depth
    kin = later.controller(key(later, tokens=5000, temperature=1.0), 16)
    assert kin.next_depth() == controller.learnt().depth
    assert memory().controller(key(later), 16).next_depth() == 0


def test_seeds_depend_on_where_the_target_runs() -> None:
    dense, experts = seeds(gpu=True, experts=False), seeds(gpu=True, experts=True)
    assert 3 in seeds(gpu=False, experts=True)
    assert max(experts) < max(dense)
