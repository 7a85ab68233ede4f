"""What an edit changes in a file, as a unified diff that `patch -p0` and `git apply -p0` take.

The format is that of POSIX' `diff -u`, with git's quoting of odd names. It is made of bytes, since a file's encoding,
its mark and its line ends may be what changes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher

Lines = Sequence[str]

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# What git writes as an escape in a quoted name ("git config", core.quotePath): all that ends a name or a line.
_ODD = re.compile(r'[\x00-\x1f\x7f"\\]')
# Two stretches of more lines than this are not compared line by line, which takes the square of their length.
_FEW = 1000


def diff(path: str, before: bytes, after: bytes) -> bytes:
    """The lines that differ, with three around them; nothing if none do."""
    # Every byte is one character of Latin-1, and a line ends with LF alone, as it does for `patch`.
    old, new = (_LINE.findall(data.decode("latin-1")) for data in (before, after))
    hunks = "".join(_hunks(old, new))
    head = f"--- {_name(path)}\n+++ {_name(path)}\n".encode("utf-8", "surrogateescape")
    return head + hunks.encode("latin-1") if hunks else b""


def _name(path: str) -> str:
    """A name as `patch` and git read it: quoted where it would end too early; a tab ends one that holds spaces."""
    if _ODD.search(path):
        return '"' + _ODD.sub(lambda found: f"\\{ord(found[0]):03o}", path) + '"'
    return f"{path}\t" if " " in path else path


def _hunks(old: Lines, new: Lines) -> Iterator[str]:
    for group in _Matcher(old, new).get_grouped_opcodes():
        (_, i1, _, j1, _), (_, _, i2, _, j2) = group[0], group[-1]
        yield f"@@ -{_range(i1, i2)} +{_range(j1, j2)} @@\n"
        for tag, first, last, start, end in group:
            if tag == "equal":
                yield from (_marked(" ", line) for line in old[first:last])
            else:
                yield from (_marked("-", line) for line in old[first:last])
                yield from (_marked("+", line) for line in new[start:end])


def _marked(mark: str, line: str) -> str:
    return mark + line if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"


def _range(start: int, end: int) -> str:
    """Lines of a file, counted from 1: the first and how many; where there are none, the line before."""
    return f"{start + (end > start)},{end - start}"


class _Matcher(SequenceMatcher[str]):
    """Finds the lines that stay in linear time for files that are alike: those that occur once in both are anchors
    (Cohen, "Patience diff"), and only what lies between two of them is compared line by line.
    """

    def __init__(self, old: Lines, new: Lines) -> None:
        super().__init__(None, old, new, autojunk=False)
        self._old, self._new = old, new

    def get_matching_blocks(self) -> list[Match]:
        """The runs of lines that stay, in order, and an empty one at the end."""
        blocks: list[Match] = []
        for block in _stays(self._old, self._new):
            a, b, size = blocks[-1] if blocks else (0, 0, 0)
            if blocks and (a + size, b + size) == (block.a, block.b):
                blocks[-1] = Match(a, b, size + block.size)
            else:
                blocks.append(block)
        return [*blocks, Match(len(self._old), len(self._new), 0)]


def _stays(old: Lines, new: Lines) -> Iterator[Match]:
    """The runs of lines that stay, in order; one may begin where another ends."""
    i = j = 0
    for anchor, partner in _anchors(old, new):
        yield from _between(old, new, i, anchor, j, partner)
        yield Match(anchor, partner, 1)
        i, j = anchor + 1, partner + 1
    yield from _between(old, new, i, len(old), j, len(new))


def _anchors(old: Lines, new: Lines) -> list[tuple[int, int]]:
    """Lines that occur once in both files: the most of them whose order is the same (a longest increasing sequence)."""
    counts, others = Counter(old), Counter(new)
    places = {line: number for number, line in enumerate(new) if others[line] == 1}
    pairs = [(i, places[line]) for i, line in enumerate(old) if counts[line] == 1 and line in places]
    ends: list[int] = []  # of the best sequence of each length, the last partner
    last: list[int] = []  # and which pair that is
    before: list[int] = []  # for each pair, the one before it in its best sequence
    for number, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1], last[length : length + 1] = [j], [number]
    chain = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _between(old: Lines, new: Lines, i: int, last: int, j: int, end: int) -> Iterator[Match]:
    """The lines that stay among those between two anchors."""
    head = 0
    while i + head < last and j + head < end and old[i + head] == new[j + head]:
        head += 1
    tail = 0
    while last - tail > i + head and end - tail > j + head and old[last - tail - 1] == new[end - tail - 1]:
        tail += 1
    if head:
        yield Match(i, j, head)
    i, j = i + head, j + head
    inner, other = old[i : last - tail], new[j : end - tail]
    if len(inner) + len(other) <= _FEW:
        for block in SequenceMatcher(None, inner, other, autojunk=False).get_matching_blocks()[:-1]:
            yield Match(i + block.a, j + block.b, block.size)
    if tail:
        yield Match(last - tail, end - tail, tail)
