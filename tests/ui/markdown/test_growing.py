"""However a text arrives, its blocks are those of the whole."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from app.ui.chat.markdown.blocks import Block, Item
from app.ui.chat.markdown.growing import CHUNK_LINES, CHUNK_ROWS, GrowingMarkdown
from app.ui.chat.markdown.reading import read_blocks

EXAMPLES = [
    one["markdown"]
    for one in json.loads((Path(__file__).parent / "commonmark.json").read_text("utf-8"))
]


def joined(blocks: list[Block]) -> list[Block]:
    """Put the pieces of long fences together."""
    whole: list[Block] = []
    for block in blocks:
        if block.continues:
            before = whole.pop()
            runs, rows = before.runs + block.runs, before.rows + block.rows
            whole.append(replace(before, runs=runs, rows=rows, end=block.end, closed=block.closed))
        else:
            whole.append(block)
    return whole


def grown(pieces: list[str]) -> tuple[list[Block], int]:
    """Return the blocks in the end, and how many were read again in all."""
    growing, shown, fresh = GrowingMarkdown(), list[Block](), 0
    for piece in pieces:
        change = growing.append(piece)
        shown[change.kept :] = change.fresh
        fresh += len(change.fresh)
    change = growing.finish()
    shown[change.kept :] = change.fresh
    return joined(shown), fresh


def cut(text: str, dice: random.Random) -> list[str]:
    pieces: list[str] = []
    while text:
        length = dice.randint(1, 12)
        pieces.append(text[:length])
        text = text[length:]
    return pieces


@pytest.mark.parametrize("seed", range(8))
def test_any_text_in_any_pieces_is_read_as_the_whole(seed):
    dice = random.Random(seed)
    for _ in range(60):
        text = "\n\n".join(dice.choice(EXAMPLES) for _ in range(dice.randint(1, 4)))
        assert grown(cut(text, dice))[0] == list(read_blocks(text)), text


def test_a_long_fence_is_settled_in_pieces():
    lines = [f"line {number}\n" for number in range(10 * CHUNK_LINES)]
    growing = GrowingMarkdown()
    growing.append("Look:\n\n```py\n")
    longest = max(len(block.runs) for line in lines for block in growing.append(line).fresh)
    assert longest <= CHUNK_LINES + 1
    assert grown(["Look:\n\n```py\n", *lines, "```\n", "Done.\n"])[0] == list(
        read_blocks("Look:\n\n```py\n" + "".join(lines) + "```\nDone.\n")
    )


def test_a_long_list_is_settled_item_by_item():
    lines = [f"{number}. item\n" for number in range(1, 400)]
    growing = GrowingMarkdown()
    assert max(len(growing.append(line).fresh) for line in lines) <= 2


def test_items_keep_their_numbers_where_all_say_one():
    blocks, _ = grown(["1. a\n", "1. b\n", "1. c\n"])
    items = [block.containers[0] for block in blocks if block.containers]
    assert [item.number for item in items if isinstance(item, Item)] == [1, 2, 3]


def test_a_list_is_read_again_when_its_items_turn_out_to_stand_apart():
    growing = GrowingMarkdown()
    shown: list[Block] = []
    for piece in ("- a\n", "- b\n", "- c\n", "\n- d\n", "\nEnd.\n"):
        change = growing.append(piece)
        shown[change.kept :] = change.fresh
    items = [block.containers[0] for block in shown if block.containers]
    assert all(isinstance(item, Item) and item.loose for item in items)


def test_links_defined_at_the_end_are_found():
    blocks, _ = grown(["See [the paper][1].\n\n", "More.\n\n", "[1]: https://example.org\n"])
    assert blocks[0].runs[1].link == "https://example.org"


def test_the_cost_of_a_piece_does_not_grow_with_the_text():
    paragraph = "Some words of a *paragraph* that is like the others.\n\n"
    _, few = grown([paragraph] * 20)
    _, many = grown([paragraph] * 200)
    assert many <= 10 * few + 10


def test_a_long_table_is_settled_row_by_row():
    head = "| a | b |\n|--:|---|\n"
    rows = [f"| {number} | *x* |\n" for number in range(100)]
    growing = GrowingMarkdown()
    growing.append(head)
    longest = max(len(block.rows) for row in rows for block in growing.append(row).fresh)
    assert longest <= CHUNK_ROWS + 1
    text = head + "".join(rows)
    assert grown([head, *rows, "\nDone.\n"])[0] == list(read_blocks(text + "\nDone.\n"))
    assert grown([head, *rows])[0] == list(read_blocks(text))
