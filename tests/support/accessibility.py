"""The accessibility rules of axe-core, applied to a page."""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
RUN = "rules => axe.run({runOnly: rules, resultTypes: ['violations'], iframes: false})"
"""A page in a frame is looked at by itself; asking it would be waiting for an answer."""


async def axe(page: Page) -> None:
    """Assert that the page breaks no rule of WCAG 2.1 A and AA."""
    await page.evaluate(_script())
    found = await page.evaluate(RUN, RULES)
    broken = [_told(violation) for violation in found["violations"]]
    assert not broken, "\n".join([f"{page.url} breaks {len(broken)} rules:", *broken])


@cache
def _script() -> str:
    spec = importlib.util.find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.submodule_search_locations
    return (Path(spec.submodule_search_locations[0]) / "axe.min.js").read_text()


def _told(violation: dict[str, Any]) -> str:
    """Return the rule, and every place that breaks it with its reason."""
    places = [
        f"    {node['html']}\n      {node['failureSummary'].replace(chr(10), chr(10) + '      ')}"
        for node in violation["nodes"]
    ]
    return "\n".join([f"  {violation['id']} ({violation['impact']}): {violation['help']}", *places])
