"""Front matter that nobody reads as such: it is not closed, or does not open on the first line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from livingsurvey.check.pages.front_matter import OURS, THEIRS
from livingsurvey.model.chapter import Chapter
from livingsurvey.syntax import yaml
from livingsurvey.syntax.markdown.mask import front_matter
from livingsurvey.syntax.source import Span

_BEFORE = re.compile(r"(?:[\s\ufeff]|<!--(?:(?!<!--|-->).)*+-->)*+", re.S)
_RULE = re.compile(r"(?P<dashes>-{3,})[ \t]*(?:\r\n?|\n)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_FACT = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:(?:\s|$)")
_FURTHER = re.compile(r"[ \t]+\S|-[ \t]")  # what goes on with a value: an indented line, an item of a list
_SKIPPED = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))*+")
_KNOWN = THEIRS.union(OURS)


@dataclass(frozen=True)
class Unread:
    """A front matter that is none: the place of its opening rule, and the offset behind its last line of facts.

    `before` is the place of what stands before it, `closed` says whether a rule closes it.
    """

    opening: Span
    end: int
    before: Span
    closed: bool


def unread(chapter: Chapter) -> Unread | None:
    """The front matter that a page's author meant and no program reads; `None` where all is as it should be."""
    text = chapter.source.text
    if front_matter(text) and not chapter.front_matter_problem:
        return None
    found = _BEFORE.match(text)
    start = found.end() if found else 0
    rule = _RULE.match(text, start)
    if not rule:
        return None
    end, known = _facts(text, rule.end())
    if not known or (front_matter(text) and not _swallows(chapter, rule.end(), end)):
        return None
    opening = chapter.source.span(start, rule.end("dashes"))
    closed = front_matter(text[start:]) is not None and not front_matter(text)
    return Unread(opening, end, chapter.source.span(0, start), closed)


def _facts(text: str, start: int) -> tuple[int, bool]:
    """The offset behind the lines of facts that begin here, and whether a key that is known is among them."""
    end, known = start, False
    for line in _LINE.finditer(text, start):
        fact = _FACT.match(line[0])
        remark = line[0].startswith("#")  # or the heading of a page
        if not fact and not remark and not _FURTHER.match(line[0]):
            break
        known = known or bool(fact and fact["key"].lower() in _KNOWN)
        end = end if remark else line.end()
    return end, known


def _swallows(chapter: Chapter, start: int, end: int) -> bool:
    """Whether a front matter that cannot be read ran on into the text, up to some rule there.

    Its facts then can be read by themselves, and what follows them looks like none.
    """
    try:
        facts = yaml.parse(chapter.source, start, end)
    except yaml.YamlError:
        return False
    text = chapter.source.text
    skipped = _SKIPPED.match(text, end)
    rest = skipped.end() if skipped else end
    return bool(facts and isinstance(facts.value, dict)) and not (_FACT.match(text, rest) or _RULE.match(text, rest))
