"""What a turn asks of the target: the prompt as text and tokens, cut to what the context holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.context_window import exchanges, leaving, prompt_limit
from app.core.errors import AppError
from app.core.events import GenerateRequest
from app.core.messages import Message
from app.core.thinking import ThinkingMarks
from app.engine.pair import Pair
from app.engine.prefix import common_prefix


@dataclass(frozen=True, slots=True)
class TurnPrompt:
    """A prompt.

    Attributes:
        stays: tokens of it that the next turn's prompt begins with.
        left_out: oldest questions, each with its answer, that the context has no room for.
        marks: how the answer marks its thinking; None if it does not think.
    """

    text: str
    tokens: list[int]
    stays: int
    left_out: int = 0
    marks: ThinkingMarks | None = None


def read_prompt(pair: Pair, request: GenerateRequest) -> TurnPrompt:
    """Return a request's prompt. Raises AppError when it cannot be answered."""
    if not 0.0 <= request.confidence <= 1.0:
        raise AppError(f"The confidence {request.confidence} is out of range.", "Use 0.0 to 1.0.")
    if request.max_tokens is not None and request.max_tokens < 0:
        raise AppError("The token budget is negative.", "Use 0 or more.")
    if request.prompt_ids:
        prompt = _of_tokens(pair, request)
    elif request.raw_prompt is None:
        prompt = _of_messages(pair, request)
    else:
        tokens = pair.context.model.tokenize(request.raw_prompt, add_special=True)
        prompt = TurnPrompt(request.raw_prompt, tokens, len(tokens))
    if not prompt.tokens:
        raise AppError("The prompt is empty.", "Write something to answer.")
    if len(prompt.tokens) > pair.context.capacity:
        more = "The last question alone" if prompt.left_out else "The prompt"
        raise AppError(
            f"{more} has {len(prompt.tokens)} tokens; the context holds {pair.context.capacity}.",
            "Shorten it, start a new conversation, or load the model with a longer context.",
        )
    return prompt


def _of_tokens(pair: Pair, request: GenerateRequest) -> TurnPrompt:
    tokens = list(request.prompt_ids)
    if not all(0 <= token < pair.context.model.vocabulary_size for token in tokens):
        raise AppError("The prompt holds tokens that the model does not have.")
    return TurnPrompt("", tokens, len(tokens))


def _of_messages(pair: Pair, request: GenerateRequest) -> TurnPrompt:
    messages = request.messages
    text, tokens = _render(pair, request, messages)
    parts = exchanges(messages)
    left_out, most = 0, len(parts.turns) - 1
    if len(tokens) > prompt_limit(pair.context.capacity, request.max_tokens) and most > 0:
        left_out = min(most, _leaving(pair, request, len(tokens)))
        while True:
            messages = parts.without(left_out)
            text, tokens = _render(pair, request, messages)
            # Counted one by one, messages may be a little shorter than together.
            if len(tokens) <= pair.context.capacity - 1 or left_out == most:
                break
            left_out += 1
    about = pair.template.thinking
    stays = len(tokens)
    if pair.rollback.needs_marks:
        kept = pair.template.stays(messages, text, thinking=request.thinking)
        stays = common_prefix(tokens, pair.transcript.tokens_of(text[:kept]))
    marks = None if about is None else about.marks(request.thinking)
    return TurnPrompt(text, tokens, stays, left_out, marks)


def _render(
    pair: Pair, request: GenerateRequest, messages: Sequence[Message]
) -> tuple[str, list[int]]:
    text = pair.template.render(messages, thinking=request.thinking) + request.continues
    return text, pair.transcript.tokens_of(text)


def _leaving(pair: Pair, request: GenerateRequest, total: int) -> int:
    """Count the exchanges one by one and return how many leave.

    What a template writes around an exchange is counted once, with two exchanges of no words.
    """
    parts = exchanges(request.messages)
    turns = [sum(pair.count(one.content) for one in turn) for turn in parts.turns]
    empty = (Message("user", "."), Message("assistant", "."))
    one, two = (
        len(_render(pair, request, (*parts.before, *empty * count, empty[0]))[1])
        for count in (1, 2)
    )
    frame = max(0, two - one - 2 * pair.count("."))
    counted = [tokens + frame for tokens in turns]
    fixed = max(0, one - 2 * frame)
    limit = prompt_limit(pair.context.capacity, request.max_tokens)
    # An answer that goes on was counted with the question: it is part of what must fit.
    return leaving(counted, fixed + pair.count(request.continues), min(limit, total - 1))
