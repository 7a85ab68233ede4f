"""DOC001."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import KINDS, STATUSES, Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.yaml import Node

_CHOICES = {"kind": KINDS, "status": STATUSES}
_TEXTS = ("title", "description")
_DATES = ("searched", "due")
_LISTS = ("challenges", "perspectives")


@rule("DOC001", scope="chapter")
def malformed_front_matter(survey: Survey) -> Iterator[Problem]:
    """The front matter of a chapter cannot be read, or a value in it has the wrong form.

    `title` and `description` are texts, `kind` is `chapter`, `part` or `matter`, `status` is `draft`, `checked` or
    `reviewed`, `searched` and `due` are dates, `challenges` and `perspectives` are lists.

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
        elif name in _DATES and type(node.plain).__name__ != "date":
            yield Problem(node.span, f"`{shown}` is no date", "write it as YYYY-MM-DD")
        elif name in _LISTS and not isinstance(node.value, tuple):
            yield Problem(node.span, f"`{name}` is a list", f"write {name}: [{shown}]")
