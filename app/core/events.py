"""What crosses threads and processes: frozen values only, each turn's tagged with its `turn_id`."""

import threading
from dataclasses import dataclass, field
from typing import Literal

from app.core.depth import DEFAULT_DEPTH
from app.core.depth_changes import DepthChange
from app.core.depth_learnt import LearntDepth
from app.core.learnt import LearntKey
from app.core.messages import Message
from app.core.pairs import Method, PairInfo
from app.core.portable import portable
from app.core.sampling import SamplingSettings
from app.core.speculation import Origin, Source
from app.core.stats import Statistics
from app.core.thinking import ThinkingMarks
from app.core.verification import Verify

FinishReason = Literal["stop", "stop_string", "length", "context", "cancelled"]
"""The model ended its turn; a stop string came; the budget or the context is used up; Stop."""


FRAME_SECONDS = 1 / 10
"""From one message of an answer to the next, where somebody watches: each wakes the window, which
then paints, and llama.cpp's threads wait for that."""

UNSEEN_SECONDS = 1.0
"""Between messages that nobody watches."""


@dataclass(frozen=True, slots=True)
class GenerateRequest:
    """One turn to answer.

    Attributes:
        messages: the conversation so far, ending in what is to be answered.
        conversation: its name; what the engine has read of it is kept when another one is answered,
            as far as memory allows. "" keeps nothing.
        thinking: whether to think first, where the target can be told; None is its own way.
        raw_prompt: text continued as it is, without a chat template; then `messages` is ignored.
        continues: what the answer begins with already; it is not told again.
        prompt_ids: the same as tokens; then both are ignored.
        max_tokens: budget; None means until the context is full.
        method: of this turn; must be AUTO, OFF, NGRAM or what the loaded pair can do.
        lookup: whether text that repeats what stands before it is looked up first, the drafter
            asked only for the rest.
        depth: draft tokens a round, None lets the depth controller choose; looked-up drafts have
            their own length.
        verify: the rule by which draft tokens are kept.
        confidence: drafting stops at a guess less likely than this to the drafter; 0 never stops.
        stop: the answer ends before the first of these.
        explain: whether rounds tell how likely their tokens were (see Verdict), at a little time.
        frame_seconds: rounds that are faster come together, one message in so long a time.
        cancel: set by whoever asked, at any time: a shared flag would lose a Stop pressed early.
    """

    turn_id: str
    messages: tuple[Message, ...] = ()
    raw_prompt: str | None = None
    continues: str = ""
    conversation: str = ""
    thinking: bool | None = None
    prompt_ids: tuple[int, ...] = ()
    max_tokens: int | None = None
    sampling: SamplingSettings = field(default_factory=SamplingSettings)
    method: Method = Method.AUTO
    depth: int | None = DEFAULT_DEPTH
    lookup: bool = False
    verify: Verify = Verify.AUTO
    confidence: float = 0.0
    stop: tuple[str, ...] = ()
    explain: bool = False
    frame_seconds: float = FRAME_SECONDS
    cancel: threading.Event | None = field(
        default_factory=threading.Event, compare=False, repr=False
    )

    def rule(self, method: Method) -> Verify:
        """Return the rule in force when `method` decodes: greedy decoding needs no dice.

        Nor do looked-up drafts, each token of which was the only one that could come: both rules
        keep as many, but by match a seed writes the plain text, whenever lookup drafts.
        """
        certain = self.sampling.greedy or method is Method.NGRAM
        return Verify.MATCH if self.verify is Verify.MATCH or certain else Verify.REJECTION


@dataclass(frozen=True, slots=True)
class CountRequest:
    """Asks how many tokens each of `texts` has for the loaded target; `tag` is in the answer."""

    tag: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TokensCounted:
    """How many tokens each text of a CountRequest has, in order."""

    tag: str
    counts: tuple[int, ...]


@portable
@dataclass(frozen=True, slots=True)
class TokenPiece:
    """A token of the answer; the pieces' texts, in order, are the answer's.

    Attributes:
        text: what became readable with it (empty inside a multi-byte character).
        target_prob: how likely it was to the target, None if that was not to be told (see Verdict).
    """

    token: int
    text: str
    origin: Origin
    target_prob: float | None = None


@portable
@dataclass(frozen=True, slots=True)
class Verdict:
    """What drafter and target thought of one draft token.

    Both are probabilities in the distribution that is sampled from (after penalties, top-k, top-p,
    min-p and temperature); when greedy, in the model's own, before any of these.

    Attributes:
        text: of this token alone.
        draft_prob: to the drafter; None for a looked-up token, which nobody guessed.
        target_prob: to the target; None behind a rejected token: there it was not asked.
    """

    token: int
    text: str
    draft_prob: float | None
    target_prob: float | None


