"""Whether a data file has the form that its schema asks for: JSON Schema (draft 2020-12), told with places in the YAML.

The schemas stand beside this module, as editors read them: what an editor marks and what we tell is the same.
"""

from __future__ import annotations

import datetime
import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from livingsurvey.syntax import yaml
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Source, Span

SCHEMAS = ("authors", "chart", "glossary", "table", "taxonomy", "timeline")
_KINDS = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "`true` or `false`",
    "array": "a list",
    "object": "a mapping of names to values",
}
# More values than anybody writes by hand: what aliases of aliases come to, and would take the memory that there is.
_VALUES = 1_000_000
_QUOTES = "\"'"
# What these hold is used where it is there; the others are shown as wholes.
_COLLECTIONS = ("authors", "glossary", "taxonomy")
_FILLING = "fill it in, as `survey schema {}` describes"
_EMPTY = ("minItems", "minLength", "minProperties")


def schema_text(name: str) -> str:
    """The text of the schema of that name, one of `SCHEMAS`."""
    return (files("livingsurvey.model") / "schemas" / f"{name}.schema.json").read_text("utf-8")


def read(source: Source, schema: str) -> tuple[yaml.Node | None, tuple[Problem, ...]]:
    """A data file's document and whatever differs from its schema; no document if it is empty or has to stay unread.

    An empty file is a problem: it may have been emptied by mistake. One of remarks only was left so on purpose, unless
    it is a thing of its own that a chapter shows.
    """
    try:
        root = yaml.parse(source)
    except yaml.YamlError as error:
        return None, (error.problem,)
    if root is None and schema in _COLLECTIONS and source.text.strip():
        return None, ()
    if root is None:
        return None, (Problem(source.span(0, 0), "this file is empty", f"{_FILLING.format(schema)}, or remove it"),)
    if _size(root, {}) > _VALUES:
        return None, (Problem(_beginning(root), "aliases make this file huge", "write its values out plainly"),)
    return root, misfits(root, schema)


def misfits(root: yaml.Node, schema: str) -> tuple[Problem, ...]:
    """What in a document differs from the form that the schema asks for, or is missing, in the order of the text."""
    found = {(told.span, told.message): told for error in _errors(root, schema) for told in _told(root, error)}
    return tuple(sorted(found.values(), key=lambda problem: problem.span.start))


def _size(node: yaml.Node, known: dict[int, int]) -> int:
    """How many values a document has with its aliases written out; `known` holds the sizes of nodes by identity."""
    if id(node) not in known:
        inner = node.value if isinstance(node.value, tuple) else tuple(child for _, _, child in node.items())
        known[id(node)] = 1 + sum(_size(child, known) for child in inner)
    return known[id(node)]


def _errors(root: yaml.Node, schema: str) -> Iterator[Any]:
    return _validator(schema).iter_errors(_as_json(root))  # type: ignore[no-any-return]


@cache
def _validator(name: str) -> Any:
    # Imported when a survey has such a file: it takes a tenth of what the command takes to start.
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(schema_text(name)), format_checker=Draft202012Validator.FORMAT_CHECKER)


def _as_json(node: yaml.Node) -> Any:
    """What a program that reads JSON would see: a date is its text. `Opaque` values stay, and are of no kind."""
    if isinstance(node.value, dict):
        return {key: _as_json(value) for key, _, value in node.items()}
    if isinstance(node.value, tuple):
        return [_as_json(item) for item in node.value]
    return node.value.isoformat() if isinstance(node.value, datetime.date) else node.value


