"""Where chapters use the terms of the glossary.

Terms are found as whole words, the longest first: a dictionary knows what may begin with a word, so that a text costs
the same whether the glossary has ten terms or a thousand. A word in small letters is found in whichever letters the
text has it; one with a capital behind its first letter (`DiLoCo`, `GPU`) only as it is written. Plurals are found, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.glossary import GLOSSARY_PAGE, Glossary, Term
from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.markdown.generated_blocks import generated_blocks
from livingsurvey.syntax.markdown.labels import captions
from livingsurvey.syntax.regions import Regions
from livingsurvey.syntax.source import Span

_LETTER = r"[^\W_]"
_WORD = re.compile(rf"{_LETTER}+")
_INNER_CAPITAL = re.compile(r"(?<=\w)[^\W\d_a-z]")
# Nothing that goes on, with a hyphen in between or without: `DP` is no part of `DP-SGD`.
_BEFORE, _BEHIND = rf"(?<!{_LETTER}[-_])", rf"(?![-_]?{_LETTER})"
_GAP = r"(?:[ \t]+|[ \t]*\r?\n[ \t>]*)"
_BLOCK = re.compile(r"^/{3}[ \t]*glossary\b", re.MULTILINE)
_BLOCK_END = re.compile(r"^[ \t]*/{3,}[ \t]*\r?$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\r\n]*\]")
_PANEL = ("!!!", "???", "===")


@dataclass(frozen=True)
class Use:
    """A place where a text uses a term. In a heading, caption, link or table the word is `apart` from the prose."""

    term: Term
    span: Span
    apart: bool


@dataclass(frozen=True)
class Terms:
    """The uses of a glossary's terms in a survey's chapters."""

    glossary: Glossary | None
    chapters: tuple[Chapter, ...]

    @cached_property
    def page(self) -> str | None:
        """The path of the page that lists the terms: that which has the block, else a page that we make.

        `None` without terms, and where another document has the place of ours.
        """
        if not self.glossary or not self.glossary.terms:
            return None
        if found := next((chapter.path for chapter in self.chapters if lists_terms(chapter)), None):
            return found
        return None if {GLOSSARY_PAGE, "glossary.md"} & {chapter.path for chapter in self.chapters} else GLOSSARY_PAGE

    @cached_property
    def uses(self) -> Mapping[str, tuple[Use, ...]]:
        """Every use in every chapter, by the chapter's path, but for the page of the terms itself."""
        others = (chapter for chapter in self.chapters if chapter.path != self.page)
        return {chapter.path: tuple(self.uses_in(chapter.document)) for chapter in others}

    @cached_property
    def used_in(self) -> Mapping[str, tuple[tuple[Chapter, bool], ...]]:
        """The chapters that use each term, by its name, and whether their prose does."""
        found: dict[str, list[tuple[Chapter, bool]]] = {}
        by_path = {chapter.path: chapter for chapter in self.chapters}
        for path, uses in self.uses.items():
            of_page: dict[str, bool] = {}
            for use in uses:
                of_page[use.term.name] = of_page.get(use.term.name, False) or not use.apart
            for name, in_prose in of_page.items():
                found.setdefault(name, []).append((by_path[path], in_prose))
        return {name: tuple(chapters) for name, chapters in found.items()}

    def unused(self) -> tuple[Term, ...]:
        """The terms that no chapter uses, in the glossary's order.

        Of the chapters only so many are read as it takes to find the others: first those whose raw text may have one.
        """
        left = {term.name: term for term in self.glossary.terms} if self.glossary else {}
        chapters = [chapter for chapter in self.chapters if chapter.path != self.page]
        for may_have_it in (True, False):
            for chapter in chapters if left else ():
                text = chapter.source.text
                if left and may_have_it == any(term.name in left for term, _, _ in self._found(text, 0, len(text))):
                    for use in self.uses_in(chapter.document):
                        left.pop(use.term.name, None)
        return tuple(left.values())

    def first_uses(self, document: Document) -> Iterator[Use]:
        """The first use of each term in a text's prose, in order."""
        seen: set[str] = set()
        for use in self.uses_in(document):
            if not use.apart and use.term.name not in seen:
                seen.add(use.term.name)
                yield use

    def uses_in(self, document: Document) -> Iterator[Use]:
        """Every use in a text, in order; one in a citation, in code, a formula or an address is none."""
        if not self._beginnings:
            return
        cited = Regions(_cited(document))
        apart = Regions(list(_apart(document)))
        for block in document.blocks:
            if block.kind not in ("text", "row", "heading"):
                continue
            for term, start, end in self._found(document.prose, *block.inner):
                if not cited.holds(start):
                    yield Use(term, document.source.span(start, end), block.kind != "text" or apart.holds(start))

    def _found(self, prose: str, first: int, last: int) -> Iterator[tuple[Term, int, int]]:
        end = first
        for word in _WORD.finditer(prose, first, last):
            if word.start() < end:
                continue
            for pattern, term in self._beginnings.get(word[0].casefold(), ()):
                if found := pattern.match(prose, word.start(), last):
                    end = found.end()
                    yield term, found.start(), end
                    break

    @cached_property
    def _beginnings(self) -> Mapping[str, list[tuple[re.Pattern[str], Term]]]:
        """What may begin with a word in small letters, the longest first."""
        forms: dict[str, Term] = {}
        for term in self.glossary.terms if self.glossary else ():
            for word in term.words:
                forms.setdefault(" ".join(word.text.split()), term)
        found: dict[str, list[tuple[re.Pattern[str], Term]]] = {}
        for form in sorted(forms, key=len, reverse=True):
            words = _WORD.findall(form)
            if words and form.startswith(words[0]):
                pattern = re.compile(_BEFORE + _pattern(form) + _BEHIND)
                for first in {form_of.casefold() for form_of in _numbers(words[0], len(words) == 1)}:
                    found.setdefault(first, []).append((pattern, forms[form]))
        return found


