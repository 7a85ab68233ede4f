"""SEC005."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from livingsurvey.check.pages.markup import attributes
from livingsurvey.check.pages.snippets import snippets
from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import is_above, leaves, page_address
from livingsurvey.syntax.addresses import scheme
from livingsurvey.syntax.problem import Problem

_ADDRESSED = frozenset({"href", "src", "data", "poster", "srcset"})
_HINT = "put the file into the documents' folder, or link to it by its address on the web"
_OUT = "leads out of the documents' folder"
_ON_A_MACHINE = re.compile(r"(?:[A-Za-z]:[\\/]|\\\\)")


@rule("SEC005", scope="chapter")
def outside_file(survey: Survey) -> Iterator[Problem]:
    """A path leads out of the documents' folder: to another folder above it, or to somebody's own disk.

    Only what is in that folder is published, so readers would find nothing there; and what is put in from elsewhere, as
    snippets can, may be a file that nobody meant to publish. Snippets are read from the survey's folder, without its
    hidden files.

    Wrong:

        See [the results](../../results/table.csv) and ![the curve](file:///home/ann/curve.svg).

    Right:

        See [the results](../data/table.csv) and ![the curve](../figures/curve.svg).
    """
    for chapter in survey.chapters:
        for link in chapter.document.links:
            if what := _on_a_machine(link.target) or (leaves(survey, chapter, link) and _OUT):
                yield Problem(link.target_span, f"`{link.path}` {what}", _HINT)
        for given in attributes(chapter):
            if given.name in _ADDRESSED and (what := _in_html(survey, chapter, given.value)):
                yield Problem(given.value_span, f"`{given.value.strip()}` {what}", _HINT)
        for path, span in snippets(chapter, survey.settings):
            if what := _outside_survey(path):
                hint = "put what it shows into this file, or into one of the documents"
                yield Problem(span, f"the snippet `{path}` {what}", hint)


def _on_a_machine(address: str) -> str:
    """Why an address leads to a disk; empty if it leads to none."""
    if scheme(address) == "file" or _ON_A_MACHINE.match(unquote(address).strip()):
        return "is a file on one machine, which no reader has"
    return ""


def _in_html(survey: Survey, chapter: Chapter, address: str) -> str:
    """What is wrong with an address in HTML, which counts from that of the page; empty if nothing is."""
    path = unquote(address).strip().partition("?")[0].partition("#")[0]
    if scheme(address) or path.startswith("/"):
        return _on_a_machine(address)
    folder = posixpath.dirname(page_address(survey, chapter.path))
    return _OUT if is_above(posixpath.join(folder, path)) else ""


def _outside_survey(path: str) -> str:
    """What is wrong with the path of a snippet, which counts from the survey's folder; empty if nothing is."""
    parts = path.replace("\\", "/").split("/")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", path):
        return "would be fetched from elsewhere when the site is built"
    if _on_a_machine(path) or parts[0] in ("", "~"):
        return "is a file on one machine"
    if is_above(path):
        return "leads out of the survey's folder"
    return "is a hidden file" if any(part.startswith(".") and part.strip(".") for part in parts) else ""
