"""How the Models page says what the hub says of a repository."""

import datetime

from PySide6.QtCore import QCoreApplication

from app.core.repositories import DrafterPlace, Gate, RepoSummary
from app.ui.wording import age, size


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("library", text, None, n)


def rough(number: int) -> str:
    """Return 940, 12 k or 3.4 M for counts of which only the size matters."""
    if number < 1000:
        return str(number)
    value, unit = number / 1e3, "k"
    if value >= 999.5:
        value, unit = value / 1e3, "M"
    return f"{value:.1f}\u202f{unit}" if value < 9.95 else f"{value:,.0f}\u202f{unit}"


def parameters(number: int) -> str:
    """Return 270M or 12B parameters as model names write them, "" for an unknown number."""
    if number <= 0:
        return ""
    if number < 0.9995e9:
        return f"{number / 1e6:.0f}M"
    value = number / 1e9
    return f"{value:.1f}B" if value < 9.95 else f"{value:.0f}B"


def since(moment: str, now: datetime.datetime | None = None) -> str:
    """Return how long ago an ISO 8601 moment was, "" where it is none."""
    try:
        then = datetime.datetime.fromisoformat(moment)
    except ValueError:
        return ""
    if then.tzinfo is None:
        then = then.replace(tzinfo=datetime.UTC)
    past = ((now or datetime.datetime.now(datetime.UTC)) - then).total_seconds()
    days = past / 86_400
    if days < 45:
        return age(past)
    if days < 700:
        return _tr("{n} months ago").format(n=round(days / 30.4))
    years = round(days / 365.25)
    return _tr("{n} years ago", years).format(n=years)


def licence(word: str) -> str:
    """Return the hub's word for a licence as people write it."""
    if not word:
        return _tr("licence not stated")
    known = {
        "apache-2.0": "Apache-2.0",
        "mit": "MIT",
        "gemma": "Gemma",
        "other": _tr("own licence"),
        "cc-by-4.0": "CC BY 4.0",
        "cc-by-nc-4.0": "CC BY-NC 4.0",
        "cc-by-sa-4.0": "CC BY-SA 4.0",
        "llama3.1": "Llama 3.1",
        "llama3.2": "Llama 3.2",
        "llama3.3": "Llama 3.3",
    }
    return known.get(word, word)


def gate(found: Gate) -> str:
    """Say what stands before a download, "" for nothing."""
    return {
        Gate.OPEN: "",
        Gate.AUTO: _tr("gated: its terms have to be accepted"),
        Gate.MANUAL: _tr("gated: its owner decides who may download"),
    }[found]


def drafter_place(place: DrafterPlace) -> str:
    """Say where a drafter seems to be, "" for nowhere."""
    return {
        DrafterPlace.NONE: "",
        DrafterPlace.FOLDER: _tr("with drafter"),
        DrafterPlace.BESIDE: _tr("with drafter"),
        DrafterPlace.INSIDE: _tr("drafter inside"),
        DrafterPlace.ITSELF: _tr("drafters only"),
    }[place]


def badges(found: RepoSummary) -> list[str]:
    """Return the few words that tell one result from another at a glance."""
    words = [drafter_place(found.drafter)]
    if found.gate is not Gate.OPEN:
        words.append(_tr("gated"))
    return [word for word in words if word]


def result_facts(found: RepoSummary) -> str:
    """Return the second line of a result."""
    parts = [
        parameters(found.parameters),
        _tr("from {size}").format(size=size(found.smallest)) if found.smallest else "",
        licence(found.licence),
        _tr("{n} downloads").format(n=rough(found.downloads)),
        since(found.updated),
    ]
    return "  ·  ".join(part for part in parts if part)
