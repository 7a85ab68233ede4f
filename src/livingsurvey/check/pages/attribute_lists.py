"""Attribute lists behind links and images, as Python-Markdown's `attr_list` reads them: `![](x.png){alt="" .wide}`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from livingsurvey.model.chapter import Chapter
from livingsurvey.syntax.source import Span

_LIST = re.compile(r"\{:?(?P<list>[^{}\r\n]*)\}")
_PAIR = re.compile(r"(?<!\S)(?P<name>[\w:-]+)=(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>\S+))")


def attributes_behind(chapter: Chapter, element: Span) -> Mapping[str, str]:
    """The values by name in the list that follows an element at once; none without a list."""
    found = _LIST.match(chapter.document.masked, element.end)
    pairs = _PAIR.finditer(found["list"]) if found else ()
    return {pair["name"].lower(): pair["double"] or pair["single"] or pair["bare"] or "" for pair in pairs}
