"""Chat templates that think, in the manner of published ones (whose texts they do not copy)."""

from typing import Final

TAGGED: Final = (
    "{%- set last = namespace(at=-1) %}"
    "{%- for m in messages %}{% if m.role == 'user' %}{% set last.at = loop.index0 %}{% endif %}"
    "{% endfor %}"
    "{%- for m in messages %}"
    "{{- '<start_of_turn>' + m.role + '\\n' }}"
    "{%- if m.role == 'assistant' and m.reasoning_content and loop.index0 > last.at %}"
    "{{- '<think>\\n' + m.reasoning_content + '\\n</think>\\n\\n' }}"
    "{%- endif %}"
    "{{- m.content | trim + '<end_of_turn>\\n' }}"
    "{%- endfor %}"
    "{%- if add_generation_prompt %}{{- '<start_of_turn>assistant\\n' }}"
    "{%- if enable_thinking is defined and enable_thinking is false %}"
    "{{- '<think>\\n\\n</think>\\n\\n' }}{%- else %}{{- '<think>\\n' }}{%- endif %}{%- endif %}"
)
"""As Qwen3.5: the prompt begins the thinking, and what was thought earlier is left out."""

CHANNELLED: Final = (
    "{%- macro without(text) -%}{%- set ns = namespace(kept='') -%}"
    "{%- for part in text.split('<channel|>') -%}"
    "{%- set ns.kept = ns.kept + part.split('<|channel>')[0] -%}"
    "{%- endfor -%}{{- ns.kept | trim -}}{%- endmacro -%}"
    "{%- if enable_thinking is defined and enable_thinking -%}"
    "{{- '<start_of_turn>system\\n<|think|>\\n<end_of_turn>\\n' -}}{%- endif -%}"
    "{%- for m in messages -%}"
    "{{- '<start_of_turn>' + ('model' if m.role == 'assistant' else m.role) + '\\n' -}}"
    "{%- if m.get('reasoning_content') and m.get('tool_calls') -%}"
    "{{- '<|channel>thought\\n' + m.reasoning_content + '\\n<channel|>' -}}{%- endif -%}"
    "{{- (without(m.content) if m.role == 'assistant' else m.content | trim) -}}"
    "{{- '<end_of_turn>\\n' -}}"
    "{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{- '<start_of_turn>model\\n' -}}"
    "{%- if not enable_thinking | default(false) -%}{{- '<|channel>thought\\n<channel|>' -}}"
    "{%- endif -%}{%- endif -%}"
)
"""As Gemma 4: thinks only when asked, and an answer's prompt says that it did not."""

CUT_OUT: Final = (
    "{%- for m in messages %}{{- '<|' + m.role + '|>' }}"
    "{%- if m.role == 'assistant' %}{{- m.content.split('</think>')[-1] + '</s>' }}"
    "{%- else %}{{- m.content }}{%- endif %}{%- endfor %}"
    "{%- if add_generation_prompt %}{{- '<|assistant|><think>\\n' }}{%- endif %}"
)
"""As DeepSeek R1: always thinks; earlier thinking is cut out of earlier answers."""