@dataclass(frozen=True, slots=True)
class PromptProgress:
    """`evaluated` of `total` prompt tokens are read, by the drafter too; the target had read
    `cached` of them before."""

    turn_id: str
    evaluated: int
    total: int
    cached: int
    seconds: float


@dataclass(frozen=True, slots=True)
class PromptEvaluated:
    """The prompt is read; decoding begins.

    Attributes:
        left_out: oldest questions, each with its answer, that the context had no room for (see
            core.context_window).
        thinking: how the answer marks what is thought before it; None if it does not think.
    """

    turn_id: str
    prompt_tokens: int
    cached_tokens: int
    seconds: float
    method: Method
    depth: int
    left_out: int = 0
    thinking: ThinkingMarks | None = None


@dataclass(frozen=True, slots=True)
class DraftProposed:
    """A draft is on its way to the target; `text` is shown as ghost text."""

    turn_id: str
    round_index: int
    tokens: tuple[int, ...]
    text: str


@portable
@dataclass(frozen=True, slots=True)
class DraftVerified:
    """One round is done.

    Attributes:
        pieces: the tokens it emitted, in order (an end-of-turn token is left out).
        rejected: text of each draft token that was not kept.
        draft_tokens, accepted_tokens: submitted and kept in this round.
        emitted_tokens: len(pieces), plus 1 when the turn ended here.
        elapsed_seconds: since decoding began. context_used: tokens in the cache now.
        source: who was asked for the draft.
        verdicts: one for each draft token, in order, if they were to be told.
        depth_change: what the depth controller changed after this round, and why.
    """

    turn_id: str
    round_index: int
    pieces: tuple[TokenPiece, ...]
    rejected: tuple[str, ...]
    draft_tokens: int
    accepted_tokens: int
    emitted_tokens: int
    draft_seconds: float
    verify_seconds: float
    elapsed_seconds: float
    context_used: int
    source: Source = Source.DRAFTER
    verdicts: tuple[Verdict, ...] = ()
    depth_change: DepthChange | None = None


@dataclass(frozen=True, slots=True)
class DepthControl:
    """What the depth controller did in one answer.

    Attributes:
        reason: one sentence: the depth it came to, and why.
        changes: of depth, in order. speedup: expected of that depth against plain decoding, None
            until both were measured.
        key, learnt: what to keep for later answers.
    """

    reason: str
    changes: tuple[DepthChange, ...]
    speedup: float | None
    key: LearntKey
    learnt: LearntDepth


@dataclass(frozen=True, slots=True)
class GenerationFinished:
    """The answer is complete (or stopped).

    Attributes:
        text: all of it, without the stop string; with its thinking, if it is marked.
        thinking, left_out: see PromptEvaluated.
        thinking_tokens, thinking_seconds: of decoding, until the thinking was over.
        prompt_ids: the tokens of the prompt it answers.
        depth: draft tokens a round, or how many there can be.
        reason: one sentence why the method is this one.
    """

    turn_id: str
    text: str
    token_ids: tuple[int, ...]
    finish_reason: FinishReason
    method: Method
    depth: int
    statistics: Statistics
    prompt_ids: tuple[int, ...] = ()
    control: DepthControl | None = None
    reason: str = ""
    thinking: ThinkingMarks | None = None
    thinking_tokens: int = 0
    thinking_seconds: float = 0.0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class GenerationFailed:
    """The turn ended in an error; what was shown so far stands. `engine_died` asks for a reload."""

    turn_id: str
    title: str
    hint: str
    engine_died: bool = False


@dataclass(frozen=True, slots=True)
class PairLoadProgress:
    """`fraction` (0 to 1) of the pair is loaded; `doing` names the part in hand."""

    fraction: float
    doing: str


@dataclass(frozen=True, slots=True)
class PairLoaded:
    """The pair is ready for requests."""

    info: PairInfo


@dataclass(frozen=True, slots=True)
class PairLoadFailed:
    """The pair could not be loaded. `cancelled` means the user gave up."""

    title: str
    hint: str
    cancelled: bool = False


TurnEvent = (
    PromptProgress
    | PromptEvaluated
    | DraftProposed
    | DraftVerified
    | GenerationFinished
    | GenerationFailed
)
LoadEvent = PairLoadProgress | PairLoaded | PairLoadFailed
