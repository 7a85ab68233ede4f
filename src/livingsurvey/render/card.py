"""The card that networks show for a page of the survey: a typst document of one page, 1200 by 630 pixels."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from urllib.parse import urlsplit

from livingsurvey.render.typst.text import string, strings


def card(title: str, description: str, authors: Iterable[str], address: str) -> str:
    """The document: what the survey is called and about, who writes it (both may be empty), and on which site."""
    design = files("livingsurvey.render").joinpath("templates", "card.typ").read_text("utf-8")
    site = urlsplit(address)
    where = f"{site.netloc}{site.path}".strip("/")
    return f"{design}\n#card({string(title)}, {string(description)}, {strings(authors)}, {string(where)})\n"
