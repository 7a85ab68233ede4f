"""Where a work can be read and tried: its DOI, its preprint, its PDF, its code, its page on the web."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from livingsurvey.model.reference import Reference
from livingsurvey.render.reference_parts import web_address
from livingsurvey.syntax.latex import address

# Fields beyond BibTeX's own in which people keep such addresses.
_PDF_FIELDS = ("pdf",)
_CODE_FIELDS = ("code", "codeurl", "github", "repository")
_FORGES = frozenset({"github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "git.sr.ht"})
_WEB = re.compile(r"https?://[^\s<>\"\\]+", re.I)


def work_links(reference: Reference) -> tuple[tuple[str, str], ...]:
    """What each link is called, and its address: `("DOI", "https://doi.org/10.1145/359545.359563")`.

    Each name stands once, in the order in which a reader would want them; each address is one of the web.
    """
    page = web_address(reference)
    pdf, code = _first(reference, _PDF_FIELDS), _first(reference, _CODE_FIELDS)
    if urlsplit(page).path.lower().endswith(".pdf"):
        pdf, page = pdf or page, ""
    elif (urlsplit(page).hostname or "").removeprefix("www.") in _FORGES:
        code, page = code or page, ""
    if reference.arxiv and not pdf:
        pdf = f"https://arxiv.org/pdf/{reference.arxiv}"
    links = {
        "DOI": reference.doi_address,
        "arXiv": f"https://arxiv.org/abs/{reference.arxiv}" if reference.arxiv else "",
        "PDF": pdf,
        "Code": code,
        "Web page": page,
    }
    return tuple((name, link) for name, link in links.items() if link)


def _first(reference: Reference, fields: tuple[str, ...]) -> str:
    """The first of these fields that is an address of the web, and not the name of a file, say."""
    found = (address(reference.raw(name)).strip() for name in fields)
    return next((link for link in found if _WEB.fullmatch(link)), "")
