"""The theme's navigation, drawn once for all pages that stand beside one another.

Material draws the whole navigation anew for every page, each entry by a macro: with hundreds of pages that is a third
of a build. An entry that does not lead to the page at hand looks the same on all pages from which the same relative
addresses lead to the same places. So the macro of the theme asks for what it has drawn before. Where a later version
of the theme, or somebody's own template, names it otherwise, all is drawn as ever.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension

_TEMPLATE = "partials/nav-item.html"
_FOLDER = "/material/templates/"
_MACRO = "{% macro render(nav_item, path, level, parent) %}"
_RENAMED = """\
{% macro render(nav_item, path, level, parent) -%}
  {{ survey_navigation.drawn(draw_anew, page, nav_item, path, level, parent) }}
{%- endmacro %}
{% macro draw_anew(nav_item, path, level, parent) %}"""

_BESIDE = "*"  # no name in an address

Draw = Callable[[Any, str, int, Any], str]


class Navigation:
    """What was drawn of one navigation; `items` are those of its top, as MkDocs has them."""

    def __init__(self, items: Iterable[Any]) -> None:
        addresses = Counter(_parts(item.url) for item in _all(items) if getattr(item, "url", None))
        links = {_parts(item.url) for item in _all(items) if item.is_link and item.url}
        # Pages from which addresses lead otherwise than from the pages beside them: those that have others below them,
        # and those that are named once more than by the entry of their own.
        self._alone = {address[:length] for address in addresses for length in range(1, len(address))}
        self._alone |= links | {address for address, times in addresses.items() if times > 1}
        self._drawn: dict[tuple[int, str, int, bool, tuple[str, ...]], tuple[Any, str]] = {}
        self._plain: dict[int, bool] = {}

    def drawn(self, draw: Draw, page: Any, item: Any, path: str, level: int, parent: Any) -> str:
        """An entry of the navigation on a page, with all below it."""
        if page is None or item.active or not self._is_plain(item):
            return draw(item, path, level, parent)
        folder, _, file = page.url.rpartition("/")
        here = _parts(folder if "." in file else page.url)  # as MkDocs tells a file
        seen_from = here if not here or here in self._alone else (*here[:-1], _BESIDE)
        name = (id(item), path, level, bool(parent and parent.active), seen_from)
        if name not in self._drawn:
            self._drawn[name] = (item, draw(item, path, level, parent))  # kept, so that no other takes its id
        return self._drawn[name][1]

    def _is_plain(self, item: Any) -> bool:
        """Whether nothing below an entry stands for several pages, as the views of a blog do."""
        if id(item) not in self._plain:
            self._plain[id(item)] = not any(getattr(each, "pages", None) for each in _all([item]))
        return self._plain[id(item)]


def draw_once(environment: Environment, items: Iterable[Any]) -> None:
    """Let the templates of an environment draw the entries of this navigation once."""
    environment.add_extension(_Asking)
    environment.globals["survey_navigation"] = Navigation(items)


class _Asking(Extension):
    """Puts the question before the macro that draws an entry."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The theme's template of an entry, which asks first; any other as it is."""
        if name != _TEMPLATE or _FOLDER not in (filename or "").replace("\\", "/"):
            return source
        return source.replace(_MACRO, _RENAMED, 1)


def _all(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _all(item.children or ())


def _parts(address: str) -> tuple[str, ...]:
    """The names in an address below the site's root."""
    path = posixpath.normpath(f"/{address}")[1:]
    return tuple(path.split("/")) if path else ()
