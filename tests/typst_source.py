r"""What a formula's typst source sets, read from its calls: fences, limits, matrices and accents, as readers see them.

Whatever a formula shows is a letter, a string or an escape (`\u{28}`), so that the brackets of the source are those of
calls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_CALL = re.compile(r"([a-z][a-z-]*)\(")
_SETTING = re.compile(r"(?:delim|row-gap|column-gap|size|align): #(?:\([^()]*\)|[\w.]+),?")
_SILENT = re.compile(
    r"""#h\([^()]*\)|#true|"normal"|"relation"|"opening"|"closing"|[a-z][a-z-]*\(|(?<![\w}])[a-z]+: """
)
_ACCENTS = {
    "\u0302": "hat",
    "\u0303": "tilde",
    "\u0304": "bar",
    "\u0306": "breve",
    "\u0307": "dot",
    "\u0308": "ddot",
    "\u030a": "ring",
    "\u030c": "check",
    "\u20d6": "arrow from",
    "\u20d7": "arrow to",
}
_FENCES = "()[]{}|‖⟨⟩⌈⌉⌊⌋"
_LINES = ("overline", "underline", "overbrace", "underbrace")


def fences(source: str) -> list[str]:
    """The two ends of each pair of fences that grow, a dot for an empty one."""
    found = [arguments for name, arguments in calls(source) if name == "lr"]
    sized = (any(argument.startswith("size:") for argument in arguments) for arguments in found)
    ends = (("".join(map(shown, arguments))) for arguments in found)
    return [
        "".join(sign if sign in _FENCES else "." for sign in (signs[0], signs[-1]))
        for signs, has_size in zip(ends, sized, strict=True)
        if not has_size
    ]


def limits(source: str) -> list[str]:
    """Each operator with what stands below and above it: `∑ | k=1 | K`."""
    found = []
    for name, (base, *places) in calls(source):
        if name == "attach" and not base.startswith("scripts("):
            given = dict(place.split(": ", 1) for place in places)
            if given.keys() <= {"b", "t"}:
                found.append(" | ".join([shown(base), *(shown(given.get(side, "")) for side in "bt")]))
    return found


def matrices(source: str) -> list[str]:
    """The cells of each table inside a formula, rows apart by `;` and cells by `&`."""
    found = []
    for name, arguments in calls(source):
        if name == "mat":
            cells = (argument for argument in arguments if not re.match(r"[a-z-]+: ", argument))
            rows = (map(shown, row) for row in _rows(cells))
            found.append("; ".join(" & ".join(row) for row in rows))
    return found


def accents(source: str) -> list[str]:
    """Each accent, line or brace with what it is over or under."""
    found = []
    for name, arguments in calls(source):
        if name == "accent":
            found.append(f"{_ACCENTS[_signs(arguments[1])]} {shown(arguments[0])}")
        elif name in _LINES:
            found.append(f"{name} {shown(arguments[0])}")
    return found


def shown(source: str) -> str:
    """The signs that a piece of source shows, without styles and spaces."""
    bare = _SILENT.sub("", _SETTING.sub("", source))
    return _signs(re.sub(r'[()", $&#]|\.body', "", bare))


def calls(source: str) -> Iterator[tuple[str, list[str]]]:
    """Every call in a source by the place where it begins: the function's name and the arguments, as they stand.

    In a matrix a row's end belongs to the argument before it.
    """
    hidden = _STRING.sub(lambda found: "~" * len(found[0]), source)
    for call in _CALL.finditer(hidden):
        depth, at, begin, arguments = 1, call.end(), call.end(), []
        while depth:
            sign = hidden[at]
            depth += (sign in "([") - (sign in ")]")
            if depth == 0 or (depth == 1 and sign in ",;"):
                arguments.append(source[begin:at].strip() + ";" * (sign == ";"))
                begin = at + 1
            at += 1
        yield call[1], arguments


def _rows(cells: Iterator[str]) -> Iterator[list[str]]:
    row: list[str] = []
    for cell in cells:
        row.append(cell.removesuffix(";"))
        if cell.endswith(";"):
            yield row
            row = []
    yield row


def _signs(source: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), source)
