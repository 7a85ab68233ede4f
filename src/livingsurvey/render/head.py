"""What a page tells to machines, in the head of its HTML."""

from __future__ import annotations

import re
from html import unescape

from markupsafe import Markup

from livingsurvey.render.machines.highwire import highwire
from livingsurvey.render.machines.linked_data import linked_data
from livingsurvey.render.machines.sharing import sharing
from livingsurvey.render.machines.signposts import signposts
from livingsurvey.render.pages import Pages

_END = "</head>"
_TITLE = re.compile(r"<title>([^<]*)</title>")
_SHARED = 'property="og:'  # by the theme or another plugin, which know better what their site shall look like


def with_head(pages: Pages, path: str, html: str) -> str:
    """A finished page with our elements at the end of its head; `path` is its document's.

    Engines render the head from templates of the theme, which are not ours to copy.
    """
    before, end, after = html.partition(_END)
    return f"{before}{head(pages, path, before)}{end}{after}" if end else html


def head(pages: Pages, path: str, before: str = "") -> Markup:
    """The elements for the head of a page; `before` is what stands there already."""
    elements = [Markup('<meta name="{}" content="{}">').format(*tag) for tag in highwire(pages, path)]
    if _SHARED not in before:
        for name, content in sharing(pages, path, _title(pages, path, before)):
            kind = "property" if name.startswith("og:") else "name"
            elements.append(Markup('<meta {}="{}" content="{}">').format(kind, name, content))
    for relation, media, address in signposts(pages, path):
        type_ = Markup(' type="{}"').format(media) if media else ""
        # A lone `alternate` is to Material the site in another language, beside which it looks for a site map.
        rel = f"{relation} " if relation == "alternate" else relation
        elements.append(Markup('<link rel="{}"{} href="{}">').format(rel, type_, address))
    return Markup("\n").join([*elements, linked_data(pages, path), ""])


def _title(pages: Pages, path: str, before: str) -> str:
    """A page's own title; of a page that is generated, what its `title` says before the site's name."""
    if chapter := pages.survey.chapter_by_path.get(path):
        return chapter.title
    found = _TITLE.search(before)
    site = pages.survey.settings.site_name
    return unescape(found[1]).strip().removesuffix(site).rstrip(" -") or site if found else site
