"""What the figures mean: every word of the panel in one sentence, as README defines it."""

from enum import Enum

from PySide6.QtCore import QCoreApplication

from app.ui.access.marked import marked


class Term(Enum):
    """A word of the panel: (how it is written, what it means)."""

    TARGET = (marked("Term", "target"), marked("Term", "The model whose answer you get."))
    DRAFTER = (
        marked("Term", "drafter"),
        marked("Term", "The small model that guesses ahead of the target."),
    )
    ROUND = (
        marked("Term", "round"),
        marked("Term", "One draft and the one pass of the target that verifies it."),
    )
    DRAFT_TOKENS = (
        marked("Term", "draft tokens"),
        marked("Term", "Guesses submitted to the target, also the ones behind a rejected one."),
    )
    ACCEPTED = (marked("Term", "accepted"), marked("Term", "Draft tokens that the target kept."))
    REJECTED = (
        marked("Term", "rejected"),
        marked(
            "Term",
            "Draft tokens that were not kept: the first one the target refused, and all behind it.",
        ),
    )
    RECOVERED = (
        marked("Term", "recovered"),
        marked("Term", "The target's own token in place of the first rejected one."),
    )
    BONUS = (
        marked("Term", "bonus"),
        marked(
            "Term",
            "The target's own token behind a draft that was accepted whole; it costs nothing more.",
        ),
    )
    PLAIN_TOKEN = (marked("Term", "plain"), marked("Term", "The token of a round without a draft."))
    ACCEPTANCE = (
        marked("Term", "acceptance rate"),
        marked("Term", "Accepted draft tokens divided by draft tokens."),
    )
    POSITION = (
        marked("Term", "by position"),
        marked(
            "Term",
            "At each place in the draft, the share of the tokens submitted "
            "there that was accepted.",
        ),
    )
    CONDITIONAL = (
        marked("Term", "conditional"),
        marked(
            "Term",
            "At each place in the draft, the share accepted of those whose predecessors all were.",
        ),
    )
    LENGTH = (
        marked("Term", "tokens for each pass"),
        marked(
            "Term",
            "Tokens emitted divided by rounds, the mean acceptance length; "
            "plain decoding yields 1.",
        ),
    )
    SPEED = (
        marked("Term", "tokens per second"),
        marked(
            "Term",
            "Tokens emitted divided by the time spent in rounds; reading the prompt is not in it.",
        ),
    )
    SMOOTHED = (
        marked("Term", "now"),
        marked(
            "Term",
            "Speed of the last rounds, older ones counting less: half a second or 8 rounds back, "
            "what lasts longer.",
        ),
    )
    MEAN = (marked("Term", "mean"), marked("Term", "Speed from the beginning of the answer."))
    PLAIN = (
        marked("Term", "plain"),
        marked(
            "Term",
            "Speed without drafts, the median of measured rounds of this pair at a similar context "
            "length; a dash until there are some.",
        ),
    )
    SPEEDUP = (
        marked("Term", "faster than plain"),
        marked("Term", "This answer's mean speed divided by plain decoding's measured speed."),
    )
    DEPTH = (
        marked("Term", "depth"),
        marked("Term", "How many tokens are drafted in a round, at most."),
    )
    DRAFT_TIME = (
        marked("Term", "draft"),
        marked("Term", "Time the drafter takes to guess the next few tokens of a round."),
    )
    VERIFY_TIME = (
        marked("Term", "verify"),
        marked(
            "Term",
            "Time the target takes to check them all in one pass, and to choose its own token.",
        ),
    )
    OVERHEAD = (
        marked("Term", "overhead"),
        marked("Term", "What is left of a round: turning tokens into text, reporting them."),
    )
    MEMORY = (
        marked("Term", "memory"),
        marked("Term", "What llama.cpp allocated for the target, and what the drafter adds to it."),
    )
    SAVED = (
        marked("Term", "saved, lost"),
        marked(
            "Term",
            "An estimate: the time that plain decoding would take for as many tokens at its "
            "measured speed, less the time taken.",
        ),
    )
    PROMPT = (
        marked("Term", "prompt read"),
        marked(
            "Term", "Tokens of the conversation; those still in the cache need not be read again."
        ),
    )

    @property
    def word(self) -> str:
        """How the panel writes it."""
        return QCoreApplication.translate("Term", self.value[0])

    @property
    def meaning(self) -> str:
        """One sentence."""
        return QCoreApplication.translate("Term", self.value[1])

    @property
    def entry(self) -> str:
        """Both in a line."""
        return f"{self.word}: {self.meaning}"


def explain(*terms: Term) -> str:
    """Return a tooltip that explains these."""
    return "\n".join(term.entry for term in terms)
