"""BIB032."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Field
from livingsurvey.syntax.bibtex.edit import literal
from livingsurvey.syntax.page_numbers import Pages, behind_label, is_article_page, items, page_range
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span


@rule("BIB032", severity="warning", scope="store", fix="safe")
def hyphen_in_pages(survey: Survey) -> Iterator[Problem]:
    """A range of pages is written with another dash than `--`.

    LaTeX prints a hyphen for a hyphen, and programs that read .bib files look for `--` where a range is meant. Only
    ranges are told: two pages of one kind, the second not before the first. `021106-4` is an article's page.

    Wrong:

        @article{ash2020first, title = {First}, journal = {Woods}, pages = {12-34}}

    Right:

        @article{ash2020first, title = {First}, journal = {Woods}, pages = {12--34}}
    """
    for entry in survey.bibliography.entries:
        for field in entry.fields:
            if field.name == "pages" and not field.value.isdecimal() and (dashes := _other_dashes(field)):
                yield Problem(
                    dashes[0],
                    f"`{dashes[0].text.strip() or dashes[0].text}` in a range of pages",
                    "write `--`",
                    related=tuple(dashes[1:]),
                    fix=Fix(tuple(Edit(dash, "--") for dash in dashes), safe=True),
                )


def _other_dashes(field: Field) -> list[Span]:
    inside = literal(field)
    if inside is None:
        return []
    text = inside.text
    found = (page_range(text, behind_label(text, start), end) for start, end in items(text))
    dashes = (pages.dash for pages in found if pages and _in_order(pages))
    spans = (Span(field.source, inside.start + start, inside.start + end) for start, end in dashes)
    return [span for span in spans if span.text.strip() != "--"]


def _in_order(pages: Pages) -> bool:
    return pages.first.number <= pages.last.number and not is_article_page(pages)
