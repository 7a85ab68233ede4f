"""Makes contributed HTML inert: an allow-list of elements, attributes, classes, ids and address schemes (nh3).

It runs inside the Markdown extension, so that every engine has it, and before anything of ours goes in. Elements,
inputs and schemes are those of `livingsurvey.syntax.html`, by which the checker tells a contributor what is taken out.
"""

from __future__ import annotations

import re

import nh3

from livingsurvey.syntax.html import ELEMENTS, EMPTIED, INPUTS, SCHEMES

_ATTRIBUTES = {
    "*": {"id", "class", "title", "lang", "dir", "role", "aria-label", "aria-hidden", "style"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"checked", "disabled", "name"},
    "label": {"for"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "time": {"datetime"},
    "details": {"open"},
}
_VALUES = {"input": {"type": set(INPUTS)}, "button": {"type": {"button"}}}
# Ids with these beginnings steer the theme's frame; classes with those do, or belong to what we generate. The ids of
# citations are left to whoever puts them in: a heading may be called "Ref counting".
_RESERVED_IDS = ("__",)
_RESERVED_CLASSES = ("md-", "sv-")
_ALLOWED_IDS = ("__tabbed_", "__codelineno-", "__span-", "__code_")
_ALLOWED_CLASSES = frozenset({"md-button", "md-button--primary", "md-typeset__table", "md-typeset__scrollwrap"})


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The attribute's value to keep; `None` drops it."""
    if name in ("id", "name", "for"):
        return None if value.startswith(_RESERVED_IDS) and not value.startswith(_ALLOWED_IDS) else value
    if name == "class":
        kept = [word for word in value.split() if not word.startswith(_RESERVED_CLASSES) or word in _ALLOWED_CLASSES]
        return " ".join(kept) or None
    return value


_CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    tag_attribute_values=_VALUES,
    clean_content_tags=set(EMPTIED),
    url_schemes=set(SCHEMES),
    link_rel=None,
    filter_style_properties={"text-align"},
)


# Where the kind of an input was not kept, it would become a field for text.
_INPUT = re.compile(r'<input\b(?:[^<>"]|"[^"]*")*>')


def sanitise(markup: str) -> str:
    """The HTML without anything that could act, reach outside, or pose as the page's own frame."""
    return _INPUT.sub(lambda found: found[0] if ' type="' in found[0] else "", _CLEANER.clean(markup))
