"""What a process really occupies, as the system counts it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ProcessMemory:
    """Bytes of a process.

    Attributes:
        resident: in RAM now, mapped files included. proportional: the same, with what several
            processes share divided among them.
        private: of those, what only this process has written or allocated.
    """

    resident: int
    proportional: int
    private: int


def process_memory(pid: int) -> ProcessMemory | None:
    """Return what a process occupies; None where the system does not say (not Linux, or gone)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    sizes: dict[str, int] = {}
    for line in lines[1:]:
        name, _, rest = line.partition(":")
        sizes[name] = int(rest.split()[0]) * 1024
    return ProcessMemory(sizes["Rss"], sizes["Pss"], sizes["Anonymous"])
