"""What each origin is called and what it means, said the same way wherever one is shown."""

from PySide6.QtCore import QCoreApplication

from app.core.speculation import Origin

Shown = Origin | None
"""An origin, or None for draft tokens that were rejected: they are shown beside the others."""

ALL_SHOWN: tuple[Shown, ...] = (
    Origin.ACCEPTED,
    Origin.RECOVERED,
    Origin.BONUS,
    None,
    Origin.PLAIN,
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("origin_words", text)


def origin_name(shown: Shown) -> str:
    """Return its name."""
    return {
        Origin.ACCEPTED: _tr("accepted"),
        Origin.RECOVERED: _tr("recovered"),
        Origin.BONUS: _tr("bonus"),
        None: _tr("rejected"),
        Origin.PLAIN: _tr("plain"),
    }[shown]


def origin_shape(shown: Shown) -> str:
    """Return how it is told from the others without colour."""
    return {
        Origin.ACCEPTED: _tr("solid underline"),
        Origin.RECOVERED: _tr("dotted underline"),
        Origin.BONUS: _tr("double underline"),
        None: _tr("struck through, not part of the answer"),
        Origin.PLAIN: _tr("no mark"),
    }[shown]


def origin_meaning(shown: Shown) -> str:
    """Say in one sentence what it is."""
    return {
        Origin.ACCEPTED: _tr("The drafter guessed this token and the target kept it."),
        Origin.RECOVERED: _tr("The target's own token, in place of a guess that it rejected."),
        Origin.BONUS: _tr(
            "The whole draft was accepted; the same pass of the target gave this token for free."
        ),
        None: _tr("What the drafter guessed and the target did not keep. It is never copied."),
        Origin.PLAIN: _tr("Nothing was drafted: one pass of the target, one token."),
    }[shown]
