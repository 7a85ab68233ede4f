"""CIT006."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.latex_citations import COMMAND, LatexCitation, read
from livingsurvey.check.pages.running_text import RunningText
from livingsurvey.check.rule import rule
from livingsurvey.model.excerpts import data_texts
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem

# Behind these a `\cite` may well be natbib's, which names the works in the sentence: "as shown by Ash (2020)".
_IN_SENTENCE = re.compile(r"(?:^|[.!?:]|\b(?:by|in|of|from|to|see|and|with|following|than))[\s~>]*$", re.I)
_GAPS = ("", " ", "\t", "\r", "\n", "(", "[", "{", '"', "'", "“", "‘", "—", "–", "-", "/")
_REACH = 20


@rule("CIT006", fix="safe")
def latex_citation(survey: Survey) -> Iterator[Problem]:
    r"""A citation is written as a LaTeX command.

    The page shows the command as it stands, and the work counts as not cited. Where what the command means depends on
    the style of a LaTeX document, or where its keys are not in the store, only `--unsafe-fixes` translates it.

    Wrong:

        Averaging works well \citep[see][p.~3]{ash2020first}, as \citet{beech2021} shows.

    Right:

        Averaging works well [see @ash2020first, p. 3], as @beech2021 shows.
    """
    for chapter in (*survey.chapters, *(text for file in data_texts(survey) for text in file.chapters)):
        text, running = chapter.source.text, RunningText(chapter)
        if "cite" not in text.lower():
            continue  # and so most chapters need not be read for it
        for command in running.find(COMMAND):
            start = command.start()
            message = f"`\\{command['name']}` is LaTeX, and the page shows it as it stands"
            found = read(text, command, chapter.document.inline_at(start).end)
            if found is None:
                yield Problem(chapter.source.span(*command.span()), message, "close its braces, or write `[@key]`")
                continue
            span = chapter.source.span(start, found.end)
            edit = None if running.in_link(start) else _edit(found, text, start)
            if edit is None:
                yield Problem(span, message, found.hint)
                continue
            known = all(survey.canonical(key) in survey.references for key in found.keys)
            safe = known and _is_certain(found, text, edit[0]) and not running.in_heading(start)
            fix = Fix((Edit(chapter.source.span(*edit[:2]), edit[2]),), safe)
            yield Problem(span, message, f"write `{edit[2].strip()}`", fix=fix)


def _edit(found: LatexCitation, text: str, start: int) -> tuple[int, int, str] | None:
    """Where our citation goes, and how it is written: also in place of a tie, or of parentheses that would be doubled;
    `None` if we have none for it.
    """
    citation = found.translated(text[found.end : found.end + _REACH])
    if citation is None:
        return None
    around = text[max(0, start - 2) : start], text[found.end : found.end + 2]
    in_parentheses = around[0].endswith("(") and around[1].startswith(")")
    is_target = around[0] == "](" or around[1] in (")(", ")[")
    if in_parentheses and not found.is_narrative and not is_target:
        return start - 1, found.end + 1, citation
    if text[start - 1 : start] == "~":
        return start - 1, found.end, f" {citation}"
    space = "" if text[max(0, start - 1) : start] in _GAPS else " "
    return start, found.end, space + citation


def _is_certain(found: LatexCitation, text: str, start: int) -> bool:
    r"""Whether a citation of ours at an offset says what the command says.

    It does not where `\cite` may be natbib's that belongs to the sentence, nor in brackets, nor behind a full stop (or
    a citation that may stand behind one), where CIT005 would find it.
    """
    in_parentheses = text[start] == "("
    before = text[max(0, start - _REACH) : start]
    in_sentence = found.name == "cite" and not in_parentheses and _IN_SENTENCE.search(before)
    return found.is_certain(in_parentheses) and not in_sentence and not before.rstrip().endswith((".", "[", "]"))
