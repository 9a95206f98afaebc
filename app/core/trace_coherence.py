"""What must hold between the fields of a trace file, beyond the kind of each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from app.core.json_shape import Mismatch
from app.core.speculation import Origin
from app.core.trace_format import MAX_LINES, MAX_TEXT

Plain = Mapping[str, Any]

_UNFINISHED_CHARACTER = 4
"""Characters that stand for the bytes of one that never became whole, at most."""


def check_coherence(raw: Plain) -> None:
    """Raise Mismatch at the first contradiction in `raw`, whose fields are of the right kinds."""
    elapsed, length = 0.0, 0
    for number, one in enumerate(raw["rounds"]):
        try:
            _check_round(one, number, told=raw["settings"]["probabilities"])
            if one["elapsed_seconds"] < elapsed:
                _refuse("elapsed_seconds", one["elapsed_seconds"], f"{elapsed} of before, or more")
        except Mismatch as problem:
            problem.path = f"rounds[{number}]{problem.path}"
            raise
        elapsed = one["elapsed_seconds"]
        length += sum(len(token["text"] or "") for token in (*one["draft"], *one["emitted"]))
    if length > MAX_TEXT:
        _refuse("rounds", f"{length:,} characters of text", f"{MAX_TEXT:,} at most")
    _check_answer(raw)
    if raw["ending"] is not None and not raw["cut"]:
        _check_counts(raw["rounds"], raw["ending"]["statistics"])


def _check_round(one: Plain, number: int, *, told: bool) -> None:
    draft, emitted, accepted = one["draft"], one["emitted"], one["accepted"]
    if one["index"] != number:
        _refuse("index", one["index"], f"{number}: rounds stand in order, without gaps")
    if accepted > len(draft):
        _refuse("accepted", accepted, f"at most the {len(draft)} tokens of the draft")
    if not len(emitted) <= one["emitted_tokens"] <= accepted + 1:
        wanted = f"{len(emitted)} (those listed) to {accepted + 1} (accepted and one more)"
        _refuse("emitted_tokens", one["emitted_tokens"], wanted)
    own = Origin.BONUS if accepted == len(draft) else Origin.RECOVERED
    own = own if draft else Origin.PLAIN
    for index, piece in enumerate(emitted):
        wanted = Origin.ACCEPTED if index < accepted else own
        if piece["origin"] != wanted:
            _refuse(f"emitted[{index}].origin", f'"{piece["origin"]}"', f'"{wanted}" there')
        known = draft[index]["id"] if index < accepted else None
        if known is not None and known != piece["id"]:
            _refuse(f"emitted[{index}].id", piece["id"], f"{known}, the accepted draft token")
    for index, token in enumerate(draft):
        unknown = token["text"] is None
        if unknown and (told or index >= accepted):
            _refuse(f"draft[{index}].text", "null", "the token's text")
        if told and token["id"] is None:
            _refuse(f"draft[{index}].id", "null", "a number, as probabilities are told")


def _check_answer(raw: Plain) -> None:
    """The rounds' texts are the answer, but for what was held back to its end."""
    text = "".join(piece["text"] for one in raw["rounds"] for piece in one["emitted"])
    answer: str = raw["answer"]
    lines = answer.count("\n")
    if lines > MAX_LINES:
        _refuse("answer", f"{lines:,} lines", f"{MAX_LINES:,} at most")
    behind = len(answer) - len(text)
    held = max(map(len, raw["settings"]["stop"]), default=0) + _UNFINISHED_CHARACTER
    longest = behind if raw["cut"] else 0 if raw["ending"] is None else held
    if not answer.startswith(text) or behind > longest:
        _refuse("answer", "another text than the rounds'", "their emitted tokens, in order")


def _check_counts(rounds: Sequence[Plain], statistics: Plain) -> None:
    counted = Counter(
        rounds=len(rounds),
        draft_tokens=sum(len(one["draft"]) for one in rounds),
        accepted_tokens=sum(one["accepted"] for one in rounds),
        completion_tokens=sum(len(one["emitted"]) for one in rounds),
    )
    for name, count in counted.items():
        if statistics[name] != count:
            wanted = f"{count:,}, as the rounds have it"
            _refuse(f"ending.statistics.{name}", f"{statistics[name]:,}", wanted)


def _refuse(path: str, found: object, wanted: str) -> None:
    problem = Mismatch(str(found), wanted)
    problem.path = f".{path}"
    raise problem
