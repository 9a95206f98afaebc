"""Step 1: read the corpus, train the tokenizer, write token arrays and held-out dialogues."""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from mini_pair.chat_format import encode_dialogue
from mini_pair.dialogue import Dialogue
from mini_pair.shapes import BOS, SPECIAL_TOKENS, VOCAB_SIZE
from mini_pair.sources import SOURCES, read_books

_HELD_OUT_OF_1000 = 25


def is_held_out(dialogue: Dialogue) -> bool:
    """Decide by a hash of the first answer, so that one story is never on both sides."""
    digest = hashlib.sha256(dialogue[1].text.encode()).digest()
    return int.from_bytes(digest[:4], "big") % 1000 < _HELD_OUT_OF_1000


def byte_level(bpe: models.BPE) -> Tokenizer:
    """Return a tokenizer that splits as llama.cpp's "smollm" pre-tokenizer does."""
    tokenizer = Tokenizer(bpe)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def train_tokenizer(texts: list[str]) -> Tokenizer:
    """Train a byte-level BPE."""
    tokenizer = byte_level(models.BPE())
    trainer = trainers.BpeTrainer(
        vocab_size=VOCAB_SIZE,
        special_tokens=list(SPECIAL_TOKENS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def _save(path: Path, tokenizer: Tokenizer, dialogues: list[Dialogue]) -> int:
    encoded = [encode_dialogue(tokenizer, dialogue) for dialogue in dialogues]
    lengths = [len(tokens) for tokens, _ in encoded]
    np.savez(
        path,
        tokens=np.array([t for tokens, _ in encoded for t in tokens], dtype=np.uint16),
        mask=np.array([m for _, mask in encoded for m in mask], dtype=np.uint8),
        starts=np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
    )
    return sum(lengths)


def prepare(corpus: Path, out: Path, seed: int, known: Path | None) -> None:
    """Write tokenizer.json, SOURCE.train.npz, SOURCE.heldout.npz/.jsonl and books.npy."""
    out.mkdir(parents=True, exist_ok=True)
    dialogues = {source.name: source.read(corpus, seed) for source in SOURCES}
    books = read_books(corpus)
    texts = [turn.text for part in dialogues.values() for talk in part for turn in talk]
    if known:
        tokenizer = Tokenizer.from_file(str(known))
    else:
        tokenizer = train_tokenizer(texts + [text[: len(text) // 2] for text in books])
    tokenizer.save(str(out / "tokenizer.json"))
    for name, part in dialogues.items():
        held_out = [dialogue for dialogue in part if is_held_out(dialogue)]
        kept = [dialogue for dialogue in part if not is_held_out(dialogue)]
        count = _save(out / f"{name}.train.npz", tokenizer, kept)
        _save(out / f"{name}.heldout.npz", tokenizer, held_out)
        lines = [json.dumps([list(turn) for turn in dialogue]) for dialogue in held_out]
        (out / f"{name}.heldout.jsonl").write_text("\n".join(lines), encoding="utf-8")
        print(f"{name}: {len(kept)} dialogues, {count} tokens, {len(held_out)} held out")
    stream = [token for text in books for token in [BOS, *tokenizer.encode(text).ids]]
    np.save(out / "books.npy", np.array(stream, dtype=np.uint16))
    print(f"books: {len(stream)} tokens")


def main() -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tokenizer", type=Path, help="use this one instead of training one")
    arguments = parser.parse_args()
    prepare(arguments.corpus, arguments.out, arguments.seed, arguments.tokenizer)


if __name__ == "__main__":
    main()
