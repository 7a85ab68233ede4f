"""Values of settings in the form that they must have; what has another form is gathered as problems."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

from livingsurvey.syntax import yaml
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Span


def written(node: yaml.Node) -> str:
    """A scalar as its author wrote it: a version 1.10 is no number."""
    return node.value if isinstance(node.value, str) else node.span.text.strip()


def _from_environment(value: yaml.Opaque, default: str) -> str:
    """What MkDocs makes of `!ENV NAME` or `!ENV [NAME, OTHER, default]`; the default for any other tag."""
    if value.tag != "!ENV":
        return default
    names, fallback = (value.parts[:-1], value.parts[-1]) if len(value.parts) > 1 else (value.parts, default)
    return next((os.environ[name] for name in names if name in os.environ), fallback)


class Values:
    """Reads single values, gathering what is wrong with them; one that cannot be used is the default."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def problem(self, span: Span, message: str, hint: str) -> None:
        """Note what is wrong with a value."""
        self.problems.append(Problem(span, message, hint))

    def string(self, node: yaml.Node, key: str, default: str) -> str:
        """A text, as MkDocs would have it after looking into the environment."""
        found = node.get(key)
        if found is None or found.value is None:
            return default
        if isinstance(found.value, yaml.Opaque):
            return _from_environment(found.value, default)
        if isinstance(found.value, dict | tuple):
            self.problem(found.span, f"`{key}` is one text", f"write `{key}: ...` on one line")
            return default
        return written(found)

    def folder(self, node: yaml.Node, key: str, default: str) -> str:
        """A path below the survey's folder."""
        folder = self.string(node, key, default)
        found = node.get(key)
        if found and (Path(folder).is_absolute() or ".." in Path(folder).parts or folder in ("", ".")):
            self.problem(
                found.span, f"`{key}` leaves the survey's folder", f"name a folder below it, such as `{default}`"
            )
            return default
        return folder

    def flag(self, node: yaml.Node, key: str, default: bool) -> bool:
        """Whether a switch is on."""
        found = node.get(key)
        return found.value if found and isinstance(found.value, bool) else default

    def choice(self, own: yaml.Node | None, key: str, choices: tuple[str, ...]) -> str:
        """One of some words; the first is the default."""
        found = own.get(key) if own else None
        if found is None or found.value is None:
            return choices[0]
        if not isinstance(found.value, str):
            self.problem(found.span, f"`{key}` is one word", "choose one of: " + ", ".join(choices))
            return choices[0]
        if found.value not in choices:
            close = difflib.get_close_matches(found.value, choices, 1)
            hint = f"did you mean `{close[0]}`?" if close else "choose one of: " + ", ".join(choices)
            self.problem(found.span, f"`{found.value}` is no {key}", hint)
            return choices[0]
        return found.value

    def strings(self, own: yaml.Node | None, key: str) -> tuple[str, ...]:
        """A text or several."""
        found = own.get(key) if own else None
        if found is None:
            return ()
        items = found.value if isinstance(found.value, tuple) else (found,)
        if any(not isinstance(item.value, str) for item in items):
            self.problem(found.span, f"`{key}` is a text or a list of texts", f"write `{key}: [one, two]`")
            return ()
        return tuple(item.value for item in items)

    def patterns(self, own: yaml.Node | None, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Patterns of paths below the survey's folder; those that leave it are none."""
        given = self.strings(own, key)
        named = tuple(each for each in given if Path(each).parts)
        kept = tuple(each for each in named if not (Path(each).is_absolute() or ".." in Path(each).parts))
        found = own.get(key) if own else None
        if found and len(named) < len(given):
            self.problem(found.span, f"this `{key}` names no file", f"write `{key}: {default[0]}`")
        if found and len(kept) < len(named):
            outside = next(each for each in named if each not in kept)
            hint = "copy the file into the survey's folder, or let the program that writes it put it there"
            self.problem(found.span, f"`{outside}` leaves the survey's folder", hint)
        return kept or default
