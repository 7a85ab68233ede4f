"""Faults in the HTML that the theme puts around a page, mended in the finished page.

Its templates are not ours to copy. Each of these is looked for as Material 9 writes it: where a later version writes
it otherwise, or right, nothing happens. The tests hold pages against a validator and an accessibility checker.
"""

from __future__ import annotations

import re

_OPENING = re.compile(r'(<label class="md-nav__link[^<>]*) tabindex=""')
_SEARCH = re.compile(r'<div class="md-search"[^<>]* role="dialog"(?=>)')
_SEARCH_NAME = re.compile(r'<input type="text" class="md-search__input"[^<>]* (aria-label="[^"<>]*")')
_CONTENTS = 'id="__toc"'
# Not one with "or": each begins with letters of its own, for which `re` looks ten times as fast.
_SECTION = re.compile(r'aria-labelledby="(__nav_[\d_]+)_label"')
_SECTION_TITLE = re.compile(r'(<label class="md-nav__title" for="(__nav_[\d_]+)")(?=>)')
_OPENS_CONTENTS = re.compile(r'(<label class="md-nav__title") for="__toc"')


def mended(html: str) -> str:
    """A page without the shell's faults that a reader's aids trip over.

    - The search is a dialog, which has to have a name: that of its field, in the site's language.
    - What opens a section of the navigation has an empty `tabindex`, which is no number.
    - A section of the navigation with a page of its own is named by a label without words; by its title it has a name.
    - On a page without contents a label belongs to a switch that is not there.
    """
    before, search, after = html.partition('<div class="md-search"')
    if search and (name := _SEARCH_NAME.search(after)):
        html = before + _SEARCH.sub(lambda found: f"{found[0]} {name[1]}", search + after, count=1)
    html = _OPENING.sub(r"\1", html)
    html = _SECTION.sub(r'aria-labelledby="\1_title"', html)
    html = _SECTION_TITLE.sub(r'\1 id="\2_title"', html)
    return html if _CONTENTS in html else _OPENS_CONTENTS.sub(r"\1", html)
