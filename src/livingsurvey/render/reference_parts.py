"""What texts of references are made of in any style: titles, ranges, editions, links, and the marks between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from livingsurvey.model.reference import Reference
from livingsurvey.render.math import formula
from livingsurvey.syntax.markdown.mask import formulas

DOI = "https://doi.org/"

# Parts of a text, in order: plain ones are escaped, empty ones are left out.
Parts = Sequence[Markup | str]

_RANGE = re.compile(r"(?<=\d)\s*(?:--?|–)\s*(?=\d)")
_TAGS_AT_END = re.compile(r"(?:<[^>]*>)+\Z")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERED = re.compile(r"(\d+)\s*(?:st|nd|rd|th)?\.?(?:\s+ed(?:ition|n)?\.?)?", re.I)
_SAYS_EDITION = re.compile(r"\bed(?:ition|n)?\b", re.I)
_INNER_QUOTES = str.maketrans("“”", "‘’")
# What biblatex's `type` field may say in a word that languages translate, and what the old entry types stand for.
_GENRES = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master’s thesis",
    "mastersthesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "software": "Computer software",
    "patent": "Patent",
}
_ADDRESS = re.compile(r"\bhttps?://")
_LEADS_TO_IT = re.compile(r"(?:available|online|accessed|retrieved|see|url|at|from)\b", re.I)
_WHO_PUBLISHED = ("publisher", "institution", "school", "organization")


def title_html(title: str) -> Markup:
    """A title with its formulas as MathML."""
    if "$" not in title:
        return escape(title)
    parts, at = [], 0
    for start, end, tex, _ in formulas(title):
        parts += [escape(title[at:start]), formula(tex, title[start:end])]
        at = end
    return Markup("").join([*parts, escape(title[at:])])


def full_title(reference: Reference) -> str:
    """The title with its subtitle; empty without a title."""
    return _with_subtitle(reference.title, reference["subtitle"])


def emphasised(text: Markup | str) -> Markup:
    """In italics; nothing for nothing."""
    return Markup("<em>") + text + Markup("</em>") if text else Markup("")


def quoted(title: Markup) -> Markup:
    """In double quotation marks, those within as single ones."""
    return Markup("“") + Markup(title.translate(_INNER_QUOTES)) + "”"


def link(address: str, text: str) -> Markup:
    return Markup(f'<a href="{escape(address)}">{escape(text)}</a>')


def arxiv_link(reference: Reference) -> Markup | str:
    """`arXiv:2311.08105`, leading there; nothing without an identifier."""
    return link(f"https://arxiv.org/abs/{reference.arxiv}", f"arXiv:{reference.arxiv}") if reference.arxiv else ""


def spaced(*parts: Markup | str, by: str = " ") -> Markup:
    """The parts that are there, with a blank or another separator between them."""
    return Markup(by).join([part for part in parts if part])


def marked(parts: Parts, mark: str, end: str) -> Markup:
    """The parts that are there, each closed with a mark, the last one with `end`."""
    there = [part for part in parts if part]
    return Markup(" ").join([closed(part, mark) for part in there[:-1]] + [closed(part, end) for part in there[-1:]])


def closed(text: Markup | str, mark: str) -> Markup:
    """A text with a mark behind it: within a closing quotation mark, and none where the text brings its own."""
    html = escape(text)
    body = _without_tags(html)
    if body.endswith("”"):
        inner = html[: len(body) - 1]
        ends_itself = _without_tags(inner).endswith((".", "?", "!"))
        return html if ends_itself else Markup(inner + mark + html[len(body) - 1 :])
    return html if body.endswith(("?", "!")) or (mark == "." and body.endswith(".")) else html + Markup(mark)


def _without_tags(html: str) -> str:
    """HTML without the tags at its end."""
    return _TAGS_AT_END.sub("", html) if html.endswith(">") else html


def ranges(text: str) -> str:
    """With dashes between numbers: `12–19`."""
    return _RANGE.sub("–", text)


def page_numbers(reference: Reference) -> str:
    """`7` or `12–19, 30`."""
    return ", ".join(f"{first}–{last}" if last else first for first, last in reference.pages)


def pages(reference: Reference) -> str:
    """`p. 7` or `pp. 12–19, 30`."""
    found = reference.pages
    several = len(found) > 1 or any(last for _, last in found)
    return f"{'pp.' if several else 'p.'} {page_numbers(reference)}" if found else ""


def edition(reference: Reference) -> str:
    """`2nd ed.`, of `2`, `2nd` and `Second` alike; `Revised ed.`"""
    given = reference["edition"]
    lower = given.lower().removesuffix(" edition")
    number = str(_ORDINALS.index(lower)) if lower in _ORDINALS[1:] else ""
    if not number and (found := _NUMBERED.fullmatch(given)):
        number = found[1]
    if number:
        teen = number[-2:-1] == "1"
        return f"{number}{'th' if teen else {'1': 'st', '2': 'nd', '3': 'rd'}.get(number[-1], 'th')} ed."
    return f"{given} ed." if given and not _SAYS_EDITION.search(given) else given


def container(reference: Reference) -> str:
    """The journal, book or proceedings that a work is a part of."""
    if journal := reference["journaltitle"] or reference["journal"]:
        return _with_subtitle(journal, reference["journalsubtitle"])
    return _with_subtitle(reference["booktitle"], reference["booksubtitle"])


def _with_subtitle(title: str, subtitle: str) -> str:
    if not (title and subtitle):
        return title
    return f"{title} {subtitle}" if title.endswith((".", "?", "!", ":")) else f"{title}: {subtitle}"


def publisher(reference: Reference) -> str:
    """Who published a work that stands alone, or where else it came out; an address in that place is told apart."""
    given = next((reference[name] for name in _WHO_PUBLISHED if reference[name]), "")
    return given or _before_address(reference["howpublished"])


def _before_address(text: str) -> str:
    """What a text says besides an address at its end and the words that lead to it, such as `Available at`."""
    found = _ADDRESS.search(text)
    if found is None:
        return text
    before = text[: found.start()].rstrip(" ,;:.([")
    return "" if _LEADS_TO_IT.match(before) else before


def place(reference: Reference) -> str:
    return reference["location"] or reference["address"]


def genre(reference: Reference) -> str:
    """What kind of thesis, report or other work the entry says it is."""
    given = reference["type"]
    return _GENRES.get(given.lower(), given) or (_GENRES.get(reference.type, "") if reference.kind == "thesis" else "")


def web_address(reference: Reference) -> str:
    """The work's page, unless the address is only that of its arXiv copy."""
    return "" if reference.arxiv and "arxiv.org/" in reference.url else reference.url
