"""Markdown in the dialect of surveys: what each part of a text is, with the places of all of it."""

from livingsurvey.syntax.markdown.as_read import plain_text
from livingsurvey.syntax.markdown.document import Document, Heading

__all__ = ["Document", "Heading", "plain_text"]
