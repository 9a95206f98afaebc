"""What the figures mean: every word of the panel in one sentence, as README defines it."""

from enum import Enum

from PySide6.QtCore import QCoreApplication


class Term(Enum):
    """A word of the panel: (how it is written, what it means)."""

    TARGET = ("target", "The model whose answer you get.")
    DRAFTER = ("drafter", "The small model that guesses ahead of the target.")
    ROUND = ("round", "One draft and the one pass of the target that verifies it.")
    DRAFT_TOKENS = (
        "draft tokens",
        "Guesses submitted to the target, also the ones behind a rejected one.",
    )
    ACCEPTED = ("accepted", "Draft tokens that the target kept.")
    REJECTED = (
        "rejected",
        "Draft tokens that were not kept: the first one the target refused, and all behind it.",
    )
    RECOVERED = ("recovered", "The target's own token in place of the first rejected one.")
    BONUS = (
        "bonus",
        "The target's own token behind a draft that was accepted whole; it costs nothing more.",
    )
    PLAIN_TOKEN = ("plain", "The token of a round without a draft.")
    ACCEPTANCE = ("acceptance rate", "Accepted draft tokens divided by draft tokens.")
    POSITION = (
        "by position",
        "At each place in the draft, the share of the tokens submitted there that was accepted.",
    )
    CONDITIONAL = (
        "conditional",
        "At each place in the draft, the share accepted of those whose predecessors all were.",
    )
    LENGTH = (
        "tokens for each pass",
        "Tokens emitted divided by rounds, the mean acceptance length; plain decoding yields 1.",
    )
    SPEED = (
        "tokens per second",
        "Tokens emitted divided by the time spent in rounds; reading the prompt is not in it.",
    )
    SMOOTHED = (
        "now",
        "Speed of the last rounds, older ones counting less: half a second or 8 rounds back, "
        "what lasts longer.",
    )
    MEAN = ("mean", "Speed from the beginning of the answer.")
    PLAIN = (
        "plain",
        "Speed without drafts, the median of measured rounds of this pair at a similar context "
        "length; a dash until there are some.",
    )
    SPEEDUP = (
        "faster than plain",
        "This answer's mean speed divided by plain decoding's measured speed.",
    )
    DEPTH = ("depth", "How many tokens are drafted in a round, at most.")
    DRAFT_TIME = ("draft", "Time the drafter takes to guess the next few tokens of a round.")
    VERIFY_TIME = (
        "verify",
        "Time the target takes to check them all in one pass, and to choose its own token.",
    )
    OVERHEAD = (
        "overhead",
        "What is left of a round: turning tokens into text, reporting them.",
    )
    MEMORY = (
        "memory",
        "What llama.cpp allocated for the target, and what the drafter adds to it.",
    )
    SAVED = (
        "saved, lost",
        "An estimate: the time that plain decoding would take for as many tokens at its measured "
        "speed, less the time taken.",
    )
    PROMPT = (
        "prompt read",
        "Tokens of the conversation; those still in the cache need not be read again.",
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
