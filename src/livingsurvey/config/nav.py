"""The navigation that mkdocs.yml lists."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.config.settings import NavItem
from livingsurvey.config.values import Values
from livingsurvey.syntax import yaml
from livingsurvey.syntax.problem import Problem


def nav(values: Values, node: yaml.Node | None) -> tuple[NavItem, ...] | None:
    """The pages and sections of a list; `None` without one."""
    if node is None or node.value is None:
        return None
    try:
        items = _Reader(values, len(node.span.source.text)).items(node)
    except _GrowthError as error:
        values.problems.append(error.problem)
        return None
    return items if isinstance(node.value, tuple) else None


class _GrowthError(Exception):
    """A navigation whose aliases make it grow without end."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Reader:
    """Reads a navigation of at most `room` items: a file has more characters than items, unless some are aliases of
    lists that hold aliases of lists, of which a hundred lines make more items than a memory holds.
    """

    def __init__(self, values: Values, room: int) -> None:
        self._values = values
        self._room = room

    def items(self, node: yaml.Node) -> tuple[NavItem, ...]:
        """The pages and sections of a list."""
        if not isinstance(node.value, tuple):
            hint = "write `- Title: path.md` on each line"
            self._values.problem(node.span, "`nav` is a list of pages and sections", hint)
            return ()
        return tuple(item for entry in node.value for item in self._of_entry(entry))

    def _of_entry(self, node: yaml.Node) -> Iterator[NavItem]:
        self._room -= 1
        if self._room < 0:
            problem = Problem(node.span, "this navigation holds itself over and over", "write it out without aliases")
            raise _GrowthError(problem)
        if isinstance(node.value, str):
            yield NavItem(None, node.value, node.span)
        elif isinstance(node.value, dict):
            for title, _, value in node.items():
                if isinstance(value.value, str):
                    yield NavItem(title, value.value, value.span)
                else:
                    yield NavItem(title, None, value.span, self.items(value) if value.value is not None else ())
        else:
            self._values.problem(node.span, "this is no line of a navigation", "write `- Title: path.md`")
