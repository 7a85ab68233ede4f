"""DOC014."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.front_matter_place import Unread, unread
from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem, edited

# As Hugo has it: facts in TOML (`key = value`, or `[table]`) between two lines of plus signs.
_TOML = re.compile(r"\ufeff?(?P<opening>\+{3})[ \t]*\r?\n\s*(?:[\w.-]+[ \t]*=|\[[\w.\"-]+\])")
_TOML_END = re.compile(r"^\+{3}[ \t]*\r?$", re.M)


@rule("DOC014", scope="chapter", fix="unsafe")
def unread_front_matter(survey: Survey) -> Iterator[Problem]:
    """A front matter is not closed, does not begin on the first line, or is written in TOML.

    No program takes it for one then: its lines show as text at the head of the page, and title and dates are lost. It
    opens with a line of three hyphens, the very first of the file, and closes with another.

    Wrong:

        ---
        title: Federated learning

        Many clients train one model.

    Right:

        ---
        title: Federated learning
        ---

        Many clients train one model.
    """
    for chapter in survey.chapters:
        if found := unread(chapter):
            yield _problem(chapter, found)
        elif (toml := _TOML.match(chapter.source.text)) and _TOML_END.search(chapter.source.text, toml.end()):
            message = "this front matter is written in TOML, which is read by other programs alone"
            hint = 'write `---` above and below it, and its facts as YAML: `title: "..."`'
            yield Problem(chapter.source.span(*toml.span("opening")), message, hint)


def _problem(chapter: Chapter, found: Unread) -> Problem:
    if found.opening.text != "---":
        message = f"a front matter opens with three hyphens, not {len(found.opening.text)}"
        return Problem(found.opening, message, "write `---` above and below it")
    if found.before.text:
        message = "this front matter does not begin on the first line"
        removable = found.closed and not found.before.text.strip("\ufeff \t\r\n")
        fix = _fix(chapter, Edit(found.before, "")) if removable else None
        return Problem(found.opening, message, "take out what stands before it", fix=fix)
    end = chapter.source.span(found.end)
    before = chapter.source.text[: found.end]
    line_end = next(end for end in ("\r\n", "\n", "\r") if end in before)
    closing = f"---{line_end}" if before.endswith(("\n", "\r")) else f"{line_end}---{line_end}"
    fix = _fix(chapter, Edit(end, closing))
    return Problem(found.opening, "this front matter is not closed", "write `---` on a line below its last", fix=fix)


def _fix(chapter: Chapter, edit: Edit) -> Fix | None:
    """An edit that makes a front matter; none if that could not be read either, which would only move the fault."""
    return Fix((edit,)) if chapter.edited(edited(chapter.source, (edit,))).front_matter else None
