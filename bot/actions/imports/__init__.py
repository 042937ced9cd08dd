"""Bring lists in: all of a file or nothing, in one transaction."""

from bot.actions.imports.lines import Effect, Line, Problem
from bot.actions.imports.run import Noun, Report, bring_in
from bot.actions.imports.work import Work

__all__ = ["Effect", "Line", "Noun", "Problem", "Report", "Work", "bring_in"]
