"""Scripts and style sheets as they are served: what their authors wrote for one another stays at home.

Wheels hold them lean (see hatch_build.py), so that the minifier, which is there for fewer systems than we are, is
needed by those alone who work on a checkout.
"""

from __future__ import annotations

import minify

_MEDIA_TYPES = {"css": "text/css", "js": "application/javascript"}


def lean(name: str, text: str) -> str:
    """What a script or style sheet of this file name says, in as few bytes as can be."""
    return f"{minify.string(_MEDIA_TYPES[name.rpartition('.')[2]], text)}\n"
