"""What can be wrong with data files of any kind that blocks of chapters show: their names, and whether one is shown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from livingsurvey.check.guesses import Guesses
from livingsurvey.model.charts import Drawing
from livingsurvey.model.shown import data_blocks
from livingsurvey.model.survey import Survey
from livingsurvey.model.tables import Table
from livingsurvey.syntax.markdown.generated_blocks import GeneratedBlock
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def misnamed(survey: Survey, folder: str, noun: str, files: Iterable[Table | Drawing]) -> Iterator[Problem]:
    """Files whose ids are no part of an address, and those of the folder that are not read."""
    for file in files:
        if not _ID.fullmatch(file.id):
            hint = "name the file in small letters, digits and hyphens"
            yield Problem(file.source.span(), f"`{file.id}` is no name for a {noun}", hint)
    whole = posixpath.join(survey.settings.docs_dir, folder)
    for source in survey.sources:
        if posixpath.dirname(source.path) == whole and source.path.endswith(".yaml"):
            yield Problem(source.span(), f"this {noun} is not read", "let its file's name end in .yml")


def unshown(survey: Survey, block: str, noun: str, files: Iterable[Table | Drawing]) -> Iterator[Problem]:
    """Files that no chapter shows by a block of that name."""
    files = tuple(files)
    chapters = survey.chapters if files else ()
    shown = {each.argument for chapter in chapters for each in data_blocks(chapter, block)}
    for file in files:
        if file.id not in shown:
            hint = f"write `/// {block} | {file.id}` and below it `///` into a chapter"
            yield Problem(file.source.span(), f"no chapter shows the {noun} `{file.id}`", hint)


def unknown(survey: Survey, block: str, noun: str, folder: str, known: Iterable[str]) -> Iterator[Problem]:
    """Blocks of that name for which there is no file."""
    guesses, known = Guesses(), list(known)
    for chapter in survey.chapters:
        for each in data_blocks(chapter, block):
            if each.argument not in known:
                span = _place(each)
                message = f"there is no {noun} `{each.argument}`" if each.argument else f"this names no {noun}"
                if meant := guesses.near(each.argument, known):
                    yield Problem(span, message, f"did you mean `{meant}`?", fix=Fix((Edit(span, meant),)))
                else:
                    yield Problem(span, message, f"write the name of a file in `{folder}`, without .yml")


def _place(block: GeneratedBlock) -> Span:
    """Where a block names what it shows; all of its first line where it does not."""
    line = block.span.text.split("\n", 1)[0].rstrip()
    at = line.rfind(block.argument) if block.argument else 0
    start = block.span.start + at
    return block.span.source.span(start, start + len(block.argument or line))
