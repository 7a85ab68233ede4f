"""What data files say, for the files in which they are taken away: plain texts, citations taken apart, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from livingsurvey.model.amounts import Amount
from livingsurvey.model.data_fields import NUMBER
from livingsurvey.model.data_text import DataText
from livingsurvey.model.survey import Survey
from livingsurvey.render.exports.csv import harmless
from livingsurvey.syntax.markdown import plain_text
from livingsurvey.syntax.markdown.citations import CitationGroup


def plain(text: DataText | None) -> str:
    """A text without its marks, on one line."""
    return " ".join(plain_text(text.text).split()) if text else ""


def cites(survey: Survey, groups: Iterable[CitationGroup]) -> list[Mapping[str, str]]:
    """Citations, each with its key and whatever stands before and behind that."""
    return [known({"key": key, "prefix": prefix, "locator": locator})
            for key, prefix, locator in _citations(survey, groups)]  # fmt: skip


def keys(survey: Survey, groups: Iterable[CitationGroup]) -> list[str]:
    """The keys of citations, in order."""
    return [key for key, _, _ in _citations(survey, groups)]


def evidence(survey: Survey, groups: Iterable[CitationGroup], judgement: bool, note: DataText | None) -> str:
    """On what something rests, in one text: `ash2020, p. 4; the editors' judgement; a condition`."""
    cited = (
        " ".join(filter(None, (prefix, key))) + (f", {locator}" if locator else "")
        for key, prefix, locator in _citations(survey, groups)
    )
    return "; ".join([*cited, *(["the editors' judgement"] if judgement else []), *filter(None, [plain(note)])])


def number(amount: Amount | None) -> Mapping[str, Any] | float | None:
    """What programs count with; a range has both of its bounds, or the one that it has."""
    if amount is None:
        return None
    least, most = amount.bounds
    return least if least == most else known({"from": least, "to": most})


def known(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that say something."""
    return {name: fact for name, fact in facts.items() if fact not in ("", None, [], False)}


def safe(text: str) -> str:
    """A cell of a spreadsheet: a number as it is, any other text so that it is no formula."""
    return text if NUMBER.fullmatch(text) else harmless(text)


def _citations(survey: Survey, groups: Iterable[CitationGroup]) -> Iterator[tuple[str, str, str]]:
    for group in map(survey.canonical_group, groups):
        yield from ((citation.key, citation.prefix, citation.suffix) for citation in group.citations)
