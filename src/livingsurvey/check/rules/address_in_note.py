"""BIB053."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.identifier_fields import is_web_address
from livingsurvey.check.store.texts import Text, field_texts
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Entry
from livingsurvey.syntax.bibtex.edit import renamed, with_value
from livingsurvey.syntax.identifiers import arxiv_in, doi, doi_in
from livingsurvey.syntax.latex import address as decoded
from livingsurvey.syntax.problem import Fix, Problem

_MARK = re.compile(r"https?://")
_ADDRESS = re.compile(
    r"""
    (?P<before> (?: \b(?:available|accessible|online|on-line|retrieved|found|see|url|web|page|site|website|webpage|from
                       |at|on|in|the|also)\b | [\s:;,.\[\]()] )*+ )
    (?: \\url\s*\{\s* (?P<wrapped>https?://[^\s{}]+) \s*\} | (?P<bare>https?://[^\s{}]+?) )
    (?P<after> [\s.,;)\]]*+ (?P<day> [(\[]?(?:last\s+)?(?:accessed|visited|retrieved|checked)\b .* )? )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


@rule("BIB053", severity="warning", scope="store", fix="safe")
def address_in_note(survey: Survey) -> Iterator[Problem]:
    r"""A note is nothing but an address, and the entry has no `url`.

    Styles that make links take them from `url`, and so do our pages; in a note the address is printed as text.
    The day of a visit belongs into `urldate`. A note that says more than where to look is left alone.

    Wrong:

        @misc{ash2020first, title = {First}, howpublished = {\url{https://example.org/first}}}

    Right:

        @misc{ash2020first, title = {First}, url = {https://example.org/first}}
    """
    seen = None
    for text in field_texts(survey, _MARK, ("note", "howpublished")):
        found, entry = _ADDRESS.fullmatch(text.text.strip()), text.entry
        if found and entry and entry is not seen and _is_sound(found) and not _has_url(survey, entry):
            seen = entry
            yield _problem(text, found, can_rename=entry.field("url") is None)


def _is_sound(found: re.Match[str]) -> bool:
    return is_web_address(decoded(found["wrapped"] or found["bare"]))


def _has_url(survey: Survey, entry: Entry) -> bool:
    """Whether an entry has an address of its own, or from its correction; that of its DOI is none."""
    reference, own = survey.references.get(entry.key), entry.field("url")
    given = (decoded(own.value) if own else "", reference["url"] if reference else "")
    return any(address and not doi(address) for address in given)


def _problem(text: Text, found: re.Match[str], can_rename: bool) -> Problem:
    written = found["wrapped"] or found["bare"]
    address = decoded(written)
    if work := doi_in(address):
        hint, fix = f"write `doi = {{{work}}}`", None
    elif arxiv := arxiv_in(address):
        hint, fix = f"write `eprint = {{{arxiv}}}` and `archiveprefix = {{arXiv}}`", None
    elif found["day"]:
        hint, fix = f"write `url = {{{written}}}` and `urldate = {{YYYY-MM-DD}}`", None
    else:
        hint = f"write `url = {{{written}}}`"
        alone = not found["before"] and not found["after"]
        edits = (renamed(text.field, "url"), with_value(text.field, written))
        fix = Fix(edits, safe=alone) if can_rename else None
    return Problem(text.place, f"this `{text.name}` is only an address", hint, fix=fix)
