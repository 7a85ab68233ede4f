"""BIB013."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.identifier_fields import is_arxiv_eprint, misplaced, stated
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.identifiers import arxiv
from livingsurvey.syntax.problem import Problem

_NEW = re.compile(r"(\d{2})(\d{2})\.(\d+)")


@rule("BIB013", scope="store")
def malformed_arxiv(survey: Survey) -> Iterator[Problem]:
    """An `eprint` on arXiv has not the form of an arXiv identifier.

    Since April 2007 it is year, month, a dot and a number of four digits (since 2015 of five): `2311.08105`; before, an
    archive, a slash and seven digits: `cs/0501001` (arXiv, "Understanding the arXiv identifier"). A version may follow.
    Spreadsheets cut the zeros at either end of such numbers.

    Wrong:

        @misc{douillard2023diloco, title = {DiLoCo}, eprint = {2311.8105}, archiveprefix = {arXiv}}

    Right:

        @misc{douillard2023diloco, title = {DiLoCo}, eprint = {2311.08105}, archiveprefix = {arXiv}}
    """
    for reference, field, text in stated(survey, "eprint"):
        said = reference.entry.field("archiveprefix") or reference.entry.field("eprinttype")
        if said is None or not is_arxiv_eprint(reference) or arxiv(text) or misplaced(reference, "eprint", text):
            continue
        yield Problem(field.value_span, f"`{text}` is no arXiv identifier", _hint(text))


def _hint(text: str) -> str:
    if new := _NEW.search(text):
        if not 1 <= int(new[2]) <= 12:
            return f"`{new[2]}` is no month; copy it from the paper's page on arXiv"
        digits = 5 if int(new[1]) >= 15 else 4
        if len(new[3]) != digits:
            return f"behind the dot stand {digits} digits; copy it from the paper's page on arXiv"
    return "write it as 2311.08105 or cs/0501001"
