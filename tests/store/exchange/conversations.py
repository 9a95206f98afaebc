"""Conversations with everything that there can be."""

from app.core.conversations import (
    ConversationSummary,
    MessageState,
    StoredConversation,
    StoredMessage,
    TitleSource,
    Turn,
)
from app.core.speculation import Source
from app.core.stats import Share, Statistics
from app.core.thinking import ThinkingMarks

STATISTICS = Statistics(
    prompt_tokens=40,
    cached_tokens=7,
    completion_tokens=12,
    emitted_tokens=13,
    rounds=5,
    draft_tokens=9,
    accepted_tokens=6,
    per_position=((5, 4), (4, 2)),
    prompt_seconds=0.25,
    decode_seconds=1.5,
    draft_seconds=0.1,
    verify_seconds=1.25,
    evaluation_seconds=1.3,
    sources=(Share(Source.DRAFTER, 5, 9, 6),),
)
TURN = Turn(
    "mtp",
    "target.gguf",
    "drafter.gguf",
    (("temperature", 0.7),),
    STATISTICS,
    2.75,
    ThinkingMarks("<|channel>", "<channel|>", "thought", begun=True),
    thinking_seconds=1.5,
    left_out=2,
)


def made(name: str = "c1", folder: str | None = None) -> StoredConversation:
    """Return a tree of two branches, with settings, statistics, origins and files."""
    messages = (
        StoredMessage(
            f"{name}-q",
            None,
            "user",
            'What is in it?\n\n```\n"]}{\\\n```',
            note="a.txt, 2 tokens",
            created=1_700_000_000.25,
            finished=1_700_000_000.25,
            attachments=(("a.txt", "some text"), ("b.py", "x = [1]\n")),
        ),
        StoredMessage(
            f"{name}-a",
            f"{name}-q",
            "assistant",
            "Words, 世界 🙂.",
            note="12 tokens",
            created=1_700_000_001.0,
            finished=1_700_000_003.5,
            turn=TURN,
            origins=bytes(range(256)),
        ),
        StoredMessage(
            f"{name}-b",
            f"{name}-q",
            "assistant",
            "Other",
            MessageState.STOPPED,
            "Stopped",
            1_700_000_005.0,
            1_700_000_006.0,
            Turn(),
        ),
    )
    about = ConversationSummary(
        name, f"About {name}", TitleSource.USER, folder, True, 1_700_000_000.0, 1_700_000_009.5
    )
    settings = (("temperature", 1.0), ("top_k", 64.0))
    return StoredConversation(about, messages, f"{name}-a", "Be brief.", settings, "dra", True)
