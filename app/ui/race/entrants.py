"""The ways of answering that the loaded pair offers to a race."""

from app.core.pairs import Method, PairInfo
from app.core.race import Entrant

DEPTHS = (1, 2, 3, 4, 5, 6, 7, 8)


def entrants_of(info: PairInfo, *, lookup: bool = False) -> tuple[Entrant, ...]:
    """Return plain decoding, the pair's own method at every depth on offer, and prompt lookup."""
    spec = info.spec
    found = [Entrant(spec, Method.OFF)]
    if info.method not in (Method.OFF, Method.NGRAM):
        depths = (None, *DEPTHS)
        found += [Entrant(spec, Method.AUTO, depth, lookup) for depth in depths]
    return (*found, Entrant(spec, Method.NGRAM))
