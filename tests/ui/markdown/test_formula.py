"""Formulae from school books to answers of models are drawn."""

from pathlib import Path

from app.ui.chat.markdown.formula import draw

COMMON = (Path(__file__).parent / "formulae.txt").read_text("utf-8").splitlines()


def test_nine_in_ten_of_200_common_formulae_are_drawn(qtbot):
    assert len(COMMON) >= 200
    missing = [latex for latex in COMMON if draw(latex, 16, "#000000", display=True) is None]
    assert len(missing) <= len(COMMON) / 10, missing


def test_what_is_no_formula_is_not_drawn(qtbot):
    assert draw("", 16, "#000000", display=False) is None
    assert draw("{" * 100 + "}" * 100, 16, "#000000", display=False) is None
    assert draw(r"\notacommand{", 16, "#000000", display=False) is None
