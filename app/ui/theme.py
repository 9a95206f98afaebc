"""Colours of both themes, and how far they stand apart."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from app.core.speculation import Origin


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme's colours, as #rrggbb.

    Attributes:
        window: behind the conversation. panel: behind the figures and the header.
        field: inside text fields. outline: around fields and controls, >= 3:1 on window.
        code: behind code, a shade off the window. hairline: separators, decoration only.
        muted: secondary text, >= 4.5:1 everywhere.
        good, caution, danger: verdicts, always beside a shape and a word.
        accepted, recovered, bonus, rejected: the four origins, Okabe-Ito hues.
    """

    dark: bool
    window: str
    panel: str
    field: str
    text: str
    muted: str
    hairline: str
    code: str
    outline: str
    accent: str
    on_accent: str
    selection: str
    good: str
    caution: str
    danger: str
    accepted: str
    recovered: str
    bonus: str
    rejected: str

    def origin(self, origin: Origin) -> str:
        """Return the colour of tokens of this origin."""
        return {
            Origin.ACCEPTED: self.accepted,
            Origin.RECOVERED: self.recovered,
            Origin.BONUS: self.bonus,
            Origin.PLAIN: self.text,
        }[origin]


LIGHT = Theme(
    dark=False,
    window="#fcfcfb",
    panel="#f5f5f3",
    field="#ffffff",
    text="#1c1c1b",
    muted="#5d5d59",
    hairline="#e2e2de",
    code="#f1f1ee",
    outline="#8b8b86",
    accent="#2f55c8",
    on_accent="#ffffff",
    selection="#cfdaf8",
    good="#2e6b3f",
    caution="#8a5a00",
    danger="#b3261e",
    accepted="#00805e",
    recovered="#a86f00",
    bonus="#1b7db8",
    rejected="#c24e00",
)

DARK = Theme(
    dark=True,
    window="#191a1d",
    panel="#202125",
    field="#25262b",
    text="#ececea",
    muted="#a6a8ae",
    hairline="#34353b",
    code="#24262b",
    outline="#73757d",
    accent="#8ea8ff",
    on_accent="#12141b",
    selection="#37456f",
    good="#8fd19e",
    caution="#e8c268",
    danger="#ff9c94",
    accepted="#2cc295",
    recovered="#f0b429",
    bonus="#7cc7f2",
    rejected="#ff8a4c",
)


def luminance(colour: str) -> float:
    """Return WCAG relative luminance, 0 to 1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def palette(theme: Theme) -> QPalette:
    """Return Qt's palette for the native controls."""
    roles = QPalette.ColorRole
    made = QPalette(QColor(theme.panel))
    for role, colour in (
        (roles.Window, theme.panel),
        (roles.WindowText, theme.text),
        (roles.Base, theme.field),
        (roles.AlternateBase, theme.panel),
        (roles.Text, theme.text),
        (roles.PlaceholderText, theme.muted),
        (roles.Button, theme.field),
        (roles.ButtonText, theme.text),
        (roles.ToolTipBase, theme.field),
        (roles.ToolTipText, theme.text),
        (roles.Highlight, theme.selection),
        (roles.HighlightedText, theme.text),
        (roles.Accent, theme.accent),
        (roles.Link, theme.accent),
        (roles.LinkVisited, theme.accent),
        (roles.Mid, theme.hairline),
        (roles.Midlight, theme.hairline),
    ):
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.outline))
    return made
