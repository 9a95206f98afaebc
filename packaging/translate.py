"""Brings the translations up to date with the sources: lupdate and lrelease, in one command.

.venv/bin/python packaging/translate.py          .ts files follow the sources, .qm files them
.venv/bin/python packaging/translate.py --check  says what is missing and changes nothing

What is new in a .ts file is marked unfinished; write the German in Qt Linguist
(.venv/bin/pyside6-linguist resources/translations/foretoken_de.ts) and run this again.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree import ElementTree

import PySide6
from translatable import Text, texts_of

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
GERMAN, ENGLISH = FOLDER / "foretoken_de.ts", FOLDER / "foretoken_en.ts"
"""English holds only the forms that a number decides: everything else is what the sources say."""


def main(argv: Sequence[str] | None = None) -> int:
    """Return 0 when everything is translated, 1 when not; end with a sentence on a hidden text."""
    parser = argparse.ArgumentParser(description="Bring the translations up to date.")
    parser.add_argument("--check", action="store_true", help="change nothing")
    args = parser.parse_args(argv)
    texts, hidden = texts_of((ROOT / "app").rglob("*.py"))
    if hidden:
        sys.exit(
            "\n".join(f"{one.path}:{one.line}: write the text where it is called" for one in hidden)
        )
    if not args.check:
        update(texts)
    missing = sorted(missing_in(GERMAN, texts))
    for text in missing:
        print(f"not translated: {text.context}: {text.source}")
    print(f"{len(texts)} texts, {len(missing)} not translated")
    return 1 if missing else 0


def update(texts: Iterable[Text]) -> None:
    """Merge the texts into the .ts files by lupdate and compile them. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "texts.cpp"
        listing.write_text(as_macros(texts), encoding="utf-8")
        common = ["-locations", "none", "-no-obsolete", "-no-ui-lines", "-silent", str(listing)]
        _tool("lupdate", *common, "-target-language", "de_DE", "-ts", str(GERMAN))
        _tool("lupdate", *common, "-pluralonly", "-target-language", "en_US", "-ts", str(ENGLISH))
    for file in (GERMAN, ENGLISH):
        _tool("lrelease", "-silent", str(file), "-qm", str(file.with_suffix(".qm")))


def as_macros(texts: Iterable[Text]) -> str:
    """Return the texts as the C++ macros that lupdate reads."""
    return "".join(
        f"{'QT_TRANSLATE_N_NOOP' if text.plural else 'QT_TRANSLATE_NOOP'}"
        f"({_quoted(text.context)}, {_quoted(text.source)})\n"
        for text in texts
    )


def missing_in(file: Path, texts: Iterable[Text]) -> set[Text]:
    """Return the texts that this .ts file does not finish. Raises OSError, ParseError."""
    return set(texts) - set(finished(file))


def finished(file: Path) -> dict[Text, tuple[str, ...]]:
    """Return a .ts file's finished texts with their translations, one for each form of a number."""
    found: dict[Text, tuple[str, ...]] = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") is not None:
                continue
            plural = message.get("numerus") == "yes"
            forms = translation.findall("numerusform") if plural else [translation]
            text = Text(context.findtext("name", ""), message.findtext("source", ""), plural)
            words = tuple(form.text or "" for form in forms)
            if all(words):
                found[text] = words
    return found


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _tool(name: str, *arguments: str) -> None:
    program = Path(PySide6.__file__).parent / (f"{name}.exe" if sys.platform == "win32" else name)
    subprocess.run([program, *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main())
