"""What an SVG drawing consists of, read with Expat: elements with their places, and what is wrong.

Nothing is loaded and no entity of a document's own is put in: reading stops at a document type that declares any, and
Expat follows no outside reference unless it is told how (XML 1.0, section 2.8; Namespaces in XML 1.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source, Span

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
_SEPARATOR = " "
_PIECE = 1 << 16  # bytes that are read at a time, so that a drawing of any size takes little memory
_TAG = re.compile(r"<(?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+')*+>")
# The document types that drawing programs write; browsers do not load them.
_STANDARD = re.compile(r"https?://www\.w3\.org/")
_DOCUMENT_TYPE = "<!DOCTYPE"
_PLAIN = "export the drawing again, as plain SVG"


@dataclass(frozen=True)
class Element:
    """An element: its namespace (empty without), its local name, its attributes by local name, the place of its tag.

    `text` is what stands in a `style` element; of others it is not kept.
    """

    namespace: str
    name: str
    attributes: Mapping[str, str]
    span: Span
    text: list[str] = field(default_factory=list)

    def name_span(self, attribute: str) -> Span:
        """Where the name of an attribute stands."""
        return self._found(rf"(?<=[\s:])({re.escape(attribute)})\s*=")

    def value_span(self, attribute: str) -> Span:
        """Where the value of an attribute stands."""
        return self._found(rf"[\s:]{re.escape(attribute)}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")

    def _found(self, pattern: str) -> Span:
        source = self.span.source
        found = re.compile(pattern).search(source.text, self.span.start, self.span.end)
        return source.span(*found.span(found.lastindex or 0)) if found else self.span


@dataclass(frozen=True)
class Instruction:
    """A processing instruction: the program that it is for, and its place."""

    target: str
    span: Span


def parts(source: Source) -> Iterator[Element | Instruction | Problem]:
    """What a drawing consists of, and what is wrong with it as XML; never raises."""
    return _Reader(source).parts()


class _Stop(Exception):
    """Reading ends here."""


class _Reader:
    """One reading of one text."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._data = source.text.encode("utf-8", "surrogatepass")
        self._known = (0, 0)
        self._found: list[Element | Instruction | Problem] = []
        self._is_first = True
        self._style: Element | None = None
        self._parser = expat.ParserCreate("utf-8", _SEPARATOR)
        self._parser.StartDoctypeDeclHandler = self._document_type
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words
        self._parser.ProcessingInstructionHandler = self._instruction

    def parts(self) -> Iterator[Element | Instruction | Problem]:
        """See the function of this name."""
        for start in range(0, len(self._data) + 1, _PIECE):
            goes_on = self._reads(start)
            yield from self._found
            self._found.clear()
            if not goes_on:
                return

    def _reads(self, start: int) -> bool:
        """Read a piece; whether there is sense in reading on."""
        try:
            self._parser.Parse(self._data[start : start + _PIECE], start + _PIECE > len(self._data))
        except _Stop:
            return False
        except expat.ExpatError as error:
            place = self._source.span(self._offset(self._parser.ErrorByteIndex))
            self._found.append(Problem(place, f"this is no SVG: {expat.ErrorString(error.code)}", _PLAIN))
            return False
        return True

    def _offset(self, index: int) -> int:
        """The offset of a character for that of its first byte. Asked in order, all of them cost one pass."""
        byte, offset = self._known if self._known[0] <= index else (0, 0)
        offset += len(self._data[byte:index].decode("utf-8", "replace"))
        self._known = (index, offset)
        return min(offset, len(self._source.text))

    def _here(self, pattern: re.Pattern[str]) -> Span:
        """The place of what is being read."""
        start = self._offset(self._parser.CurrentByteIndex)
        found = pattern.match(self._source.text, start)
        return self._source.span(start, found.end() if found else start)

    def _document_type(self, name: str, system: str | None, public: str | None, declares: int) -> None:
        if declares or (system and not _STANDARD.match(system)):
            message = "this document type declares entities or leads to another file"
            hint = f"remove `<!DOCTYPE ...>` as a whole, or {_PLAIN}"
            behind = self._offset(self._parser.CurrentByteIndex) + len(_DOCUMENT_TYPE)
            start = max(0, self._source.text.rfind(_DOCUMENT_TYPE, 0, behind))
            self._found.append(Problem(self._source.span(start, start + len(_DOCUMENT_TYPE)), message, hint))
            raise _Stop

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        namespace, _, local = name.rpartition(_SEPARATOR)
        own = {key.rpartition(_SEPARATOR)[2]: value for key, value in attributes.items()}
        element = Element(namespace, local, own, self._here(_TAG))
        if self._is_first and (local != "svg" or namespace not in (SVG, "")):
            self._found.append(Problem(element.span, f"this is no SVG: it begins with `<{local}>`", _PLAIN))
            raise _Stop
        self._is_first = False
        if local == "style":
            self._style = element
        self._found.append(element)

    def _end(self, name: str) -> None:
        self._style = None

    def _words(self, words: str) -> None:
        if self._style:
            self._style.text.append(words)

    def _instruction(self, target: str, data: str) -> None:
        self._found.append(Instruction(target, self._here(re.compile(r"<\?[^<>]*>"))))
