"""SEC007."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.invisible import RIGHT_TO_LEFT, named
from livingsurvey.syntax.markdown.mask import body_start
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Source, Span

# What turns words round, and what spells out hidden words: a reviewer reads another text than the computer does. Flags
# of regions are the one use of tag characters (Unicode, UTS #51, annex C), joined emoji one of a selector behind it.
_MARK = re.compile(
    r"\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f"
    r"|(?P<turning>[\u202a-\u202e\u2066-\u2069])"
    r"|(?P<spelling>[\U000e0000-\U000e007f]+|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,})"
    r"|(?P<direction>[\u200e\u200f\u061c])"
    r"|(?P<nothing>[\ufeff\u206a-\u206f\ufff9-\ufffb]|(?<=[A-Za-z0-9])[\u200b-\u200d\u2060-\u2064](?=[A-Za-z0-9]))"
    r"|(?P<filler>(?<![\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff])[\u115f\u1160\u3164\uffa0]"
    r"(?![\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]))"
    r"|(?P<control>[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f])"
)
# Whether there is anything to look for, which a set of characters tells many times faster.
_ANY = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
_BREAK = re.compile(r"[\r\n]")
# Of these BIB042 tells in a .bib file.
_OF_BIBTEX = frozenset({"nothing", "direction", "control"})
_HINTS = {
    "direction": "remove it: there is nothing in this line that runs from right to left",
    "control": "remove it, or write what should stand here",
}
_VISIBLY = 'remove it; where the direction must be said, `<bdi>` or `<span dir="rtl">` says it visibly'


@rule("SEC007", fix="safe")
def hidden_character(survey: Survey) -> Iterator[Problem]:
    """A text holds a character that shows nothing and makes it read otherwise than it is.

    Marks of direction turn words round, so that a reviewer reads "safe" where the file says something else; letters
    without width make two words look like one, and tag characters spell out whole sentences that only programs read.
    Scripts that run from right to left need none of the former: browsers find the direction themselves, and where one
    must help them, `<bdi>` or `<span dir="rtl">` does it visibly. Their marks U+200E, U+200F and U+061C are let alone
    in a line with such letters, and so are the joiners of Persian, of Indic scripts and of emoji.

    Wrong: a sentence in which U+202E turns round whatever follows it.

    Right:

        The word <bdi>שלום</bdi> means peace.
    """
    for source in (survey.settings.source, *survey.sources):
        if _ANY.search(source.text):
            yield from _in_source(source)


def _in_source(source: Source) -> Iterator[Problem]:
    kind = source.path.rpartition(".")[2].lower()
    # What stands in front matter, YAML and SVG must be YAML and XML, which hold no control codes; others tell of those,
    # and of what shows nothing in a .bib file.
    body = body_start(source.text) if kind == "md" else len(source.text)
    lines = _Lines(source.text)
    line: list[Span] = []  # where words of one line are turned round
    for found in _MARK.finditer(source.text):
        group, place = found.lastgroup, source.span(*found.span())
        if group is None or (group == "control" and place.start < body) or (kind == "bib" and group in _OF_BIBTEX):
            continue
        if group == "direction" and lines.run_from_right(place.start):
            continue
        if group == "turning":
            if line and _BREAK.search(source.text, line[-1].end, place.start):
                yield _turned(line)
                line = []
            line.append(place)
        else:
            beside = source.text[max(0, place.start - 1) : place.start] + source.text[place.end : place.end + 1]
            safe = group == "nothing" and not _ANY.search(beside)  # what is left may be something else together
            fix = Fix((Edit(place, ""),), safe) if group != "control" else None
            yield Problem(place, _message(found[0]), _HINTS.get(group, "remove it"), fix=fix)
    if line:
        yield _turned(line)


def _turned(places: list[Span]) -> Problem:
    """One problem for all the marks of a line: most come in pairs."""
    first, *others = places
    more = f", with {len(others)} more such mark{'s' * (len(others) > 1)} in this line" if others else ""
    message = f"{named(first.text)} turns round what one reads{more}"
    fix = Fix(tuple(Edit(place, "") for place in places))
    return Problem(first, message, _VISIBLY, related=tuple(others), fix=fix)


def _message(found: str) -> str:
    if len(found) > 1:
        return f"{len(found)} characters stand here that one cannot see, the first {named(found[0])}"
    return f"{named(found)} stands here, and shows nothing"


class _Lines:
    """Tells of lines whether they have a letter of a script that runs from right to left; asked in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = -1
        self._answer = False

    def run_from_right(self, at: int) -> bool:
        """Whether the line around an offset has such a letter."""
        if at > self._end:
            start = max(self._text.rfind(mark, 0, at) for mark in "\r\n") + 1
            behind = _BREAK.search(self._text, at)
            self._end = behind.start() if behind else len(self._text)
            self._answer = RIGHT_TO_LEFT.search(self._text, start, self._end) is not None
        return self._answer
