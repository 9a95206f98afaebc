"""How a file's weights are stored, as people write it."""

from collections import Counter

from app.gguf.ggml_types import FILE_TYPES, GGML_TYPES
from app.gguf.header import Header


def quantization(header: Header) -> str:
    """Return "Q4_K_M" or the like: what the file declares, else the type of most of its bytes."""
    declared = header.metadata.get("general.file_type")
    if isinstance(declared, int) and declared in FILE_TYPES:
        return FILE_TYPES[declared]
    sizes: Counter[str] = Counter()
    for tensor in header.tensors:
        sizes[GGML_TYPES[tensor.ggml_type].name] += tensor.byte_size
    return sizes.most_common(1)[0][0] if sizes else "none"
