"""A race as the window words it."""

from PySide6.QtCore import QCoreApplication

from app.core.events import TokenPiece
from app.core.pairs import Method, PairInfo
from app.core.race import Entrant, Fork, RacePlan, RaceResult
from app.ui.wording import method_name, percent, rate


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("race", text, None, n)


def entrant_name(info: PairInfo, entrant: Entrant) -> str:
    """Return how one way of answering is called."""
    method = info.method if entrant.method is Method.AUTO else entrant.method
    name = method_name(method)
    if method in (Method.OFF, Method.NGRAM):
        return name
    if entrant.depth is None:
        name = _tr("{method}, depth auto").format(method=name)
    else:
        name = _tr("{method}, depth {n}").format(method=name, n=entrant.depth)
    return _tr("{method}, lookup first").format(method=name) if entrant.lookup else name


def entrant_names(result: RaceResult) -> tuple[str, str]:
    """Return both names, each with its pair's where these differ."""
    names = [entrant_name(result.infos[i], result.plan.entrants[i]) for i in (0, 1)]
    if result.infos[0].spec != result.infos[1].spec:
        names = [f"{result.infos[i].name}: {names[i]}" for i in (0, 1)]
    return names[0], names[1]


def verdict(result: RaceResult) -> str:
    """Say who won, by how much."""
    first, second = entrant_names(result)
    x = _x(result.speedup)
    if not result.decided:
        words = _tr("No clear winner: {b} ran at {x}x of {a}")
        return words.format(a=_inside(first), b=_inside(second), x=x)
    if result.speedup > 1:
        return _tr("{b} is {x}x as fast as {a}").format(a=_inside(first), b=second, x=x)
    words = _tr("{a} is faster here: {b} runs at {x}x of it")
    return words.format(a=first, b=_inside(second), x=x)


def spread(result: RaceResult) -> str:
    """Say how the repeats differ."""
    count = len(result.ratios)
    if count == 1:
        return _tr("One repeat: run more to know the spread.")
    low, high = min(result.ratios), max(result.ratios)
    return _tr("{low}x to {high}x over {n} repeats, each measured in turn").format(
        low=_x(low), high=_x(high), n=count
    )


def memory(result: RaceResult) -> str:
    """Say what the second one's memory is against the first one's, "" if that is not known."""
    first, second = result.memory(0), result.memory(1)
    if not first or not second:
        return ""
    share = second / first - 1
    if abs(share) < 0.005:
        return _tr("Both take the same memory.")
    sign = "+" if share > 0 else "\N{MINUS SIGN}"
    return _tr("Memory: {sign}{share} ({mb} MB) for {name}").format(
        sign=sign,
        share=percent(abs(share)),
        mb=f"{abs(second - first) / 1e6:,.0f}",
        name=entrant_names(result)[1],
    )


def texts(result: RaceResult) -> str:
    """Say whether both wrote the same."""
    if result.same_text is None:
        return _tr(
            "The texts were sampled, so they differ; both ran to the same {n} tokens."
        ).format(n=result.plan.max_tokens)
    if result.fork is None:
        return _tr("Both wrote the same text, token for token.")
    return fork(result.fork, entrant_names(result))


def fork(where: Fork, names: tuple[str, str]) -> str:
    """Say where two greedy texts part, and how close the choice was."""
    return _tr(
        "The texts part at token {n}: {a} wrote {one}, {b} {other}. Tokens evaluated together "
        "round differently from one alone, which decides near-ties."
    ).format(
        n=where.index + 1,
        a=names[0],
        b=names[1],
        one=_piece(where.tokens[0]),
        other=_piece(where.tokens[1]),
    )


def finish(seconds: float, tokens: int) -> str:
    """Return what stands at an entrant's finish line."""
    return _tr("{seconds} s, {rate}").format(seconds=f"{seconds:.2f}", rate=rate(tokens / seconds))


def busy(load: float, cores: int) -> str:
    """Say that the figures are doubtful."""
    return _tr(
        "The machine was not quiet: {load} processes wanted to compute on {cores} cores. "
        "Race again when nothing else runs."
    ).format(load=f"{load:.1f}", cores=cores)


def _piece(piece: TokenPiece | None) -> str:
    if piece is None:
        return _tr("nothing more")
    if piece.target_prob is None:
        return f"“{piece.text}”"
    return _tr("“{text}” (probability {p})").format(text=piece.text, p=f"{piece.target_prob:.3f}")


def _inside(name: str) -> str:
    """Return a name as it is written inside a sentence."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _x(ratio: float) -> str:
    return f"{ratio:.2f}"


def prompt_line(prompt: str) -> str:
    """Name the prompt."""
    return _tr("Prompt: {prompt}").format(prompt=prompt)


def settings_line(pair: str, plan: RacePlan) -> str:
    """Name the pair and how its tokens were chosen."""
    sampling = plan.sampling
    if sampling.greedy:
        return _tr("{pair}, greedy, at most {n} tokens").format(pair=pair, n=plan.max_tokens)
    return _tr("{pair}, temperature {t}, top-k {k}, top-p {p}, seed {s}, {n} tokens").format(
        pair=pair,
        t=f"{sampling.temperature:g}",
        k=sampling.top_k,
        p=f"{sampling.top_p:g}",
        s=sampling.seed,
        n=plan.max_tokens,
    )


def cores(number: int) -> str:
    """Count processor cores."""
    return _tr("{n} cores", number).format(n=number)


def under_way(info: PairInfo | None, entrant: Entrant | None, repeat: int, repeats: int) -> str:
    """Say what a running race does."""
    if entrant is None or info is None:
        return _tr("Loading the pair")
    name = entrant_name(info, entrant)
    if repeat < 0:
        return _tr("{name}: warming up").format(name=name)
    if repeat >= repeats:
        return _tr("{name}: asking why the texts part").format(name=name)
    return _tr("{name}: run {i} of {n}").format(name=name, i=repeat + 1, n=repeats)
