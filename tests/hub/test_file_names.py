"""What names promise; the headers decide later."""

import pytest

from app.core.repositories import DrafterPlace
from app.hub.file_names import drafter_place, quant_of, smallest_size


@pytest.mark.parametrize(
    ("path", "quant"),
    [
        ("gemma-4-12b-it-Q4_K_M.gguf", "Q4_K_M"),
        ("model.Q8_0.gguf", "Q8_0"),
        ("UD-Q4_K_XL/m-UD-Q4_K_XL-00001-of-00003.gguf", "Q4_K_XL"),
        ("qwen2.5-0.5b-instruct-q4_k_m.gguf", "Q4_K_M"),
        ("m-IQ2_XXS.gguf", "IQ2_XXS"),
        ("m-bf16.gguf", "BF16"),
        ("gpt-oss-20b-MXFP4.gguf", "MXFP4"),
        ("Q8_0/model.gguf", ""),
        ("F16ish.gguf", ""),
    ],
)
def test_quants(path, quant):
    assert quant_of(path) == quant


def test_the_smallest_quant_counts_drafters_and_companions_do_not():
    paths = [
        "m-Q4_K_M.gguf",
        "m-Q8_0.gguf",
        "mtp-m-Q2_K.gguf",
        "mmproj-IQ1_S.gguf",
        "MTP/Q2_K.gguf",
    ]
    assert smallest_size(paths, 8_000_000_000) == pytest.approx(4.9e9)
    assert smallest_size(paths, 0) == 0
    assert smallest_size(["model.gguf"], 8_000_000_000) == 0


@pytest.mark.parametrize(
    ("repo_id", "paths", "architecture", "place"),
    [
        ("u/gemma-4-12b-it-GGUF", ["g-Q4_0.gguf", "MTP/g-MTP-F16.gguf"], "gemma4", "folder"),
        ("u/gemma-4-12B-it-qat-GGUF", ["g.gguf", "mtp-gemma-4-12B-it.gguf"], "gemma4", "beside"),
        ("u/Qwen3.6-27B-MTP-GGUF", ["Qwen3.6-27B-Q4_K_M.gguf"], "qwen35", "inside"),
        ("u/Qwen3.6-27B-GGUF", ["Qwen3.6-27B-MTP-Q4_K_M.gguf"], "qwen35", "inside"),
        ("u/Qwen3.6-27B-GGUF", ["Qwen3.6-27B-Q4_K_M.gguf"], "qwen35", "none"),
        ("b/gemma-4-qat-mtp-assistant-heads", ["12b-Q8_0.gguf"], "", "itself"),
        ("u/some-heads", ["a.gguf"], "gemma4-assistant", "itself"),
        ("u/heads", ["mtp-a.gguf"], "", "itself"),
        ("r/gemma-4-31B-it-speculator.eagle3", ["e.gguf"], "", "itself"),
        ("u/eagle-EAGLE3-Qwen", ["e.gguf"], "", "itself"),
        ("u/prompt-GGUF", ["m.gguf", "imatrix.gguf", "mmproj-m.gguf"], "", "none"),
        ("u/empty", [], "", "none"),
    ],
)
def test_drafter_places(repo_id, paths, architecture, place):
    assert drafter_place(repo_id, paths, architecture) is DrafterPlace(place)
