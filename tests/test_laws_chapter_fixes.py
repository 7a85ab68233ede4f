"""Law 4 on chapters: a safe fix removes its problem and adds none of any rule; a second run changes nothing.

The chapters are those of the rules' own cases, and texts in which faults of citations and what other programs leave
stand side by side, in containers of all kinds.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from in_memory import survey_of

import livingsurvey
from livingsurvey.check.rule import Diagnostic
from livingsurvey.edit.fix import fix
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import edited

EFFORT = int(os.environ.get("SURVEY_EFFORT", "1"))
law = settings(max_examples=100 * EFFORT, derandomize=EFFORT == 1, deadline=None, database=None)

CASES = Path(__file__).parent / "cases"
CHAPTER = re.compile(r'^```md title="docs/[^"]+"\n(.*?)^```$', re.M | re.S)
STORE = """\
@book{ash2020first, author = {Ash, Ann}, title = {First}, year = 2020, publisher = {Elm}, ids = {ash}}
@book{beech2021, author = {Beech, Bob}, title = {Second}, year = 2021, publisher = {Elm}}
"""
SETTINGS = "site_name: Law\nplugins: [survey]\nmarkdown_extensions: [admonition, footnotes, attr_list]\n"

PIECES = [
    # citations
    "[@ash2020first]", "[@Ash2020First]", "@ASH", "[@ash2020first; @beech2021; @ash2020first]", "[@beech2021, p. 3]",
    "[see @beech2021; @beech2021]", "[@beech2021; @beech2021, p. 3]", "[@Beech2021; @beech2021]", "[@nobody, pp. ??]",
    "It works very well. [@beech2021]", "[12]", "[3, 4]", "@beech2021 [p. xx]", "[@ash2020first,\n@ash2020first]",
    # LaTeX
    "\\citep[see][p.~3]{ash2020first, beech2021}", "as~\\cite{beech2021}", "\\cite{nobody}", "\\citet{ash}",
    "(\\citeyear{beech2021})", "works.\\cite{beech2021}", "\\citep{ash2020first}\\citep{beech2021}",
    "\\cite[p.~??]{ash}",
    "\\citet{ash2020first}:s", "\\citep{beech2021}(x)", "\\emph{one}", "\\textbf{two \\emph{one}}", "\\emph{a *b* c}",
    "\\texttt{a\\_b}", "\\url{https://example.org/a\\_b}", "\\href{https://example.org}{a page}", "\\ldots{}",
    "\\LaTeX",
    "\\enquote{said}", "\\mbox{word}", "\\textsuperscript{2}", "\\item", "\\footnote{A \\emph{note}.}", "\\emph{lost",
    "30\\%", "R\\&D", "Figure~3", "et al.~[@ash2020first]", "``quoted''", "``one'' and ``two''", "{\\\"u}", "5~GB",
    "10\\,000", "e.g.\\ this", "\\begin{align}", "x \\\\", "\\end{align}",
    # other programs
    "a&#x20;b", "end&#x20;\nof a line", "&#x20;&#x20;&#x20;&#x20;&#x20;start", "**bold&#x20;**", "a&nbsp;\nb", "&nbsp;",
    "&#8217;", "&#34;", "line\\\nbreak", "line \\\\\nbreak", "\\", "\\\\", "{% hint style=\"info\" %}", "{% endhint %}",
    # what is well, and what meddles
    "words", "and *emphasis*", "**strong**", "*", "**", "`code`", "`", "$x$", "[a link](index.md)", "[", "](index.md)",
    "|", "\"", "<b>", "</b>", "@", "(", ")", ".", "~", "\\",
]  # fmt: skip
HEADS = ["", "", "", "- ", "1. ", "> ", "## ", "!!! note\n\n    ", '!!! note "', "| a | b |\n| --- | --- |\n| ", "    "]


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """Some pieces in a container, with spaces between most of them."""
    head = draw(st.sampled_from(HEADS))
    parts = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4))
    text = "".join(part + draw(st.sampled_from([" ", " ", " ", "", "\n"])) for part in parts).strip("\n")
    inner = {"> ": "\n> ", "- ": "\n  ", "1. ": "\n   ", "!!! note\n\n    ": "\n    "}.get(head, "\n")
    end = {'!!! note "': '"', "| a | b |\n| --- | --- |\n| ": " | c |"}.get(head, "")
    return head + text.replace("\n", inner if "|" not in head and "#" not in head else " ") + end


CHAPTERS = st.tuples(st.lists(paragraphs(), min_size=1, max_size=3), st.sampled_from(["\n", "\r\n"])).map(
    lambda made: ("---\ntitle: Home\n---\n\n" + "\n\n".join(made[0]) + "\n").replace("\n", made[1])
)


def survey(chapter: str) -> Survey:
    return survey_of({"mkdocs.yml": SETTINGS, "bibliography/a.bib": STORE, "docs/index.md": chapter})


def found(survey: Survey) -> tuple[Diagnostic, ...]:
    """What all rules find but CIT008 and A11Y003: they see a quantity or a link where LaTeX hid one before."""
    return livingsurvey.check(survey, ignore=["CIT008", "A11Y003"])


def codes(diagnostics: tuple[Diagnostic, ...]) -> Counter[str]:
    return Counter(diagnostic.rule.code for diagnostic in diagnostics)


def text_of(survey: Survey) -> str:
    return survey.chapter_by_path["index.md"].source.text


def check_law(chapter: str) -> None:
    whole = survey(chapter)
    before = found(whole)
    for diagnostic in before:
        given_fix = diagnostic.problem.fix
        if given_fix is None or not given_fix.safe:
            continue
        source = diagnostic.problem.span.source
        after = whole.edited({source.path: edited(source, given_fix.edits)})
        left, code = codes(found(after)), diagnostic.rule.code
        what = f"{code} {diagnostic.problem.message}\n{chapter!r}\n---\n{text_of(after)!r}"
        assert left[code] < codes(before)[code], f"stays: {what}"
        assert not left - codes(before), f"adds {left - codes(before)}: {what}"
    mended = fix(whole, found)
    what = f"{chapter!r}\n---\n{text_of(mended.survey)!r}"
    assert not codes(mended.left) - codes(before), f"all together add {codes(mended.left) - codes(before)}: {what}"
    assert text_of(fix(mended.survey, found).survey) == text_of(mended.survey), f"a second run changes: {what}"
    cited = {whole.canonical(key.lower()) for key in whole.cited_by}
    assert cited <= {whole.canonical(key.lower()) for key in mended.survey.cited_by}, f"loses a citation: {what}"


def cases() -> Iterator[object]:
    for file in sorted([*CASES.glob("CIT*.md"), *CASES.glob("TEX*.md")]):
        for number, chapter in enumerate(CHAPTER.finditer(file.read_text("utf-8")), 1):
            yield pytest.param(chapter[1], id=f"{file.stem}-{number}")


@pytest.mark.parametrize("chapter", list(cases()))
def test_safe_fixes_of_the_cases_keep_the_law(chapter: str) -> None:
    check_law(chapter)
    check_law(chapter.replace("\n", "\r\n"))


REMARK = "<!-- survey: ignore CIT001 -->"
JOINED = [
    # Two lines that become one, above a rule.
    "[@ash2020first;\n@ash2020first, p. 3]\n---",
    "> [@ash2020first;\n> @ash2020first, p. 3]\n> ---",
    "[@beech2021;\n@beech2021]\n===",
    # A space that keeps a mark from opening a block.
    *(f"{start}&#x20;{mark} b" for start in ("", "a\n", "- ", "> ", "&#x20;") for mark in ("#", "-", ">", "|", "[a]:")),
    "a\n\n&#x20;    \\emph{b}",
    "1.&#x20;b",
    # A remark that keeps two characters from being one mark, or a mark from opening a block.
    *(f"a <{REMARK}{name}>" for name in ("script", "img src=x.png", "/b")),
    f"<{REMARK}script>",
    f"a < {REMARK}script>",
    f"a &{REMARK}#x20; b",
    f"a \\{REMARK}emph{{b}}",
    f"a [b]{REMARK}(none.md)",
    f"a [b] {REMARK}(none.md)",
    f"> {REMARK}# A",
    f"- {REMARK} # A",
    f"a\n{REMARK}---",
]  # fmt: skip


@pytest.mark.parametrize("text", JOINED)
def test_safe_fixes_make_no_mark_of_what_they_bring_together(text: str) -> None:
    check_law(f"---\ntitle: Home\n---\n\n## One\n\n{text}\n\n## Two\n\nWords.\n")


@law
@given(CHAPTERS)
def test_safe_fixes_of_faults_side_by_side_keep_the_law(chapter: str) -> None:
    check_law(chapter)
