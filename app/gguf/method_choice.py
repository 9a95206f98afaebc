"""Which method a pair decodes by, told from its files; who cannot answer is refused."""

from typing import Final

from app.core.errors import AppError
from app.core.pairs import Method
from app.gguf.capabilities import Capabilities, refuse_unloadable
from app.gguf.pairing import check_pair, refuse_mismatch
from app.gguf.prediction import heads_are_usable
from app.gguf.roles import Role

_DRAFTER_KINDS: Final = {
    Role.ASSISTANT: "an assistant made for this target",
    Role.MTP_HEAD: "an MTP head made for this target",
    Role.EAGLE3: "an EAGLE-3 head that reads this target's layers",
    Role.TARGET: "a smaller model",
}

UNDRAFTED: Final = (Method.OFF, Method.NGRAM)
"""Methods that load no drafter."""


def choose_method(
    target: Capabilities, drafter: Capabilities | None, wanted: Method
) -> tuple[Method, str]:
    """Return the method to use and one sentence why. Raises AppError when `wanted` cannot be."""
    if wanted is Method.OFF:
        return Method.OFF, "Speculation is switched off."
    if wanted is Method.NGRAM:
        return Method.NGRAM, "Prompt lookup was asked for: what repeats is drafted from the text."
    if drafter is None:
        return _method_of_target(target, wanted)
    refuse_unloadable(drafter)
    report = check_pair(target, drafter)
    refuse_mismatch(report)
    possible = report.method
    if possible is None or wanted not in (Method.AUTO, possible):
        raise AppError(
            f"{drafter.path.name} cannot draft by the method {wanted}.",
            f"Use --method {possible or Method.OFF} or --method auto.",
        )
    return possible, f"The drafter is {_DRAFTER_KINDS[drafter.role]}."


def _method_of_target(target: Capabilities, wanted: Method) -> tuple[Method, str]:
    """Return the method of a target without a drafter, and why. Raises AppError."""
    if heads_are_usable(target.layout) and wanted in (Method.AUTO, Method.MTP):
        return Method.MTP, "The target has an MTP head of its own."
    if wanted is Method.AUTO:
        missing = target.heads_problem or "There is no drafter."
        return Method.NGRAM, f"{missing} Only what repeats in the text is drafted."
    if wanted is Method.MTP and target.heads_problem:
        raise AppError(target.heads_problem, "Name a drafter with -d, or use --method off.")
    raise AppError(
        f"The method {wanted} needs a drafter.", "Name one with -d, or use --method off."
    )


def refuse_as_target(file: Capabilities) -> None:
    """Raise AppError for a file that llama.cpp cannot load, or that only drafts."""
    refuse_unloadable(file)
    if file.role is not Role.TARGET:
        raise AppError(
            f"{file.path.name} is a drafter; it cannot answer on its own.",
            "Open the target model it belongs to, and this file as its drafter.",
        )
