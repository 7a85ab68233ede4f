"""What cross-references lead to: figures, tables and equations with their numbers, sections with their headings.

Each page counts its own, as pymdownx's captions do (`pymdownx.blocks.caption`, whose numbers these are), so that a
number changes only with its page. A figure is numbered if it has a caption or is an image with a label and a paragraph
of its own, an equation if it has a label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown import plain_text
from livingsurvey.syntax.markdown.floats import equations, lone_images
from livingsurvey.syntax.markdown.labels import Caption, Label, captions

_EXTENSION = "pymdownx.blocks.caption"
FIGURE_CAPTION, TABLE_CAPTION = "figure-caption", "table-caption"
"""The blocks of pymdownx whose captions are those of figures and of tables."""
# What the extension does where the settings do not say otherwise.
_PREFIXES = {FIGURE_CAPTION: "Figure {}.", TABLE_CAPTION: "Table {}."}
_WORDS = {"figure": "Figure", "table": "Table", "equation": "Equation", "section": "Section"}


@dataclass(frozen=True)
class Target:
    """What a label names: `word` and `number` as its page prints them, empty for what has no number.

    `heading` is that of the section in which it stands, and what a section is called by.
    """

    label: Label
    chapter: Chapter
    kind: str
    word: str
    number: str
    heading: str


@dataclass(frozen=True)
class Numbering:
    """The numbers of a survey's figures, tables and equations."""

    survey: Survey
    _pages: dict[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict, init=False, compare=False)

    def target(self, name: str) -> Target | None:
        """What a label names; of several places that give it, the first. `None` if none does."""
        label = next(iter(self.survey.labels.get(name, ())), None)
        chapter = self._by_source[label.span.source.path] if label else None
        if label is None or chapter is None or label.kind is None:
            return None
        word, number = self._numbers(chapter).get(name, ("", ""))
        heading = chapter.heading_of(label.span.start)
        return Target(
            label, chapter, label.kind, word or _WORDS[label.kind], number, heading.text if heading else chapter.title
        )

    @cached_property
    def _by_source(self) -> Mapping[str, Chapter]:
        return {chapter.source.path: chapter for chapter in self.survey.chapters}

    def _numbers(self, chapter: Chapter) -> Mapping[str, tuple[str, str]]:
        """Word and number by label, of one page."""
        if chapter.path not in self._pages:
            found = {label: (_WORDS["equation"], str(number)) for number, label in self._equations(chapter)}
            self._pages[chapter.path] = {**found, **dict(self._captioned(chapter))}
        return self._pages[chapter.path]

    def _equations(self, chapter: Chapter) -> Iterator[tuple[int, str]]:
        return enumerate((label for label, _ in equations(chapter.document).values()), 1)

    def _captioned(self, chapter: Chapter) -> Iterator[tuple[str, tuple[str, str]]]:
        document = chapter.document
        counts = _Counts(self._automatic)
        images = sorted(lone_images(document).items(), key=lambda item: item[1].start)
        for caption in [*captions(document.source, document.masked), None]:
            limit = caption.span.start if caption else len(document.source.text)
            labels = [caption.label] if caption and caption.label else []
            while images and images[0][1].start < limit:
                label, place = images.pop(0)
                if caption and not caption.drawn and not document.source.text[place.end : limit].strip(" \t\r\n>"):
                    labels.append(label)  # the image that has the caption
                else:
                    number = counts.next(FIGURE_CAPTION) if self.prefixes.get(FIGURE_CAPTION) else counts.next("")
                    yield label, (self._word(FIGURE_CAPTION), number)
            if caption and self.prefixes.get(caption.block):
                number = counts.next(caption.block, caption)
                yield from ((label, (self._word(caption.block), number)) for label in labels)

    def _word(self, block: str) -> str:
        return plain_text(self.prefix(block).partition("{")[0]).strip()

    def prefix(self, block: str) -> str:
        """What stands before the captions of a kind of block, `{}` for the number: `Figure {}.`"""
        return self.prefixes.get(block) or _PREFIXES[FIGURE_CAPTION]

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """The blocks that are captions, each with what stands before it; none without the extension."""
        if self._options is None:
            return {}
        given = self._options.get("types")
        if not isinstance(given, list):
            return _PREFIXES
        types = [item if isinstance(item, dict) else {"name": item} for item in given]
        return {str(item.get("name")): str(item.get("prefix") or "") for item in types}

    @cached_property
    def _automatic(self) -> bool:
        return self._options is None or self._options.get("auto") is not False

    @cached_property
    def _options(self) -> Mapping[str, Any] | None:
        return next((options for name, options in self.survey.settings.extensions if name == _EXTENSION), None)


class _Counts:
    """Counts captions as pymdownx's extension does, whose own numbers and depths it follows."""

    def __init__(self, automatic: bool) -> None:
        self._automatic = automatic
        self._counts: dict[str, list[int]] = {}

    def next(self, block: str, caption: Caption | None = None) -> str:
        """The number of the next caption of a kind of block."""
        asked = [int(part) for part in caption.number.split(".")] if caption and caption.number else []
        if not self._automatic:
            return ".".join(map(str, asked))
        depth = caption.level if caption else 0
        count = self._counts.setdefault(block, [0])
        if depth >= len(count):
            count.extend([1] * (depth + 1 - len(count)))
        else:
            del count[depth + 1 :]
            count[depth] += 1
        if asked > count:
            count[:] = asked
        return ".".join(map(str, count))
