"""Whether a page has as much of something as the survey wants of its kind."""

from __future__ import annotations

from dataclasses import dataclass

from livingsurvey.config import Range
from livingsurvey.model.chapter import Chapter
from livingsurvey.syntax.source import Span


@dataclass(frozen=True)
class Amiss:
    """A count that lies outside its range; `noun` is what was counted."""

    count: int
    range: Range
    noun: str

    @property
    def too_many(self) -> bool:
        return self.range.most is not None and self.count > self.range.most

    def message(self, kind: str) -> str:
        """The count, and what it should be for pages of a kind."""
        least, most = self.range.least, self.range.most
        if least is not None and most is not None:
            wanted = f"{least:,} to {most:,}"
        else:
            wanted = f"{most:,} at most" if least is None else f"{least:,} at least"
        nouns = self.noun if self.count == 1 else f"{self.noun}s"
        return f"this page has {self.count:,} {nouns}; pages of the kind `{kind}` should have {wanted}"


def amiss(count: int, wanted: Range, noun: str) -> Amiss | None:
    """What is wrong with a count; `None` if it is within the range."""
    found = Amiss(count, wanted, noun)
    return found if found.too_many or (wanted.least is not None and count < wanted.least) else None


def title_place(chapter: Chapter) -> Span:
    """Where a page's front matter gives its title, else the page's beginning."""
    title = chapter.front_matter.get("title") if chapter.front_matter else None
    return title.span if title else chapter.source.span()
