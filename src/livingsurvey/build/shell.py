"""A page of the theme with places in it: what the engine rendered once, to be filled for each work."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import escape

from livingsurvey.render.pages import SHELL_BODY, SHELL_DESCRIPTION, SHELL_TITLE
from livingsurvey.render.reference_page import Stamp
from livingsurvey.syntax.problem import SurveyError

_BODY = re.compile(rf'<h1(?:\s+id="([^"]*)")?[^>]*>{SHELL_TITLE}.*?</h1>\s*<p>{SHELL_BODY}</p>', re.S)
# The heading's id: the theme's link that skips the navigation leads there.
_ANCHOR = "work"
_VERBATIM = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.S)
_LINE = re.compile(r"[ \t]*\n\s*")


@dataclass(frozen=True)
class Shell:
    """A rendered page in pieces: every other one is the name of a place."""

    pieces: tuple[str, ...]

    def filled(self, page: Stamp) -> str:
        """A work's page."""
        facts = {
            SHELL_TITLE: str(escape(page.title)),
            SHELL_DESCRIPTION: str(escape(page.description)),
            SHELL_BODY: f'<h1 id="{_ANCHOR}">{page.heading}</h1>\n{page.body}',
        }
        get = facts.get
        return "".join([get(piece, page.address) if place % 2 else piece for place, piece in enumerate(self.pieces)])


def read_shell(html: str, address: str) -> Shell:
    """The shell in a page that the engine rendered for `address`. Raises `SurveyError` if the page shows no text."""
    body = _BODY.search(html)
    if not body:
        raise SurveyError(f"the theme's page for {address} shows no heading or text; custom templates must print both")
    before, after = (
        part.replace(f'#{body[1]}"', f'#{_ANCHOR}"') for part in (html[: body.start()], html[body.end() :])
    )
    names = "|".join(map(re.escape, (SHELL_TITLE, SHELL_DESCRIPTION, SHELL_BODY, address)))
    return Shell(tuple(re.split(f"({names})", _squeezed(before + SHELL_BODY + after))))


def _squeezed(html: str) -> str:
    """The page without indents and empty lines, which a theme leaves in plenty and no reader sees."""
    parts = _VERBATIM.split(html)
    return "".join(
        part if place % 3 == 1 else _LINE.sub("\n", part) for place, part in enumerate(parts) if place % 3 != 2
    )
