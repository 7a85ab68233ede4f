"""BIB025."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.prose import is_shouted, prose
from livingsurvey.check.store.texts import field_texts
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span

_MARK = re.compile(r"[^\W_][A-ZÀ-ÖØ-ÞΑ-ΩА-Я]")
_BRACE_OR_MACRO = re.compile(r"[{}]|\\[A-Za-z]++|\\.", re.DOTALL)
_WORD = re.compile(r"[^\W_]++(?:-\d[\w.]*(?<!\.))?")
_MISREAD = "ÂÃÄÅÐÑ"  # what stands within a word when an accent was read in the wrong encoding: another rule's matter
_SHOWN = 4


@rule("BIB025", severity="warning", scope="store", fix="unsafe")
def unprotected_capitals(survey: Survey) -> Iterator[Problem]:
    """Words in a title would lose capitals that belong to them.

    Many styles print titles in sentence case and make `BERT` into `bert`, `GPT-4` into `gpt-4`. Braces keep a word as
    it is. A word that has a capital only where it begins is left alone: that may be title case. So is a title that
    stands in capitals throughout.

    Wrong:

        @misc{devlin2019bert, title = {BERT: Pre-training of Deep Bidirectional Transformers}}

    Right:

        @misc{devlin2019bert, title = {{BERT}: Pre-training of Deep Bidirectional Transformers}}
    """
    for title in field_texts(survey, _MARK, ("title",)):
        if is_shouted(title.text):
            continue
        words = [title.span(*match.span()) for match in _WORD.finditer(_unprotected(title.text))]
        words = [word for word in words if any(char.isupper() and char not in _MISREAD for char in word.text[1:])]
        if words:
            yield _problem(words)


def _problem(words: list[Span]) -> Problem:
    distinct = list(dict.fromkeys(word.text for word in words))
    shown = ", ".join(f"`{word}`" for word in distinct[:_SHOWN])
    more = f" and {len(distinct) - _SHOWN} more words" if len(distinct) > _SHOWN else ""
    message = f"{shown}{more} would lose capitals in a style that prints sentence case"
    fix = Fix(tuple(Edit(word, f"{{{word.text}}}") for word in words))
    return Problem(words[0], message, f"put braces around: `{{{words[0].text}}}`", related=tuple(words[1:]), fix=fix)


def _unprotected(title: str) -> str:
    """A title with all that stands in braces, math and macros blanked, so that every offset stays."""
    text = prose(title)
    parts, depth, end = [], 0, 0
    for mark in _BRACE_OR_MACRO.finditer(text):
        between = text[end : mark.start()]
        parts += [" " * len(between) if depth else between, " " * len(mark[0])]
        depth = max(0, depth + (mark[0] == "{") - (mark[0] == "}"))
        end = mark.end()
    return "".join(parts) + text[end:]
