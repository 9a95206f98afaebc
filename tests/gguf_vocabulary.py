"""A byte-level BPE vocabulary of any size for `gguf_factory`, and its chat template."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from gguf import GGUFWriter

PAD, BOS, EOS, TURN, END_TURN = range(5)
SPECIAL_TOKENS = ("<pad>", "<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>")
FIRST_WORD = len(SPECIAL_TOKENS) + 256
"""Ids below are special tokens and bytes; from here on they are syllables and words."""

CHAT_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}<start_of_turn>"
    "{{ 'model' if message['role'] == 'assistant' else message['role'] }}\n"
    "{{ message['content'] }}<end_of_turn>\n{% endfor %}"
    "{% if add_generation_prompt %}<start_of_turn>model\n{% endif %}"
)

NORMAL, CONTROL = 1, 3


class Vocabulary(NamedTuple):
    """Texts in id order, the merges that lead to them, and their types."""

    tokens: list[str]
    merges: list[str]
    types: list[int]


def vocabulary(size: int, dialect: int = 0) -> Vocabulary:
    """Return `size` tokens (261 to 600,000); another dialect has other words at the same ids."""
    tokens = [*SPECIAL_TOKENS, *_byte_alphabet()]
    merges: list[str] = []
    for left, right in islice(_merges(dialect), size - len(tokens)):
        tokens.append(left + right)
        merges.append(f"{left} {right}")
    if len(tokens) != size:
        raise ValueError(f"no vocabulary of {size} tokens")
    types = [CONTROL] * len(SPECIAL_TOKENS) + [NORMAL] * (size - len(SPECIAL_TOKENS))
    return Vocabulary(tokens, merges, types)


def write_tokenizer(writer: GGUFWriter, words: Vocabulary) -> None:
    """Add the tokenizer's metadata to a file being written."""
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(words.tokens)
    writer.add_token_types(words.types)
    if words.merges:
        writer.add_token_merges(words.merges)
    writer.add_bos_token_id(BOS)
    writer.add_eos_token_id(EOS)
    writer.add_eot_token_id(END_TURN)
    writer.add_pad_token_id(PAD)
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(False)
    writer.add_chat_template(CHAT_TEMPLATE)


def _byte_alphabet() -> list[str]:
    """Return GPT-2's printable stand-in for each byte."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    stand_ins = {byte: chr(byte) for byte in printable}
    others = (byte for byte in range(256) if byte not in stand_ins)
    stand_ins.update({byte: chr(256 + index) for index, byte in enumerate(others)})
    return [stand_ins[byte] for byte in range(256)]


def _merges(dialect: int) -> Iterator[tuple[str, str]]:
    """Yield merges in rank order: syllables, syllables after a space, words of two and three."""
    consonants = "bcdfghjklmnprstvz"
    turn = dialect % len(consonants)
    consonants = consonants[turn:] + consonants[:turn]
    pairs = [(consonant, vowel) for vowel in "aeiou" for consonant in consonants]
    syllables = ["".join(pair) for pair in pairs]
    yield from pairs
    yield from (("Ġ", syllable) for syllable in syllables)
    for last in syllables:
        yield from ((f"Ġ{first}", last) for first in syllables)
    for last in syllables:
        for middle in syllables:
            yield from ((f"Ġ{first}{middle}", last) for first in syllables)
