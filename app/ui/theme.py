"""Colours of both themes, and following the system from one to the other without a restart."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.core.paths import resources
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


def style_sheet(theme: Theme) -> str:
    """Return the few rules that a palette cannot say."""
    return f"""
    QToolTip {{ background: {theme.field}; color: {theme.text};
        border: 1px solid {theme.outline}; padding: 4px 8px; }}
    #chat, #transcript, #emptyState {{ background: {theme.window}; border: none; }}
    #header, #speedPanel, #speedBody, #speedTitle {{ background: {theme.panel}; }}
    #sidebar, #conversations {{ background: {theme.panel}; }}
    #sidebar {{ border-right: 1px solid {theme.hairline}; }}
    #header {{ border-bottom: 1px solid {theme.hairline}; }}
    #speedPanel {{ border: none; }}
    #speedTitle QToolButton {{ color: {theme.muted}; background: transparent; padding: 2px 6px;
        border: 1px solid transparent; border-radius: 4px; }}
    #speedTitle QToolButton:hover {{ color: {theme.text}; background: {theme.hairline}; }}
    #speedTitle QToolButton:checked {{ color: {theme.text}; border-color: {theme.outline}; }}
    #speedTitle QToolButton:focus {{ color: {theme.text}; border-color: {theme.accent}; }}
    #speedTitle QToolButton::menu-indicator {{ image: none; }}
    #speedBody QPushButton {{ color: {theme.accent}; background: transparent; padding: 2px 8px;
        border: 1px solid {theme.outline}; border-radius: 6px; }}
    #speedBody QPushButton:hover, #speedBody QPushButton:focus {{ border-color: {theme.accent}; }}
    #speedBody QPushButton:disabled {{ color: {theme.muted}; border-color: {theme.hairline}; }}
    {check_box(theme)}
    QStatusBar {{ background: {theme.panel}; border-top: 1px solid {theme.hairline}; }}
    QStatusBar::item {{ border: none; }}
    QMainWindow::separator {{ background: {theme.hairline}; width: 3px; }}
    #sectionCaption {{ color: {theme.text}; }}
    #muted, #caption {{ color: {theme.muted}; }}
    #heading, #bigFigure {{ color: {theme.text}; }}
    #traceViewer, #tracePanel {{ background: {theme.panel}; }}
    #traceTokens {{ background: {theme.panel}; border: none; }}
    #traceTokens QHeaderView::section {{ background: {theme.panel}; color: {theme.muted};
        border: none; border-bottom: 1px solid {theme.hairline}; padding: 4px 2px; }}
    #modelsPage, #modelDetails, #modelDetailsBody {{ background: {theme.window}; }}
    #modelResults, #modelTable, #modelCard {{ background: {theme.window}; border: none; }}
    #modelTable QHeaderView::section {{ background: {theme.window}; color: {theme.muted};
        border: none; border-bottom: 1px solid {theme.hairline}; padding: 4px 6px; }}
    #modelsPage QLineEdit {{ border: 1px solid {theme.outline};
        border-radius: 5px; background: {theme.field}; padding: 3px 6px; }}
    #modelsPage QLineEdit:focus {{ border-color: {theme.accent}; }}
    #modelsPage QCheckBox::indicator {{ width: 12px; height: 12px; background: {theme.field};
        border: 1px solid {theme.outline}; border-radius: 3px; }}
    #modelsPage QCheckBox::indicator:checked {{ background: {theme.accent};
        border-color: {theme.accent}; }}
    #modelsPage QCheckBox::indicator:focus {{ border: 2px solid {theme.accent}; }}
    #modelsPage QSplitter::handle {{ background: {theme.hairline}; }}
    #modelActions {{ background: {theme.panel}; border-top: 1px solid {theme.hairline}; }}
    #jobRow {{ border-bottom: 1px solid {theme.hairline}; }}
    #jobStrip QProgressBar, #modelsPage QProgressBar {{ background: {theme.hairline};
        border: none; border-radius: 2px; }}
    #jobStrip QProgressBar::chunk, #modelsPage QProgressBar::chunk {{
        background: {theme.accent}; border-radius: 2px; }}
    #messageTitle[kind="error"], #jobStrip QLabel[kind="error"],
    #modelDetailsBody QLabel[kind="error"] {{ color: {theme.danger}; }}
    {scroll_bar("#modelsPage", theme.outline, theme.window)}
    {scroll_bar("#transcript", theme.outline, theme.window)}
    {scroll_bar("#traceText", theme.outline, theme.window)}
    {scroll_bar("#speedPanel", theme.outline, theme.panel)}
    #composer {{ background: {theme.field}; border: 1px solid {theme.outline};
        border-radius: 10px; }}
    #composer[active="true"] {{ border: 1px solid {theme.accent}; }}
    #composerText {{ background: transparent; border: none; color: {theme.text};
        placeholder-text-color: {theme.muted}; }}
    {chat_tools(theme)}
    #chip {{ background: {theme.field}; border: 1px solid {theme.hairline}; border-radius: 8px; }}
    #chip QToolButton {{ color: {theme.muted}; background: transparent; padding: 2px 6px;
        border: 1px solid transparent; border-radius: 6px; }}
    #chip QToolButton:hover {{ color: {theme.text}; background: {theme.hairline}; }}
    #chip QToolButton:focus {{ color: {theme.text}; border-color: {theme.accent}; }}
    #attachmentLine {{ color: {theme.muted}; }}
    #attachmentLine[over="true"] {{ color: {theme.caution}; }}
    #notice QProgressBar {{ background: {theme.hairline}; border: none; border-radius: 3px; }}
    #notice QProgressBar::chunk {{ background: {theme.accent}; border-radius: 3px; }}
    #notice {{ background: {theme.panel}; border: 1px solid {theme.hairline};
        border-radius: 8px; }}
    #notice[kind="error"] {{ border: 1px solid {theme.danger}; }}
    #noticeTitle {{ color: {theme.text}; }}
    #notice[kind="error"] #noticeTitle {{ color: {theme.danger}; }}
    #loadPanel QSlider::groove:horizontal {{ background: {theme.hairline}; height: 4px;
        border-radius: 2px; }}
    #loadPanel QSlider::sub-page:horizontal {{ background: {theme.accent}; border-radius: 2px; }}
    #loadPanel QSlider::handle:horizontal {{ background: {theme.accent}; width: 14px;
        margin: -5px 0; border-radius: 7px; border: 2px solid {theme.panel}; }}
    #loadPanel QSlider::handle:horizontal:focus {{ border: 2px solid {theme.text}; }}
    QPushButton#primary {{ background: {theme.accent}; color: {theme.on_accent}; border: none;
        border-radius: 6px; padding: 6px 16px; }}
    QPushButton#primary:disabled {{ background: {theme.hairline}; color: {theme.muted}; }}
    QPushButton#primary:focus {{ border: 2px solid {theme.text}; padding: 4px 14px; }}
    QPushButton#example {{ background: {theme.window}; color: {theme.text}; text-align: left;
        border: 1px solid {theme.outline}; border-radius: 8px; padding: 8px 12px; }}
    QPushButton#example:hover, QPushButton#example:focus {{
        border: 1px solid {theme.accent}; background: {theme.panel}; }}
    """


def chat_tools(theme: Theme) -> str:
    """Return the rules of what stands over the conversation and above the composer."""
    quiet = "#messageBar QToolButton, #versionStrip QToolButton, #findBar QToolButton"
    return f"""
    #messageBar {{ background: {theme.panel}; border: 1px solid {theme.hairline};
        border-radius: 6px; }}
    {quiet} {{ background: transparent; color: {theme.muted}; border: 1px solid transparent;
        border-radius: 4px; padding: 1px 6px; }}
    #messageBar QToolButton[popupMode="1"] {{ padding-right: 18px; }}
    #messageBar QToolButton::menu-button {{ border: none; width: 14px; }}
    #versionStrip QToolButton {{ padding: 0; }}
    #messageBar QToolButton:hover, #versionStrip QToolButton:hover,
    #findBar QToolButton:hover {{ color: {theme.text}; background: {theme.hairline}; }}
    #messageBar QToolButton:focus, #findBar QToolButton:focus {{ color: {theme.text};
        border-color: {theme.accent}; }}
    #messageBar QToolButton:disabled, #findBar QToolButton:disabled {{ color: {theme.outline}; }}
    #chosenMark {{ background: {theme.accent}; border-radius: 1px; }}
    #findBar {{ background: {theme.panel}; border-bottom: 1px solid {theme.hairline}; }}
    #findBar QLineEdit {{ background: {theme.field}; border: 1px solid {theme.outline};
        border-radius: 5px; padding: 3px 6px; }}
    #findBar QLineEdit:focus {{ border-color: {theme.accent}; }}
    #composerLine {{ background: {theme.panel}; border: 1px solid {theme.hairline};
        border-radius: 8px; }}
    #lineButton {{ background: transparent; color: {theme.muted}; border: 1px solid transparent;
        border-radius: 4px; padding: 2px 8px; }}
    #lineButton:hover {{ color: {theme.text}; background: {theme.hairline}; }}
    #lineButton:focus {{ color: {theme.text}; border-color: {theme.accent}; }}
    #latest {{ background: {theme.field}; color: {theme.text}; padding: 5px 14px;
        border: 1px solid {theme.outline}; border-radius: 13px; }}
    #latest:hover, #latest:focus {{ border-color: {theme.accent}; }}
    #notKept {{ color: {theme.caution}; padding: 0 4px; }}
    """


def check_box(theme: Theme) -> str:
    """Return the rules of a check box: Qt's own outline cannot be seen on dark ground."""
    mark = resources() / "marks" / f"check-{'dark' if theme.dark else 'light'}.svg"
    return f"""
    QCheckBox::indicator {{ width: 14px; height: 14px; background: {theme.field};
        border: 1px solid {theme.outline}; border-radius: 3px; }}
    QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border-color: {theme.accent}; }}
    QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent};
        image: url("{mark.as_posix()}"); }}
    QCheckBox::indicator:checked:focus {{ border-color: {theme.text}; }}
    QCheckBox::indicator:disabled {{ border-color: {theme.hairline}; }}
    QCheckBox::indicator:checked:disabled {{ background: {theme.outline}; }}
    """


def scroll_bar(where: str, handle: str, ground: str) -> str:
    """Return the rules of a thin scroll bar without arrows, unseen where nothing scrolls."""
    bar = f"{where} QScrollBar"
    return f"""
    {bar}:vertical {{ background: {ground}; width: 12px; border: none; }}
    {bar}::handle:vertical {{ background: {handle}; min-height: 32px;
        border: 3px solid {ground}; border-radius: 6px; }}
    {bar}::handle:vertical:disabled {{ background: transparent; border: none; }}
    {bar}::add-line, {bar}::sub-line {{ height: 0; }}
    {bar}::add-page, {bar}::sub-page {{ background: none; }}
    """


class ThemeWatcher(QObject):
    """Keeps the application in the system's theme.

    Signals:
        changed(Theme): the theme in force is now this one.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.apply)
        self.apply(hints.colorScheme())

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    @Slot(Qt.ColorScheme)
    def apply(self, scheme: Qt.ColorScheme) -> None:
        """Paint everything in this scheme; an unknown one is light."""
        self._theme = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(palette(self._theme))
            app.setStyleSheet(style_sheet(self._theme))
        self.changed.emit(self._theme)
