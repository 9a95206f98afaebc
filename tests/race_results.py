"""Races whose figures are known, without an engine."""

from pathlib import Path

from app.core.events import DraftVerified, GenerationFinished, TokenPiece
from app.core.machine import Machine
from app.core.pairs import Method, PairInfo, PairSpec
from app.core.race import Entrant, Lap, RacePlan, RaceResult, fork_of
from app.core.sampling import SamplingSettings
from app.core.speculation import Origin
from app.core.stats import Statistics
from app.core.trace import Trace

SPEC = PairSpec(Path("target.gguf"), Path("drafter.gguf"))
INFO = PairInfo(
    SPEC,
    "Target",
    "Drafter",
    Method.MTP,
    "The drafter is an assistant made for this target.",
    4096,
    1000,
    100,
    "CPU",
    (("weights", 1000), ("cache", 200), ("drafter weights", 120)),
)
PLAIN, DRAFTED = Entrant(SPEC, Method.OFF), Entrant(SPEC, Method.AUTO, 3)
QUIET = Machine("A processor", 2, 8 * 2**30, "Linux 6", (("Foretoken", "0"),), 0.1)
WORDS = ("The ", "boat ", "<b>came</b> ", "home & ", "slept.")


def one_trace(plan: RacePlan, entrant: int, seconds: float, words: tuple[str, ...]) -> Trace:
    """Return an answer of one word a round, evenly spread over `seconds`."""
    request = plan.request(entrant, f"race-{entrant}")
    origin = Origin.PLAIN if entrant == 0 else Origin.BONUS
    rounds = tuple(
        DraftVerified(
            request.turn_id,
            index,
            (TokenPiece(len(word), word, origin, 0.5),),
            (),
            0,
            0,
            1,
            0.0,
            seconds / len(words),
            seconds * (index + 1) / len(words),
            20 + index,
        )
        for index, word in enumerate(words)
    )
    statistics = Statistics(
        emitted_tokens=len(words),
        completion_tokens=len(words),
        rounds=len(words),
        draft_tokens=10 * entrant,
        accepted_tokens=7 * entrant,
        decode_seconds=seconds,
    )
    method = Method.OFF if entrant == 0 else Method.MTP
    finished = GenerationFinished(
        request.turn_id, "".join(words), (1,) * len(words), "stop", method, 3, statistics
    )
    return Trace("2026-11-24T12:00:00+00:00", INFO, request, None, rounds, finished)


def race_result(
    first: tuple[float, ...] = (2.0, 2.0, 2.2),
    second: tuple[float, ...] = (1.0, 1.25, 1.0),
    *,
    other_words: tuple[str, ...] = WORDS,
    sampling: SamplingSettings | None = None,
    machine: Machine = QUIET,
    prompt: str = "Tell me of a boat.",
) -> RaceResult:
    """Return a race in which the entrants took so many seconds, repeat by repeat."""
    sampling = sampling or SamplingSettings()
    plan = RacePlan(prompt, (PLAIN, DRAFTED), sampling, 64, len(first))
    laps: list[Lap] = []
    for repeat, (a, b) in enumerate(zip(first, second, strict=True)):
        laps.append(Lap(0, repeat, one_trace(plan, 0, a, WORDS)))
        laps.append(Lap(1, repeat, one_trace(plan, 1, b, other_words)))
    fork = fork_of(laps[0].trace, laps[1].trace) if sampling.greedy else None
    started = "2026-11-24T12:00:00+00:00"
    return RaceResult(plan, (INFO, INFO), machine, started, tuple(laps), fork)
