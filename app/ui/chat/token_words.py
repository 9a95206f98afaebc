"""The story of one token in plain words: what was guessed, how it was judged, what that took."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.core.speculation import Origin, Source
from app.core.token_map import Guess, TokenMap, TokenRecord, visible
from app.core.verification import Verify
from app.ui.origin_words import origin_name
from app.ui.wording import milliseconds

_LONGEST = 40


def _tr(text: str) -> str:
    return QCoreApplication.translate("token_words", text)


class TokenWords(NamedTuple):
    """What the inspector says: a heading, what happened, and the figures of the round."""

    heading: str
    story: tuple[str, ...]
    round: str


def token_words(tokens: TokenMap, index: int, text: str) -> TokenWords:
    """Return the words for token `index` of an answer whose source text is `text`."""
    token = tokens.token(index)
    heading = _tr("{token}  {origin}, token {n} of {all}").format(
        token=_name(token, text), origin=origin_name(token.origin), n=index + 1, all=len(tokens)
    )
    story = [_told(token, text, greedy=tokens.greedy), *_rule(tokens, token), *_unread(token)]
    if not token.round.told:
        story.append(
            _tr("Probabilities are known only of answers asked for while tokens by origin is on.")
        )
    return TokenWords(heading, tuple(story), _round(token))


def chance(fraction: float | None) -> str:
    """Return a probability with the digits that mean something: 41 %, 3.1 %, <0.01 %."""
    if fraction is None:
        return "–"
    hundredths = 100 * fraction
    if 0 < hundredths < 0.01:
        return "<0.01\u202f%"
    if 99.95 <= hundredths < 100:
        return ">99.9\u202f%"
    digits = 0 if hundredths in (0, 100) or 9.95 <= hundredths < 90 else 1
    return f"{hundredths:.{2 if 0 < hundredths < 0.1 else digits}f}\u202f%"


def _quoted(text: str) -> str:
    shown = visible(text)
    if len(shown) > _LONGEST:
        shown = shown[: _LONGEST - 1] + "…"
    return f"“{shown}”"


def _name(token: TokenRecord, text: str) -> str:
    if token.ends:
        return _tr("(the answer ends)")
    if token.start == token.end:
        return _tr("(part of a character)")
    return _quoted(text[token.start : token.end])


def _told(token: TokenRecord, text: str, *, greedy: bool) -> str:
    """Say what the drafter and the target thought."""
    one, guess = token.round, token.guess
    share = guess.target_prob if guess is not None else None
    return _plot(token, told=share is not None).format(
        n=len(one.draft),
        p=_bracketed(token.target_prob),
        drafter=_tr("The drafter") if one.source is Source.DRAFTER else _tr("Prompt lookup"),
        guess=_quoted(guess.text) if guess is not None else "",
        d=_bracketed(guess.draft_prob if guess is not None else None),
        t=_tr("0\u202f%, cut off by top-k, top-p or min-p,")
        if share == 0 and not greedy
        else chance(share),
        token=_name(token, text),
    )


def _plot(token: TokenRecord, *, told: bool) -> str:
    match token.origin:
        case Origin.PLAIN:
            return _tr("Nothing was drafted in this round; the target wrote the token{p}.")
        case Origin.BONUS if len(token.round.draft) == 1:
            return _tr(
                "The draft token of this round was accepted, so the same pass of the target gave "
                "one more token for free{p}."
            )
        case Origin.BONUS:
            return _tr(
                "All {n} draft tokens of this round were accepted, so the same pass of the target "
                "gave one more token for free{p}."
            )
        case Origin.ACCEPTED:
            return _tr("{drafter} guessed it{d}, and the target kept it{p}.")
        case Origin.RECOVERED:
            return _correction(ends=token.ends, told=told)


def _correction(*, ends: bool, told: bool) -> str:
    if ends:
        return (
            _tr(
                "{drafter} guessed {guess}{d}. The target found that {t} likely; the answer ends "
                "here instead."
            )
            if told
            else _tr("{drafter} guessed {guess}; the answer ends here instead.")
        )
    return (
        _tr(
            "{drafter} guessed {guess}{d}. The target found that {t} likely and wrote {token} "
            "instead{p}."
        )
        if told
        else _tr("{drafter} guessed {guess}; the target wrote {token} instead.")
    )


def _bracketed(fraction: float | None) -> str:
    return "" if fraction is None else f" ({chance(fraction)})"


def _rule(tokens: TokenMap, token: TokenRecord) -> list[str]:
    """Say which rule kept or rejected the guess, with its numbers."""
    guess = token.guess
    if guess is None:
        return []
    kept = token.origin is Origin.ACCEPTED
    if tokens.rule is Verify.MATCH:
        return [_match_rule(greedy=tokens.greedy, kept=kept)]
    ratio = _ratio(guess, certain=token.round.source is Source.LOOKUP)
    if kept:
        return [
            _tr("Rule: rejection sampling. Kept with probability {ratio}: accepted.").format(
                ratio=ratio
            )
        ]
    words = _tr(
        "Rule: rejection sampling. Kept with probability {ratio}: rejected. The new token was "
        "drawn from the residual, what the target gives more than the drafter."
    )
    return [words.format(ratio=ratio)]


def _match_rule(*, greedy: bool, kept: bool) -> str:
    if greedy:
        return (
            _tr("Rule: match. The target's own first choice is the same: accepted.")
            if kept
            else _tr("Rule: match. The target's own first choice is another: rejected.")
        )
    return (
        _tr("Rule: match. The token that the target drew itself is the same: accepted.")
        if kept
        else _tr("Rule: match. The token that the target drew itself is another: rejected.")
    )


def _ratio(guess: Guess, *, certain: bool) -> str:
    """Return min(1, target / draft) with the numbers that are known; what was looked up counts as
    the only token that could come."""
    drafted = 1.0 if certain else guess.draft_prob
    if guess.target_prob is None or not drafted:
        return _tr("min(1, target / draft)")
    return _tr("min(1, {t} / {d}) = {ratio}").format(
        t=chance(guess.target_prob),
        d=chance(drafted),
        ratio=chance(min(1.0, guess.target_prob / drafted)),
    )


def _unread(token: TokenRecord) -> list[str]:
    behind = token.unread
    if not behind:
        return []
    words = _quoted("".join(guess.text for guess in behind))
    if len(behind) == 1:
        return [_tr("{words} behind it went with it, unjudged.").format(words=words)]
    return [
        _tr("{n} more draft tokens went with it, unjudged: {words}.").format(
            n=len(behind), words=words
        )
    ]


def _round(token: TokenRecord) -> str:
    one = token.round
    parts = [_tr("Round {n}").format(n=one.number)]
    if token.guess is not None:
        place = _tr("position {i} of {n} in the draft")
        parts.append(place.format(i=token.position + 1, n=len(one.draft)))
    if one.emitted > 1:
        parts.append(_tr("{n} tokens from one pass").format(n=one.emitted))
    seconds = one.draft_seconds, one.verify_seconds
    if one.draft:
        parts.append(_tr("draft {ms}").format(ms=milliseconds(seconds[0])))
        parts.append(_tr("verify {ms}").format(ms=milliseconds(seconds[1])))
    parts.append(_tr("in all {ms}").format(ms=milliseconds(sum(seconds))))
    return "  ·  ".join(parts)
