"""Blocks and runs say what the text says, and where it stands."""

import json
import random
from pathlib import Path

import pytest

from app.ui.chat.markdown.blocks import BlockKind, Item, Quote, Run, RunKind, Style
from app.ui.chat.markdown.reading import read_blocks

EXAMPLES = [
    one["markdown"]
    for one in json.loads((Path(__file__).parent / "commonmark.json").read_text("utf-8"))
]


def runs_of(text: str) -> list[Run]:
    return [
        run
        for block in read_blocks(text)
        for run in (*block.runs, *(r for row in block.rows for cell in row for r in cell.runs))
    ]


def test_styles_nest():
    found = {run.text: run.style for run in runs_of("a **b *c* ~~d~~** `e`")}
    bold = Style.BOLD
    assert found["b "] == bold
    assert found["c"] == bold | Style.ITALIC
    assert found["d"] == bold | Style.STRIKE
    assert found["e"] == Style.CODE


def test_a_run_knows_what_it_was_read_from():
    text = 'Hé *llo* \\* &amp; `co  de` [link](http://x "t(") and ![alt](u) $x^2$ \\(y\\)\nend'
    said = {run.text: text[run.start : run.end] for run in runs_of(text)}
    assert said["llo"] == "llo"
    assert (said["*"], said["&"]) == ("\\*", "&amp;")
    assert said["co  de"] == "co  de"
    assert (said["link"], said["alt"]) == ("link", "![alt](u)")
    assert (said["x^2"], said["y"]) == ("$x^2$", "\\(y\\)")
    assert said["end"] == "end"


def test_carriage_returns_do_not_move_anything():
    text = "# One\r\n\r\n- *two*\r\n- three\r\n\r\n```\r\ncode\r\n```\r\n"
    for run in runs_of(text):
        assert text[run.start : run.end].replace("\r\n", "\n") == run.text


def item(block, depth: int) -> Item:
    found = block.containers[depth]
    assert isinstance(found, Item)
    return found


def test_containers_tell_where_a_block_stands():
    text = "> - [x] done\n>   1. one\n>   2. two\n"
    done, one, two = read_blocks(text)
    assert [type(c) for c in done.containers] == [Quote, Item]
    assert item(done, 1).ticked is True
    assert [type(c) for c in one.containers] == [Quote, Item, Item]
    assert (item(one, 2).number, item(two, 2).number) == (1, 2)
    assert done.leads and one.leads and two.leads


def test_a_second_paragraph_of_an_item_has_no_marker():
    first, second = read_blocks("- a\n\n  b\n")
    assert (first.leads, second.leads) == (True, False)
    assert item(first, 0).loose


def test_tables_have_rows_of_cells():
    (table,) = read_blocks("| a | b |\n|--:|:-:|\n| *1* | 2 |\n")
    assert table.kind is BlockKind.TABLE
    assert [[cell.runs[0].text for cell in row] for row in table.rows] == [["a", "b"], ["1", "2"]]
    assert [cell.align for cell in table.rows[0]] == ["right", "center"]


@pytest.mark.parametrize(
    "text", ["$$\nx\n$$\n", "\\[\nx\n\\]\n", "\\[ x \\]\n", "$$x$$\n", "- a\n\n  \\[\n  x\n  \\]\n"]
)
def test_displayed_formulae(text):
    found = read_blocks(text)[-1]
    kinds = {run.kind for run in found.runs}
    assert found.kind is BlockKind.FORMULA or kinds == {RunKind.DISPLAY}
    assert found.runs[0].text == "x"


def test_money_is_no_formula():
    assert {run.kind for run in runs_of("It costs $5 and then $10 more.")} == {RunKind.TEXT}


def test_html_is_text():
    text = "<script>alert(1)</script>\n\n<b>x</b> <img src=http://x>\n"
    said = "".join(run.text for run in runs_of(text))
    assert "<script>alert(1)</script>" in said and "<img src=http://x>" in said


def test_code_keeps_its_lines_and_language():
    (code,) = read_blocks("```py title\nx = 1\n\n  y\n```\n")
    assert (code.language, code.closed) == ("py", True)
    assert "".join(run.text for run in code.runs) == "x = 1\n\n  y\n"
    (still_open,) = read_blocks("```\nx")
    assert not still_open.closed


def test_offsets_rise_and_stay_inside():
    for text in EXAMPLES:
        at = 0
        for block in read_blocks(text):
            assert 0 <= block.start <= block.end <= len(text), text
            for run in block.runs:
                assert at <= run.start <= run.end <= len(text), (text, run)
                at = run.end


def test_what_stands_there_as_it_is_is_found():
    same = total = 0
    for text in EXAMPLES:
        for run in runs_of(text):
            if run.kind is RunKind.TEXT and run.text.strip():
                total += 1
                same += text[run.start : run.end] == run.text
    assert same > 0.9 * total


def test_any_text_can_be_read():
    dice = random.Random(4)
    letters = "ab \n\t*_`~[]()<>!#-+=|$\\&;:.1\"'>{}é🙂\r"
    for _ in range(1500):
        text = "".join(dice.choice(letters) for _ in range(dice.randint(0, 60)))
        for block in read_blocks(text):
            for run in block.runs:
                assert 0 <= run.start <= run.end <= len(text)
