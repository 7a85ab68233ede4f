"""Which parts of a Markdown text are not prose: code, comments, raw HTML, formulas.

`mask` blanks them and keeps every offset (law 2), so that whatever searches prose searches the masked text. The shapes
are Python-Markdown's and pymdownx's (superfences, arithmatex's dollar rules), read from their documentation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

_FRONT = re.compile(r"\A-{3}[ \t]*\r?\n(.*?\r?\n)?(?:-{3}|\.{3})[ \t]*(?:\r?\n|\Z)", re.S)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FENCE = re.compile(r"(?P<lead>(?:[ \t]|>[ ]?)*)(?P<fence>`{3,}|~{3,})(?P<info>[^\r\n]*)")
_CONTAINER = re.compile(r"([-*+]|\d+[.)])[ \t]|(!!!|\?\?\?\+?|===)[ \t!+]*\S|\[\^[^\]]+\]:|:[ ]{1,3}\S|/{3,}[ ]")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_TICKS = re.compile(r"(?<!\\)`+")
_PARAGRAPH = re.compile(r"(?:[^\r\n]*\S[^\r\n]*(?:\r\n|\r|\n|\Z))+")
_OPAQUE = re.compile(r"<(pre|code|script|style|textarea|kbd|samp|svg|math|a)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.S | re.I)
_TAG = re.compile(r"</?[A-Za-z][\w:-]*(?:\s+[^<>]*)?/?>")
_AUTOLINK = re.compile(r"<[A-Za-z][\w+.-]*:[^\s<>]*>|<[^\s<>@]+@[^\s<>]+>")
_ADDRESS = re.compile(r"\b(?:https?|ftp)://[^\s<>\"]+|\bwww\.[^\s<>\"]+")
_DISPLAY = re.compile(r"(?<![\\$])\$\$(?!\$)((?:\\.|[^$\\])+?)\$\$(?!\$)", re.S)
_INLINE = re.compile(r"(?<![\\$])\$(?![\s$])((?:\\[^\r\n]|[^$\\\r\n]|\r?\n(?![ \t]*\r?\n))+?)(?<![\s\\])\$(?![\d$])")
_BLANK = re.compile(r"\n[ \t]*\r?\n")
_VISIBLE = re.compile(r"[^\r\n]")


def blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with these places filled with spaces, line ends kept."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            start = max(start, at)
            parts += [text[at:start], _VISIBLE.sub(" ", text[start:end])]
            at = end
    return "".join(parts) + text[at:]


def front_matter(text: str) -> tuple[int, int] | None:
    """Offsets of the YAML between the two rules that open a file, as MkDocs finds it; `None` without."""
    found = _FRONT.match(text)
    if not found:
        return None
    return (found.start(1), found.end(1)) if found[1] is not None else (found.end(), found.end())


def body_start(text: str) -> int:
    """Offset at which a file's Markdown begins: behind its front matter."""
    found = _FRONT.match(text)
    return found.end() if found else 0


def mask(text: str) -> str:
    """The text with front matter, code and comments blanked; every offset stays."""
    text = blanked(text, [(0, body_start(text))])
    text = blanked(text, list(_code_blocks(text)))
    text = blanked(text, list(_code_spans(text)))
    return blanked(text, [found.span() for found in _COMMENT.finditer(text)])


def formulas(masked: str) -> list[tuple[int, int, str, bool]]:
    """Start, end, TeX and whether it is displayed, of each formula in a masked text, in order."""
    found = [(m.start(), m.end(), m[1], True) for m in _DISPLAY.finditer(masked) if not _BLANK.search(m[1])]
    rest = blanked(masked, [(start, end) for start, end, _, _ in found])
    found += [(m.start(), m.end(), m[1], False) for m in _INLINE.finditer(rest)]
    return sorted(found)


def prose(masked: str) -> str:
    """A masked text with formulas, HTML tags, addresses and what HTML quotes verbatim blanked as well."""
    masked = blanked(masked, [(start, end) for start, end, _, _ in formulas(masked)])
    for pattern in (_OPAQUE, _AUTOLINK, _TAG, _ADDRESS):
        masked = blanked(masked, [found.span() for found in pattern.finditer(masked)])
    return masked


def _code_blocks(text: str) -> Iterator[tuple[int, int]]:
    """Fenced and indented code. Indentation is code only where it goes deeper than the lists and blocks around it."""
    fence: tuple[str, int, int] | None = None  # its characters, where it starts, its indentation
    containers: list[int] = []  # indentations of the list items, admonitions and the like that are open
    after_blank = True
    for line in _LINE.finditer(text):
        row = line[0]
        if not row and line.start() == len(text):
            break
        opening = _FENCE.match(row)
        if fence:
            closes = opening and opening["fence"].startswith(fence[0]) and not opening["info"].strip()
            if closes:
                yield fence[1], line.end()
                fence, after_blank = None, False
            continue
        if not row.strip():
            after_blank = True
            continue
        indent = len(row.expandtabs(4)) - len(row.expandtabs(4).lstrip())
        if opening and not ("`" in opening["info"] and "`" in opening["fence"]):
            fence = (opening["fence"], line.start(), indent)
            continue
        while after_blank and containers and indent < containers[-1] + 4:
            containers.pop()
        if after_blank and indent >= (containers[-1] + 8 if containers else 4):
            yield line.span()
            continue  # the next line goes on as code only behind a blank line or as deep as this one
        after_blank = False
        stripped = row.strip()
        if _CONTAINER.match(stripped) and (not containers or indent > containers[-1]):
            containers.append(indent)
    if fence:
        yield fence[1], len(text)


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Spans between runs of backticks of one length, within a paragraph."""
    for paragraph in _PARAGRAPH.finditer(text):
        runs = [found.span() for found in _TICKS.finditer(text, paragraph.start(), paragraph.end())]
        by_length: dict[int, list[int]] = {}
        for start, end in runs:
            by_length.setdefault(end - start, []).append(start)
        at = paragraph.start()
        for start, end in runs:
            if start < at:
                continue
            peers = by_length[end - start]
            next_peer = bisect_left(peers, end)
            if next_peer < len(peers):
                at = peers[next_peer] + end - start
                yield start, at
