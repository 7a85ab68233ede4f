"""What a page says of itself in its front matter: which keys there are, and the form of their values."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterator
from functools import lru_cache

from livingsurvey.config import PAGE_KINDS
from livingsurvey.model.chapter import STATUSES, Chapter
from livingsurvey.syntax import yaml
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Source, Span

_CHOICES = {"kind": PAGE_KINDS, "status": STATUSES}
_TEXTS = ("title", "description")
_DATES = ("searched", "due", "retired")
LISTS = ("challenges", "perspectives", "authors")
"""The keys whose values are lists of words."""
OURS = (*_TEXTS, *_CHOICES, *_DATES, *LISTS, "checked")
"""The keys that mean something to a survey."""
THEIRS = frozenset({
    # MkDocs and Material
    "author", "template", "subtitle", "icon", "hide", "search", "social", "tags", "comments", "location",
    "revision_date", "git_revision_date_localized", "git_creation_date_localized",
    # posts of Material's blog
    "categories", "date", "draft", "links", "pin", "readtime", "slug",
})  # fmt: skip
"""Keys that mean something to the engine or its theme."""

_SHORT = 8  # a word with fewer letters is near another if one letter is missing or too many, a longer one if two are
# Of no others it is safe to mend the form: once they can be read, further rules judge what they say, and may object.
_UNJUDGED = ("status", "challenges", "perspectives")
_DIGEST = re.compile(r"[\"']?[0-9a-fA-F]{12}[\"']?")
_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")


def problems(chapter: Chapter) -> Iterator[Problem]:
    """What is wrong with the keys and values of a front matter that can be read."""
    facts = chapter.front_matter
    if facts is None:
        return
    for name, key, node in facts.items():
        if name == "checked":
            yield from _check(chapter, node)
        elif name in OURS:
            yield from _value(name, node)
        elif meant := _meant(name):
            fix = Fix((Edit(key, meant),)) if facts.get(meant) is None else None
            yield Problem(key, f"`{name}` means nothing in a front matter", f"did you mean `{meant}`?", fix=fix)
    searched, due = facts.get("searched"), facts.get("due")
    if searched and due and _is_day(searched) and _is_day(due) and due.value < searched.value:
        message = "the next search is due before the last one was made"
        yield Problem(due.span, message, "correct `due` or `searched`", related=(searched.span,))


def _value(name: str, node: yaml.Node) -> Iterator[Problem]:
    """What is wrong with the value of a key of ours; an empty one counts as absent."""
    shown = node.span.text.strip()
    if node.value is None:
        return
    if name in _CHOICES and node.value not in _CHOICES[name]:
        yield _no_choice(name, node.span, shown)
    elif name in _TEXTS and not isinstance(node.value, str):
        yield Problem(node.span, f"`{name}` is one text", f'put it in quotes: {name}: "..."')
    elif name in _DATES and not _is_day(node):
        yield _no_day(node.span, shown)
    elif name in LISTS and not isinstance(node.value, tuple):
        written = _as_list(node)
        fix = Fix((Edit(node.span, written),), safe=name in _UNJUDGED) if written else None
        yield Problem(node.span, f"`{name}` is a list", f"write {name}: {written or '[one, two]'}", fix=fix)
    elif name in LISTS:
        for item in node.value:
            if isinstance(item.value, dict | tuple):
                hint = f"write each as one text: {name}: [one, two]"
                if name == "authors":
                    hint += "; what else is to be said of them stands in authors.yml"
                first = item.span.source.span(item.span.start, item.span.start + len(item.span.text.split("\n")[0]))
                yield Problem(first, f"what `{name}` lists is text, and this has parts", hint)
            elif not isinstance(item.value, str):
                yield Problem(item.span, f"`{item.span.text.strip()}` in `{name}` is no text", "put it in quotes")


def _no_choice(name: str, span: Span, shown: str) -> Problem:
    choices = _CHOICES[name]
    word = shown.strip("\"'").lower()
    near = difflib.get_close_matches(word, choices, 1, 0.7)
    fix = Fix((Edit(span, near[0]),), safe=word in choices and name in _UNJUDGED) if near else None
    hint = f"did you mean `{near[0]}`?" if near else "choose one of: " + ", ".join(choices)
    return Problem(span, f"`{shown}` is no {name}", hint, fix=fix)


def _is_day(node: yaml.Node) -> bool:
    return isinstance(node.value, datetime.date) and not isinstance(node.value, datetime.datetime)


def _no_day(span: Span, shown: str) -> Problem:
    found = _DAY.fullmatch(shown.strip("\"'"))
    if not found:
        return Problem(span, f"`{shown}` is no date", "write it as YYYY-MM-DD")
    try:
        day = datetime.date(*map(int, found.groups())).isoformat()
    except ValueError:
        return Problem(span, f"there is no day {found[0]}", "correct the year, month or day")
    return Problem(span, f"`{shown}` is no date", f"write it as {day}", fix=Fix((Edit(span, day),)))


def _as_list(node: yaml.Node) -> str:
    """A plain text such as `privacy, security` as a list of texts; nothing for what would not become one."""
    written = f"[{node.span.text.strip()}]"
    if not isinstance(node.value, str) or "\n" in written:
        return ""
    try:
        made = yaml.parse(Source("", written))
    except yaml.YamlError:
        return ""
    items = made.value if made and isinstance(made.value, tuple) else ()
    return written if items and all(isinstance(item.value, str) for item in items) else ""


def _check(chapter: Chapter, node: yaml.Node) -> Iterator[Problem]:
    """What is wrong with the record of a check."""
    if node.value is None:
        return
    date, text = node.get("date"), node.get("text")
    if date is None or text is None:
        hint = f"write checked: {{date: YYYY-MM-DD, text: {chapter.body_digest}}} when somebody has read it"
        yield Problem(node.span, "`checked` needs a `date` and a `text`", hint)
        return
    if not _is_day(date):
        yield _no_day(date.span, date.span.text.strip())
    if not _DIGEST.fullmatch(text.span.text.strip()):
        hint = f"that of the text as it stands is {chapter.body_digest}"
        yield Problem(text.span, f"`{text.span.text.strip()}` is no digest of the text", hint)


@lru_cache(maxsize=1000)
def _meant(name: str) -> str | None:
    """The key of ours that was probably meant by another; `None` for one that resembles none, which may be a user's."""
    word = name.lower()
    if word in OURS:
        return word
    if word in THEIRS or not word.isalpha():
        return None
    candidates = [key for key in OURS if abs(len(key) - len(word)) <= (1 if len(key) < _SHORT else 2)]
    near = difflib.get_close_matches(word, candidates, 1, 0.8)
    return near[0] if near else None
