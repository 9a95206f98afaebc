"""Step 5: choose held-out first questions that no training dialogue contains."""

import argparse
import json
import random
import re
from pathlib import Path

from mini_pair.prepare import is_held_out
from mini_pair.sources import SOURCES

_WANTED = {"house_stories": 12, "coffee": 8, "house": 8, "topical": 4}
_LONGEST_PROMPT = 300
_NO_TOPICS = re.compile(
    r"\ba (big|bit|regular|brilliant|task|sky|stack|mom|weight|boy\.)|an infant|penguins and", re.I
)


def choose(corpus: Path, seed: int) -> list[dict[str, str]]:
    """Return prompts with the kind they belong to."""
    dialogues = {source.name: source.read(corpus, seed) for source in SOURCES}
    everything = [dialogue for part in dialogues.values() for dialogue in part]
    known = {
        turn.text.lower().rstrip("?.! ")
        for dialogue in everything
        if not is_held_out(dialogue)
        for turn in dialogue
    }
    rng = random.Random(seed)
    chosen: list[dict[str, str]] = []
    for name, wanted in _WANTED.items():
        prompts = {d[0].text for d in dialogues[name] if is_held_out(d)}
        fresh = [
            prompt
            for prompt in sorted(prompts)
            if prompt.lower().rstrip("?.! ") not in known
            and len(prompt) <= _LONGEST_PROMPT
            and not _NO_TOPICS.search(prompt)
        ]
        picked = rng.sample(fresh, min(wanted, len(fresh)))
        chosen += [{"prompt": prompt, "kind": name} for prompt in picked]
    return chosen


def main() -> None:
    """Parse the command line and write the prompts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    lines = [json.dumps(record) for record in choose(arguments.corpus, arguments.seed)]
    arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
