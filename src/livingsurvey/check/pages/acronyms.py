"""Acronyms in running text, and which of them a reader may not know.

Few capitals are acronyms that a reader has to be told of. Names of systems, units, numerals and what stands in every
newspaper are none; a word of capitals between others only shouts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from livingsurvey.check.pages.running_text import RunningText
from livingsurvey.model.chapter import Chapter
from livingsurvey.syntax.regions import Regions
from livingsurvey.syntax.source import Span

# Between hyphens, digits and the like stand names: `GPT-4`, `AES-GCM`, `C++`.
_ACRONYM = re.compile(
    r"(?<![\w@#$&%./\\^*_+~-])(?P<word>[A-Z]{2,5})(?P<plural>s)?(?![\w/+#&@%-]|\*\w|[.][\w])(?!'[A-Za-rt-z])"
)
_SHOUTED = re.compile(r"[A-Z]{2,}")
_VOWEL = re.compile(r"[AEIOUY]")
_WORD_BEFORE, _WORD_BEHIND = re.compile(r"([^\W\d_]+)[ \t\r\n]+$"), re.compile(r"[ \t\r\n]+([^\W\d_]+)")
_NUMERAL = re.compile(r"M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")
_LONGEST_WITH_VOWEL = 3

WELL_KNOWN = frozenset(
    # machines and networks
    "AC API BIOS CAD CD CPU DC DNS DVD FAQ FPGA FTP GPS GPU HDD HDMI HTML HTTP HTTPS ID IO IP ISP IT JS JSON LAN"
    " LCD LED NIC NPU OS PC PCI PDF PIN QR RAM RFC RFID ROM SD SDK SMS SQL SSD SSH SSL TCP TLS TPU TV UDP UI URI"
    " URL USB UTF UUID VM VPN WAN XML YAML ZIP CSV PNG JPEG SVG GIF CSS DOI ISBN ISSN ORCID GNU BSD MIT CC BY SA"
    " NC ND"
    # science, bodies, places, money, the calendar
    " AI DNA RNA HIV AIDS USA US UK EU UN UAE USSR NATO NASA IBM AMD ARM AWS ACM IEEE ISO IEC IETF NIST WHO UNESCO"
    " OECD USD EUR GBP JPY CNY CHF BTC ETH AD BC BCE CE AM PM GMT UTC CEO CTO CFO NGO OK VS TODO NB PS ED"
    # units
    " KB MB GB TB PB EB KW MW GW TW HZ KHZ MHZ GHZ THZ MIPS FPS DPI PPM BPS".split()
)


def acronyms(chapter: Chapter) -> Mapping[str, tuple[Span, ...]]:
    """The acronyms that a chapter's running text uses, each with its places, in the order of their first uses."""
    found: dict[str, list[Span]] = {}
    for word, span in _uses(chapter):
        found.setdefault(word, []).append(span)
    return {word: tuple(spans) for word, spans in found.items()}


def may_be_used(chapter: Chapter, times: int) -> frozenset[str]:
    """The acronyms that the text may use so often, by a look that spares most chapters to be read."""
    counts = Counter(found["word"] for found in _ACRONYM.finditer(chapter.source.text))
    return frozenset(word for word, number in counts.items() if number >= times and _is_acronym(word))


def _uses(chapter: Chapter) -> Iterator[tuple[str, Span]]:
    running, document = RunningText(chapter), chapter.document
    spans = [*(group.span for group in document.citation_groups), *(each.whole for each in document.cross_references)]
    cited = Regions([(span.start, span.end) for span in spans])
    rows = frozenset(block.inner[0] for block in document.blocks if block.kind == "row")
    for found in running.find(_ACRONYM):
        word, start = found["word"], found.start()
        place = document.inline_at(start)
        apart = cited.holds(start) or running.in_heading(start) or running.in_panel_head(start) or place.start in rows
        if not apart and _is_acronym(word) and not _is_shouted(document.prose, place, *found.span()):
            yield word, chapter.source.span(*found.span("word"))


def _is_acronym(word: str) -> bool:
    """Whether a word of capitals is one that somebody may not know. What one can speak is often a name."""
    if word in WELL_KNOWN or _NUMERAL.fullmatch(word):
        return False
    return len(word) <= _LONGEST_WITH_VOWEL or not _VOWEL.search(word)


def _is_shouted(prose: str, place: Span, start: int, end: int) -> bool:
    """Whether the word before or behind is of capitals, too."""
    before = _WORD_BEFORE.search(prose, max(place.start, start - 40), start)
    behind = _WORD_BEHIND.match(prose, end, place.end)
    return any(word and _SHOUTED.fullmatch(word[1]) for word in (before, behind))
