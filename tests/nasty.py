"""The nasty .bib files of nasty.md, and those whose bytes or line ends Markdown cannot hold."""

import re
from dataclasses import dataclass
from pathlib import Path

_FILE = re.compile(
    r"^### (?P<name>[^\n]+)\n\n(?P<entries>\d+) entr(?:y|ies)(?:: (?P<said>[^\n]+))?\n\n```bib\n(?P<text>.*?\n)```$",
    re.M | re.S,
)
_SAID = re.compile(r"(shown|reported at|noted at) (`[^`]*`|[^;]*)")


@dataclass(frozen=True)
class Nasty:
    """One file: how many entries a person counts in it; the keys of those that are shown; the places of the others.

    `noted` are the places of what is said beyond that. Texts are stored in UTF-8.
    """

    name: str
    content: str | bytes
    entries: int
    shown: str = ""
    reported: str = ""
    noted: str = ""

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return self.content if isinstance(self.content, bytes) else self.content.encode()

    @property
    def well_formed(self) -> bool:
        """Whether there is nothing to say about it."""
        return not self.reported and not self.noted


def _written() -> tuple[Nasty, ...]:
    found = []
    for file in _FILE.finditer(Path(__file__).with_suffix(".md").read_text("utf-8")):
        said = {what: where.strip("`") for what, where in _SAID.findall(file["said"] or "")}
        outcome = (said.get(what, "") for what in ("shown", "reported at", "noted at"))
        found.append(Nasty(file["name"], file["text"], int(file["entries"]), *outcome))
    return tuple(found)


ALL = (
    *_written(),
    Nasty("Empty", "", 0),
    Nasty("Blank lines only", "\n\n  \n\t\n", 0),
    Nasty("No line end at the end", "@misc{a, title = {X}}", 1, "a"),
    Nasty("Every kind of blank", "@misc{a,\ttitle =\x0b{X\u00a0\u2003Y},\x0b\x0cyear = 2000}\n", 1, "a"),
    Nasty("Blanks that are none", "@misc{a,\u00a0title = {X\u00a0Y},\n\u3000}\n@misc{b}\n", 2, "a b", "", "1:9 2:1"),
    Nasty("Line ends of Windows", "@misc{a,\r\n  title = {X\r\n    Y},\r\n}\r\n\r\n@misc{b,\r\n}\r\n", 2, "a b"),
    Nasty("Line ends of old Macs", "% x @misc{no}\r@misc{a,\r  title = {X\r    Y},\r}\r\r@misc{b,\r}\r", 2, "a b"),
    Nasty("Line ends of all kinds", "@misc{a,\r\n  title = {X\n    Y},\r}\n\r@misc{b,\n\r}\r", 2, "a b"),
    Nasty(
        "Line ends of old Macs, and a slip",
        "@misc{a,\r  title = {X}\r  year = 2000\r}\r@misc{b}\r",
        2,
        "a b",
        "",
        "2:14",
    ),
    Nasty("Byte-order mark", b"\xef\xbb\xbf@misc{a, title = {\xc3\xa9}}\n", 1, "a"),
    Nasty("Byte-order mark of a file joined to another", "@misc{a}\n\ufeff@misc{b, title = {Y}}\n", 2, "a b"),
    Nasty("Byte-order mark behind a brace never closed", "@misc{a, title = {X\n\ufeff@misc{b}\n", 2, "b", "1:18"),
    Nasty("Letters beyond the first plane", "@misc{a, title = {𝔛 and 😀 and e\u0301}}\n@misc{😀}\n", 2, "a 😀"),
    Nasty(
        "NUL and other controls", "@misc{a, title = {X\x00Y\x01\x7f\x1b[31m}}\n\x00\n@misc{b, note = {Z}}\n", 2, "a b"
    ),
    Nasty(
        "NUL in the wrong place",
        "@misc{a, \x00title = {X}}\n@misc{b, title = \x00{Y}}\n@misc{c}\n",
        3,
        "a c",
        "2:19",
        "",
    ),
    Nasty("Value of a megabyte", "@misc{a, abstract = {" + "word {X} " * 111_111 + "}}\n@misc{b}\n", 2, "a b"),
    Nasty(
        "Megabyte that is never closed",
        '@misc{a, abstract = "' + "word {X} " * 111_111 + "\n@misc{b}\n",
        2,
        "b",
        "1:21",
    ),
    Nasty("Nested a thousand deep", "@misc{a, title = " + "{" * 1_000 + "X" + "}" * 1_000 + "}\n", 1, "a"),
    Nasty(
        "Nested too deep by one", "@misc{a, title = " + "{" * 1_000 + "X" + "}" * 999 + "}\n@misc{b}\n", 2, "b", "1:6"
    ),
    Nasty("cp1252", "@misc{a, author = {Müller, Ann}, title = {“X” – Y}}\n@misc{b}\n".encode("cp1252"), 2, "a b"),
    Nasty("One letter of Latin-1", "@misc{a, author = {Šimek, Zoë}}\n".encode() + b"@misc{b, x = {\xe9}}\n", 2, "a b"),
    Nasty("Bytes of no encoding", b"@misc{a, title = {\x81\x8d}}\n@misc{b, title = {\xe9}}\n", 2, "a b"),
    Nasty("UTF-16", "@misc{a, title = {é}}\n".encode("utf-16"), 1, "a"),
    Nasty("UTF-32", "@misc{a, title = {é}}\n".encode("utf-32"), 1, "a"),
    Nasty("Cut off in a key", "@misc{a}\n@misc{b", 2, "a", "2:6"),
    Nasty("Cut off in a name", "@misc{a}\n@misc{b,\n  tit", 2, "a", "3:6"),
    Nasty("Cut off behind an equal sign", "@misc{a}\n@misc{b,\n  title =", 2, "a", "3:10"),
    Nasty("Cut off in a value", "@misc{a}\n@misc{b,\n  title = {X and", 2, "a", "3:11"),
    Nasty("Cut off in a macro", "@misc{a}\n@string{s = {X", 1, "a", "", "2:13"),
    Nasty("Broken a hundred times", "@misc{a, title = {X\n" * 100, 100, "", " ".join(f"{n}:18" for n in range(1, 101))),
)
