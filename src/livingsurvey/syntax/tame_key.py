"""Citation keys that every program takes: printable ASCII without what LaTeX, BibTeX or biber read as their own."""

from __future__ import annotations

import re

from livingsurvey.syntax.letters import unaccented

AWKWARD = re.compile(r"[^!-~]|[\"#$%&'(),;=@\\\[\]^`{}~]")
"""A character that LaTeX's `\\cite` cannot take, or that some program stumbles over."""


def tame(key: str) -> str:
    """The key without accents and awkward characters; perhaps nothing is left."""
    return AWKWARD.sub("", unaccented(key))
