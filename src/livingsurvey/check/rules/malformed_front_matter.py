"""DOC001."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import KINDS, STATUSES, Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.yaml import Node

_CHOICES = {"kind": KINDS, "status": STATUSES}
_TEXTS = ("title", "description")
_DATES = ("searched", "due", "retired")
_LISTS = ("challenges", "perspectives")
_DIGEST = re.compile(r"[\"']?[0-9a-fA-F]{12}[\"']?")


@rule("DOC001", scope="chapter")
def malformed_front_matter(survey: Survey) -> Iterator[Problem]:
    """The front matter of a chapter cannot be read, or a value in it has the wrong form.

    `title` and `description` are texts, `kind` is `chapter`, `part` or `matter`, `status` is `draft`, `checked` or
    `reviewed`, `searched`, `due` and `retired` are dates, `challenges` and `perspectives` are lists; `checked` holds a
    `date` and a `text`, the first 12 hexadecimal digits of the SHA-256 of what stands behind the front matter.

    Wrong:

        ---
        title: Federated learning
        searched: last spring
        ---

    Right:

        ---
        title: Federated learning
        searched: 2026-04-30
        ---
    """
    for chapter in survey.chapters:
        if problem := chapter.front_matter_problem:
            yield problem
        elif chapter.front_matter:
            yield from _values(chapter, chapter.front_matter)


def _values(chapter: Chapter, facts: Node) -> Iterator[Problem]:
    for name, _, node in facts.items():
        if node.value is None:
            continue
        shown = node.span.text.strip()
        if name in _CHOICES and node.value not in _CHOICES[name]:
            yield Problem(node.span, f"`{shown}` is no {name}", "choose one of: " + ", ".join(_CHOICES[name]))
        elif name in _TEXTS and not isinstance(node.value, str):
            yield Problem(node.span, f"`{name}` is one text", f'put it in quotes: {name}: "..."')
        elif name in _DATES and not _is_date(node):
            yield Problem(node.span, f"`{shown}` is no date", "write it as YYYY-MM-DD")
        elif name in _LISTS and not isinstance(node.value, tuple):
            yield Problem(node.span, f"`{name}` is a list", f"write {name}: [{shown}]")
        elif name == "checked":
            yield from _check(chapter, node)


def _is_date(node: Node) -> bool:
    return type(node.plain).__name__ == "date"


def _check(chapter: Chapter, node: Node) -> Iterator[Problem]:
    """What is wrong with the record of a check."""
    date, text = node.get("date"), node.get("text")
    if date is None or text is None:
        hint = f"write checked: {{date: YYYY-MM-DD, text: {chapter.body_digest}}} when somebody has read it"
        yield Problem(node.span, "`checked` needs a `date` and a `text`", hint)
        return
    if not _is_date(date):
        yield Problem(date.span, f"`{date.span.text.strip()}` is no date", "write it as YYYY-MM-DD")
    if not _DIGEST.fullmatch(text.span.text.strip()):
        hint = f"that of the text as it stands is {chapter.body_digest}"
        yield Problem(text.span, f"`{text.span.text.strip()}` is no digest of the text", hint)
