"""Jobs know where their files go, and the same wish is the same job."""

from pathlib import Path

import pytest

from app.core.downloads import JobFile, JobState, new_job
from app.core.errors import AppError

FOLDER = Path("/models")


def file(path: str, repo_id: str = "maker/chat", revision: str = "main") -> JobFile:
    return JobFile(repo_id, revision, path, 10)


def test_files_lie_by_owner_repository_and_path_and_partial_ones_are_no_models() -> None:
    made = file("MTP/chat-MTP.gguf")
    assert made.name == "chat-MTP.gguf"
    assert made.destination(FOLDER) == FOLDER / "maker" / "chat" / "MTP" / "chat-MTP.gguf"
    assert made.partial(FOLDER).suffix == ".part"


@pytest.mark.parametrize(
    "made",
    [
        file("../chat.gguf"),
        file("/chat.gguf"),
        file("a/./b.gguf"),
        file("a\\b.gguf"),
        file("C:b.gguf"),
        file(""),
        file("a.gguf", repo_id="../.."),
    ],
)
def test_a_name_that_is_no_safe_place_is_refused(made: JobFile) -> None:
    with pytest.raises(AppError):
        made.destination(FOLDER)


def test_the_same_files_in_the_same_folder_are_the_same_job() -> None:
    one = new_job("one", FOLDER, (file("a.gguf"), file("b.gguf")))
    assert one.total == 20
    assert one.paths == (FOLDER / "maker/chat/a.gguf", FOLDER / "maker/chat/b.gguf")
    newer = (file("a.gguf", revision="abc"), file("b.gguf"))
    assert new_job("another title", FOLDER, newer).job_id == one.job_id
    assert new_job("one", FOLDER, (file("a.gguf"),)).job_id != one.job_id
    assert new_job("one", Path("/other"), one.files).job_id != one.job_id


def test_only_three_states_mean_that_somebody_works_on_it() -> None:
    active = {state for state in JobState if state.is_active}
    assert active == {JobState.RUNNING, JobState.WAITING, JobState.VERIFYING}
