"""Answers round by round, made up but coherent: what an engine could have told."""

import random
from pathlib import Path

from app.core.depth_changes import DepthChange, Why
from app.core.depth_learnt import LearntDepth
from app.core.events import (
    DepthControl,
    DraftVerified,
    GenerateRequest,
    GenerationFinished,
    PromptEvaluated,
    TokenPiece,
    Verdict,
)
from app.core.learnt import LearntKey
from app.core.machine import Machine
from app.core.messages import Message
from app.core.pairs import Method, PairInfo, PairSpec
from app.core.sampling import SamplingSettings
from app.core.speculation import Round, Source
from app.core.stats import RoundTally
from app.core.trace import Trace
from app.core.tuning import CacheType, Tuning

WORDS = (
    " the", " harbour", " wakes", " early", ".", " Boats", " leave", ",", "\n\n", " naïve", " 東京",
    "", " and", " come", " home", " again", "!", " \N{OWL}", " <b>", ' "so"',
)  # fmt: skip
INFO = PairInfo(
    spec=PairSpec(Path("/home/someone/models/harbour.gguf"), Path("/home/someone/models/tug.gguf")),
    name="Harbour 7B",
    drafter_name="Tug",
    method=Method.DRAFT,
    reason="The drafter shares the target's vocabulary.",
    context_length=4096,
    parameters=7_000_000_000,
    drafter_parameters=300_000_000,
    device="CPU",
    memory=(("weights", 4_000_000_000), ("KV cache", 512_000_000)),
    load_seconds=1.25,
    tuning=Tuning(threads=2, spin=None, repack=True, cache_type=CacheType.Q8_0),
)
MACHINE = Machine("Z80", 2, 65536, "CP/M 3", (("Foretoken", "0.1.0"), ("llama", "0.3")), 0.25)
CHANGE = DepthChange(0, 0, 3, Why.FASTER, 1.37, 12)
LEARNT = LearntDepth(3, (0.1,), (9,), (4,), (1,), (), (), 0.2, 1.0, 0, 8)


def made_trace(rounds: int = 12, *, explained: bool = True, seed: int = 7) -> Trace:
    """Return a finished answer with drafts of 0 to 5 tokens."""
    dice = random.Random(seed)
    request = GenerateRequest(
        "turn",
        (Message("user", "What happens at \N{SUNRISE}?\nTell me."),),
        max_tokens=400,
        sampling=SamplingSettings(temperature=0.8, seed=3, end_bias=float("-inf")),
        depth=None,
        stop=("THE END",),
        explain=explained,
    )
    tally = RoundTally()
    made = tuple(_round(dice, index, tally, explained) for index in range(rounds))
    text = "".join(piece.text for one in made for piece in one.pieces)
    statistics = tally.statistics(
        prompt_tokens=9,
        cached_tokens=2,
        completion_tokens=sum(len(one.pieces) for one in made),
        prompt_seconds=0.1,
        decode_seconds=made[-1].elapsed_seconds if made else 0.0,
        evaluation_seconds=0.2,
    )
    control = DepthControl(
        "Depth 3.", (CHANGE,), 1.37, LearntKey("pair", "draft", "CPU", 1, 2), LEARNT
    )
    finished = GenerationFinished(
        "turn",
        text,
        tuple(piece.token for one in made for piece in one.pieces),
        "stop",
        Method.DRAFT,
        5,
        statistics,
        prompt_ids=(1, 2, 3),
        control=control,
        reason="The drafter shares the target's vocabulary.",
    )
    prompt = PromptEvaluated("turn", 9, 2, 0.1, Method.DRAFT, 3)
    return Trace("2026-11-24T12:00:00+01:00", INFO, request, prompt, made, finished, False, MACHINE)


def _round(dice: random.Random, index: int, tally: RoundTally, explained: bool) -> DraftVerified:
    draft = tuple(dice.randrange(len(WORDS)) for _ in range(dice.randrange(6)))
    accepted = dice.randint(0, len(draft))
    own = dice.randrange(len(WORDS))
    while accepted < len(draft) and own == draft[accepted]:
        own = dice.randrange(len(WORDS))
    source = dice.choice(tuple(Source))
    seconds = (dice.uniform(0.001, 0.01), dice.uniform(0.01, 0.05))
    one = Round(draft, accepted, (*draft[:accepted], own), *seconds, source)
    tally.add(one)
    asked = [dice.random() if place <= accepted else None for place in range(len(draft))]
    return DraftVerified(
        "turn",
        index,
        tuple(
            TokenPiece(token, WORDS[token], origin, dice.random() if explained else None)
            for token, origin in zip(one.emitted, one.origins, strict=True)
        ),
        tuple(WORDS[token] for token in one.rejected),
        len(draft),
        accepted,
        len(one.emitted),
        *seconds,
        elapsed_seconds=0.07 * (index + 1) + dice.random() / 100,
        context_used=9 + tally.emitted,
        source=source,
        verdicts=tuple(
            Verdict(token, WORDS[token], dice.random() if source is Source.DRAFTER else None, share)
            for token, share in zip(draft, asked, strict=True)
        )
        if explained
        else (),
        depth_change=CHANGE if index == 0 else None,
    )
