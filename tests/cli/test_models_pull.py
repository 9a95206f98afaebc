"""`foretoken models pull`, the program itself in a process of its own, against a hub."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.core.downloads import JobState
from app.hub.download.queue import DownloadQueue
from app.hub.library import index
from tests.downloading import MIB, REPO, holds, pair_repository
from tests.hub_server.repos import Repository
from tests.hub_server.server import HubServer

SLOW = 6e6


@pytest.fixture
def server():
    with HubServer(pair_repository()) as running:
        yield running


def start(server: HubServer, profile: Path, *words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "app", "--profile", str(profile), "models", "pull", *words]
    environment = os.environ | {"HF_ENDPOINT": server.url, "HF_HUB_OFFLINE": ""}
    environment.pop("HF_TOKEN", None)
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def run(server: HubServer, profile: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    process = start(server, profile, *words)
    out, problems = process.communicate(timeout=60)
    return subprocess.CompletedProcess(words, process.returncode, out, problems)


def ended_in_the_middle(server: HubServer, profile: Path, number: int) -> tuple[int, str]:
    """Start, send a signal once some came; return the exit code and what was said."""
    server.hub.rate.set(SLOW)
    process = start(server, profile, REPO)
    while server.hub.body_bytes == 0 and process.poll() is None:
        if any(path.stat().st_blocks > 4096 for path in profile.rglob("*.part")):
            break
        time.sleep(0.02)
    process.send_signal(number)
    _, problems = process.communicate(timeout=30)
    server.hub.rate.set(0)
    assert not list(profile.rglob("*.gguf"))
    return process.returncode, problems


def test_a_pair_is_pulled_and_known_to_the_library(server, tmp_path: Path) -> None:
    done = run(server, tmp_path, f"{REPO}:Q4_K_M", "--json")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    paths = [Path(file["path"]) for file in record["files"]]
    assert [file["drafter"] for file in record["files"]] == [False, True]
    assert all(map(holds, paths, pair_repository().files))
    records = index.load(tmp_path / "state" / "library.json")
    assert set(records.files) == set(paths)
    assert [(pair.target, pair.drafter) for pair in records.pairs] == [tuple(paths)]
    assert "licence: " in done.stderr
    again = run(server, tmp_path, f"{REPO}:Q4_K_M")
    assert again.returncode == 0
    assert again.stdout.split() == [str(path) for path in paths]
    assert "0 B came" in again.stderr


def test_ctrl_c_leaves_a_paused_job_that_the_same_command_ends(server, tmp_path: Path) -> None:
    code, problems = ended_in_the_middle(server, tmp_path, signal.SIGINT)
    assert code == 130
    assert "same command" in problems
    (job,) = DownloadQueue(tmp_path / "state" / "downloads.json").jobs()
    assert job.state is JobState.PAUSED
    assert job.done > MIB
    done = run(server, tmp_path, REPO, "--json")
    assert json.loads(done.stdout)["fetched_bytes"] == job.total - job.done


def test_a_killed_one_goes_on_too(server, tmp_path: Path) -> None:
    ended_in_the_middle(server, tmp_path, signal.SIGKILL)
    (job,) = DownloadQueue(tmp_path / "state" / "downloads.json").jobs()
    done = run(server, tmp_path, REPO, "--json")
    assert json.loads(done.stdout)["fetched_bytes"] == job.total - job.done < job.total


def test_a_change_on_the_hub_is_told_and_restarted_when_asked(server, tmp_path: Path) -> None:
    ended_in_the_middle(server, tmp_path, signal.SIGINT)
    new = pair_repository(revision_seed=3)
    server.hub.put(new)
    refused = run(server, tmp_path, REPO)
    assert refused.returncode == 2
    assert "changed on the hub" in refused.stderr
    assert "--restart" in refused.stderr
    done = run(server, tmp_path, REPO, "--restart", "--json")
    assert holds(Path(json.loads(done.stdout)["files"][0]["path"]), new.files[0])


def test_without_a_drafter_and_with_another_ones(server, tmp_path: Path) -> None:
    alone = run(server, tmp_path / "a", REPO, "--drafter", "none", "--json")
    assert [file["drafter"] for file in json.loads(alone.stdout)["files"]] == [False]
    other = Repository("heads/other", (pair_repository().files[1],))
    server.hub.put(other)
    with_other = run(
        server, tmp_path / "b", REPO, "--drafter", "heads/other:chat-MTP-F16.gguf", "--json"
    )
    assert json.loads(with_other.stdout)["files"][1]["repository"] == "heads/other"


def test_what_cannot_be_is_a_sentence_and_exit_code_2(server, tmp_path: Path) -> None:
    for words in ((f"{REPO}:Q2_K",), ("maker/none",), (REPO, "--drafter", "none.gguf")):
        done = run(server, tmp_path, *words)
        assert done.returncode == 2
        assert done.stderr.startswith("foretoken: ")
        assert "Traceback" not in done.stderr
