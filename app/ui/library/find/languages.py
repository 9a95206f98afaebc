"""The languages one can filter by, each named in itself by Qt."""

from PySide6.QtCore import QLocale

CODES = (
    "en zh es ar hi fr de ja ko pt ru it tr pl nl vi th id uk cs sv ro hu el he fa da fi nb bg"
).split()

_OWN_NAMES = {"en": "English", "es": "Español", "zh": "中文"}
"""Where Qt would name a country, too."""


def languages() -> list[tuple[str, str]]:
    """Return (ISO 639 code, its own name) in the order of their names."""
    names = {code: _OWN_NAMES.get(code) or QLocale(code).nativeLanguageName() for code in CODES}
    named = [(code, name[:1].upper() + name[1:] or code) for code, name in names.items()]
    return sorted(named, key=lambda pair: pair[1])
