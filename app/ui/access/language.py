"""The window's language: its own translations and Qt's, loaded before any word is shown."""

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

from app.core.paths import resources
from app.core.settings import Language

log = logging.getLogger(__name__)

OWN = "foretoken"
_TRANSLATORS = "foretokenTranslators"


def spoken(chosen: str, system: list[str]) -> Language:
    """Return the language to speak; `system` are the system's, best first, as BCP 47 names."""
    if chosen:
        return Language(chosen)
    known = {language.value: language for language in Language if language.value}
    names = (name.replace("_", "-").split("-")[0].lower() for name in system)
    return next((known[name] for name in names if name in known), Language.ENGLISH)


def speak(chosen: str) -> Language:
    """Translate what is made from now on; a former language is taken back. Returns the language."""
    qt = QCoreApplication.instance()
    assert qt is not None
    for old in qt.property(_TRANSLATORS) or []:
        qt.removeTranslator(old)
    locale = QLocale.system()
    language = spoken(chosen, locale.uiLanguages())
    folders = {
        OWN: str(resources() / "translations"),
        "qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
    }
    made: list[QTranslator] = []
    for name, folder in folders.items():
        translator = QTranslator(qt)
        if translator.load(f"{name}_{language.value}", folder):
            qt.installTranslator(translator)
            made.append(translator)
        else:
            log.warning("no translation %s_%s in %s", name, language.value, folder)
    qt.setProperty(_TRANSLATORS, made)
    _set_direction(locale, chosen)
    return language


def _set_direction(locale: QLocale, chosen: str) -> None:
    """Mirror the window for someone whose system reads from right to left."""
    mirrored = not chosen and locale.textDirection() is Qt.LayoutDirection.RightToLeft
    left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    QGuiApplication.setLayoutDirection(right if mirrored else left)
