"""Identifiers of works in whatever wording people give them, in one normal form.

Each function takes a field's decoded text and answers the normal form, or an empty text if it is none: of another form,
or with a check digit that does not fit.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

# A DOI is `10.`, a registrant (with parts of its own), a slash, and any printable characters (DOI Handbook, 2.2).
_REGISTRANT = r"10\.\d{4,9}(?:\.\d+)*"
_RESOLVER = r"(?:https?://)?(?:(?:dx|www)\.)?doi\.(?:org|acm\.org)/"
_DOI = re.compile(rf"(?P<at>{_RESOLVER})?(?:doi[\s:=]*+)?(?P<doi>{_REGISTRANT}/\S+)", re.I)
_DOI_WITHIN = re.compile(rf"(?P<at>{_RESOLVER})?(?<![\w.])(?P<doi>{_REGISTRANT}/[^\s\"<>]+)", re.I)
_DOI_ADDRESS = re.compile(rf"{_RESOLVER}(?P<doi>10(?:\.|%2e)\d{{4,9}}(?:\.\d+)*(?:/|%2f)[^\s\"<>]+)", re.I)
_ENDS_NO_DOI = ".,;:'’"
_PAIRS = {")": "(", "]": "[", "}": "{"}

# Since April 2007 `YYMM.number`, with four digits until the end of 2014 and five since then; before that
# `archive.CLASS/YYMMnumber` (arXiv, "Understanding the arXiv identifier").
_MONTH = r"(?:0[1-9]|1[0-2])"
_NEW = rf"(?:(?:0[7-9]|1[0-4]){_MONTH}\.\d{{4}}|(?:1[5-9]|[2-9]\d){_MONTH}\.\d{{5}})(?!\d)"
_OLD = rf"[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{{2}})?/(?:9[1-9]|0[0-7]){_MONTH}\d{{3}}(?!\d)"
_ID = rf"(?P<id>{_NEW}|{_OLD})(?P<version>v[1-9]\d?)?"
_ARXIV = re.compile(
    r"(?:(?:https?://)?(?:(?:www|export)\.)?arxiv\.org/(?:abs|pdf|html|e-print)/|arxiv[\s:.]{1,4}+|abs/"
    rf"|(?:{_RESOLVER})?10\.48550/arxiv\.)?{_ID}(?:\.pdf)?(?:\s*\[[\w.-]+\])?",
    re.I,
)
_ARXIV_WITHIN = re.compile(rf"(?:arxiv\.org/(?:abs|pdf|html|e-print)/|\barxiv[\s:.]{{1,4}}+|\babs/){_ID}", re.I)

_ISBN_LABEL = re.compile(r"isbn(?:[-\s]?1[03])?[\s:]*+", re.I)
_ISSN = re.compile(r"(?:[ep]?-?issn[\s:]*+)?(\d{4})[-‐‑–\s]?(\d{3}[\dx])", re.I)
_PMID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)|pmid[\s:]*+)?"
    r"([1-9]\d{0,7})/?",
    re.I,
)
_SEPARATORS = re.compile(r"[-‐‑–\s]")


def doi(text: str) -> str:
    """`10.1145/359545.359563`, as written but without label or address; two of them are one if they differ by case."""
    found = _DOI.fullmatch(text.strip())
    if not found:
        return doi_in(text) if _DOI_ADDRESS.fullmatch(text.strip()) else ""
    return _trimmed(unquote(found["doi"]) if found["at"] else found["doi"])


def doi_in(text: str) -> str:
    """The first DOI within an address or a longer text."""
    if found := _DOI_ADDRESS.search(text):
        return _trimmed(unquote(found["doi"]))
    found = _DOI_WITHIN.search(text)
    return _trimmed(found["doi"]) if found else ""


def arxiv(text: str) -> str:
    """`2311.08105` or `cs/0501001`, without version; `math.GT/0309136` keeps its class."""
    found = _ARXIV.fullmatch(text.strip())
    return _lower_archive(found["id"]) if found else ""


def arxiv_in(text: str) -> str:
    """The first arXiv identifier within an address or a longer text that calls it so."""
    found = _ARXIV_WITHIN.search(text)
    if found:
        return _lower_archive(found["id"])
    address = re.search(r"10\.48550/arxiv\.\S+", text, re.I)
    return arxiv(address[0].rstrip(_ENDS_NO_DOI)) if address else ""


def version(text: str) -> str:
    """The version that an arXiv identifier names, `v2`; empty if it names none."""
    found = _ARXIV.fullmatch(text.strip())
    return (found["version"] or "").lower() if found else ""


def isbn(text: str) -> str:
    """Thirteen digits without hyphens (ISO 2108); an ISBN of ten digits is converted."""
    digits = _isbn_digits(text)
    if len(digits) == 10 and _isbn10_check(digits) == digits[9]:
        digits = "978" + digits[:9]
        return digits + _isbn13_check(digits)
    if len(digits) == 13 and digits.startswith(("978", "979")) and _isbn13_check(digits) == digits[12]:
        return digits
    return ""


def isbn_check_digit(text: str) -> str:
    """The check digit that a text of the form of an ISBN ought to have; empty if it has no such form."""
    digits = _isbn_digits(text)
    if len(digits) == 10:
        return _isbn10_check(digits)
    return _isbn13_check(digits) if len(digits) == 13 and digits.startswith(("978", "979")) else ""


def issn(text: str) -> str:
    """`1234-567X` with its hyphen (ISO 3297)."""
    found = _ISSN.fullmatch(text.strip())
    if not found or issn_check_digit(text) != found[2][3].upper():
        return ""
    return f"{found[1]}-{found[2].upper()}"


def issn_check_digit(text: str) -> str:
    """The check digit that a text of the form of an ISSN ought to have; empty if it has no such form."""
    found = _ISSN.fullmatch(text.strip())
    if not found:
        return ""
    total = sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), found[1] + found[2][:3], strict=True))
    return _digit(-total % 11)


def pmid(text: str) -> str:
    """A PubMed number of one to eight digits."""
    found = _PMID.fullmatch(text.strip())
    return found[1] if found else ""


def _trimmed(found: str) -> str:
    """Without the marks of the sentence around it; a closing bracket that its opening one lacks is none of its own."""
    surplus = {close: found.count(close) - found.count(opening) for close, opening in _PAIRS.items()}
    end = len(found)
    while end and (found[end - 1] in _ENDS_NO_DOI or surplus.get(found[end - 1], 0) > 0):
        end -= 1
        if found[end] in surplus:
            surplus[found[end]] -= 1
    return found[:end]


def _lower_archive(identifier: str) -> str:
    """Archives are in lower case, their subject classes are not."""
    archive, slash, number = identifier.partition("/")
    name, dot, subject = archive.partition(".")
    return f"{name.lower()}{dot}{subject.upper()}/{number}" if slash else identifier


def _isbn_digits(text: str) -> str:
    """The ten or thirteen digits of what has the form of an ISBN."""
    digits = _SEPARATORS.sub("", _ISBN_LABEL.sub("", text.strip(), count=1)).upper()
    return digits if re.fullmatch(r"\d{9}[\dX]|\d{13}", digits) else ""


def _isbn10_check(digits: str) -> str:
    return _digit(-sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11)


def _isbn13_check(digits: str) -> str:
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits[:12])) % 10)


def _digit(value: int) -> str:
    return "X" if value == 10 else str(value)
