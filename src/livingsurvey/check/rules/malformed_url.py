"""BIB016."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.identifier_fields import is_web_address, misplaced, stated
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.addresses import running
from livingsurvey.syntax.bibtex.edit import literal, with_value
from livingsurvey.syntax.identifiers import doi
from livingsurvey.syntax.latex import address
from livingsurvey.syntax.problem import Fix, Problem

_WRAPPED = re.compile(r"\s*(?:\\(?:url|path|nolinkurl)\s*\{([^{}]+)\}|<([^<>]+)>)\s*")
_FILE = r"(?:pdf|html?|ps|gz|zip|docx?|txt|bib|tex)"  # no end of a host's name, but of a file's
_BARE = re.compile(rf"(?:[\w-]+\.)+(?!{_FILE}\b)[a-z]{{2,}}(?::\d+)?(?:[/?#]\S*)?", re.I)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)


@rule("BIB016", scope="store", fix="safe")
def malformed_url(survey: Survey) -> Iterator[Problem]:
    r"""A `url` is no address of the web.

    It begins with `https://` (or `http://`, `ftp://`), goes on with a host, and has no blanks (RFC 3986, section 3);
    anything else would be no link for the reader. LaTeX's own spellings (`\_`, `\%`, `{\textasciitilde}`) are no fault.
    The fix takes `\url{...}` and `<...>` away, which the field does without; `https://` in front of a host is an unsafe
    one.

    Wrong:

        @misc{mkdocs, title = {MkDocs}, url = {www.mkdocs.org}}

    Right:

        @misc{mkdocs, title = {MkDocs}, url = {https://www.mkdocs.org}}
    """
    for reference, field, text in stated(survey, "url"):
        span = literal(field) or field.value_span
        wrapped = _WRAPPED.fullmatch(field.value)
        if wrapped:
            inside = (wrapped[1] or wrapped[2]).strip()
            bare = address(inside)
            yield Problem(
                span,
                f"`{field.value.strip()[: wrapped.start(wrapped.lastindex or 0)]}` around the address",
                "write the address alone",
                fix=Fix((with_value(field, inside),), safe=is_web_address(bare) or bool(doi(bare))),
            )
        elif running(text):
            continue  # which is more than malformed: SEC009 tells it
        elif not is_web_address(text) and not doi(text) and not misplaced(reference, "url", text):
            fix = Fix((with_value(field, f"https://{field.value}"),)) if _BARE.fullmatch(text) else None
            yield Problem(span, *_words(text), fix=fix)


def _words(text: str) -> tuple[str, str]:
    scheme = _SCHEME.match(text)
    if _BARE.fullmatch(text):
        return "the address has no scheme", "put `https://` in front of it"
    if re.search(r"\s", text):
        if len(re.findall(r"://", text)) > 1:
            return "more than one address", "keep one here; others can go into `note`"
        return (
            "a blank in the address",
            "remove it, or write `%20`; remarks go into `note`, the day of a visit into `urldate`",
        )
    if scheme and scheme[1].lower() not in ("http", "https", "ftp"):
        return f"`{scheme[0]}` leads to no page of the web", "write an address that begins with `https://`"
    if scheme and not re.match(r"[a-z]+://[^/?#]", text, re.I):
        return "the address has no host", "write `https://host/path`"
    return f"`{text}` is no address", "write an address that begins with `https://`, or remove the field"
