"""The languages one can filter by, each named in itself by Qt."""

from PySide6.QtCore import QLocale

CODES = "ar bg cs da de el en es fa fi fr he hi hu id it ja ko nb nl pl pt ro ru sv th tr uk vi zh"

_OWN_NAMES = {"en": "English", "es": "Español", "zh": "中文"}
"""Where Qt would name a country, too."""


def languages() -> list[tuple[str, str]]:
    """Return (ISO 639 code, its own name) in the order of their names."""
    names = {
        code: _OWN_NAMES.get(code) or QLocale(code).nativeLanguageName() for code in CODES.split()
    }
    named = [(code, name[:1].upper() + name[1:] or code) for code, name in names.items()]
    return sorted(named, key=lambda pair: pair[1])
