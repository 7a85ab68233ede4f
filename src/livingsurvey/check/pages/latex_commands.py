"""Commands of LaTeX that are found in chapters, and what Markdown has instead of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.check.pages.latex_arguments import behind_argument
from livingsurvey.check.pages.latex_citations import COMMAND as CITATION
from livingsurvey.check.pages.latex_citations import read
from livingsurvey.check.pages.latex_formulas import formulas
from livingsurvey.check.pages.running_text import RunningText
from livingsurvey.syntax.regions import Regions

# What goes around the argument. Small capitals, colours and the like have no place in Markdown.
AROUND = {
    **dict.fromkeys(("emph", "textit", "textsl"), ("*", "*")),
    "textbf": ("**", "**"),
    "textsuperscript": ("<sup>", "</sup>"),
    "textsubscript": ("<sub>", "</sub>"),
    "underline": ("<u>", "</u>"),
    "enquote": ('"', '"'),
    **dict.fromkeys(("mbox", "textrm", "textsf", "textnormal", "textup", "textmd"), ("", "")),
}
SYMBOLS = {
    **dict.fromkeys(("ldots", "dots", "textellipsis"), "…"),
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "textendash": "–",
    "textemdash": "—",
    "textregistered": "®",
    "texttrademark": "™",
}
_ENVIRONMENTS = {
    **dict.fromkeys(("itemize", "enumerate", "description"), "write a list: `- ...` or `1. ...`"),
    **dict.fromkeys(("equation", "align", "gather", "multline", "eqnarray", "displaymath"), "write `$$ ... $$`"),
    **dict.fromkeys(("figure", "figure*", "center"), "write `![what it shows](figure.svg)`, or only the text"),
    **dict.fromkeys(("table", "table*", "tabular", "tabularx", "longtable"), "write a table of Markdown: `| a | b |`"),
    **dict.fromkeys(("quote", "quotation"), "write `> ` before each line"),
    **dict.fromkeys(("verbatim", "lstlisting", "minted"), "write a fenced block: three backticks above and below"),
}
_HEADING = "write a heading: `## Title`"
_REFERENCE = "name the place `{#fig-x}`, `{#tbl-x}`, `{#eq-x}` or `{#sec-x}`, and refer to it by `@fig-x`"
_LAYOUT = "take it out: the page is laid out by its style"
HINTS = {
    **dict.fromkeys(("part", "chapter", "section", "subsection", "subsubsection", "paragraph"), _HEADING),
    **dict.fromkeys(("label", "ref", "eqref", "autoref", "cref", "Cref", "pageref", "nameref"), _REFERENCE),
    "item": _ENVIRONMENTS["itemize"],
    "footnote": "write `[^1]` here, and `[^1]: ...` in a paragraph of its own",
    "footnotetext": "write `[^1]: ...` in a paragraph of its own",
    "footnotemark": "write `[^1]`",
    "caption": "write the caption in a block `/// figure-caption` or `/// table-caption`",
    "includegraphics": "write `![what it shows](figure.svg)`",
    "textsc": "write the words alone",
    "texttt": "write it between backticks",
    "url": "write `<https://...>`",
    "href": "write `[text](https://...)`",
    **dict.fromkeys(("textcolor", "color", "vspace", "hspace", "thispagestyle", "pagestyle"), _LAYOUT),
    **dict.fromkeys(("centering", "noindent", "newpage", "clearpage", "pagebreak", "bigskip", "medskip"), _LAYOUT),
    **dict.fromkeys(("smallskip", "maketitle", "tableofcontents", "hline", "toprule", "midrule"), _LAYOUT),
    **dict.fromkeys(("bottomrule", "newline", "linebreak"), _LAYOUT),
    **dict.fromkeys(("input", "include"), "put the text itself here"),
    **dict.fromkeys(
        ("bibliography", "bibliographystyle", "printbibliography"), "take it out: the site lists the works"
    ),
    **dict.fromkeys(("usepackage", "documentclass", "newcommand", "title", "author", "date"), "take it out"),
}
# These need no argument. All others are only words about LaTeX where none follows.
_BARE = frozenset(
    "item footnotemark centering noindent newpage clearpage pagebreak bigskip medskip smallskip maketitle newline"
    " tableofcontents hline toprule midrule bottomrule linebreak printbibliography".split()
).union(SYMBOLS)
_NAMES = "|".join(sorted({"begin", "end", *AROUND, *SYMBOLS, *HINTS}, key=lambda name: (-len(name), name)))
_COMMAND = re.compile(rf"\\(?<!\\\\)(?P<name>{_NAMES})(?![A-Za-z])\*?")
# Between the beginning and the end of these all is TeX, which one finding tells.
_MATH = re.compile(
    r"\\(?P<mark>begin|end)\{(?P<name>(?:equation|align|gather|multline|eqnarray|displaymath|math|cases|array)\*?)\}"
)


@dataclass(frozen=True)
class Command:
    """A command and the offsets of its first argument, without the braces; `end` is the offset behind that, or behind
    the command where it has none.
    """

    name: str
    start: int
    end: int
    argument: tuple[int, int] | None


def commands(running: RunningText) -> Iterator[Command]:
    """The commands of a chapter, in order, but for those in citations and formulas of LaTeX."""
    document, text = running.chapter.document, running.chapter.source.text
    matches = list(running.find(_COMMAND))
    apart = inside_latex(running) if matches else Regions([])
    for found in matches:
        start, at = found.start(), found.end()
        if apart.holds(start):
            continue
        end = document.inline_at(start).end
        if text[at : at + 1] == "[" and (behind := behind_argument(text, at, end)):
            at = behind
        behind = behind_argument(text, at, end) if text[at : at + 1] == "{" else None
        if behind:
            yield Command(found["name"], start, behind, (at + 1, behind - 1))
        elif text[at : at + 1] == "{" or (found["name"] in _BARE and not _is_path(text, found)):
            yield Command(found["name"], start, found.end(), None)


def _is_path(text: str, found: re.Match[str]) -> bool:
    r"""Whether a backslash divides a path of Windows: `C:\item`, `new\item`; but `and so on\ldots` is a command."""
    before = text[max(0, found.start() - 1) : found.start()]
    is_symbol = found["name"] in SYMBOLS and text[found.end() : found.end() + 1] not in ("\\", "/", ":")
    return before in (":", "/") or (before.isalnum() and not is_symbol)


def inside_latex(running: RunningText) -> Regions:
    """Where commands are parts of a larger one that is told as a whole: in its citations and formulas."""
    document, text = running.chapter.document, running.chapter.source.text
    spans = list(_environments(document.masked))
    spans += [(formula.opening.start, formula.closing.end) for formula in formulas(running)]
    for command in running.find(CITATION):
        citation = read(text, command, document.inline_at(command.start()).end)
        spans += [(command.start(), citation.end)] if citation else []
    return Regions(spans)


def _environments(text: str) -> Iterator[tuple[int, int]]:
    """From behind the beginning of each environment of math to behind its end, if it has one."""
    opened: dict[str, int] = {}
    for found in _MATH.finditer(text):
        if found["mark"] == "begin":
            opened.setdefault(found["name"], found.end())
        elif found["name"] in opened:
            yield opened.pop(found["name"]), found.end()


def environment_hint(name: str) -> str:
    """What to write instead of an environment."""
    return _ENVIRONMENTS.get(name.strip().rstrip("*"), "take it out, and write its content as Markdown")
