"""How a repository's files, fits and drafters are said."""

from PySide6.QtCore import QCoreApplication

from app.core.hub_files import HubFile
from app.gguf.listing import ListedModel
from app.gguf.proposals import Origin, Proposal, Standing
from app.gguf.quant_fit import QuantFit, Verdict
from app.ui.library.marks import Mark
from app.ui.wording import size


def _tr(text: str) -> str:
    return QCoreApplication.translate("library details", text)


def target_name(row: ListedModel) -> str:
    """Return what tells this target from the others of its repository."""
    name = row.quantization or row.path.rpartition("/")[2].removesuffix(".gguf")
    if len(row.paths) > 1:
        return _tr("{name} (in {n} files)").format(name=name, n=len(row.paths))
    return name


def fit_mark(verdict: Verdict) -> Mark:
    """Return the mark of a verdict."""
    return {
        Verdict.FITS: Mark.GOOD,
        Verdict.TIGHT: Mark.CAUTION,
        Verdict.TOO_LARGE: Mark.BAD,
    }[verdict]


def fit_words(fit: QuantFit) -> str:
    """Say a verdict with its figure."""
    word = {
        Verdict.FITS: _tr("fits"),
        Verdict.TIGHT: _tr("tight"),
        Verdict.TOO_LARGE: _tr("too large"),
    }[fit.verdict]
    needs = _tr("needs about {size}") if fit.estimated else _tr("needs {size}")
    return f"{word}, {needs.format(size=size(fit.memory.total))}"


def standing_mark(standing: Standing) -> Mark:
    """Return the mark of how far a drafter was examined."""
    return {
        Standing.FITS: Mark.GOOD,
        Standing.UNCHECKED: Mark.OPEN,
        Standing.REFUSED: Mark.BAD,
        Standing.GONE: Mark.BAD,
    }[standing]


def standing_words(standing: Standing) -> str:
    """Say how far a drafter was examined."""
    return {
        Standing.FITS: _tr("fits this target"),
        Standing.UNCHECKED: _tr("not checked yet"),
        Standing.REFUSED: _tr("does not fit"),
        Standing.GONE: _tr("no longer there"),
    }[standing]


def origin_words(proposal: Proposal) -> str:
    """Say where a drafter is."""
    where = {
        Origin.IN_FILE: _tr("inside the target"),
        Origin.REPOSITORY: _tr("same repository"),
        Origin.INSTALLED: _tr("on this machine"),
        Origin.CATALOGUE: _tr("recommended"),
    }[proposal.origin]
    if proposal.origin is Origin.CATALOGUE and isinstance(proposal.file, HubFile):
        return f"{where}, {proposal.file.repo_id}"
    return where


def extra_size(proposal: Proposal) -> str:
    """Say what a drafter adds to the download."""
    if proposal.origin is Origin.INSTALLED:
        return _tr("here already")
    return size(proposal.size) if proposal.size else _tr("nothing more")


def speedup_words(proposal: Proposal | None) -> str:
    """Say what a drafter is expected to bring, as the estimate it is; "" where none is known."""
    expected = None if proposal is None else proposal.speedup
    if expected is None:
        return ""
    span = (
        f"{expected.low:.1f}"
        if expected.low == expected.high
        else (f"{expected.low:.1f} to {expected.high:.1f}")
    )
    return _tr("Estimate: {span} times as fast as without a drafter. {basis}").format(
        span=span, basis=expected.sentence
    )
