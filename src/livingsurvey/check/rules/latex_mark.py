"""TEX006."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.latex_commands import inside_latex
from livingsurvey.check.pages.running_text import RunningText
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.latex import plain
from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.regions import Regions

_LABELS = (
    r"Figures?|Figs?\.|Tables?|Tabs?\.|Equations?|Eqs?\.|Sections?|Secs?\.|Chapters?|Chaps?\.|Algorithms?|Algs?\."
    r"|Theorems?|Thm\.|Lemmas?|Definitions?|Propositions?|Corollary|Appendix|Apps?\.|Refs?\.|Nos?\.|Vols?\.|pp?\."
    r"|Dr\.|Prof\.|Mrs?\.|al\.|cf\.|e\.g\.|i\.e\.|vs\.|[A-Z]\."
)
_UNITS = r"(?:[kMGTP]?i?B|bits?|bytes?|GPUs?|CPUs?|ms|s|min|h|k?m|W|GHz|MHz|Hz|%|\\%)"
_MARK = re.compile(
    r"(?<![\\:{])\\(?P<sign>%(?!\})|&(?!\w{1,30};|#))"
    rf"|(?<![\w~])(?:{_LABELS})(?P<label>~)(?!\\[A-Za-z]*[Cc]ite)(?=[\w(\[@\\\ufffc])"
    r"|(?<=[\w.,)\]])(?P<cited>~)(?=\[[^\[\]\r\n]{0,100}@|@[\w{]|\\(?:eq|auto|c|C|page)?ref\{)"
    rf"|(?<=\d)(?P<unit>~)(?={_UNITS}(?![\w~]))"
    r"|(?<=[\w.])(?P<thin>\\,)(?=\w)"
    r"|(?<=\.)(?P<space>\\ )(?=[\w(\[@\ufffc])"
    r"|(?P<accent>\{\\[\"'`^~=.]\{?\\?[A-Za-z]\}?\}|(?<!\\)\\[\"'`^~]\{\\?[A-Za-z]\}|(?<!\\)\\[cv]\{[A-Za-z]\}"
    r"|\{\\(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L)\})"
)
_QUOTED = re.compile(r"``(?<![`\\]``)(?=[\w(\[$*\\])(?P<inner>[^`]{1,300}?)''(?!['`])")
_QUOTED_TWICE = re.compile(rf"{_QUOTED.pattern}(?=(?P<rest>[^`]{{0,1000}}``\w[^`]{{0,300}}?''(?!['`])))")
_LAST = re.compile(r"\S\s*\Z")
_REACH = 100


@rule("TEX006", severity="warning", scope="chapter", fix="safe")
def latex_mark(survey: Survey) -> Iterator[Problem]:
    r"""A sign is written as only LaTeX reads it: `\%`, `~` for a space, ``quotes'', `{\"u}`.

    The page shows it as it stands. Markdown needs no backslash before a per cent sign or an ampersand, has no tie but
    `&nbsp;`, and takes letters and quotation marks as they are typed.

    Wrong:

        Figure~3 shows 30\% of M{\"u}ller's ``samples''.

    Right:

        Figure 3 shows 30% of Müller's "samples".
    """
    for chapter in survey.chapters:
        running = RunningText(chapter)
        yield from _marks(running)
        for found in running.find(_QUOTED) if "``" in chapter.document.prose else ():
            yield _quotation(running, found, "are quotation marks of LaTeX", '"' not in found["inner"])
        for found in _QUOTED_TWICE.finditer(chapter.source.text) if "``" in chapter.source.text else ():
            if _is_read_as_code(chapter.document, found):
                yield _quotation(running, found, "are quotation marks of LaTeX, and read as code", False)


def _marks(running: RunningText) -> Iterator[Problem]:
    """All but quotations."""
    prose = running.chapter.document.prose
    matches = list(running.find(_MARK)) if "\\" in prose or "~" in prose else []  # which every mark has
    apart = inside_latex(running) if matches else Regions([])
    for found in matches:
        name = found.lastgroup or ""
        span = running.chapter.source.span(*found.span(0 if name == "sign" else name))
        if not apart.holds(span.start):
            char = _written(name, found[name])
            is_plain = not (running.in_heading(span.start) or running.ends_key(span.start))
            fix = Fix((Edit(span, char),), is_plain) if char else None
            hint = f"write `{char}`" if char.strip() else "write a space" if char else "write the letter itself"
            yield Problem(span, f"`{span.text}` is LaTeX, and the page shows it as it stands", hint, fix=fix)


def _written(name: str, mark: str) -> str:
    """What a mark is in Markdown; nothing if that is not certain.

    A tie becomes a plain space: the worst that can follow is a line that begins with a number. Only within a number, or
    between it and its unit, that would hinder reading.
    """
    match name:
        case "sign":
            return mark
        case "unit" | "thin":
            return "&nbsp;"
        case "accent":
            letter = plain(mark)
            return letter if len(letter) == 1 and letter.isalpha() else ""
    return " "


def _quotation(running: RunningText, found: re.Match[str], message: str, safe: bool) -> Problem:
    """There is no fix where quotation marks would end the title that they stand in."""
    source, start, end = running.chapter.source, found.start(), found.end("inner")
    marks = (source.span(start, start + 2), source.span(end, end + 2))
    fix = Fix(tuple(Edit(mark, '"') for mark in marks), safe and not running.in_heading(start))
    is_title = running.in_panel_head(start)
    hint = "write `'...'` within a title" if is_title else 'write `"..."`'
    return Problem(source.span(start, end + 2), f"``...'' {message}", hint, fix=None if is_title else fix)


def _is_read_as_code(document: Document, found: re.Match[str]) -> bool:
    """Whether two quotations are read as one piece of code that reaches from the first into the second.

    It begins with the first: what stands before it is neither code nor a comment.
    """
    place = document.inline_at(found.start())
    before = _LAST.search(document.source.text, max(place.start, found.start() - _REACH), found.start())
    is_first = before is None or document.masked[before.start()] == before[0][0]
    return found.end("rest") <= place.end and is_first and document.masked[found.start()] != "`"
