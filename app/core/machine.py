"""What a figure was measured on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Machine:
    """Hardware and versions, as a report names them.

    Attributes:
        processor: its model, as the system names it. cores: logical ones this process may use.
        memory_bytes: of RAM, 0 where the system does not say.
        system: name and release. versions: (what, version), Foretoken's first.
        load: processes that wanted to compute, averaged over the last minute, before the
            measurement; None where the system does not say.
    """

    processor: str
    cores: int
    memory_bytes: int
    system: str
    versions: tuple[tuple[str, str], ...]
    load: float | None = None

    @property
    def busy(self) -> bool:
        """Whether something else was computing, which makes figures doubtful."""
        return self.load is not None and self.load > 0.5 * self.cores
