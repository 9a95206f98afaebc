"""Which files of a finished download are the target and its drafter."""

import re
from pathlib import Path

from app.core.downloads import DownloadJob

_SHARD = re.compile(r"-\d{5}-of-(\d{5})\.gguf$", re.IGNORECASE)


def pair_of(job: DownloadJob) -> tuple[Path, Path | None]:
    """Return the paths of the target and of the drafter, None if the job brought none.

    The target comes first in a job, all its shards behind it; what else there is is the drafter.
    """
    target, *rest = job.files
    others = [file for file in rest if _stem(file.path) != _stem(target.path)]
    drafter = others[0].destination(job.folder) if others else None
    return target.destination(job.folder), drafter


def _stem(path: str) -> str:
    return _SHARD.sub(r"-of-\1.gguf", path)
