"""Identifiers of works in the wordings that people give them, each in one normal form.

Every function takes decoded text (see `latex.address`), and answers "" where there is no sound identifier. Those that
end in `_in` look for one within an address or a longer text, where it must be recognisable by itself; the others take
a text that is nothing but the identifier, with its label or address. Nothing is guessed or completed.

DOI: DOI Handbook, sections 2.2 (syntax) and 3.8 (addresses). arXiv: "Understanding the arXiv identifier" (arXiv's
help pages). ISBN: ISO 2108. ISSN: ISO 3297. PMID: "MEDLINE/PubMed Data Element Descriptions", PMID. ISBN and ISSN must
have the right check digit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

_DOI_NAME = r"10\.\d{4,9}(?:\.\d+)*/\S+"
_DOI = re.compile(rf"(?:doi\b[:.=\s]*)?({_DOI_NAME})", re.I)
_RESOLVER = r"(?:(?:dx\.|www\.)?doi\.org|doi\.acm\.org)/+"
_DOI_ADDRESS = re.compile(rf"(?:doi\b[:.=\s]*)?(?:https?://)?{_RESOLVER}(?:doi:\s*)?(10\.[^\s?#]+)\S*", re.I)
_DOI_INSIDE = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d+)*(?:/|%2F).+", re.I)
_RESOLVER_BEFORE = re.compile(rf"{_RESOLVER}\Z", re.I)
# What publishers put behind a DOI in the addresses of an article's pages and files.
_PAGE_OF_ARTICLE = re.compile(
    r"(?:/(?:full|fulltext|pdf|epdf|pdfdirect|epub|abstract|summary|meta|html|references|citations|suppinfo)"
    r"|/(?:figures|tables)/\d+|\.(?:pdf|html?|xml|epub|full|abstract))\Z",
    re.I,
)
_VERSION_OF_ARTICLE = re.compile(r"(10\.1101/[\d.]+)v\d+", re.I)  # bioRxiv's and medRxiv's
_QUOTES = re.compile('["“”„]')
_BRACKETS = {")": "(", "]": "[", ">": "<", "}": "{"}

# The archives that gave identifiers until March 2007, and the classes that some wrote behind their name.
_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga"
    "|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph"
    "|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
_VERSION = r"(?P<version>v[1-9]\d*)?(?![\d.]*\d)"
_OLD_ARXIV = rf"(?<![\w-])(?P<archive>{_ARCHIVES})(?P<class>\.[a-z-]+)?/(?P<old>\d{{7}})"
_ARXIV_ID = rf"(?:(?P<new>\d{{4}}\.\d{{4,5}})|{_OLD_ARXIV}){_VERSION}"
_ARXIV_PAGE = r"org/+(?:abs|pdf|html|ps|format|src|e-print)/+"
_ARXIV = re.compile(
    rf"""
    (?: (?:arxiv(?:\s+(?:e-?prints?|preprints?))?[\s:.,]*|corr[\s:,]*)*+ (?:abs/)?
      | (?:https?://)? (?:[\w-]+\.)* (?:arxiv|ar5iv)\.(?:labs\.arxiv\.)?{_ARXIV_PAGE}
      | (?:(?:https?://)?{_RESOLVER}|doi\b[:.\s]*)? 10\.48550/arxiv\.
    )
    {_ARXIV_ID} (?:\.pdf|\.ps(?:\.gz)?)? /? (?:\s*\[[\w.-]+\])? (?:[?\#]\S*)?
    """,
    re.I | re.VERBOSE,
)
_ARXIV_INSIDE = re.compile(
    rf"""
    (?: \b(?:arxiv|ar5iv)\b (?:\s+(?:e-?prints?|preprints?))? [\s:.,/(\[]*+ (?:labs\.arxiv\.)? (?:{_ARXIV_PAGE})?
        (?:arxiv[\s:.]*)?
      | \babs/ | \bcorr[\s:,]+
    )
    {_ARXIV_ID}
    """,
    re.I | re.VERBOSE,
)
_OLD_ARXIV_INSIDE = re.compile(rf"{_OLD_ARXIV}{_VERSION}", re.I)

_ISBN_LABEL = re.compile(r"(?:urn:)?(?:e-?)?isbn(?:[-\s]?1[03]\b(?!-))?[\s:=]*+", re.I)
_ISBN = re.compile(r"\d{9}[\dX]|97(?:8\d|9[1-9])\d{9}", re.ASCII)
_ISSN = re.compile(r"(?:urn:)?(?:[epl]-?)?(?:issn(?:-l)?)?[\s:=]*+(\d{4}[-‐‑–\s]?\d{3}[\dx])", re.I | re.ASCII)
_SEPARATORS = re.compile(r"[-‐‑‒–—―−\s]")
_PMID = re.compile(
    r"""
    (?: (?:pmid|pubmed(?:\s+id)?)\b\s*[:=]?\s*
      | (?:https?://)? (?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/
    )?
    ([1-9]\d{0,7}) /?
    """,
    re.I | re.VERBOSE,
)
_LIST = re.compile(r"\s*[,;/|()]\s*|\s+and\s+")


def doi(text: str) -> str:
    """A DOI as it is written, without label or address; compare in lower case, for DOIs do not differ by it.

    In an address of a resolver `%28` is undone, and what stands behind `?` or `#` is no part of it. Punctuation of
    the sentence around it is left out.
    """
    text = text.strip()
    if address := _DOI_ADDRESS.fullmatch(text):
        return _printable(_without_punctuation(_unquoted(address[1])))
    found = _DOI.fullmatch(text)
    return _printable(_without_punctuation(found[1])) if found else ""


def doi_in(text: str) -> str:
    """The first DOI in an address (a resolver's or a publisher's) or in a text."""
    if whole := doi(text):
        return whole
    for word in text.split():
        if found := _DOI_INSIDE.search(word):
            name, before = found[0], word[: found.start()]
            if "://" in before:
                name = _unquoted(re.split(r"[?#&]" if "?" in before else r"[?#]", name, maxsplit=1)[0])
                if not _RESOLVER_BEFORE.search(before):
                    name = _without_page(_without_punctuation(name))
            if name := doi(name):
                return name
    return ""


def arxiv(text: str) -> str:
    """An arXiv identifier without version: `2311.08105`, or of before April 2007 `cs/0501001`, `math.GT/0309136`."""
    found = _ARXIV.fullmatch(text.strip())
    return _arxiv_form(found) if found else ""


def arxiv_in(text: str) -> str:
    """The first arXiv identifier in an address or a text; one of the new form only where it is said to be arXiv's."""
    found = _arxiv_inside(text)
    return _arxiv_form(found) if found else ""


def version(text: str) -> str:
    """The version that an arXiv identifier in any wording or text names, such as `v2`; "" if it names none."""
    found = _ARXIV.fullmatch(text.strip()) or _arxiv_inside(text)
    return (found["version"] or "").lower() if found else ""


def isbn(text: str) -> str:
    """An ISBN in 13 digits without hyphens; one of ten digits is converted."""
    digits = _isbn_digits(text)
    if not digits or digits[-1] != isbn_check_digit(digits):
        return ""
    return digits if len(digits) == 13 else f"978{digits[:9]}{_isbn13_check('978' + digits)}"


def isbn_check_digit(text: str) -> str:
    """The check digit that a text of the form of an ISBN ought to have; empty if it has no such form."""
    digits = _isbn_digits(text)
    if len(digits) == 10:
        return _digit(-sum(weight * int(digits[10 - weight]) for weight in range(10, 1, -1)) % 11)
    return _isbn13_check(digits) if digits else ""


def isbn_in(text: str) -> str:
    """The first sound ISBN in a list or beside remarks: `978-0-262-03384-8 (hardcover), 0-262-53305-7`."""
    return _first(isbn, text)


def issn(text: str) -> str:
    """An ISSN as `1234-567X`."""
    digits = _issn_digits(text)
    return f"{digits[:4]}-{digits[4:]}" if digits and digits[-1] == issn_check_digit(digits) else ""


def issn_check_digit(text: str) -> str:
    """The check digit that a text of the form of an ISSN ought to have; empty if it has no such form."""
    digits = _issn_digits(text)
    return _digit(-sum(weight * int(digits[8 - weight]) for weight in range(8, 1, -1)) % 11) if digits else ""


def issn_in(text: str) -> str:
    """The first sound ISSN in a list or beside remarks: `0028-0836 (print), 1476-4687 (online)`."""
    return _first(issn, text)


def pmid(text: str) -> str:
    """PubMed's number of a paper, of up to eight digits."""
    found = _PMID.fullmatch(text.strip())
    return found[1] if found else ""


def _unquoted(name: str) -> str:
    """Percent-encoding undone; what does not decode to text stays."""
    try:
        return unquote(name, errors="strict")
    except UnicodeDecodeError:
        return name


def _printable(name: str) -> str:
    return name if name.isprintable() and _DOI.fullmatch(name) else ""


def _without_punctuation(name: str) -> str:
    """What ends a sentence, a quotation or a bracket that was opened before the identifier is no part of it."""
    name = _QUOTES.split(name, maxsplit=1)[0]
    opened = dict.fromkeys(_BRACKETS.values(), 0)
    for place, char in enumerate(name):
        if char in opened:
            opened[char] += 1
        elif char in _BRACKETS:
            opened[_BRACKETS[char]] -= 1
            if opened[_BRACKETS[char]] < 0:
                name = name[:place]
                break
    return name.rstrip(".,;:'’")


def _without_page(name: str) -> str:
    """The DOI in a publisher's address, without what names one of the article's pages or files."""
    while (page := _PAGE_OF_ARTICLE.search(name)) and "/" in name[: page.start()]:
        name = name[: page.start()]
    article = _VERSION_OF_ARTICLE.fullmatch(name)
    return article[1] if article else name


def _arxiv_inside(text: str) -> re.Match[str] | None:
    marked = (found for pattern in (_ARXIV_INSIDE, _OLD_ARXIV_INSIDE) for found in pattern.finditer(text))
    return next(filter(_arxiv_form, marked), None)


def _arxiv_form(found: re.Match[str]) -> str:
    """The identifier, if there can be one of its month with so many digits."""
    parts = found.groupdict()
    number = parts.get("new") or parts["old"]
    year, month = int(number[:2]), int(number[2:4])
    if not 1 <= month <= 12:
        return ""
    if parts["old"]:
        archive, subject = parts["archive"].lower(), parts["class"] or ""
        subject = subject.upper() if len(subject) == len(".GT") else subject.lower()
        return f"{archive}{subject}/{number}" if (year, month) >= (91, 7) or (year, month) <= (7, 3) else ""
    digits = 4 if year < 15 else 5
    return number if (year, month) >= (7, 4) and len(number) == 5 + digits else ""


def _isbn_digits(text: str) -> str:
    """The ten or thirteen digits of what has the form of an ISBN; those of printed music (ISO 10957) are none."""
    digits = _SEPARATORS.sub("", _ISBN_LABEL.sub("", text.strip(), count=1)).upper()
    return digits if _ISBN.fullmatch(digits) else ""


def _isbn13_check(digits: str) -> str:
    return str(-sum((3 if place % 2 else 1) * int(digits[place]) for place in range(12)) % 10)


def _issn_digits(text: str) -> str:
    """The eight digits of what has the form of an ISSN."""
    found = _ISSN.fullmatch(text.strip())
    return _SEPARATORS.sub("", found[1]).upper() if found else ""


def _digit(value: int) -> str:
    return "X" if value == 10 else str(value)


def _first(reader: Callable[[str], str], text: str) -> str:
    if whole := reader(text):
        return whole
    parts = _LIST.split(text)
    return next((found for part in (*parts, *re.split(r"[\s,;()]+", text)) if (found := reader(part))), "")
