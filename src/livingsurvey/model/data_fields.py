"""Fields of data files read from YAML with places: what has another form than is due counts as not there."""

from __future__ import annotations

import datetime
import re

from livingsurvey.config import written
from livingsurvey.model.data_text import DataText, data_text
from livingsurvey.syntax import yaml
from livingsurvey.syntax.source import Span

NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?")
"""A number as a data file may have it; commas part thousands."""


def items(node: yaml.Node | None) -> tuple[yaml.Node, ...]:
    """What a list holds."""
    return node.value if node and isinstance(node.value, tuple) else ()


def is_scalar(node: yaml.Node) -> bool:
    """Whether a value is one text, number, date or truth."""
    return node.value is not None and not isinstance(node.value, dict | tuple | yaml.Opaque)


def text(node: yaml.Node, name: str) -> str:
    """A text as it is written, on one line; empty if it is not there."""
    found = node.get(name)
    return " ".join(written(found).split()) if found and is_scalar(found) else ""


def text_with_places(node: yaml.Node, name: str) -> DataText | None:
    """A text that may cite."""
    found = node.get(name)
    return data_text(found) if found and is_scalar(found) else None


def citations(node: yaml.Node) -> tuple[DataText, ...]:
    """The texts of `cite`: one, or a list of them."""
    found = node.get("cite")
    return tuple(data_text(item) for item in (items(found) or (found,)) if item and is_scalar(item))


def date(node: yaml.Node, name: str) -> datetime.date | None:
    """A day."""
    found = node.get(name)
    return found.value if found and type(found.value) is datetime.date else None


def truth(node: yaml.Node, name: str) -> bool:
    """Whether something is said to be so."""
    found = node.get(name)
    return found is not None and found.value is True


def first_line(node: yaml.Node) -> Span:
    """Where a value begins: one of many lines is not marked whole."""
    length = len(node.span.text.split("\n", 1)[0].rstrip())
    return node.span.source.span(node.span.start, node.span.start + length)
