"""BIB004."""

from collections.abc import Iterator
from dataclasses import replace

from livingsurvey.check.guesses import Guesses
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Broken, StringMacro
from livingsurvey.syntax.bibtex.value import MONTHS
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)


@rule("BIB004", scope="store", fix="unsafe")
def undefined_macro(survey: Survey) -> Iterator[Problem]:
    """A value is a macro that no `@string` before it defines.

    BibTeX leaves such a value empty. A word without braces or quotes is a macro: put a text into braces. A macro must
    be defined above its use, in the same file or in one that is read before it; `jan` to `dec` always are.

    Wrong:

        @article{rivest1978method,
          journal = cacm,
        }

    Right:

        @string{cacm = "Communications of the ACM"}

        @article{rivest1978method,
          journal = cacm,
        }
    """
    undefined = tuple(survey.bibliography.undefined)
    if not undefined:
        return
    defined, unreadable = _definitions(survey)
    guesses = Guesses(alike=0.66)  # macros are short
    known = [*defined, *MONTHS]
    for problem in undefined:
        name = problem.span.text.lower()
        if name in defined:  # too late, or its value would have been put in
            yield replace(problem, hint=_too_late(problem.span, defined[name]), related=(defined[name],), fix=None)
        elif name in unreadable:
            place = unreadable[name]
            hint = f"its `@string` at {place} cannot be read: mend that"
            yield replace(problem, hint=hint, related=(place,), fix=None)
        else:
            near = MONTHS[_MONTH_NAMES.index(name)] if name in _MONTH_NAMES else guesses.near(name, known)
            yield _corrected(problem, near) if near else problem


def _definitions(survey: Survey) -> tuple[dict[str, Span], dict[str, Span]]:
    """Where each macro of the store is defined, and where a definition cannot be read."""
    defined: dict[str, Span] = {}
    unreadable: dict[str, Span] = {}
    for file in survey.bibliography.files:
        for block in file.blocks:
            if isinstance(block, StringMacro):
                defined.setdefault(block.name, block.name_span)
            elif isinstance(block, Broken) and block.type == "string":
                unreadable.setdefault(block.key, block.problem.span)
    return defined, unreadable


def _too_late(use: Span, definition: Span) -> str:
    if definition.source is use.source:
        return f"it is defined below, at {definition}: move that `@string` above this entry"
    return f"it is defined at {definition}, which is read after this file: move that `@string` into this file"


def _corrected(problem: Problem, name: str) -> Problem:
    hint = f"did you mean `{name}`? write `{{{problem.span.text}}}` if it is text"
    return replace(problem, hint=hint, fix=Fix((Edit(problem.span, name),)))
