"""Which settings are in force, and why: chosen by hand, measured, or the program's own."""

from PySide6.QtCore import QCoreApplication

from app.core.load_options import LoadOptions
from app.core.pairs import PairInfo
from app.core.tuning import Tuning
from app.core.tunings import MeasuredTuning
from app.ui.wording import count


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("force", text, None, n)


def loaded_words(info: PairInfo) -> str:
    """Return how the pair that answers was loaded."""
    said = [
        _tr("{n} tokens of context").format(n=count(info.context_length)),
        info.tuning.words,
    ]
    if info.gpu_layers:
        said.append(_tr("{n} layers on the GPU", info.gpu_layers).format(n=info.gpu_layers))
    words = _tr("Loaded now: {name}, {settings}.")
    return words.format(name=info.name, settings=", ".join(one for one in said if one))


def why_words(options: LoadOptions, measured: MeasuredTuning | None) -> str:
    """Return what will be in force with these options, and why.

    Settings are measured together: whoever sets one by hand has them all by hand.
    """
    by_hand = _by_hand(options)
    if not by_hand:
        if measured is None:
            return _tr("Threads and attention: the program's usual choice, nothing was measured.")
        return measured.sentence
    words = _tr("By hand: {what}.").format(what=by_hand)
    if measured is None:
        return words
    found = measured.tuning.words if measured.tuning != Tuning() else _tr("the usual settings")
    return _tr(
        "{words} What was measured on {day} ({found}, {gain}) is not used beside it."
    ).format(words=words, day=measured.day, found=found, gain=measured.gain.words)


def _by_hand(options: LoadOptions) -> str:
    """Return what a measurement would choose but was chosen by hand, "" for nothing."""
    return Tuning(
        threads=options.threads,
        flash_attention=options.flash_attention,
        cache_type=options.cache_type,
        cache_type_v=options.cache_type_v,
    ).words
