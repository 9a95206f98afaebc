"""A race in plain English, for the command line and the report."""

from app.core.events import TokenPiece
from app.core.pairs import Method, PairInfo
from app.core.race import Entrant, Fork, RaceResult

_METHODS = {
    Method.OFF: "plain decoding",
    Method.DRAFT: "draft model",
    Method.MTP: "MTP",
    Method.EAGLE3: "EAGLE-3",
    Method.NGRAM: "prompt lookup",
}


def entrant_name(info: PairInfo, entrant: Entrant) -> str:
    """Return how one way of answering is called: "MTP, depth 3"."""
    method = info.method if entrant.method is Method.AUTO else entrant.method
    name = _METHODS[method]
    if method is Method.OFF:
        return name
    if method is not Method.NGRAM:
        name += ", depth auto" if entrant.depth is None else f", depth {entrant.depth}"
    return name + (", lookup first" if entrant.lookup and method is not Method.NGRAM else "")


def entrant_names(result: RaceResult) -> tuple[str, str]:
    """Return both names, each with its pair's where these differ."""
    names = [entrant_name(result.infos[i], result.plan.entrants[i]) for i in (0, 1)]
    if result.infos[0].spec != result.infos[1].spec:
        names = [f"{pair_name(result.infos[i])}: {names[i]}" for i in (0, 1)]
    return names[0], names[1]


def pair_name(info: PairInfo) -> str:
    """Return "target + drafter"; a drafter that calls itself the same goes by its file."""
    drafter = info.drafter_name
    if drafter == info.name and info.spec.drafter is not None:
        drafter = info.spec.drafter.stem
    return " + ".join(name for name in (info.name, drafter) if name)


def verdict(result: RaceResult) -> str:
    """Say in one sentence who won, by how much, and how sure that is."""
    first, second = entrant_names(result)
    low, high = min(result.ratios), max(result.ratios)
    repeats = len(result.ratios)
    spread = "one repeat" if repeats == 1 else f"{low:.2f}x to {high:.2f}x over {repeats} repeats"
    if not result.decided:
        return f"No clear winner: {second} ran at {result.speedup:.2f}x of {first} ({spread})."
    if result.speedup > 1:
        return f"{_upper(second)} is {result.speedup:.2f}x as fast as {first} ({spread})."
    slower = f"{second} runs at {result.speedup:.2f}x of it"
    return f"{_upper(first)} is faster here: {slower} ({spread})."


def memory_words(result: RaceResult) -> str:
    """Say what the second entrant's memory is against the first one's."""
    first, second = result.memory(0), result.memory(1)
    if not first or not second:
        return "How much memory each takes is not known."
    share = second / first - 1
    megabytes = abs(second - first) / 1e6
    if abs(share) < 0.005:
        return "Both take the same memory."
    more = "more" if share > 0 else "less"
    names = entrant_names(result)
    return (
        f"{_upper(names[1])} takes {abs(share):.0%} {more} memory than {names[0]} "
        f"({megabytes:,.0f} MB)."
    )


def text_words(result: RaceResult) -> str:
    """Say whether both wrote the same, and where not, how close the choice was."""
    if result.same_text is None:
        tokens = result.plan.max_tokens
        return (
            "The texts were sampled, so they differ; both ran to the same "
            f"{tokens} tokens, the end of a turn ignored."
        )
    if result.fork is None:
        return "Both wrote the same text, token for token."
    return fork_words(result.fork, entrant_names(result))


def fork_words(fork: Fork, names: tuple[str, str]) -> str:
    """Say where two greedy texts part."""
    chose = [
        f"{name} chose {_piece(token)}" for name, token in zip(names, fork.tokens, strict=True)
    ]
    return (
        f"The texts part at token {fork.index + 1}: {chose[0]}, {chose[1]}. Several tokens "
        "evaluated in one pass round differently from one, which decides near-ties; the target "
        "alone judges both."
    )


def _piece(piece: TokenPiece | None) -> str:
    if piece is None:
        return "to end"
    share = piece.target_prob
    return f"“{piece.text}”" + ("" if share is None else f" (probability {share:.3f})")


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
