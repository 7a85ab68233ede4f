"""The navigation that mkdocs.yml lists."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.config.settings import NavItem
from livingsurvey.config.values import Values
from livingsurvey.syntax import yaml


def nav(values: Values, node: yaml.Node | None) -> tuple[NavItem, ...] | None:
    """The pages and sections of a list; `None` without one."""
    if node is None or node.value is None:
        return None
    if not isinstance(node.value, tuple):
        values.problem(node.span, "`nav` is a list of pages and sections", "write `- Title: path.md` on each line")
        return None
    return tuple(item for entry in node.value for item in _items(values, entry))


def _items(values: Values, node: yaml.Node) -> Iterator[NavItem]:
    if isinstance(node.value, str):
        yield NavItem(None, node.value, node.span)
    elif isinstance(node.value, dict):
        for title, _, value in node.items():
            if isinstance(value.value, str):
                yield NavItem(title, value.value, value.span)
            else:
                yield NavItem(title, None, value.span, nav(values, value) or ())
    else:
        values.problem(node.span, "this is no line of a navigation", "write `- Title: path.md`")
