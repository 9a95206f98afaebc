"""Marks a text for translation where it stands, to be translated where it is shown."""


def marked(context: str, text: str) -> str:
    """Return `text` as it is; `packaging/translate.py` finds it under this context."""
    del context
    return text
