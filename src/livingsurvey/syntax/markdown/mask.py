"""Which parts of a Markdown text are not prose: code, comments, raw HTML, formulas.

`mask` blanks them and keeps every offset (law 2), so that whatever searches prose searches the masked text. The shapes
are Python-Markdown's and pymdownx's (arithmatex's dollar rules among them).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from livingsurvey.syntax.markdown.blocks import Block, blocks

# A pattern that begins with a character is sought many times faster than one that begins by looking at what stands
# before it. So here and in the other modules that scan whole texts, one looks back from behind the first character.
_FRONT = re.compile(r"\A-{3}[ \t]*(?:\r\n?+|\n)(?P<yaml>.*?(?:\r\n?+|\n))(?:-{3}|\.{3})[ \t]*(?:\r\n?+|\n|\Z)", re.S)
_CONTENT = re.compile(r"^[ \t]*[^\s#]", re.M)
_TICKS = re.compile(r"(?<!\\)(?P<escape>\\*+)(?P<ticks>`+)")
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*+-->", re.S)
# Elements of HTML whose text is code, and others whose text is not read as prose either. Those that can stand inside a
# paragraph end with it.
_CODE = ("pre", "script", "style", "textarea", "code", "kbd", "samp")
_OPAQUE = ("svg", "math", "iframe", "object", "template", "noscript", "title", "a")
_WITHIN_PARAGRAPH = ("code", "kbd", "samp", "a")
_ELEMENT = re.compile(rf"<(?P<closing>/?)(?P<name>{'|'.join(_CODE + _OPAQUE)})\b(?P<attributes>[^<>]*)>", re.I)
_HREF = re.compile(r"\shref\s*=", re.I)
_VALUE = r"""\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>]++)"""
_TAG = re.compile(rf"""</?+[A-Za-z][^\s"'<>@]*+(?:\s+[^\s"'=<>]++(?:{_VALUE})?+)*+\s*+/?>""")
_AUTOLINK = re.compile(r"<[A-Za-z][\w+.-]*:[^\s<>]*>|<[^\s<>@]+@[^\s<>]+>")
_ADDRESS = re.compile(
    r"(?:h(?<![\w{]h)ttps?://|f(?<![\w{]f)tp://|w(?<![\w{]w)ww\.)(?:[^\s<>\"()\[\]]|\([^\s<>\"()]*\))+"
)
_DISPLAY = re.compile(r"\$\$(?<![\\$]\$\$)(?!\$)((?:\\.|[^$\\])+?)\$\$(?!\$)", re.S)
_INLINE = re.compile(r"\$(?<![\\$]\$)(?![\s$])((?:\\[^\r\n]|[^$\\\r\n]|\r?\n(?![ \t]*\r?\n))+?)(?<![\s\\])\$(?![\d$])")
_BLANK = re.compile(r"\n[ \t]*\r?\n")
_VISIBLE = re.compile(r"[^\r\n]")
Places = Sequence[tuple[int, int]]


def blanked(text: str, spans: Places) -> str:
    """The text with these places filled with spaces, line ends kept."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            start = max(start, at)
            parts += [text[at:start], _VISIBLE.sub(" ", text[start:end])]
            at = end
    return "".join(parts) + text[at:]


def _front(text: str) -> re.Match[str] | None:
    found = _FRONT.match(text)
    return found if found and _CONTENT.search(found["yaml"]) else None


def front_matter(text: str) -> tuple[int, int] | None:
    """Offsets of the YAML between the two rules that open a file, as MkDocs finds it; `None` without.

    Two rules with nothing between them, or comments alone, are rules.
    """
    found = _front(text)
    return found.span("yaml") if found else None


def body_start(text: str) -> int:
    """Offset at which a file's Markdown begins: behind its front matter."""
    found = _front(text)
    return found.end() if found else 0


def mask(text: str, found: Sequence[Block] | None = None) -> str:
    """The text with front matter, code and comments blanked; every offset stays. `found` are its blocks if known."""
    found = blocks(text, body_start(text)) if found is None else found
    return without_html_code(markup(text, found))


def markup(text: str, found: Sequence[Block]) -> str:
    """The text with front matter, comments and Markdown's own code blanked: raw HTML shows nothing as it stands, and so
    what its elements for code hold is there. `found` are its blocks.
    """
    plain = _without_code(text, found)
    return blanked(plain, _comments(plain, found))


def without_html_code(markup: str) -> str:
    """A text's markup with what HTML's elements for code hold blanked, too."""
    return blanked(markup, list(_elements(markup, _CODE)))


def comments(text: str, found: Sequence[Block]) -> Places:
    """Where the comments of a text stand that are no part of code; `found` are its blocks."""
    return _comments(_without_code(text, found), found)


def _comments(plain: str, found: Sequence[Block]) -> Places:
    """Those of a text without its code."""
    apart = [(block.start, block.end) for block in found if block.kind == "comment"]
    rest = blanked(plain, apart)
    inline = [block.inner for block in found if block.kind not in ("code", "comment")]
    return apart + [comment.span() for place in inline for comment in _COMMENT.finditer(rest, *place)]


def _without_code(text: str, found: Sequence[Block]) -> str:
    """The text with front matter and code blanked."""
    code = [(block.start, block.end) for block in found if block.kind == "code"]
    text = blanked(text, [(0, body_start(text)), *code])
    inline = [block.inner for block in found if block.kind not in ("code", "comment")]
    return blanked(text, [span for place in inline for span in _inline_code(text, *place)])


def formulas(masked: str, places: Places | None = None) -> list[tuple[int, int, str, bool]]:
    """Start, end, TeX and whether it is displayed, of each formula in a masked text, in order; none overlaps another.

    One that is not displayed stands within one of the `places` of inline text.
    """
    masked = _ADDRESS.sub(lambda found: found[0].replace("$", " "), masked)
    displayed = [each for each in _DISPLAY.finditer(masked) if not _BLANK.search(each[1])]
    found = [(each.start(), each.end(), each[1], True) for each in displayed]
    # Nothing runs across dollars, and so none of the others runs across these.
    rest = _DISPLAY.sub(lambda each: each[0] if _BLANK.search(each[1]) else "$" * len(each[0]), masked)
    for place in [(0, len(rest))] if places is None else places:
        found += [(each.start(), each.end(), each[1], False) for each in _INLINE.finditer(rest, *place)]
    return sorted(found)


def prose(masked: str, set_apart: Places) -> str:
    """A masked text with HTML tags, addresses, the text of HTML's links and the places given blanked as well."""
    masked = blanked(masked, set_apart)
    masked = blanked(masked, list(_elements(masked, _OPAQUE)))
    for pattern in (_AUTOLINK, _TAG, _ADDRESS):
        masked = blanked(masked, [found.span() for found in pattern.finditer(masked)])
    return masked


def _elements(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the text of these HTML elements stands, between their tags."""
    opened: str | None = None
    start = looked = 0
    for tag in _ELEMENT.finditer(text):
        name = tag["name"].lower()
        if opened in _WITHIN_PARAGRAPH and _BLANK.search(text, looked, tag.start()):
            opened = None
        looked = max(start, tag.start() - 1)
        if tag["closing"]:
            if name == opened:
                yield start, tag.start()
                opened = None
        elif name in names and (opened is None or name == opened == "a") and not tag[0].endswith("/>"):
            is_anchor = name == "a" and not _HREF.search(tag["attributes"])  # which names a place and leads nowhere
            opened, start, looked = None if is_anchor else name, tag.end(), tag.end()
    if opened and opened not in _WITHIN_PARAGRAPH:
        yield start, len(text)


def _inline_code(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Code between runs of backticks in a run of inline text.

    A run without a partner of its own length is closed by the longest of the shorter runs that follow it.
    """
    if text.find("`", start, end) < 0:
        return
    runs = list(_TICKS.finditer(text, start, end))
    by_length: dict[int, list[int]] = {}
    for run in runs:
        by_length.setdefault(len(run["ticks"]), []).append(run.start("ticks"))
    longest = list(accumulate((len(run["ticks"]) for run in reversed(runs)), max))[::-1]
    at = start
    for number, run in enumerate(runs, 1):
        if run.start() < at:
            continue
        first = run.start("ticks") + len(run["escape"]) % 2
        length = run.end() - first
        closing = _behind(by_length.get(length, []), run.end())
        if closing is None and number < len(runs) and longest[number] < length:
            length = longest[number]
            closing = _behind(by_length[length], run.end())
        if length and closing is not None:
            at = closing + length
            yield first, at


def _behind(offsets: list[int], end: int) -> int | None:
    """The first of some ascending offsets that is not before `end`."""
    place = bisect_left(offsets, end)
    return offsets[place] if place < len(offsets) else None
