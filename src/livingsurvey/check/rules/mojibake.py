"""BIB051."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.texts import Text, texts
from livingsurvey.model.entry_types import PRINTED
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem

# What the bytes 80 to BF, which continue a character in UTF-8, become as cp1252 or latin-1. Quotes, dashes and signs
# stand behind a letter in sound text, too.
_SIGNS = "‘’“”–—…™©®°·«»"
_REST = r"\x80-\xa8\xaa\xac\xad\xaf\xb1-\xb6\xb8-\xba\xbc-\xbf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜š›œžŸ"
_ANY = rf"[{_REST}{_SIGNS}]"
_RUN = re.compile(
    rf"""
      (?: [ÂÃ]{_ANY} | [ÄÅ](?:[{_REST}]|[{_SIGNS}](?=[a-zß-ÿ])) | â{_ANY}{{2}} | ï[¼½»]{_ANY} | [ð-ô]{_ANY}{{3}} )+
    | (?: [Ã-ß]{_ANY} | [à-ï]{_ANY}{{2}} ){{2,}}
    | [\x80-\x9f\ufffd] | ï¿½
    """,
    re.VERBOSE,
)
# What every run begins with; a pattern of one set of characters is searched for fast.
_MARK = re.compile(rf"[Â-ô\x80-\x9f\ufffd](?:(?<![Â-ô])|{_ANY})")
_LOST = ("\ufffd", "ï¿½")


@rule("BIB051", severity="warning", scope="store", fix="unsafe")
def mojibake(survey: Survey) -> Iterator[Problem]:
    """Letters of a value were read in the wrong encoding.

    Somewhere on its way UTF-8 was taken for Windows' cp1252, so that `é` became two odd letters. The fix reads the same
    bytes as UTF-8 again. Where a question mark in a black diamond stands, the letter is lost: look it up.

    Wrong:

        @misc{erdos1959random, author = {ErdÅ‘s, Paul}, title = {On Random Graphs}}

    Right:

        @misc{erdos1959random, author = {Erdős, Paul}, title = {On Random Graphs}}
    """
    for text in texts(survey, _MARK, PRINTED):
        yield from _problem(text)


def _problem(text: Text) -> Iterator[Problem]:
    """All the misread letters of a value as one problem."""
    places, edits = [], []
    for match in _RUN.finditer(text.text):
        span, meant = text.span(*match.span()), _reread(match[0])
        if meant:
            edits.append(Edit(span, meant))
        if meant or match[0] in _LOST:
            places.append(span)
    if places:
        first = edits[0] if edits and edits[0].span == places[0] else None
        message = f"`{places[0].text}` was `{first.text}` before it was misread" if first else "a letter was lost here"
        hint = "read the bytes as UTF-8 again" if first else "look it up in the original"
        fix = Fix(tuple(edits)) if edits else None
        yield Problem(places[0], message, hint, related=tuple(places[1:]), fix=fix)


def _reread(run: str) -> str:
    """The text that a run was before it was misread; empty if it was none."""
    try:
        data = b"".join(map(_byte, run))
        text = data.decode("utf-8") if len(run) > 1 else data.decode("cp1252")
    except UnicodeError:
        return ""
    text = text.replace("\xa0", "~").replace("\xad", "")
    return text if text.isprintable() and "\ufffd" not in text else ""


def _byte(char: str) -> bytes:
    """The byte that was read as a character."""
    return char.encode("latin-1") if ord(char) < 0x100 else char.encode("cp1252")