def lists_terms(chapter: Chapter) -> bool:
    """Whether a chapter has the block that the glossary replaces."""
    return bool(_BLOCK.search(chapter.source.text)) and any(
        block.name == "glossary" for block in generated_blocks(chapter.document)
    )


def has_inner_capital(word: str) -> bool:
    """Whether a word has a capital behind a first letter, and so means something only as it is written."""
    return _INNER_CAPITAL.search(word) is not None


def _pattern(form: str) -> str:
    """What finds a form in singular and plural."""
    parts = re.split(rf"({_LETTER}+)", form)
    last = max(number for number, part in enumerate(parts) if number % 2)
    shown = []
    for number, part in enumerate(parts):
        if number % 2:
            forms = "|".join(map(re.escape, _numbers(part, number == last)))
            shown.append(f"(?:{forms})" if has_inner_capital(part) else f"(?i:{forms})")
        else:
            shown.append(_GAP.join(map(re.escape, re.split(r"\s+", part))))
    return "".join(shown)


def _numbers(word: str, may_be_plural: bool) -> Iterable[str]:
    """A word, and its plurals, the longest first."""
    if not may_be_plural:
        return (word,)
    if re.search(r"[^aeiouAEIOU]y$", word):
        return (f"{word[:-1]}ies", word)
    ending = "es" if re.search(r"(?:s|x|z|ch|sh)$", word) else "s"
    return (word + ending, word)


def _cited(document: Document) -> list[tuple[int, int]]:
    spans = [
        *(group.span for group in document.citation_groups),
        *(reference.whole for reference in document.cross_references),
    ]
    footnotes = (found.span() for found in _FOOTNOTE.finditer(document.prose))
    return [*((span.start, span.end) for span in spans), *footnotes]


def _apart(document: Document) -> Iterator[tuple[int, int]]:
    """Where a word is no prose, or no other link can stand."""
    for span in (*(link.span for link in document.links), *(use.span for use in document.link_uses)):
        yield span.start, span.end
    text = document.source.text
    ends = [found.end() for found in _BLOCK_END.finditer(document.masked)] if "///" in document.masked else []
    for caption in captions(document.source, document.masked):
        yield caption.span.start, next((end for end in ends if end > caption.span.end), len(text))
    for block in document.blocks:
        start, end = block.inner
        if block.kind == "text" and text.startswith(_PANEL, start):
            line = text.find("\n", start, end)
            yield start, end if line < 0 else line
        elif block.kind == "text" and text.startswith("<", start):
            yield start, end  # raw HTML, which may be anything
