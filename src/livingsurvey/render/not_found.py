"""The page that a server shows where there is none: what happened, and three ways on.

A theme renders it from a template of its own, which is not ours to copy; in the finished page what Material 9 says
there gives way to ours. A page that somebody wrote themselves stays. It may be shown at any depth, so that its links
count from the server's root: below the path of `site_url`, as those of the theme on this page do.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from markupsafe import escape

from livingsurvey.model.targets import BIBLIOGRAPHY_PAGE
from livingsurvey.render.pages import Pages

_FILE = "404.html"
_SAID = "<h1>404 - Not found</h1>"
_TITLE = re.compile(r"<title>.*?</title>", re.S)
_SEARCH = 'data-md-component="search"'
_WORDS = "No page at this address"


def with_way_on(pages: Pages, name: str, html: str) -> str:
    """A page that the theme renders for no document, by its file's name; changed if it is the one described here."""
    if name != _FILE or _SAID not in html:
        return html
    settings = pages.survey.settings
    root = urlsplit(settings.site_url).path.rstrip("/") + "/"
    said = pages.render(
        "not_found.html",
        title=_WORDS,
        home=root + quote(pages.addresses.page("index.md")),
        bibliography=root + quote(pages.addresses.page(BIBLIOGRAPHY_PAGE)),
        searches=_SEARCH in html,
    )
    title = f'<title>{_WORDS} - {escape(settings.site_name)}</title>\n<meta name="robots" content="noindex">'
    return _TITLE.sub(lambda _: title, html, count=1).replace(_SAID, said)
