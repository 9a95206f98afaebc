"""The plain values of a trace file, found right, as a Trace."""

import math
from pathlib import Path
from typing import Any

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
from app.core.speculation import Origin, Source
from app.core.stats import Share, Statistics
from app.core.trace import Trace
from app.core.tuning import Tuning, read_cache_words
from app.core.verification import Verify

Plain = dict[str, Any]

NO_KEY = LearntKey("", "", "", 0, 0)


def decoded(raw: Plain) -> Trace:
    """Return the trace that `raw` is. Raises AppError where sampling settings contradict."""
    turn, explained = raw["id"], raw["settings"]["probabilities"]
    ending, machine = raw["ending"], raw["machine"]
    return Trace(
        started=raw["started"],
        info=_info(raw["pair"]),
        request=_request(raw),
        prompt=_reading(turn, raw["prompt"]["reading"]),
        rounds=tuple(_round(turn, one, explained) for one in raw["rounds"]),
        finished=None if ending is None else _finished(turn, raw["answer"], ending),
        cut=raw["cut"],
        machine=None if machine is None else _machine(machine),
    )


def _machine(raw: Plain) -> Machine:
    return Machine(
        processor=raw["processor"],
        cores=raw["cores"],
        memory_bytes=raw["memory_bytes"],
        system=raw["system"],
        versions=tuple((one["name"], one["version"]) for one in raw["versions"]),
        load=raw["load"],
    )


def _info(pair: Plain) -> PairInfo:
    computing = pair["computing"]
    drafter = pair["drafter_file"]
    keys, values = read_cache_words(computing["cache_type"])
    names = ("threads", "spin", "repack", "flash_attention")
    return PairInfo(
        spec=PairSpec(_bare(pair["target_file"]), None if drafter is None else _bare(drafter)),
        name=pair["target"],
        drafter_name=pair["drafter"],
        method=Method(pair["method"]),
        reason=pair["reason"],
        context_length=pair["context_length"],
        parameters=pair["target_parameters"],
        drafter_parameters=pair["drafter_parameters"],
        device=pair["device"],
        memory=tuple((one["part"], one["bytes"]) for one in pair["memory"]),
        load_seconds=pair["load_seconds"],
        tuning=Tuning(
            **{name: computing[name] for name in names},
            cache_type=keys,
            cache_type_v=values,
        ),
    )


def _request(raw: Plain) -> GenerateRequest:
    settings, prompt = raw["settings"], raw["prompt"]
    sampling = dict(settings["sampling"])
    names = SamplingSettings.__dataclass_fields__
    if sampling["end_bias"] == "-inf":
        sampling["end_bias"] = -math.inf
    return GenerateRequest(
        turn_id=raw["id"],
        messages=tuple(Message(one["role"], one["content"]) for one in prompt["messages"]),
        raw_prompt=prompt["raw"],
        max_tokens=settings["max_tokens"],
        sampling=SamplingSettings(**{name: sampling[name] for name in names}),
        method=Method(settings["method"]),
        depth=None if settings["depth"] == "auto" else settings["depth"],
        lookup=settings["lookup"],
        verify=Verify(settings["verify"]),
        confidence=settings["confidence"],
        stop=tuple(settings["stop"]),
        explain=settings["probabilities"],
        cancel=None,
    )


def _reading(turn: str, read: Plain | None) -> PromptEvaluated | None:
    if read is None:
        return None
    return PromptEvaluated(
        turn_id=turn,
        prompt_tokens=read["tokens"],
        cached_tokens=read["cached_tokens"],
        seconds=read["seconds"],
        method=Method(read["method"]),
        depth=read["depth"],
    )


def _round(turn: str, one: Plain, explained: bool) -> DraftVerified:
    draft, accepted = one["draft"], one["accepted"]
    return DraftVerified(
        turn_id=turn,
        round_index=one["index"],
        pieces=tuple(
            TokenPiece(piece["id"], piece["text"], Origin(piece["origin"]), piece["target_prob"])
            for piece in one["emitted"]
        ),
        rejected=tuple(token["text"] for token in draft[accepted:]),
        draft_tokens=len(draft),
        accepted_tokens=accepted,
        emitted_tokens=one["emitted_tokens"],
        draft_seconds=one["draft_seconds"],
        verify_seconds=one["verify_seconds"],
        elapsed_seconds=one["elapsed_seconds"],
        context_used=one["context_used"],
        source=Source(one["source"]),
        verdicts=tuple(
            Verdict(token["id"], token["text"], token["draft_prob"], token["target_prob"])
            for token in draft
        )
        if explained
        else (),
        depth_change=None if one["depth_change"] is None else _change(one["depth_change"]),
    )


def _finished(turn: str, answer: str, ending: Plain) -> GenerationFinished:
    return GenerationFinished(
        turn_id=turn,
        text=answer,
        token_ids=(),
        finish_reason=ending["finish_reason"],
        method=Method(ending["method"]),
        depth=ending["depth"],
        statistics=_statistics(ending["statistics"]),
        control=None if ending["depth_control"] is None else _control(ending["depth_control"]),
        reason=ending["reason"],
    )


def _statistics(raw: Plain) -> Statistics:
    values = {name: raw[name] for name in Statistics.__dataclass_fields__}
    values["per_position"] = tuple((submitted, kept) for submitted, kept in raw["per_position"])
    values["sources"] = tuple(
        Share(
            Source(share["source"]),
            share["rounds"],
            share["draft_tokens"],
            share["accepted_tokens"],
        )
        for share in raw["sources"]
    )
    return Statistics(**values)


def _change(one: Plain) -> DepthChange:
    return DepthChange(
        one["round_index"],
        one["before"],
        one["after"],
        Why(one["why"]),
        one["speedup"],
        one["rounds"],
    )


def _control(raw: Plain) -> DepthControl:
    return DepthControl(
        reason=raw["reason"],
        changes=tuple(map(_change, raw["changes"])),
        speedup=raw["speedup"],
        key=NO_KEY,
        learnt=nothing_learnt(raw["depth"]),
    )


def nothing_learnt(depth: int) -> LearntDepth:
    """Return a depth alone: what a controller learnt is no part of a trace."""
    return LearntDepth(depth, (), (), (), (), (), (), 0.0, 0.0, 0, 0)


def _bare(name: str) -> Path:
    """Return the last part: a file from elsewhere names no folder here."""
    return Path(Path(name).name)
