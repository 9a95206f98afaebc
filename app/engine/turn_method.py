"""How one turn is decoded: its method, its drafter, and one sentence why."""

from app.core.errors import AppError
from app.core.events import GenerateRequest
from app.core.pairs import Method, PairInfo
from app.engine.drafters.base import EngineDrafter
from app.engine.drafters.lookup_first import LookupFirst, longest_lookup
from app.engine.pair import Pair
from app.gguf.method_choice import UNDRAFTED


def method_of_turn(info: PairInfo, request: GenerateRequest) -> Method:
    """Return the method that answers `request`. Raises AppError when the pair cannot do it."""
    loaded = info.method
    if request.method is Method.AUTO:
        return loaded
    if request.method in (Method.OFF, Method.NGRAM, loaded):
        return request.method
    raise AppError(
        f"The loaded pair cannot answer by the method {request.method}.",
        f"Use {loaded} or load another drafter.",
    )


def looks_up(request: GenerateRequest, method: Method) -> bool:
    """Whether this turn's drafts come from prompt lookup, alone or first."""
    if method is Method.NGRAM:
        return True
    return request.lookup and method is not Method.OFF


def drafter_of_turn(pair: Pair, request: GenerateRequest, method: Method) -> EngineDrafter:
    """Return what drafts in a turn of this method."""
    behind = pair.resting if method in UNDRAFTED else pair.drafter
    if not looks_up(request, method):
        return behind
    return LookupFirst(pair.lookup, behind, longest_lookup(on_gpu=pair.info.device == "GPU"))


def reason_of_turn(pair: Pair, request: GenerateRequest, method: Method) -> str:
    """Say in one sentence why a turn is decoded as it is."""
    if method is Method.OFF is not pair.info.method:
        return "Speculation is switched off for this answer."
    if method is Method.NGRAM is not pair.info.method:
        return "Prompt lookup was chosen for this answer; the drafter is not asked."
    if method is not Method.NGRAM and looks_up(request, method):
        return f"{pair.info.reason.rstrip('.')}, asked where lookup finds no repetition."
    return pair.info.reason
