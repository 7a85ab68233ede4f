"""BIB020."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.publication_states import publication_state
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Field
from livingsurvey.syntax.bibtex.edit import literal, without
from livingsurvey.syntax.page_numbers import DASHES, behind_label, is_article_page, items, page_range
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span

_USUAL = re.compile(r"(?P<first>\d{1,9})(?:--(?P<last>\d{1,9}))?")
_OPEN = re.compile(rf"{DASHES}\s*(?P<last>(?=\w*\d)\w++)|(?P<first>(?=\w*\d)\w++)\s*{DASHES}")
_PLACEHOLDER = re.compile(rf"(x{{2,}}|n{{2,}}|0+)\s*{DASHES}\s*\1|0+|[^/]*\?[^/]*", re.IGNORECASE)
_TOTAL = re.compile(r"(?P<pages>[ivxlc]*[\s+]*\d+)[\s~]*(?:pp?\.|pp?|pages?|Seiten|S\.)")
_THOUSANDS = re.compile(rf"\s*\d{{1,3}}(,)\d{{3}}\s*{DASHES}\s*\d{{1,3}}(,)\d{{3}}\s*")


@rule("BIB020", severity="warning", scope="store", fix="safe")
def malformed_pages(survey: Survey) -> Iterator[Problem]:
    """Pages are given in a form that no style can print well.

    Styles set "pp." themselves. A range has two ends, the second not before the first; it may give only the last digits
    of its end (`345--52`). Articles' numbers (`e12`, `12:1--12:27`) and Roman numerals are pages, too; placeholders are
    none.

    Wrong:

        @article{ash2020first, title = {First}, journal = {Woods}, pages = {pp. 12--34}}

    Right:

        @article{ash2020first, title = {First}, journal = {Woods}, pages = {12--34}}
    """
    for entry in survey.bibliography.entries:
        for field in entry.fields:
            if field.name == "pages" and not _is_usual(field.value) and (inside := literal(field)):
                yield from _problems(field, inside)


def _is_usual(value: str) -> bool:
    """A quick test that most values pass: a page, or two in order."""
    usual = _USUAL.fullmatch(value)
    return bool(usual and int(usual["first"]) <= int(usual["last"] or usual["first"]) and int(usual["first"]))


def _problems(field: Field, inside: Span) -> Iterator[Problem]:
    text, start = inside.text, inside.start
    state = publication_state(text)
    if state is not None or _PLACEHOLDER.fullmatch(text.strip()):
        known = f"biblatex: `pubstate = {{{state}}}`" if state else "a placeholder is printed as it stands"
        fix = Fix((without(field),))
        yield Problem(inside, f"`{field.value}` is no page", f"remove the field until there is one; {known}", fix=fix)
        return
    if total := _TOTAL.fullmatch(text.strip()):
        hint = f"the number of all pages goes into `pagetotal = {{{total['pages']}}}`"
        yield Problem(inside, f"`{field.value}` does not say on which pages", hint)
        return
    if thousands := _THOUSANDS.fullmatch(text):
        commas = [Span(field.source, start + thousands.start(group), start + thousands.end(group)) for group in (1, 2)]
        fix = Fix(tuple(Edit(comma, "") for comma in commas))
        yield Problem(commas[0], "a comma in a page number: commas stand between pages", "remove it", fix=fix)
        return
    for one, end in items(text):
        page = behind_label(text, one)
        if page > one:
            label = Span(field.source, start + one, start + page)
            fix = Fix((Edit(label, ""),), safe=True)
            yield Problem(label, f"`{label.text.strip()}` before the pages", "remove it: styles set their own", fix=fix)
        yield from _problem(text[page:end], Span(field.source, start + page, start + end))


def _problem(text: str, place: Span) -> Iterator[Problem]:
    """What is wrong with one page or range."""
    pages = page_range(text)
    if pages and pages.last.number < pages.first.number and not is_article_page(pages):
        yield Problem(place, f"`{text}` ends before it begins", "look up the pages")
    elif end := _OPEN.fullmatch(text):
        hint = "add the page that is missing, or write one page without a dash"
        page = end["first"] or end["last"]
        yield Problem(place, f"`{text}` has only one end", hint, fix=Fix((Edit(place, page),)))
