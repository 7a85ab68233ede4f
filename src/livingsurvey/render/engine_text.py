"""The text of a page as an engine gives it to us, and as our scanner sees it."""

from __future__ import annotations

from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.source import Source


def read(survey: Survey, path: str, text: str) -> tuple[Document, int]:
    """The document that holds a page's text, and where it begins there.

    That is the chapter, which is read already, if the engine gives its body as it stands: no plugin has edited it.
    """
    body = text.lstrip("\n")
    if chapter := survey.chapter_by_path.get(path):
        start = len(chapter.source.text) - len(body)
        if start >= chapter.document.body_start and chapter.source.text.endswith(body):
            return chapter.document, start
    return Document(Source(path, "\n" + text)), 1  # behind a line end, rules are rules and no front matter
