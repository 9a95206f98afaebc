"""What it saves to keep conversations that are left: `python -m tests.coming_back_trial`.

For every method, two conversations of so many tokens are asked in turn, with what was read of the
other one kept and without. Factory GGUFs: the tokens read are those of any model, the seconds not.
"""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.core.events import GenerateRequest, GenerationFinished, PairLoaded
from app.core.messages import Message
from app.core.pairs import PairSpec
from app.engine.conversation_states import ConversationStates
from app.engine.local import LocalEngine
from tests import gguf_factory, gguf_qwen35
from tests.gguf_eagle3 import write_eagle3
from tests.planted_language import Language

WORDS = "tell me of the boats and of the sea and of all who go there "
TURNS = 4


@dataclass(frozen=True)
class Cost:
    """What the turns after the first of each conversation cost, and what was held for it."""

    read: int
    seconds: float
    held: int
    tokens: tuple[int, ...]


def ask(engine: LocalEngine, name: str, chat: list[Message]) -> GenerationFinished:
    """Ask the last of these messages."""
    wanted = GenerateRequest("turn", tuple(chat), max_tokens=40, conversation=name, depth=3)
    last = [event for batch in engine.stream(wanted) for event in batch][-1]
    if not isinstance(last, GenerationFinished):
        raise SystemExit(str(last))
    return last


def run(target: Path, drafter: Path | None, length: int, *, keep: bool) -> Cost:
    """Go to and fro between two conversations."""
    engine = LocalEngine()
    try:
        *_, loaded = engine.load(PairSpec(target, drafter))
        pair = engine._pair
        if not isinstance(loaded, PairLoaded) or pair is None:
            raise SystemExit(str(loaded))
        pair.states = ConversationStates(None if keep else 0)
        question = WORDS * (length // 30)
        chats = {name: [Message("user", f"{name}: {question}")] for name in ("one", "two")}
        read, seconds, held, tokens = 0, 0.0, 0, []
        for turn in range(TURNS):
            for name, chat in chats.items():
                found = ask(engine, name, chat)
                chat += [Message("assistant", found.text), Message("user", "and then")]
                tokens += found.token_ids
                held = max(held, pair.states.size)
                if turn:
                    read += found.statistics.prompt_tokens - found.statistics.cached_tokens
                    seconds += found.statistics.prompt_seconds
        return Cost(read, seconds, held, tuple(tokens))
    finally:
        engine.close()


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--length", type=int, default=2000, help="tokens of a conversation, about")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shape, language = gguf_factory.PLANTED_TARGET, Language()
        small = gguf_factory.PLANTED_ASSISTANT
        planted = {"language": language, "eps": 0.3}
        llama = gguf_factory.write_llama(folder / "llama.gguf", shape, **planted)
        gemma = gguf_factory.write_gemma4(folder / "gemma.gguf", shape, **planted)
        pairs = {
            "alone": (llama, None),
            "draft model": (llama, gguf_factory.write_llama(folder / "d.gguf", small, **planted)),
            "eagle3": (llama, write_eagle3(folder / "eagle3.gguf", shape, **planted)),
            "assistant": (
                gemma,
                gguf_factory.write_gemma4_assistant(folder / "a.gguf", shape, small, **planted),
            ),
            "own head": (
                gguf_qwen35.write_qwen35(
                    folder / "qwen.gguf", gguf_qwen35.PLANTED_QWEN35, language=language, eps=0.15
                ),
                None,
            ),
        }
        print(f"{'':12} {'read again':>11} {'kept':>7} {'seconds':>16} {'held':>9}  same text")
        for name, (target, drafter) in pairs.items():
            without = run(target, drafter, args.length, keep=False)
            kept = run(target, drafter, args.length, keep=True)
            print(
                f"{name:12} {without.read:>11,} {kept.read:>7,} "
                f"{without.seconds:>7.2f} {kept.seconds:>8.3f} {kept.held / 2**20:>6.1f} MB  "
                f"{kept.tokens == without.tokens}"
            )


if __name__ == "__main__":
    main()
