"""A page of the theme with places in it: what the engine rendered once, to be filled for each work."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property

from markupsafe import escape

from livingsurvey.render.pages import SHELL_BODY, SHELL_DESCRIPTION, SHELL_TITLE
from livingsurvey.render.reference_page import Stamp
from livingsurvey.syntax.problem import SurveyError

_BODY = re.compile(rf'<h1(?:\s+id="([^"]*)")?[^>]*>{SHELL_TITLE}.*?</h1>\s*<p>{SHELL_BODY}</p>', re.S)
# The heading's id: the theme's link that skips the navigation leads there.
_ANCHOR = "work"
_VERBATIM = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.S)
_LINE = re.compile(r"[ \t]*\n\s*")
# Elements at whose edges a line ends anyway, so that no blank is seen there.
_BLOCK = re.compile(
    r"\s*(</?(?:article|body|div|footer|form|h1|head|header|html|li|link|main|meta|nav|ol|p|section|title|ul)\b[^<>]*>)\s*"
)
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'  # which HTML's `svg` is in by its name
# What would stand beside the text, had the page contents to list.
_NO_CONTENTS = re.compile(
    r'<div class="md-sidebar md-sidebar--secondary"[^<>]* hidden>(?:<div[^<>]*>){2}<nav[^<>]*></nav>(?:</div>){3}'
)
_CONFIG = re.compile(r'(<script id="__config" type="application/json">)(.*?)(?=</script>)', re.S)


@dataclass(frozen=True)
class Shell:
    """A rendered page in pieces: every other one is the name of a place."""

    pieces: tuple[str, ...]

    @cached_property
    def size(self) -> int:
        """The bytes that all pages have in common."""
        return sum(len(piece.encode()) for piece in self.pieces[::2])

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
    """The page without what a theme leaves in it and no reader sees: thousands of pages would carry it."""
    parts = _VERBATIM.split(html.replace(_NAMESPACE, ""))
    lean = "".join(
        part if place % 3 == 1 else _BLOCK.sub(r"\1", _LINE.sub("\n", part))
        for place, part in enumerate(parts)
        if place % 3 != 2
    )
    return _CONFIG.sub(_without_blanks, _NO_CONTENTS.sub("", lean))


def _without_blanks(found: re.Match[str]) -> str:
    try:
        return found[1] + json.dumps(json.loads(found[2]), separators=(",", ":"))
    except ValueError:
        return found[0]
