"""The shape of the house, read from the code: imports point one way, and what moves under us has one door each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import livingsurvey

ROOT = Path(livingsurvey.__file__).parent
MODULES = {
    ".".join(("livingsurvey", *file.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): file
    for file in sorted(ROOT.rglob("*.py"))
}
# What each room may import of ours, beside itself.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "syntax": (),
    "config": ("syntax",),
    "model": ("syntax", "config"),
    "history": (),
    "check": ("syntax", "model", "config"),
    "render": ("syntax", "model", "config", "history"),
    "edit": ("syntax", "model", "config", "check"),
    "build": ("syntax", "model", "config", "history", "check", "render", "edit"),
    # What the model found out, kept on the disk; the model itself knows no disk.
    "cache": ("syntax", "model"),
    # The files on the disk that a survey is read from.
    "folder": ("syntax", "model", "config"),
    # The public API: what a script loads and checks.
    "__init__": ("syntax", "model", "config", "check", "cache", "folder"),
    "cli": ("syntax", "model", "config", "check", "render", "edit", "build", "__init__"),
    "plugin": ("syntax", "model", "config", "history", "check", "render", "edit", "build", "__init__"),
    "__main__": ("cli",),
}
# The order within a room: each module or room in it may import those before it.
ORDER: dict[str, tuple[str, ...]] = {
    "check": (
        "ignored",  # what silences, and what came of it
        "rule",
        "naming",
        "guesses",
        "data_files",  # what is wrong with tables and charts alike
        "silencing",  # remarks, patterns and the baseline
        "pages",  # what rules about chapters share
        "store",  # what rules about the store share
        "rules",
        "running",  # now, from memory, or in other processes
        "explanation",
        "checker",
        "reporters",
    ),
}
# Packages that one place of ours knows.
ONLY_IN = {
    "mkdocs": ("plugin", "build.engines"),
    "click": (
        "cli",
        "cli.checking",
        "cli.door",
        "cli.explaining",
        "cli.schemas",
        "cli.fixing",
        "cli.watching",
        "cli.site",
        "cli.store",
    ),
    "fontTools": ("build.math_font",),
    "math_core": ("syntax.tex",),
    "nh3": ("render.sanitise",),
    "typst": ("build.card", "build.pdf", "build.pdf_faults"),
    "yaml": ("syntax.yaml",),
    "pylatexenc": ("syntax.latex.decoder", "syntax.latex.escape"),
    "filelock": ("build.publish",),
    "minify": ("build.lean",),
}
NETWORK = ("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "requests", "httpx", "aiohttp")
NO_NAMES = ("core", "utils", "common", "helpers", "base", "manager", "handler", "service")


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


@cache
def imports(module: str) -> tuple[str, ...]:
    """Every module that a module imports, wherever in it; our own with the submodule that is meant."""
    return tuple(_imports(module))


def _imports(module: str) -> Iterator[str]:
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield inner if inner in MODULES else str(node.module)


def ours(module: str) -> set[str]:
    return {name for name in imports(module) if name in MODULES}


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_one_way(module: str) -> None:
    here = room(module)
    for imported in ours(module):
        there = room(imported)
        assert there == here or there in MAY_IMPORT[here], f"{module} imports {imported}"


def test_every_room_has_its_line_in_the_table() -> None:
    assert {room(module) for module in MODULES} == set(MAY_IMPORT)


@pytest.mark.parametrize("outer", ORDER)
def test_rooms_within_a_room_have_an_order(outer: str) -> None:
    inner = {module: module.split(".")[2] for module in MODULES if module.startswith(f"livingsurvey.{outer}.")}
    assert set(inner.values()) == set(ORDER[outer])
    for module, here in inner.items():
        for there in {inner[imported] for imported in ours(module) if imported in inner}:
            assert ORDER[outer].index(there) <= ORDER[outer].index(here), f"{module} imports of {there}"


@pytest.mark.parametrize("rooms", [False, True], ids=["modules", "rooms within rooms"])
def test_nothing_imports_itself_by_a_detour(rooms: bool) -> None:
    graph: dict[str, set[str]] = {}
    for module in MODULES:
        graph.setdefault(_inner(module) if rooms else module, set()).update(
            _inner(imported) if rooms else imported for imported in ours(module)
        )
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " -> ".join((*above, module))
        if module not in done:
            for imported in graph[module] - {module}:
                visit(imported, (*above, module))
            done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize("package", ONLY_IN)
def test_what_moves_under_us_has_one_door(package: str) -> None:
    users = {module for module in MODULES if any(name.split(".")[0] == package for name in imports(module))}
    assert users == {f"livingsurvey.{place}" for place in ONLY_IN[package]}


def test_no_module_opens_connections() -> None:
    for module in MODULES:
        for imported in imports(module):
            assert not any(imported == name or imported.startswith(name + ".") for name in NETWORK), module


@pytest.mark.parametrize("module", MODULES)
def test_modules_are_small_and_have_a_name_that_says_something(module: str) -> None:
    assert len(MODULES[module].read_text("utf-8").splitlines()) <= 300
    assert MODULES[module].stem not in NO_NAMES


@pytest.mark.parametrize("module", MODULES)
def test_what_is_public_is_documented(module: str) -> None:
    tree = tree_of(module)
    if tree.body:
        assert ast.get_docstring(tree), f"{module} does not say what it is"
    for node in _public(tree):
        if not node.name.startswith("_"):
            assert ast.get_docstring(node) or _answers_plainly(node), f"{module}: {node.name}"


def _inner(module: str) -> str:
    """The room within a room that a module stands in: `check.rules`; any other module by itself."""
    return ".".join(module.split(".")[:3])


def _public(tree: ast.Module) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    """What stands in the module itself, or in a public class of it."""
    classes = [item for item in tree.body if isinstance(item, ast.ClassDef) and not item.name.startswith("_")]
    for within in (tree, *classes):
        yield from (node for node in within.body if isinstance(node, ast.ClassDef | ast.FunctionDef))


def _answers_plainly(node: ast.ClassDef | ast.FunctionDef) -> bool:
    """A property or method of one statement says itself what it answers."""
    return isinstance(node, ast.FunctionDef) and len(node.body) <= 2
