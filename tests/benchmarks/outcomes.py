"""The outcome report over a hundred thousand people, beside SQL written by hand."""

from bot.actions.access import OPERATOR
from bot.queries.reports import outcomes
from bot.queries.reports.outcomes import Asked
from storage.database import Database
from tests.benchmarks import town
from tests.benchmarks.stopwatch import Lap, lap, report
from tests.support.founding import NOW

RUNS = 5
TODAY = NOW.date()

BY_HAND = f"""
WITH begins AS (SELECT course_id, min(starts_on) AS day FROM phase GROUP BY course_id),
places AS (
  SELECT e.participant_id AS person,
    max(CASE WHEN e.ended_at < '{{until}}' AND e.ending = 'completed' THEN 1 ELSE 0 END) AS completed,
    max(CASE WHEN e.ended_at IS NULL OR e.ended_at >= '{{until}}' THEN 1 ELSE 0 END) AS still
  FROM enrolment e JOIN course c ON c.id = e.course_id LEFT JOIN begins b ON b.course_id = c.id
  WHERE c.project_id = 1 AND e.since < '{{until}}' AND (b.day IS NULL
    OR (b.day <= '{TODAY}' AND (e.ended_at IS NULL OR e.ended_at >= b.day)))
  GROUP BY e.participant_id),
found AS (
  SELECT a.participant_id AS person,
    max(CASE WHEN kind = 'job' AND {{holds}} THEN 1 ELSE 0 END) AS job,
    max(CASE WHEN kind = 'igu' AND {{holds}} THEN 1 ELSE 0 END) AS igu,
    max(CASE WHEN kind = 'education' AND {{holds}} THEN 1 ELSE 0 END) AS education,
    max(CASE WHEN kind = 'self_supporting' AND {{holds}} THEN 1 ELSE 0 END) AS supports,
    max(CASE WHEN kind IN ('job', 'igu', 'education') AND starts_on > '{TODAY}' THEN 1 ELSE 0 END)
      AS later
  FROM achievement a WHERE state = 'confirmed' AND starts_on IS NOT NULL GROUP BY a.participant_id),
latest AS (
  SELECT person, CASE WHEN c.is_ready THEN 1 ELSE 0 END AS ready FROM (
    SELECT participant_id AS person, category_id, row_number() OVER (
      PARTITION BY participant_id ORDER BY decided_on DESC, id DESC) AS place
    FROM decision WHERE withdrawn_at IS NULL AND decided_on <= '{TODAY}') ranked
  JOIN category c ON c.id = ranked.category_id WHERE place = 1)
SELECT count(*), sum(completed), sum(CASE WHEN completed = 0 THEN still ELSE 0 END),
  sum(CASE WHEN completed = 0 AND still = 0 THEN 1 ELSE 0 END),
  sum(completed * coalesce(job, 0)), sum(coalesce(job, 0)), sum(coalesce(igu, 0)),
  sum(coalesce(education, 0)), sum(coalesce(later, 0)), sum(completed * coalesce(supports, 0)),
  sum(coalesce(supports, 0)), sum(coalesce(ready, 0))
FROM places LEFT JOIN found ON found.person = places.person
LEFT JOIN latest ON latest.person = places.person
"""  # noqa: S608  # words of our own
"""All figures of the project at once, as somebody who knows the tables would count them."""
HOLDS = f"starts_on <= '{TODAY}' AND (ends_on IS NULL OR ends_on >= '{TODAY}')"
UNTIL = {True: f"{TODAY} 23:00:00.000000", False: f"{TODAY}T23:00:00+00:00"}
"""Midnight in Copenhagen, as SQLite keeps it, and as PostgreSQL reads it."""


def main() -> None:
    """Print both databases' figures."""
    for place in (town.on_sqlite, town.on_postgresql):
        with place() as ground:
            by_hand, ours = ground.ask(_by_hand(ground.database)), _ours(ground.database)
            assert list(by_hand[0]) == ours, (by_hand, ours)
            laps: dict[str, list[Lap]] = {"by hand": [], "ours": []}
            for _ in range(RUNS):
                statement = _by_hand(ground.database)
                laps["by hand"].append(lap(lambda: ground.ask(statement), ground.backends))  # noqa: B023
                laps["ours"].append(lap(lambda: _ours(ground.database), ground.backends))
            report(f"outcome report, {ground.name}", laps, peer="by hand")


def _by_hand(database: Database) -> str:
    return BY_HAND.format(until=UNTIL[database.is_sqlite], holds=HOLDS)


def _ours(database: Database) -> list[int | None]:
    found = outcomes.outcomes(database, OPERATOR, Asked(1, TODAY), now=NOW)
    [figures] = found.columns[0].dates
    return [one.n for one in figures]
