"""Scripts and style sheets as they are served: what their authors wrote for one another stays at home.

Wheels hold them lean (see hatch_build.py), so that the minifier, which is there for fewer systems than we are, is
needed by those alone who work on a checkout.
"""

from __future__ import annotations

import re

import minify

_MEDIA_TYPES = {"css": "text/css", "js": "application/javascript"}
_IMPORT = re.compile(r"^import .*;.*\n", re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) ([\w$]+))", re.M)


def lean(name: str, text: str) -> str:
    """What a script or style sheet of this file name says, in as few bytes as can be."""
    kind = name.rpartition(".")[2]
    return f"{minify.string(_MEDIA_TYPES[kind], _scoped(text) if kind == 'js' else text)}\n"


def _scoped(module: str) -> str:
    """A module within a function, where the minifier shortens its names, as it does not with those at the top.

    Imports stay before it; what the module exports comes out of it, and has its name outside.
    """
    names = _EXPORT.findall(module)
    inner, outer = ", ".join(names), ", ".join(f"o{number}" for number, _ in enumerate(names))
    body = _EXPORT.sub("", _IMPORT.sub("", module))
    result = f"const [{outer}] = " if names else ""
    exported = ", ".join(f"o{number} as {name}" for number, name in enumerate(names))
    return (
        f"{''.join(_IMPORT.findall(module))}{result}(() => {{\n{body}\nreturn [{inner}];\n}})();\n"
        f"export {{ {exported} }};\n"
        if names
        else f"{''.join(_IMPORT.findall(module))}(() => {{\n{body}}})();\n"
    )
