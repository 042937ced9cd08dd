"""Queries over a hundred thousand people and a million check-ins, beside SQL written by hand."""

from datetime import timedelta

from bot.actions import access
from bot.actions.access import Caller
from bot.queries.search import finding
from storage.staff import Staff
from tests.benchmarks import town
from tests.benchmarks.stopwatch import Lap, lap, report
from tests.benchmarks.town import TODAY, Ground
from tests.support.founding import NOW

RUNS = 5
PAGE = 50

LATEST = """(SELECT c.score FROM check_in c WHERE c.participant_id = p.id AND c.score IS NOT NULL
  ORDER BY c.week DESC LIMIT 1 OFFSET {})"""
HELD = """(SELECT d.category_id FROM decision d WHERE d.participant_id = p.id
  AND d.withdrawn_at IS NULL ORDER BY d.decided_on DESC, d.id DESC LIMIT 1)"""

MONDAY, SUNDAY = (
    TODAY - timedelta(days=TODAY.weekday()),
    TODAY + timedelta(days=6 - TODAY.weekday()),
)
HOURS = f"""coalesce((SELECT sum(a.hours) FROM activity b JOIN activity a USING (participant_id)
  WHERE participant_id = p.id AND b.removed_at IS NULL AND a.removed_at IS NULL
  AND b.from_on <= '{SUNDAY}' AND coalesce(b.until_on >= '{MONDAY}', true)
  AND (a.from_on <= '{MONDAY}' OR a.from_on <= b.from_on)
  AND coalesce(a.until_on >= '{MONDAY}' AND a.until_on >= b.from_on, true)
  GROUP BY b.id ORDER BY 1 DESC LIMIT 1), 0)"""  # noqa: S608  # days of our own

BY_HAND = {
    "kategori:jobparat sprog:ti": f"{HELD} = 1 AND p.language = 'ti'",
    "checkin<=2 køn:kvinde": f"{LATEST.format(0)} <= 2 AND p.gender = 'woman'",
    "readiness:falling": f"{LATEST.format(0)} < {LATEST.format(1)}",
    "timer<20/uge": f"{HOURS} < 20",
    "udfald:job ikke kategori:jobparat": f"""EXISTS (SELECT 1 FROM achievement a
      WHERE a.participant_id = p.id AND a.state IN ('claimed', 'confirmed') AND a.kind = 'job')
      AND coalesce({HELD} <> 1, true)""",  # noqa: S608  # words of our own
}
"""What a caseworker asks, and what somebody who knows the tables would write for it."""


def main() -> None:
    """Print both databases' figures."""
    for place in (town.on_sqlite, town.on_postgresql):
        with place() as ground:
            with ground.database.reading() as db:
                caller = access.staff(db.get_one(Staff, 1))
            for query, where in BY_HAND.items():
                _measure(ground, caller, query, where)


def _measure(ground: Ground, caller: Caller, query: str, where: str) -> None:
    statement = _statement(where)

    def ours() -> tuple[int, int]:
        found = finding.find(ground.database, caller, query, now=NOW, limit=PAGE)
        return len(found.rows), found.total

    def by_hand() -> tuple[int, int]:
        page = ground.ask(statement)
        return len(page), page[0][-1]

    assert by_hand() == ours(), query
    laps: dict[str, list[Lap]] = {"by hand": [], "ours, with reasons": []}
    for _ in range(RUNS):
        for name, way in zip(laps, (by_hand, ours), strict=True):
            laps[name].append(lap(way, ground.backends))
    report(f"{query}, {ground.name}", laps, peer="by hand")


def _statement(where: str) -> str:
    return f"""SELECT p.*, count(*) OVER () FROM participant p
      WHERE p.municipality_id = 1 AND p.erased_at IS NULL AND {where}
      ORDER BY p.name, p.reference, p.id LIMIT {PAGE}"""  # noqa: S608  # words of our own
