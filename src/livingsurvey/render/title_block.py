"""The head of a contributed page: title, description, the quiet line of facts, and the page's tools."""

from __future__ import annotations

import datetime

from markupsafe import Markup

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.credit import authors_of
from livingsurvey.render.chapter_tools import chapter_tools
from livingsurvey.render.pages import Pages
from livingsurvey.render.term_links import grouped

_HOME = "index.md"
_WORDS_PER_MINUTE = 220
_OWN_TITLE, _END = "<h1", "</h1>"


def with_title_block(pages: Pages, chapter: Chapter, body: str, has_title: bool, list_anchor: str) -> str:
    """A page's HTML with its title block: below the page's own heading where it begins with one, else above all.

    `has_title` tells whether the text has a heading of the first level, `list_anchor` where its reference list is.
    """
    block = title_block(pages, chapter, list_anchor, with_title=not has_title)
    if has_title and body.startswith(_OWN_TITLE):
        title, end, rest = body.partition(_END)
        return f"{title}{end}\n{block}{rest}"
    return f"{block}{body}"


def title_block(pages: Pages, chapter: Chapter, list_anchor: str = "references", with_title: bool = True) -> Markup:
    """The head of a page as HTML; empty if there is nothing to say.

    Authors stand there if the page names its own. What is overdue a script tells, since the same sources shall give the
    same pages on every day.
    """
    checked, edition = chapter.checked, pages.edition(chapter)
    facts = {
        "title": chapter.title if with_title else "",
        "description": chapter.description,
        "authors": authors_of(pages.survey, chapter) if chapter.fact("authors") else (),
        "minutes": minutes(chapter) if chapter.kind == "chapter" else 0,
        "works": len(pages.survey.cited_in(chapter)),
        "edited": edition.date if edition and chapter.kind == "chapter" else None,
        "searched": chapter.searched,
        "due": None if chapter.retired else chapter.due,
        "status": chapter.status,
        "checked": checked.date if checked else None,
        "retired": chapter.retired,
        "terms": grouped(pages, chapter.path, pages.tagging.of_chapters.get(chapter.path, ())),
        "tools": chapter_tools(pages, chapter),
    }
    if not any(facts.values()):
        return Markup("")
    changed = checked is not None and checked.text != chapter.body_digest
    return pages.render("title.html", **facts, changed=changed, home=chapter.path == _HOME, anchor=list_anchor, day=day)


def day(date: datetime.date) -> Markup:
    """`22 May 2027`, readable for programs, too."""
    words = f"{date.day} {date.strftime('%B')} {date.year}"
    return Markup('<time datetime="{}">{}</time>').format(date.isoformat(), words)


def minutes(chapter: Chapter) -> int:
    """How long reading a chapter takes."""
    return max(1, round(chapter.words / _WORDS_PER_MINUTE))
