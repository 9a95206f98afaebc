"""A trace as the text of a trace file (trace_format says what is in it)."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from app.core.events import DraftVerified, GenerateRequest, GenerationFinished, TokenPiece, Verdict
from app.core.machine import Machine
from app.core.pairs import PairInfo
from app.core.sampling import SamplingSettings
from app.core.speculation import Origin
from app.core.trace import Trace
from app.core.trace_format import FORMAT, VERSION

Plain = dict[str, Any]


def written(trace: Trace) -> str:
    """Return the file's text, each round on a line of its own."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "id": trace.request.turn_id,
        "started": trace.started,
        "machine": None if trace.machine is None else _machine(trace.machine),
        "pair": _pair(trace.info),
        "settings": _settings(trace.request, told=trace.explained),
        "prompt": _prompt(trace),
    }
    tail = {
        "cut": trace.cut,
        "answer": trace.text,
        "ending": None if trace.finished is None else _ending(trace.finished),
    }
    rounds = ",\n".join(_json(_round(one)) for one in trace.rounds)
    return f'{{\n{_lines(head)},\n"rounds": [\n{rounds}\n],\n{_lines(tail)}\n}}\n'


def _lines(fields: Plain) -> str:
    return ",\n".join(f"{_json(name)}: {_json(value)}" for name, value in fields.items())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _machine(machine: Machine) -> Plain:
    versions = [{"name": name, "version": version} for name, version in machine.versions]
    return {**asdict(machine), "versions": versions}


def _pair(info: PairInfo) -> Plain:
    """Files by name alone: their folders are the user's own business."""
    drafter = info.spec.drafter
    return {
        "target": info.name,
        "target_file": info.spec.target.name,
        "target_parameters": info.parameters,
        "drafter": info.drafter_name,
        "drafter_file": None if drafter is None else drafter.name,
        "drafter_parameters": info.drafter_parameters,
        "method": info.method,
        "reason": info.reason,
        "context_length": info.context_length,
        "device": info.device,
        "load_seconds": info.load_seconds,
        "memory": [{"part": part, "bytes": size} for part, size in info.memory],
        "computing": asdict(info.tuning) | {"cache_type": info.tuning.cache_words},
    }


def _settings(request: GenerateRequest, *, told: bool) -> Plain:
    return {
        "method": request.method,
        "depth": "auto" if request.depth is None else request.depth,
        "lookup": request.lookup,
        "verify": request.verify,
        "confidence": request.confidence,
        "max_tokens": request.max_tokens,
        "stop": list(request.stop),
        "probabilities": told,
        "sampling": _sampling(request.sampling),
    }


def _sampling(settings: SamplingSettings) -> Plain:
    never = settings.end_bias == -math.inf
    return {**asdict(settings), "end_bias": "-inf" if never else settings.end_bias}


def _prompt(trace: Trace) -> Plain:
    reading = None
    if (read := trace.prompt) is not None:
        reading = {
            "tokens": read.prompt_tokens,
            "cached_tokens": read.cached_tokens,
            "seconds": read.seconds,
            "method": read.method,
            "depth": read.depth,
        }
    return {
        "messages": [
            {"role": message.role, "content": message.content} for message in trace.request.messages
        ],
        "raw": trace.request.raw_prompt,
        "reading": reading,
    }


def _round(one: DraftVerified) -> Plain:
    return {
        "index": one.round_index,
        "source": one.source,
        "draft": _draft(one),
        "accepted": one.accepted_tokens,
        "emitted": [
            {
                "id": piece.token,
                "text": piece.text,
                "origin": piece.origin,
                "target_prob": piece.target_prob,
            }
            for piece in one.pieces
        ],
        "emitted_tokens": one.emitted_tokens,
        "draft_seconds": one.draft_seconds,
        "verify_seconds": one.verify_seconds,
        "elapsed_seconds": one.elapsed_seconds,
        "context_used": one.context_used,
        "depth_change": None if one.depth_change is None else asdict(one.depth_change),
    }


def _draft(one: DraftVerified) -> list[Plain]:
    """Return the draft's tokens; without verdicts, what pieces and rejections tell of them."""
    if one.verdicts:
        return [_draft_token(verdict) for verdict in one.verdicts]
    kept = _accepted(one.pieces)
    texts: list[tuple[int | None, str | None]] = [(piece.token, piece.text) for piece in kept]
    texts += [(None, None)] * (one.accepted_tokens - len(kept))
    texts += [(None, text) for text in one.rejected]
    return [
        {"id": token, "text": text, "draft_prob": None, "target_prob": None}
        for token, text in texts
    ]


def _accepted(pieces: Sequence[TokenPiece]) -> list[TokenPiece]:
    return [piece for piece in pieces if piece.origin is Origin.ACCEPTED]


def _draft_token(verdict: Verdict) -> Plain:
    return {
        "id": verdict.token,
        "text": verdict.text,
        "draft_prob": verdict.draft_prob,
        "target_prob": verdict.target_prob,
    }


def _ending(finished: GenerationFinished) -> Plain:
    return {
        "finish_reason": finished.finish_reason,
        "method": finished.method,
        "depth": finished.depth,
        "reason": finished.reason,
        "statistics": asdict(finished.statistics),
        "depth_control": _control(finished),
    }


def _control(finished: GenerationFinished) -> Plain | None:
    control = finished.control
    if control is None:
        return None
    return {
        "reason": control.reason,
        "depth": control.learnt.depth,
        "speedup": control.speedup,
        "changes": [asdict(change) for change in control.changes],
    }
