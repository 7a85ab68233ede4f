"""The PDF that typst writes, in well under half of its bytes: its objects in compressed object streams.

typst writes each object on its own and uncompressed, and a tagged book has a hundred of them a page. The form is that
of ISO 32000-1, 7.5.7 and 7.5.8, which PDF/A-2 allows. qpdf packs objects too; but the line feed that it puts behind a
stream whose last byte happens to be a carriage return reads as one line end of two bytes, so that the stream has a
byte less than its length says, which PDF/A forbids (ISO 19005-2, 6.1.7.1). That meets one stream in 256, and so nearly
every book, typst's own too. Here every stream ends in both characters.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise

_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_TRAILER = re.compile(rb"trailer\n<<(.*)>>\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL)
_ROW = 20  # bytes of an entry in the table
_SIZE = re.compile(rb"/Size \d+")
_LINE_END = b"\r\n"
# Objects in one stream: a reader has to unpack all of them for one.
_TOGETHER = 200


def packed(pdf: bytes) -> bytes:
    """The same objects under the same numbers, with the same identifier; the same bytes for the same PDF.

    A PDF that has no plain table of objects, so that it is packed already, is given back as it is.
    """
    trailer = _TRAILER.search(pdf, max(0, len(pdf) - 4096))
    table = _TABLE.match(pdf, int(trailer[2])) if trailer else None
    if trailer is None or table is None:
        return pdf
    offsets = _offsets(pdf, table)
    found = dict(_objects(pdf, offsets, table.start()))
    result = bytearray(pdf[: min(offsets.values())])
    # For each object its kind, then where it stands: free, at an offset, or in a stream and there the nth.
    places = [(0, 0, 65535)] * int(table[1])
    loose = {number: body for number, body in found.items() if not body.endswith(b"endstream")}
    for number, body in found.items():
        if number not in loose:
            places[number] = (1, len(result), 0)
            data = body.removesuffix(b"endstream").removesuffix(b"\n")
            result += b"%d 0 obj\n%s%sendstream\nendobj\n" % (number, data, _LINE_END)
    numbers = list(loose)
    for first in range(0, len(numbers), _TOGETHER):
        group = numbers[first : first + _TOGETHER]
        for place, number in enumerate(group):
            places[number] = (2, len(places), place)
        places.append((1, len(result), 0))
        heads, at = [], 0
        for number in group:
            heads.append(b"%d %d" % (number, at))
            at += len(loose[number]) + 1
        head = b" ".join(heads) + b"\n"
        facts = b"/Type/ObjStm/N %d/First %d" % (len(group), len(head))
        result += _stream(len(places) - 1, facts, head + b"\n".join(loose[number] for number in group))
    start = len(result)
    places.append((1, start, 0))
    facts = b"/Type/XRef/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>" + _SIZE.sub(
        b"/Size %d" % len(places), trailer[1]
    )
    result += _stream(len(places) - 1, facts, _rows(places))
    result += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(result)


def _offsets(pdf: bytes, table: re.Match[bytes]) -> dict[int, int]:
    """Where each object in use begins, by its number."""
    starts = range(table.end(), table.end() + _ROW * int(table[1]), _ROW)
    rows = (pdf[start : start + _ROW] for start in starts)
    return {number: int(row[:10]) for number, row in enumerate(rows) if row[17:18] == b"n"}


def _objects(pdf: bytes, offsets: Mapping[int, int], end: int) -> Iterator[tuple[int, bytes]]:
    """Each object's number and what stands between `obj` and `endobj`, in the order of the file up to its `end`."""
    ordered = sorted((offset, number) for number, offset in offsets.items())
    for (offset, number), (following, _) in pairwise([*ordered, (end, 0)]):
        body = pdf[offset:following].strip()
        opening = b"%d 0 obj" % number
        assert body.startswith(opening), f"object {number} stands where the table says"
        assert body.endswith(b"endobj"), f"object {number} has an end"
        yield number, body.removeprefix(opening).removesuffix(b"endobj").strip()


def _stream(number: int, facts: bytes, data: bytes) -> bytes:
    content = zlib.compress(data, 9)
    opening = b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (number, facts, len(content))
    return opening + content + _LINE_END + b"endstream\nendobj\n"


def _rows(places: list[tuple[int, int, int]]) -> bytes:
    """The table of objects, each row as its difference from the one above, as PNG's second filter does it."""
    above, rows = bytes(7), bytearray()
    for kind, place, nth in places:
        row = kind.to_bytes(1) + place.to_bytes(4) + nth.to_bytes(2)
        rows += b"\x02" + bytes((byte - before) % 256 for byte, before in zip(row, above, strict=True))
        above = row
    return bytes(rows)
