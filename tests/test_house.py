"""The house stays as ARCHITECTURE.md describes it."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import schema
from storage.database import Database

ROOT = Path(__file__).parent.parent
CODE = ("bot", "storage")
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
LOCKS = ("requirements.txt", "requirements-voice.txt", "requirements-dev.txt")


def modules(*rooms: str) -> list[Path]:
    """Return the modules there, without migrations: those are history, and long."""
    found = [file for room in rooms for file in (ROOT / room).rglob("*.py")]
    return [file for file in found if "migrations" not in file.parts]


def test_no_module_is_too_long_to_read_at_once() -> None:
    lengths = {name(file): len(file.read_text().splitlines()) for file in modules(*CODE, "tests")}
    assert {file: n for file, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_no_function_is_too_long_to_see_at_once() -> None:
    lengths = {
        f"{name(file)}:{function.lineno} {function.name}": lines(function)
        for file in modules(*CODE)
        for function in functions(file)
    }
    assert {function: n for function, n in lengths.items() if n > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_does_not_say_where_packages_are_fetched(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert re.findall(r"(?m)^--.*|\w+://\S+", text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_every_dependency_by_hash(lock: str) -> None:
    entries = re.findall(r"(?m)^\S+==(?:.|\n )*", (ROOT / lock).read_text())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    wanted = {re.split(r"[<>=\[]", requirement)[0] for requirement in declared(*extras(lock))}
    assert wanted <= {re.split(r"[=\[]", entry)[0] for entry in entries}


def test_the_tests_run_on_the_versions_that_serve_people() -> None:
    *pins, pins_of_tests = (
        set(re.findall(r"(?m)^\S+==\S+", (ROOT / lock).read_text())) for lock in LOCKS
    )
    assert all(one <= pins_of_tests for one in pins)


def test_every_dependency_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    reasons = {
        requirement: re.search(rf'"{re.escape(requirement)}",\s+# \w', text)
        for requirement in declared("dev", "voice")
    }
    assert [requirement for requirement, reason in reasons.items() if reason is None] == []


def test_the_tables_in_the_code_are_those_of_the_migrations(database: Database) -> None:
    assert schema.is_current(database)
    assert schema.differences(database) == []


OPENERS = {"transaction", "reading"}


def test_only_actions_and_queries_begin_a_transaction() -> None:
    begun_in = {
        file.relative_to(ROOT).parts[:2]
        for file in modules(*CODE)
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in OPENERS
    }
    assert begun_in == {("bot", "actions"), ("bot", "queries")}


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def extras(lock: str) -> tuple[str, ...]:
    """Return the extras that a lock holds."""
    return {"requirements-voice.txt": ("voice",), "requirements-dev.txt": ("dev", "voice")}.get(
        lock, ()
    )


def declared(*extras: str) -> set[str]:
    """Return the requirements in pyproject.toml, as written there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    optional = project["optional-dependencies"]
    return {*project["dependencies"], *(one for extra in extras for one in optional[extra])}
