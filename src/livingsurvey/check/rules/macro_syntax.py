"""SEC008."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.gitbook import GITBOOK_TAGS
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem

# Jinja's and Liquid's marks, on one line. Of GitBook's tags TEX003 tells. `{{1,4}}` counts, and holds only figures.
_MACRO = re.compile(r"(?P<value>\{\{(?!\{)[^{}\r\n]*\}\})|\{%(?P<tag>[^%{}\r\n]*)%\}")
_NAME = re.compile(r"[-+]?\s*(?P<name>[A-Za-z][\w-]*)")
_FIGURES = re.compile(r"[\s\d.,;]*")
_COMMAND = re.compile(r"\\[A-Za-z]+\*?(?:\[[^\[\]]{0,80}\])?\Z")
_ROOM = 120


@rule("SEC008", scope="chapter")
def macro_syntax(survey: Survey) -> Iterator[Problem]:
    """A text holds the syntax of a template language, `{{ ... }}` or `{% ... %}`.

    We put nothing in its place, and readers see it as it stands. A plugin for macros, such as mkdocs-macros, would run
    it as a program on the machine that builds the site: so it is an error in a chapter that anyone may send. What shall
    be read stands in backticks. A survey that uses such a plugin on purpose says so in `per-file-ignores`.

    Wrong:

        This survey was last edited on {{ git.date }}.

    Right:

        A template holds names in braces, such as `{{ title }}`.
    """
    for chapter in survey.chapters:
        text = chapter.document.wording
        if "{{" not in text and "{%" not in text:
            continue
        for found in _MACRO.finditer(text):
            if _is_macro(text, found):
                hint = "write the words themselves, or put it into backticks if it shall be read"
                yield Problem(chapter.source.span(*found.span()), _message(found), hint)


def _is_macro(text: str, found: re.Match[str]) -> bool:
    if found["value"] is None:
        name = _NAME.match(found["tag"])
        return not (name and name["name"] in GITBOOK_TAGS)
    before = text[max(0, found.start() - _ROOM) : found.start()]
    return not _FIGURES.fullmatch(found["value"][2:-2]) and not _COMMAND.search(before)


def _message(found: re.Match[str]) -> str:
    what = "`{{ ... }}`" if found["value"] else "`{% ... %}`"
    return f"{what} is the syntax of a template, and would be run by a plugin for macros"
