"""Wall and CPU time of what is done, that of a database's own process too."""

import os
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Lap:
    """Seconds."""

    wall: float
    cpu: float


def lap(do: Callable[[], object], backends: Sequence[int] = ()) -> Lap:
    """Time one thing; `backends` are the processes that serve it."""
    cpu, wall = _cpu(backends), time.perf_counter()
    do()
    return Lap(time.perf_counter() - wall, _cpu(backends) - cpu)


def report(title: str, laps: Mapping[str, Sequence[Lap]], *, peer: str) -> None:
    """Print the medians, and how many times the peer each takes."""
    print(f"\n{title}")
    base = _median(laps[peer])
    for name, those in laps.items():
        mine = _median(those)
        print(
            f"  {name:28} wall {mine.wall:7.3f} s  cpu {mine.cpu:7.3f} s"
            f"   × {mine.wall / base.wall:5.2f} wall  × {mine.cpu / base.cpu:5.2f} cpu"
            f"   ({len(those)} runs, wall {min(o.wall for o in those):.3f}"
            f"–{max(o.wall for o in those):.3f})"
        )


def _median(laps: Sequence[Lap]) -> Lap:
    return Lap(
        statistics.median(one.wall for one in laps), statistics.median(one.cpu for one in laps)
    )


def _cpu(backends: Sequence[int]) -> float:
    return time.process_time() + sum(map(_of_process, backends))


def _of_process(number: int) -> float:
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
