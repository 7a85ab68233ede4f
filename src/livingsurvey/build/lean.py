"""Scripts and style sheets as they are served: what their authors wrote for one another stays at home.

Wheels hold them lean (see hatch_build.py), so that the minifier, which is there for fewer systems than we are, is
needed by those alone who work on a checkout.
"""

from __future__ import annotations

import re

import minify

_MEDIA_TYPES = {"css": "text/css", "js": "application/javascript"}
# What stands before a brace, but `@media (…)` and what has strings.
_SELECTOR = re.compile(r"""(?<=[{};])[^{};@"']+(?={)""")


def lean(name: str, text: str) -> str:
    """What a script or style sheet of this file name says, in as few bytes as can be."""
    kind = name.rpartition(".")[2]
    served = minify.string(_MEDIA_TYPES[kind], text)
    return f"{_SELECTOR.sub(_tight, served) if kind == 'css' else served}\n"


def _tight(selector: re.Match[str]) -> str:
    """A selector without the blanks that the minifier leaves in rules within rules."""
    return re.sub(r" ?([,>+]) ?|(?<=\() | (?=\))", r"\1", selector[0])
