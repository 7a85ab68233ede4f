"""TEX005."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.latex_commands import inside_latex
from livingsurvey.check.pages.running_text import RunningText
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem

# `\\`, also with a distance (`\\[2pt]`), and the lone backslash of CommonMark and GitBook, which Python-Markdown does
# not know.
_BREAK = re.compile(r"\\(?<!\\\\)(?:\\(?:\*|\[[\d.]+[a-z]{2}\])?)?(?=[ \t]*(?:\r|\n|\Z))")
_BLANKS = re.compile(r"[ \t]*")
_PATH = re.compile(r"(?<!\w)[A-Za-z]:(?:\\\S*)?\Z")
_REACH = 100


@rule("TEX005", severity="warning", scope="chapter", fix="safe")
def stray_line_break(survey: Survey) -> Iterator[Problem]:
    r"""A line ends with one backslash, or two, as LaTeX and other kinds of Markdown break lines.

    Here the page shows a backslash and breaks no line. A line is broken by `<br>`, and an empty line divides
    paragraphs.

    Wrong:

        Averaging works well.\\
        It is cheap.

    Right:

        Averaging works well.<br>
        It is cheap.
    """
    for chapter in survey.chapters:
        text, running = chapter.source.text, RunningText(chapter)
        matches = list(running.find(_BREAK))
        apart = inside_latex(running) if matches else None
        for found in matches:
            place = chapter.document.inline_at(found.start())
            lead = text[max(place.start, found.start() - _REACH) : found.start()]
            if (apart and apart.holds(found.start())) or _PATH.search(lead):
                continue
            is_last = found.end() == place.end
            # Two spaces at a line's end, the other way to break it, nobody sees, and many editors take them out.
            written = "" if is_last else "<br>"
            start = found.start() - len(lead) + len(lead.rstrip(" \t\\"))
            blanks = _BLANKS.match(text, found.end())
            edit = Edit(chapter.source.span(start, blanks.end() if blanks else found.end()), written)
            # Alone it is a gap between paragraphs, or all of a list's item, a cell or a section.
            is_all = is_last and start == place.start
            yield Problem(
                chapter.source.span(*found.span()),
                f"`{found[0]}` breaks no line, and the page shows a backslash",
                f"write `{written}`" if written else "take it out",
                fix=Fix((edit,), safe=not is_all),
            )
