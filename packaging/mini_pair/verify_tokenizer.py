"""Proof that the file's chat template and llama.cpp's tokenizer give the tokens trained on."""

import argparse
import json
import sys
from pathlib import Path

import jinja2
import llama_cpp as lc

from mini_pair.arrays import Dialogues
from mini_pair.dialogue import Dialogue, Turn
from mini_pair.llama_pair import Pair
from mini_pair.sources import SOURCES

_PER_SOURCE = 60


def held_out(data: Path) -> list[tuple[Dialogue, list[int]]]:
    """Return held-out dialogues with the ids that `tokenizers` gave them."""
    pairs: list[tuple[Dialogue, list[int]]] = []
    for source in SOURCES:
        encoded = Dialogues(data / f"{source.name}.heldout.npz")
        lines = (data / f"{source.name}.heldout.jsonl").read_text(encoding="utf-8").splitlines()
        for index, line in enumerate(lines[:_PER_SOURCE]):
            dialogue = tuple(Turn(*turn) for turn in json.loads(line))
            pairs.append((dialogue, encoded.piece(index)[0].tolist()))
    return pairs


def render(template: jinja2.Template, dialogue: Dialogue) -> str:
    """Return the dialogue as the chat template writes it."""
    messages = [
        {"role": "assistant" if turn.role == "model" else turn.role, "content": turn.text}
        for turn in dialogue
    ]
    return template.render(messages=messages, bos_token="<bos>", add_generation_prompt=False)


def main() -> None:
    """Parse the command line, compare, and exit with 1 on a difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    files = [arguments.models / f"foretoken-mini-{part}.gguf" for part in ("target", "drafter")]
    pairs = held_out(arguments.data)
    with Pair(files[0], files[1]) as pair:
        source = lc.llama_model_chat_template(pair.target_model, None).decode()
        template = jinja2.Environment().from_string(source)
        different = [
            dialogue
            for dialogue, tokens in pairs
            if pair.tokenize(render(template, dialogue)) != tokens
        ]
    print(f"{len(pairs)} held-out dialogues, {len(different)} tokenised differently")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