def _told(root: yaml.Node, error: Any) -> Iterator[Problem]:
    """The problems that an error of the schema comes to."""
    node, key = _place(root, error.absolute_path)
    known = error.schema if isinstance(error.schema, Mapping) else {}
    meaning = known.get("description", "")
    match error.validator:
        case "anyOf" | "oneOf":
            yield from _in_closest_form(root, error, node, key)
        case "required":
            for missing in (name for name in error.validator_value if name not in error.instance):
                about = known.get("properties", {}).get(missing, {}).get("description", "")
                yield Problem(key or _beginning(node), f"`{missing}` is missing", about or f"write `{missing}: ...`")
        case "additionalProperties":
            names = [*known.get("properties", {})]
            for name, span, _ in node.items():
                if name not in names:
                    yield Problem(span, f"`{name}` means nothing here", _meant(name, names))
        case "type":
            yield _other_kind(node, _called(key), _listed(error.validator_value), meaning)
        case "enum":
            choices = [str(choice) for choice in error.validator_value]
            yield Problem(
                node.span, f"`{error.instance}` is none of the words for this", _meant(error.instance, choices)
            )
        case "pattern" if "propertyNames" in error.absolute_schema_path:
            name = error.instance
            yield Problem(node.value[name][0], f"`{name}` has another form", meaning or "write it as the others")
        case "pattern" | "format":
            yield Problem(
                node.span, f"`{_shown(node)}` has another form", meaning or "write it in the form of the others"
            )
        case keyword if keyword in _EMPTY and not error.instance:
            yield Problem(key or node.span, f"{_called(key)} is empty", meaning or "fill it in, or leave it out")
        case _:
            yield Problem(node.span, f"this does not fit: {error.message}", meaning or "correct the value")


def _in_closest_form(root: yaml.Node, error: Any, node: yaml.Node, key: Span | None) -> Iterator[Problem]:
    """What is wrong with a value that may have several forms: by the form whose kind it has, if there is one."""
    forms: dict[int, list[Any]] = {}
    for inner in error.context:
        forms.setdefault(inner.schema_path[0], []).append(inner)
    depth = len(error.absolute_path)
    of_kind = [
        form
        for form in forms.values()
        if not any(each.validator == "type" and len(each.absolute_path) == depth for each in form)
    ]
    if not of_kind:
        kinds = [kind for form in error.validator_value for kind in _listed(form.get("type", ()))]
        yield _other_kind(node, _called(key), kinds, error.schema.get("description", ""))
        return
    for inner in min(of_kind, key=len):
        yield from _told(root, inner)


def _other_kind(node: yaml.Node, name: str, wanted: list[str], meaning: str) -> Problem:
    """A value of another kind than those wanted; a number where a text is due only lacks its quotes."""
    kinds = [*dict.fromkeys(_KINDS[kind] for kind in wanted if kind != "null")]
    if node.value is None:
        return Problem(_beginning(node), f"{name} is empty", meaning or f"write {' or '.join(kinds)}")
    if wanted == ["string"] and isinstance(node.value, bool | int | float):
        quoted = json.dumps(node.span.text)
        fix = Fix((Edit(node.span, quoted),), safe=True)
        return Problem(node.span, f"`{node.span.text}` is no text without quotes", f"write `{quoted}`", fix=fix)
    told = f"no {kinds[0].removeprefix('a ')}"
    if len(kinds) > 1:
        told = f"neither {', '.join(kinds[:-1])} nor {kinds[-1]}"
    elif " or " in told:
        told = f"neither {kinds[0].replace(' or ', ' nor ')}"
    return Problem(_beginning(node), f"{name} is {told}", meaning or f"write {' or '.join(kinds)}")


def _called(key: Span | None) -> str:
    """What to call a value: by its key, if it has one."""
    return f"`{key.text.strip(_QUOTES)}`" if key else "this"


def _place(root: yaml.Node, path: Iterable[str | int]) -> tuple[yaml.Node, Span | None]:
    """The node that a path leads to, and where the key stands that it has, if its last step is one."""
    node, key = root, None
    for step in path:
        if isinstance(step, int):
            node, key = node.value[step], None
        else:
            key, node = node.value[step]
    return node, key


def _beginning(node: yaml.Node) -> Span:
    """The first line of a value: a mapping or list of many lines is not marked whole."""
    first = node.span.text.split("\n", 1)[0].rstrip()
    return node.span.source.span(node.span.start, node.span.start + len(first))


def _shown(node: yaml.Node) -> str:
    return _beginning(node).text.strip(_QUOTES)


def _listed(kinds: str | Iterable[str]) -> list[str]:
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _meant(word: object, choices: list[str]) -> str:
    close = difflib.get_close_matches(str(word), choices, 1)
    return f"did you mean `{close[0]}`?" if close else "known are: " + ", ".join(choices)
