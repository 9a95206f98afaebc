"""The chat template: as Jinja for the GGUF, and as token ids with a loss mask for training."""

from tokenizers import Tokenizer

from mini_pair.dialogue import Dialogue
from mini_pair.shapes import BOS, END_TURN, TURN

CHAT_TEMPLATE = (
    "{{ bos_token }}"
    "{%- if messages[0]['role'] == 'system' -%}"
    "{%- set system = messages[0]['content'] | trim + '\\n\\n' -%}"
    "{%- set turns = messages[1:] -%}"
    "{%- else -%}"
    "{%- set system = '' -%}"
    "{%- set turns = messages -%}"
    "{%- endif -%}"
    "{%- for message in turns -%}"
    "{%- set role = 'model' if message['role'] == 'assistant' else message['role'] -%}"
    "{{ '<start_of_turn>' + role + '\\n' }}"
    "{%- if loop.first -%}{{ system }}{%- endif -%}"
    "{{ message['content'] | trim }}{{ '<end_of_turn>\\n' }}"
    "{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{ '<start_of_turn>model\\n' }}{%- endif -%}"
)


def encode_dialogue(tokenizer: Tokenizer, dialogue: Dialogue) -> tuple[list[int], list[int]]:
    """Return token ids and a mask that is 1 where the model writes (its end of turn included)."""
    newline = tokenizer.encode("\n").ids
    tokens, mask = [BOS], [0]
    for turn in dialogue:
        head = [TURN, *tokenizer.encode(f"{turn.role}\n").ids]
        body = [*tokenizer.encode(turn.text).ids, END_TURN]
        own = 1 if turn.role == "model" else 0
        tokens += head + body + newline
        mask += [0] * len(head) + [own] * len(body) + [0] * len(newline)
    return tokens, mask


def generation_prompt(tokenizer: Tokenizer, dialogue: Dialogue) -> list[int]:
    """Return the tokens of a dialogue that ends with the user, ready for the model's turn."""
    tokens, _ = encode_dialogue(tokenizer, dialogue)
    return [*tokens, TURN, *tokenizer.encode("model\n").ids]
