"""A quant or a file names a model with its shards, and its drafter is found beside it."""

import pytest

from app.core.errors import AppError
from app.core.repositories import RepoDetails, RepoFile, RepoSummary
from app.hub.choice import choose_drafter, choose_target, is_target, job_files


def repository(*paths: str) -> RepoDetails:
    files = tuple(RepoFile(path, 10, "ab") for path in paths)
    return RepoDetails(RepoSummary("a/b"), "c" * 40, files)


PAIR = repository(
    "README.md",
    "chat-Q4_K_M.gguf",
    "chat-UD-Q4_K_XL.gguf",
    "BF16/chat-BF16-00001-of-00002.gguf",
    "BF16/chat-BF16-00002-of-00002.gguf",
    "mmproj-F16.gguf",
    "MTP/chat-MTP-F16.gguf",
    "MTP/chat-MTP-Q8_0.gguf",
)


@pytest.mark.parametrize(
    ("wanted", "paths"),
    [
        ("", ["chat-Q4_K_M.gguf"]),
        ("q4_k_m", ["chat-Q4_K_M.gguf"]),
        ("Q4_K_XL", ["chat-UD-Q4_K_XL.gguf"]),
        ("UD-Q4_K_XL", ["chat-UD-Q4_K_XL.gguf"]),
        ("BF16", ["BF16/chat-BF16-00001-of-00002.gguf", "BF16/chat-BF16-00002-of-00002.gguf"]),
        ("mmproj-F16.gguf", ["mmproj-F16.gguf"]),
        ("MTP/chat-MTP-F16.gguf", ["MTP/chat-MTP-F16.gguf"]),
    ],
)
def test_a_model_is_named_by_quant_or_file(wanted: str, paths: list[str]) -> None:
    assert [file.path for file in choose_target(PAIR, wanted)] == paths


@pytest.mark.parametrize("wanted", ["Q2_K", "none.gguf"])
def test_what_is_not_there_is_answered_with_what_is(wanted: str) -> None:
    with pytest.raises(AppError) as caught:
        choose_target(PAIR, wanted)
    assert wanted in caught.value.title
    assert "chat-Q4_K_M.gguf" in caught.value.hint


def test_a_single_model_needs_no_name_and_none_is_told() -> None:
    assert choose_target(repository("odd.gguf"), "")[0].path == "odd.gguf"
    with pytest.raises(AppError, match="no GGUF"):
        choose_target(repository("README.md", "MTP/x.gguf"), "")
    with pytest.raises(AppError, match="none"):
        choose_target(repository("a.gguf", "b.gguf"), "")


def test_the_drafter_is_the_best_beside_the_target_unless_named() -> None:
    assert choose_drafter(PAIR, "")[0].path == "MTP/chat-MTP-Q8_0.gguf"
    assert choose_drafter(PAIR, "chat-MTP-F16.gguf")[0].path == "MTP/chat-MTP-F16.gguf"
    assert choose_drafter(repository("chat-Q4_K_M.gguf"), "") == ()


def test_job_files_are_pinned_to_the_commit_that_was_looked_at() -> None:
    target = choose_target(PAIR, "BF16")
    assert is_target(target)
    files = job_files(PAIR, target)
    assert {(file.revision, file.sha256, file.is_drafter) for file in files} == {
        ("c" * 40, "ab", False)
    }
    assert all(file.is_drafter for file in job_files(PAIR, target, is_drafter=True))
