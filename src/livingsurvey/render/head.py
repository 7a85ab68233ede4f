"""What a page tells to machines, in the head of its HTML."""

from __future__ import annotations

from markupsafe import Markup

from livingsurvey.render.pages import Pages

_END = "</head>"


def with_head(pages: Pages, path: str, html: str) -> str:
    """A finished page with our elements at the end of its head; `path` is its document's.

    Engines render the head from templates of the theme, which are not ours to copy.
    """
    return html.replace(_END, f"{head(pages, path)}{_END}", 1)


def head(pages: Pages, path: str) -> Markup:
    """The elements for the head of a page."""
    chapter = pages.survey.chapter_by_path.get(path)
    if chapter is None or not chapter.description:
        return Markup()
    return Markup('<meta property="og:description" content="{}">').format(chapter.description)
