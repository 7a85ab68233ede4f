"""BibTeX: a .bib file read into blocks that cover it exactly, edited, put in order and laid out."""

from livingsurvey.syntax.bibtex.blocks import (
    Bibtex,
    Block,
    Broken,
    Comment,
    Entry,
    Field,
    Preamble,
    StringMacro,
    Text,
)
from livingsurvey.syntax.bibtex.scanner import scan

__all__ = ["Bibtex", "Block", "Broken", "Comment", "Entry", "Field", "Preamble", "StringMacro", "Text", "scan"]
