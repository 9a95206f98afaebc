"""The few rules that a palette cannot say, view by view."""

from app.core.paths import resources
from app.ui.theme import Theme


def style_sheet(theme: Theme) -> str:
    """Return the rules of the whole window in this theme."""
    views = (_window, check_box, _panel, _trace, _models, _chat, _chat_tools, _load)
    return "".join(rules(theme) for rules in views)


def _window(theme: Theme) -> str:
    """Return the rules of the frame: header, list of conversations, status line, buttons."""
    return f"""
    QToolTip {{ background: {theme.field}; color: {theme.text};
        border: 1px solid {theme.outline}; padding: 4px 8px; }}
    #header, #speedPanel, #speedBody, #speedTitle {{ background: {theme.panel}; }}
    #sidebar, #conversations {{ background: {theme.panel}; }}
    #sidebar {{ border-right: 1px solid {theme.hairline}; }}
    #header {{ border-bottom: 1px solid {theme.hairline}; }}
    QStatusBar {{ background: {theme.panel}; border-top: 1px solid {theme.hairline}; }}
    QStatusBar::item {{ border: none; }}
    QMainWindow::separator {{ background: {theme.hairline}; width: 3px; }}
    #muted, #caption {{ color: {theme.muted}; }}
    #heading, #bigFigure {{ color: {theme.text}; }}
    QPushButton#primary {{ background: {theme.accent}; color: {theme.on_accent}; border: none;
        border-radius: 6px; padding: 6px 16px; }}
    QPushButton#primary:disabled {{ background: {theme.hairline}; color: {theme.muted}; }}
    QPushButton#primary:focus {{ border: 2px solid {theme.text}; padding: 4px 14px; }}
    QPushButton#example {{ background: {theme.window}; color: {theme.text}; text-align: left;
        border: 1px solid {theme.outline}; border-radius: 8px; padding: 8px 12px; }}
    QPushButton#example:hover, QPushButton#example:focus {{
        border: 1px solid {theme.accent}; background: {theme.panel}; }}
    """


def _panel(theme: Theme) -> str:
    """Return the rules of the speed panel."""
    return f"""
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
    #sectionCaption {{ color: {theme.text}; }}
    {_scroll_bar("#speedPanel", theme.outline, theme.panel)}
    """


def _trace(theme: Theme) -> str:
    """Return the rules of a trace's window."""
    return f"""
    #traceViewer, #tracePanel {{ background: {theme.panel}; }}
    #traceTokens {{ background: {theme.panel}; border: none; }}
    #traceTokens QHeaderView::section {{ background: {theme.panel}; color: {theme.muted};
        border: none; border-bottom: 1px solid {theme.hairline}; padding: 4px 2px; }}
    {_scroll_bar("#traceText", theme.outline, theme.window)}
    """


def _models(theme: Theme) -> str:
    """Return the rules of the Models page."""
    return f"""
    #modelsPage, #modelDetails, #modelDetailsBody {{ background: {theme.window}; }}
    #modelResults, #modelTable, #modelCard {{ background: {theme.window}; border: none; }}
    #modelTable QHeaderView::section {{ background: {theme.window}; color: {theme.muted};
        border: none; border-bottom: 1px solid {theme.hairline}; padding: 4px 6px; }}
    #modelsPage QLineEdit {{ border: 1px solid {theme.outline};
        border-radius: 5px; background: {theme.field}; padding: 3px 6px; }}
    #modelsPage QLineEdit:focus {{ border-color: {theme.accent}; }}
    #modelsPage QSplitter::handle {{ background: {theme.hairline}; }}
    #modelActions {{ background: {theme.panel}; border-top: 1px solid {theme.hairline}; }}
    #jobRow {{ border-bottom: 1px solid {theme.hairline}; }}
    #jobStrip QProgressBar, #modelsPage QProgressBar {{ background: {theme.hairline};
        border: none; border-radius: 2px; }}
    #jobStrip QProgressBar::chunk, #modelsPage QProgressBar::chunk {{
        background: {theme.accent}; border-radius: 2px; }}
    #messageTitle[kind="error"], #jobStrip QLabel[kind="error"],
    #modelDetailsBody QLabel[kind="error"] {{ color: {theme.danger}; }}
    {_scroll_bar("#modelsPage", theme.outline, theme.window)}
    """


def _chat(theme: Theme) -> str:
    """Return the rules of the conversation, its composer and what stands between them."""
    return f"""
    #chat, #transcript, #emptyState {{ background: {theme.window}; border: none; }}
    {_scroll_bar("#transcript", theme.outline, theme.window)}
    #composer {{ background: {theme.field}; border: 1px solid {theme.outline};
        border-radius: 10px; }}
    #composer[active="true"] {{ border: 1px solid {theme.accent}; }}
    #composerText {{ background: transparent; border: none; color: {theme.text};
        placeholder-text-color: {theme.muted}; }}
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
    """


def _load(theme: Theme) -> str:
    """Return the rules of the load panel."""
    return f"""
    #loadPanel QSlider::groove:horizontal {{ background: {theme.hairline}; height: 4px;
        border-radius: 2px; }}
    #loadPanel QSlider::sub-page:horizontal {{ background: {theme.accent}; border-radius: 2px; }}
    #loadPanel QSlider::handle:horizontal {{ background: {theme.accent}; width: 14px;
        margin: -5px 0; border-radius: 7px; border: 2px solid {theme.panel}; }}
    #loadPanel QSlider::handle:horizontal:focus {{ border: 2px solid {theme.text}; }}
    """


def _chat_tools(theme: Theme) -> str:
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


def _scroll_bar(where: str, handle: str, ground: str) -> str:
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
