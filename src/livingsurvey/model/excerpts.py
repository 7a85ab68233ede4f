"""The texts of data files as chapters of a few words, for whoever asks what is a fact of words and not of a page.

What is found in one has its places there; `in_file` tells them in the file, where a reader and an editor look.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.charts import Drawing
from livingsurvey.model.data_text import DataText, Excerpt, data_text
from livingsurvey.model.glossary import Glossary
from livingsurvey.model.survey import Survey
from livingsurvey.model.tables import Table
from livingsurvey.syntax import yaml
from livingsurvey.syntax.problem import Edit, Problem, edited
from livingsurvey.syntax.source import Source, Span

# Without any of these a text is words alone, in which there is nothing to find.
_SPECIAL = re.compile(r"[@\[\]\\<>&$*_`!#~{}]")
_BLOCK, _QUOTED, _FLOW = ("|", ">"), ("'", '"'), frozenset("[]{},")


@dataclass(frozen=True)
class DataTexts(Survey):
    """A data file without the chapters, the store and the other files of the survey `of` which it is one.

    Its texts are the chapters, but for those of plain words. They are read when they are asked for.
    """

    of: Survey = field(kw_only=True, compare=False, repr=False)

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        return tuple(_chapter(text) for text in _texts(self.of, self.sources[0].path) if _SPECIAL.search(text.text))


def data_texts(survey: Survey) -> tuple[DataTexts, ...]:
    """Each data file alone, with no more of the settings than lasts; one that holds no texts is there, too."""
    settings, files = survey.settings.lasting, (each for each in survey.sources if each.path.endswith(".yml"))
    return tuple(DataTexts(settings, (source,), of=survey.timeless) for source in files)


def _texts(survey: Survey, path: str) -> Iterator[DataText]:
    """Whatever is Markdown in the data file of a path, in its order."""
    drawings = (drawing for of_kind in survey.drawings.values() for drawing in of_kind.values())
    files: Iterable[Table | Drawing | Glossary] = (
        *survey.tables.values(), *drawings, *filter(None, [survey.glossary])
    )  # fmt: skip
    return (text for file in files if file.source.path == path for text in file.texts)


def _chapter(text: DataText) -> Chapter:
    chapter = Chapter(text.document.source, text.document.source.path)
    vars(chapter)["document"] = text.document  # which whoever looked for citations has read
    return chapter


def in_file(problem: Problem) -> Problem:
    """The problem with its places in the file, if it is about a text of one.

    A fix stays if YAML does not take what it writes for anything but letters.
    """
    if not isinstance(problem.span.source, Excerpt):
        return problem
    edits = tuple(Edit(_in_file(edit.span), edit.text) for edit in problem.fix.edits) if problem.fix else ()
    fix = problem.fix and replace(problem.fix, edits=edits) if _is_plain(problem.span.source.of.scalar, edits) else None
    related = tuple(map(_in_file, problem.related))
    return replace(problem, span=_in_file(problem.span), related=related, fix=fix)


def _in_file(span: Span) -> Span:
    return span.source.of.in_file(span) if isinstance(span.source, Excerpt) else span


def _is_plain(scalar: Span, edits: Iterable[Edit]) -> bool:
    """Whether a scalar with these edits says what it said, but for what they put there."""
    raw = Source("", scalar.text)
    moved = [Edit(raw.span(edit.span.start - scalar.start, edit.span.end - scalar.start), edit.text) for edit in edits]
    if raw.text.startswith(_BLOCK):
        return not any("\n" in edit.text or "\r" in edit.text for edit in moved)
    # What has brackets and no quotes stands where brackets mean nothing.
    lead = "- " if raw.text.startswith(_QUOTED) or _FLOW & {*raw.text} else "["
    before, after = (_read(lead, text) for text in (raw.text, edited(raw, moved).text))
    if before is None or after is None:
        return False
    places = [place - len(lead) for place in before.places]
    meant = [
        Edit(raw.span(bisect_left(places, edit.span.start), bisect_left(places, edit.span.end)), edit.text)
        for edit in moved
    ]
    return after.text == edited(Source("", before.text), meant).text


def _read(lead: str, raw: str) -> DataText | None:
    """What a scalar says as the item of a list; `None` if it is no text there."""
    try:
        root = yaml.parse(Source("", f"{lead}{raw}{']' if lead == '[' else ''}"))
    except yaml.YamlError:
        return None
    items = root.value if root and isinstance(root.value, tuple) else ()
    return data_text(items[0]) if len(items) == 1 and isinstance(items[0].value, str) else None
