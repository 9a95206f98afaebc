"""One turn: read the prompt (what the cache lacks of it), then round after round of events."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from app.core.events import (
    DraftProposed,
    DraftVerified,
    FinishReason,
    GenerateRequest,
    GenerationFinished,
    PromptEvaluated,
    PromptProgress,
    TokenPiece,
    TurnEvent,
)
from app.core.lookup import OwnRounds
from app.core.speculation import DepthPolicy, Proposal, Round, Target, speculate
from app.core.stats import RoundTally
from app.core.verification import Match, RejectionSampling, Rule, Verify
from app.engine.detokenizer import Detokenizer
from app.engine.entering import enter_conversation
from app.engine.explanation import Explanation
from app.engine.llama import EvaluationAborted
from app.engine.pair import Pair
from app.engine.prefix import common_prefix
from app.engine.sampler import AskedPicker, Dice, Picker, dice, make_chooser, make_picker
from app.engine.target import LlamaTarget
from app.engine.thinking_meter import ThinkingMeter
from app.engine.turn_depth import TurnDepth
from app.engine.turn_method import drafter_of_turn, looks_up, method_of_turn, reason_of_turn
from app.engine.turn_prompt import TurnPrompt, read_prompt
from app.engine.witness import Witness
from app.gguf.method_choice import UNDRAFTED

SLOW_ROUND_SECONDS = 0.05
"""Rounds slower than this are made interruptible: Stop must take effect within 300 ms."""


MARK_EVERY = 4096
"""Prompt tokens that a Stop may cost a model with a recurrent state."""


@dataclass(slots=True)
class _Outcome:
    """How the decoding of a turn went so far."""

    reason: FinishReason = "length"
    cached: int = 0
    completion: int = 0
    seconds: float = 0.0
    prompt_seconds: float = 0.0
    evaluation_seconds: float = 0.0


class Turn:
    """Answers one request on a loaded pair; its `events` are iterated once."""

    def __init__(self, pair: Pair, request: GenerateRequest) -> None:
        self._pair = pair
        self._request = request
        self._method = method_of_turn(pair.info, request)
        self._drafter = drafter_of_turn(pair, request, self._method)
        drafted = 0 if self._method in UNDRAFTED else pair.drafter.max_depth
        self._depth = TurnDepth(request, self._method, drafted)
        self._verify = request.rule(self._method)
        self._dice = dice(request.sampling.seed)
        self._prompt = TurnPrompt("", [], 0)
        self._piece = pair.context.model.piece
        self._text = Detokenizer(self._piece, request.stop)
        self._thought = ThinkingMeter(None)
        self._tally = RoundTally()
        self._outcome = _Outcome()
        self._explanation: Explanation | None = None

    def events(self) -> Iterator[TurnEvent]:
        """Yield this turn's events, the last one GenerationFinished. Raises AppError."""
        self._begin()
        prompt = self._prompt.tokens
        context = list(prompt)
        picker = self._picker()
        self._set_interruptible(True)
        try:
            enter_conversation(self._pair, self._request.conversation, prompt)
            yield from self._prefill(prompt, picker)
            yield from self._decode(context)
        except EvaluationAborted:
            self._outcome.reason = "cancelled"
        finally:
            self._set_interruptible(False)
            self._forget_unfinished()
            picker.close()
        yield self._finish(context)

    def _begin(self) -> None:
        """Read the request. Raises AppError when it cannot be answered."""
        self._prompt = read_prompt(self._pair, self._request)
        marks = self._prompt.marks
        self._piece = self._pair.pieces(marks)
        self._text = Detokenizer(self._piece, self._request.stop)
        self._thought = ThinkingMeter(marks, self._request.continues)

    def _picker(self) -> Picker:
        picker = make_picker(
            self._request.sampling,
            self._drafter.vocabulary_size,
            self._dice.draft,
            drawn=self._verify is Verify.REJECTION,
            confidence=self._request.confidence,
        )
        return AskedPicker(picker) if self._request.explain else picker

    def _prefill(self, prompt: list[int], picker: Picker) -> Iterator[TurnEvent]:
        """Evaluate all but the last prompt token, as far as the cache lacks them."""
        pair, context = self._pair, self._pair.context
        started = time.perf_counter()
        wanted = len(prompt) - 1
        # Neither a recurrent state nor a sliding window can go back further than to where it was
        # marked: there the next turn's prompt goes on, and another answer to this one begins.
        stays = min(self._prompt.stays, wanted - 1)
        # The last cached token is always read anew: drafters need the hidden state behind it.
        common = common_prefix(pair.cached, prompt[: max(0, wanted - 1)])
        pair.drafter.resume(common)  # also if this turn does without it
        common = self._keep(self._drafter.resume(common))
        self._outcome.cached = common
        yield from self._catch_up(prompt, common, started)
        last_row = -1
        while len(pair.cached) < wanted:
            if self._cancelled():
                raise EvaluationAborted
            start = len(pair.cached)
            if start == stays or (context.recurrent and (start - common) % MARK_EVERY == 0):
                pair.rollback.mark()
            until = stays if pair.rollback.needs_marks and start < stays else wanted
            chunk = prompt[start : min(start + context.max_batch, until)]
            pair.rollback.evaluate(chunk, outputs=0)
            pair.cached.extend(chunk)
            self._drafter.ingest(prompt, start, len(pair.cached))
            last_row = len(chunk) - 1
            if len(pair.cached) < wanted:
                yield self._progress(len(pair.cached), len(prompt), started)
        self._drafter.begin(prompt, last_row, picker)
        self._outcome.prompt_seconds = time.perf_counter() - started
        yield PromptEvaluated(
            self._request.turn_id,
            len(prompt),
            common,
            self._outcome.prompt_seconds,
            self._method,
            self._depth.now,
            self._prompt.left_out,
            self._prompt.marks,
        )

    def _catch_up(self, prompt: list[int], cached: int, started: float) -> Iterator[TurnEvent]:
        """Let the drafter read what the target has read in turns without it."""
        while (read := self._drafter.catch_up(prompt, cached)) < cached:
            if self._cancelled():
                raise EvaluationAborted
            yield self._progress(read, len(prompt), started)

    def _progress(self, read: int, total: int, started: float) -> PromptProgress:
        seconds = time.perf_counter() - started
        return PromptProgress(self._request.turn_id, read, total, self._outcome.cached, seconds)

    def _decode(self, context: list[int]) -> Iterator[TurnEvent]:
        """Decode until the turn is over; keeps `context`, the cache's truth and the outcome."""
        pair, request = self._pair, self._request
        capacity = pair.context.capacity
        budget = capacity if request.max_tokens is None else request.max_tokens
        chooser = make_chooser(request.sampling, pair.context.model, context, self._dice.target)
        target = self._explained(LlamaTarget(pair.rollback, chooser))
        if budget + len(context) > capacity + 1:
            self._outcome.reason = "context"
        policy = self._depth_policy(len(context))
        interruptible = True
        evaluated = self._evaluation_seconds()
        started = time.perf_counter()
        try:
            for step in speculate(
                target,
                self._drafter,
                context,
                policy,
                budget=budget,
                capacity=capacity,
                rule=make_rule(self._verify, self._dice),
            ):
                if isinstance(step, Proposal):
                    yield self._proposed(step)
                    continue
                pair.cached.extend(context[len(pair.cached) : -1])
                self._outcome.seconds = time.perf_counter() - started
                yield self._verified(step, len(pair.cached))
                if self._is_over(step):
                    return
                slow = step.verify_seconds + step.draft_seconds > SLOW_ROUND_SECONDS
                if slow != interruptible:
                    self._set_interruptible(slow)
                    interruptible = slow
        finally:
            chooser.close()
            self._outcome.evaluation_seconds = self._evaluation_seconds() - evaluated

    def _explained(self, target: LlamaTarget) -> Target:
        if not self._request.explain:
            return target
        witness = Witness(target)
        self._explanation = Explanation(witness, self._pair.context.model.piece)
        return witness

    def _depth_policy(self, context_tokens: int) -> DepthPolicy:
        policy = self._depth.policy(self._pair.depths, context_tokens)
        alone = not looks_up(self._request, self._method)
        return policy if alone else OwnRounds(policy, self._pair.lookup)

    def _evaluation_seconds(self) -> float:
        return self._pair.context.evaluation_seconds + self._drafter.evaluation_seconds

    def _is_over(self, one: Round) -> bool:
        """Whether the turn ends after this round, for a reason `speculate` does not know."""
        if self._text.stopped:
            self._outcome.reason = "stop_string"
        elif self._pair.context.model.is_end(one.emitted[-1]):
            self._outcome.reason = "stop"
        elif self._cancelled():
            self._outcome.reason = "cancelled"
        else:
            return False
        return True

    def _proposed(self, proposal: Proposal) -> DraftProposed:
        tokens = proposal.draft.tokens
        text = b"".join(map(self._piece, tokens))
        if self._explanation is not None:
            self._explanation.hear(proposal.draft)
        return DraftProposed(
            self._request.turn_id,
            self._tally.rounds,
            tokens,
            text.decode(errors="replace"),
        )

    def _verified(self, one: Round, context_used: int) -> DraftVerified:
        model = self._pair.context.model
        told = self._explanation
        pieces: list[TokenPiece] = []
        for token, origin in zip(one.emitted, one.origins, strict=True):
            if self._text.stopped or model.is_end(token):
                break
            share = told.chosen(len(pieces)) if told is not None else None
            pieces.append(TokenPiece(token, self._text.push(token), origin, share))
        self._outcome.completion += len(pieces)
        self._thought.read(self._text.text, self._outcome.completion, self._outcome.seconds)
        event = DraftVerified(
            turn_id=self._request.turn_id,
            round_index=self._tally.rounds,
            pieces=tuple(pieces),
            rejected=tuple(self._piece(t).decode(errors="replace") for t in one.rejected),
            draft_tokens=len(one.draft),
            accepted_tokens=one.accepted,
            emitted_tokens=len(one.emitted),
            draft_seconds=one.draft_seconds,
            verify_seconds=one.verify_seconds,
            elapsed_seconds=self._outcome.seconds,
            context_used=context_used,
            source=one.source,
            verdicts=told.verdicts() if told is not None else (),
            depth_change=self._depth.new_change(),
        )
        self._tally.add(one)
        return event

    def _finish(self, context: list[int]) -> GenerationFinished:
        self._text.finish()
        prompt = len(self._prompt.tokens)
        completion = tuple(context[prompt : prompt + self._outcome.completion])
        raw = self._request.prompt_ids or self._request.raw_prompt is not None
        if not raw and completion and not self._text.stopped:
            self._pair.transcript.remember(
                self._prompt.text + self._text.text, context[:prompt] + list(completion)
            )
        return GenerationFinished(
            turn_id=self._request.turn_id,
            text=self._text.text,
            token_ids=completion,
            finish_reason=self._outcome.reason,
            method=self._method,
            depth=self._depth.now,
            control=self._depth.control(self._pair.depths),
            statistics=self._tally.statistics(
                prompt_tokens=prompt,
                cached_tokens=self._outcome.cached,
                completion_tokens=len(completion),
                prompt_seconds=self._outcome.prompt_seconds,
                decode_seconds=self._outcome.seconds,
                evaluation_seconds=self._outcome.evaluation_seconds,
            ),
            prompt_ids=tuple(context[:prompt]),
            reason=reason_of_turn(self._pair, self._request, self._method),
            thinking=self._prompt.marks,
            thinking_tokens=self._thought.tokens,
            thinking_seconds=self._thought.seconds,
            left_out=self._prompt.left_out,
        )

    def _set_interruptible(self, wanted: bool) -> None:
        """Let Stop end an evaluation half-way: it costs 1-2 us a graph node."""
        asked = self._cancelled if wanted else None
        self._pair.context.abort_when(asked)
        self._drafter.abort_when(asked)

    def _forget_unfinished(self) -> None:
        """A round that was cut short may leave more in the cache than `pair.cached` says."""
        self._keep(len(self._pair.cached))

    def _keep(self, length: int) -> int:
        """Cut the cache back to at most `length` tokens; return how many stay."""
        pair = self._pair
        del pair.cached[length:]  # first, so that an abort below leaves the truth
        kept = pair.rollback.keep(length)
        if kept < length:
            del pair.cached[kept:]
            pair.drafter.resume(kept)
        return kept

    def _cancelled(self) -> bool:
        return self._request.cancel is not None and self._request.cancel.is_set()


def make_rule(verify: Verify, dice: Dice) -> Rule:
    """Return the rule by its name."""
    return RejectionSampling(dice.rule) if verify is Verify.REJECTION else Match()
