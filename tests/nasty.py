r"""Nasty .bib files, and what a person counts in each.

`entries` is the number of entries that a person sees in the file: those that are shown (by key) and those that are
reported (at `line:column`) together are all of them. `noted` are the places of what is said beyond that: slips in
entries that are shown, macros that nothing defines, macros and comments that cannot be read.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Nasty:
    """One file; texts are stored in UTF-8."""

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


SOUND = (
    Nasty("empty", "", 0),
    Nasty("blank lines only", "\n\n  \n\t\n", 0),
    Nasty("remarks only", "% nothing here yet\nWrite to ann@example.org\n", 0),
    Nasty("no line end at the end", "@misc{a, title = {X}}", 1, "a"),
    Nasty("braces and parentheses", "@misc{a, title = {X}}\n@misc(b, title = {Y})\n@misc(c,\n title = {Z},\n)\n", 3, "a b c"),
    Nasty("parentheses within parentheses", '@misc(a, title = {X (and Y)}, note = "(Z)")\n', 1, "a"),
    Nasty("entries on one line", "@misc{a, title = {X}} @misc{b, title = {Y}}@misc{c, title = {Z}}\n", 3, "a b c"),
    Nasty("entries indented", "  @misc{a,\n    title = {X}\n  }\n\t@misc{b,\n\t title = {Y}\n\t}\n", 2, "a b"),
    Nasty("types in every case", "@ARTICLE{a, title = {X}}\n@InProceedings{b, TITLE = {Y}}\n", 2, "a b"),
    Nasty("blanks in every place", "@ misc\n{ a\n,\n title\n=\n{X}\n,\n}\n@misc\t{\tb\t,\ttitle\t=\t{Y}\t}\n", 2, "a b"),
    Nasty("no blanks at all", "@misc{a,title={X},year=2000}@misc{b,title={Y}}", 2, "a b"),
    Nasty("macros", '@string{s = "S"}\n@string(p = {P})\n@misc{a, title = s, note = P}\n@misc{b, month = jan}\n', 2, "a b"),
    Nasty(
        "macros made of macros",
        '@string{s = "S"}\n@string(t = s # " " # {T})\n@misc{a, title = t # ", " # s # 1, note = {} # t}\n',
        1, "a",
    ),
    Nasty("macros defined again", '@string{s = "S"}\n@misc{a, title = s}\n@string{s = "T"}\n@misc{b, title = s}\n', 2, "a b"),
    Nasty("odd macro names", '@string{j:a+b-c = "S"}\n@misc{a, title = J:A+B-C # "."}\n', 1, "a"),
    Nasty("joints across lines", '@misc{a, title = "X"\n  #\n  {Y}\n  # 12,\n year = 2000}\n', 1, "a"),
    Nasty("preambles", '@preamble{"\\newcommand{\\x}[1]{#1}"}\n@preamble({\\y} # "z")\n@misc{a, title = {X}}\n', 1, "a"),
    Nasty(
        "what JabRef keeps",
        "% Encoding: UTF-8\n\n@Misc{a,\n  title = {X},\n}\n\n@Comment{jabref-meta: databaseType:bibtex;}\n\n"
        "@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:One\\;0\\;1\\;\\;\\;\\;;\n}\n\n"
        "@Comment{jabref-entrytype: talk: req[author;title] opt[year]}\n",
        1, "a",
    ),
    Nasty("comments", "@comment{ @misc{no, title = {X}} }\n@comment @misc{no}\n% @misc{no}\n@COMMENT{x}\n@misc{a}\n", 1, "a"),
    Nasty("remarks between entries", "First {the} rest.\n\n@misc{a, title = {X}}\n-- and then --\n@misc{b, title = {Y}}\nend\n", 2, "a b"),
    Nasty("addresses are no entries", "ann@example.org wrote, ben@example.org read\n@misc{a, note = {ann@example.org}}\n", 1, "a"),
    Nasty("entries without fields", "@misc{a}\n@misc{b,}\n@misc(c)\n@misc{ d , }\n", 4, "a b c d"),
    Nasty("odd keys", "@misc{DBLP:conf/x/A01, title = {X}}\n@misc{d'Ash+20.1_b-c*, title = {Y}}\n@misc{10.5555/1(2)3;4<5>, title = {Z}}\n", 3, "DBLP:conf/x/A01 d'Ash+20.1_b-c* 10.5555/1(2)3;4<5>"),
    Nasty("keys beyond ASCII", "@misc{müller2020, title = {X}}\n@misc{Łukasz, title = {Y}}\n@misc{東京, title = {Z}}\n", 3, "müller2020 Łukasz 東京"),
    Nasty("keys with quotes, number signs, percent signs", '@misc{a"b, title = {X}}\n@misc{c#d, title = {Y}}\n@misc{e%f, title = {Z}}\n', 3, 'a"b c#d e%f'),
    Nasty("keys that are numbers", "@misc{1, title = {X}}\n@misc{2020, title = {Y}}\n", 2, "1 2020"),
    Nasty("one key twice", "@misc{a, title = {X}}\n@misc{a, title = {Y}}\n@misc{A, title = {Z}}\n", 3, "a a A"),
    Nasty("one field twice", "@misc{a, title = {X}, title = {Y}, TITLE = {Z}}\n", 1, "a"),
    Nasty("odd field names", "@misc{a, bdsk-url-1 = {X}, date+an = {1=x}, annote.x = {Y}, _key = {Z}, größe = {1}}\n", 1, "a"),
    Nasty(
        "what biblatex adds",
        "@online{a, date = {2019-05/2020~}, eprinttype = {arXiv}, eprint = {1905.00001}, ids = {b, c}, langid = {german}}\n"
        "@mvbook{d, crossref = {e}, xdata = {f}, related = {a}}\n@xdata{f, publisher = {P}}\n@set{e, entryset = {a, d}}\n",
        4, "a d f e",
    ),
    Nasty("empty values", '@misc{a, title = {}, note = "", year = {  }}\n', 1, "a"),
    Nasty("quotes in braces in quotes", '@misc{a, title = "{"}X{"}", note = "{\\"O}z and {\\"{u}}"}\n', 1, "a"),
    Nasty("quotes in braces", '@misc{a, title = {"X" and "Y}, note = {5" disk}}\n', 1, "a"),
    Nasty("number signs and equal signs in values", "@misc{a, title = {C# = {D#}, E}, note = {a = {b}, c = {d}}}\n", 1, "a"),
    Nasty("percent signs in values", "@misc{a, title = {50% of X}, url = {http://example.org/a%20b}, note = {\\%}}\n", 1, "a"),
    Nasty("at signs in values", "@misc{a, abstract = {We follow @ann and\n  @ben, see @misc or x@misc{y} @ {z}},\n  year = 2000}\n", 1, "a"),
    Nasty("escaped braces that are balanced", "@misc{a, title = {\\{X\\}}, note = {\\{ and \\}}}\n", 1, "a"),
    Nasty("braces in braces", "@misc{a, title = {{{{{X}} and {{Y}}}} {Z}}}\n", 1, "a"),
    Nasty("values on many lines", "@misc{a,\n  author = {Ash, Ann and\n            Birch, Ben\n            and others},\n\n  title = {X\n\n  Y}\n}\n", 1, "a"),
    Nasty("fields with the comma in front", "@misc{a\n  , title = {X}\n  , year = 2000\n  }\n", 1, "a"),
    Nasty("every kind of blank", "@misc{a,\u00a0title\u2003=\u3000{X\u00a0Y},\x0b\x0cyear = 2000}\n", 1, "a"),
    Nasty("line ends of Windows", "@misc{a,\r\n  title = {X\r\n    Y},\r\n}\r\n\r\n@misc{b,\r\n}\r\n", 2, "a b"),
    Nasty("line ends of old Macs", "% x @misc{no}\r@misc{a,\r  title = {X\r    Y},\r}\r\r@misc{b,\r}\r", 2, "a b"),
    Nasty("line ends of all kinds", "@misc{a,\r\n  title = {X\n    Y},\r}\n\r@misc{b,\n\r}\r", 2, "a b"),
    Nasty("a byte-order mark", b"\xef\xbb\xbf@misc{a, title = {\xc3\xa9}}\n", 1, "a"),
    Nasty("a byte-order mark of a file joined to another", "@misc{a, title = {X}}\n\ufeff@misc{b, title = {Y}}\n", 2, "a b"),
    Nasty("letters beyond the first plane", "@misc{a, title = {𝔛 and 😀 and e\u0301}}\n@misc{😀, title = {Y}}\n", 2, "a 😀"),
    Nasty("NUL and other controls", "@misc{a, title = {X\x00Y\x01\x7f\x1b[31m}}\n\x00\n@misc{b, title = {Z}}\n", 2, "a b"),
    Nasty("a value of a megabyte", "@misc{a, abstract = {" + "word {X} " * 111_111 + "}}\n@misc{b, title = {Y}}\n", 2, "a b"),
    Nasty("values nested a thousand deep", "@misc{a, title = " + "{" * 1_000 + "X" + "}" * 1_000 + "}\n", 1, "a"),
    Nasty("cp1252", "@misc{a, author = {Müller, Ann}, title = {“X” – Y}}\n@misc{b, title = {é}}\n".encode("cp1252"), 2, "a b"),
    Nasty("UTF-8 with one letter of Latin-1", "@misc{a, author = {Šimek, Zoë}}\n".encode() + b"@misc{b, title = {\xe9}}\n", 2, "a b"),
    Nasty("UTF-16", "@misc{a, title = {é}}\n".encode("utf-16"), 1, "a"),
    Nasty("bytes of no encoding", b"@misc{a, title = {\x81\x8d}}\n@misc{b, title = {\xe9}}\n", 2, "a b"),
)

SLIPS = (
    Nasty("no comma behind a value", "@misc{a,\n  title = {X}\n  year = 2000\n}\n@misc{b}\n", 2, "a b", noted="2:14"),
    Nasty("no comma behind the key", "@misc{a\n  title = {X},\n}\n@misc{b title = {Y}}\n", 2, "a b", noted="1:8 4:8"),
    Nasty("no comma behind a macro", "@misc{a, month = jan year = 2000}\n", 1, "a", noted="1:21"),
    Nasty("commas too many", "@misc{a,, title = {X},,, year = 2000,,}\n", 1, "a", noted="1:9 1:23 1:24 1:38"),
    Nasty("comments inside an entry", "@misc{a, % one\n  title = {X}, % two, {three}\n%  year = 2000,\n  note = {Y} % four\n}\n", 1, "a", noted="1:10 2:16 3:1 4:14"),
    Nasty("numbers that are none", "@misc{a, year = 2020a, pages = 12--34, edition = 2nd}\n", 1, "a", noted="1:17 1:32 1:50"),
    Nasty("macros that nothing defines", "@misc{a, journal = jmlr # { B}, url = http://example.org/x, month = January}\n", 1, "a", noted="1:20 1:39 1:69"),
    Nasty("macros defined too late", '@misc{a, title = s}\n@string{s = "S"}\n@misc{b, title = s}\n', 2, "a b", noted="1:18"),
    Nasty("macros of undefined macros", '@string{s = t # "S"}\n@misc{a, title = s}\n', 1, "a", noted="1:13"),
    Nasty("a comma behind a macro's value", '@string{s = "S",}\n@misc{a, title = s}\n', 1, "a", noted="1:16"),
    Nasty("a closing brace too many", "@misc{a, title = {X}}}\n@misc{b, title = {Y}},\n}\n@misc{c}\n", 3, "a b c", noted="1:22 2:22"),
    Nasty("a macro that is never closed", '@string{s = "S}\n\n@misc{a, title = {X}}\n', 1, "a", noted="1:13"),
    Nasty("macros without name or value", "@string{}\n@string{s}\n@string{s = }\n@string{s = {S}\n@misc{a}\n", 1, "a", noted="1:9 2:9 3:13 4:8"),
    Nasty("two macros in one", '@string{s = "S", t = "T"}\n@misc{a}\n', 1, "a", noted="1:16"),
    Nasty("a preamble that is never closed", '@preamble{"x\n@misc{a}\n', 1, "a", noted="1:11"),
    Nasty("a comment that is never closed", "@comment{jabref-meta: {x\n\n@misc{a, title = {X}}\n", 1, "a", noted="1:9"),
)

BROKEN = (
    Nasty("a brace of a value never closed", "@misc{a}\n@misc{b,\n  title = {X,\n  year = {2000},\n}\n\n@misc{c}\n", 3, "a c", "3:11"),
    Nasty("a brace within a value never closed", "@misc{a,\n  title = {The {X of Y},\n  year = 2000,\n}\n@misc{b}\n", 2, "b", "2:11"),
    Nasty("a quote never closed", '@misc{a,\n  title = "X,\n  year = 2000,\n}\n@misc{b, title = "Y"}\n', 2, "b", "2:11"),
    Nasty("an entry never closed", "@misc{a,\n  title = {X},\n\n@misc{b,\n  title = {Y},\n}\n", 2, "b", "1:6"),
    Nasty("entries never closed", "@misc{a, title = {X}\n@misc{b, title = {Y},\n@misc(c, title = {Z}\n@misc{d}\n", 4, "d", "1:6 2:6 3:6"),
    Nasty("a parenthesis closed by a brace", "@misc(a, title = {X}}\n@misc{b, title = {Y})\n@misc{c}\n", 3, "c", "1:21 2:21"),
    Nasty("cut off in a key", "@misc{a}\n@misc{b", 2, "a", "2:6"),
    Nasty("cut off in a name", "@misc{a}\n@misc{b,\n  tit", 2, "a", "3:6"),
    Nasty("cut off behind an equal sign", "@misc{a}\n@misc{b,\n  title =", 2, "a", "3:10"),
    Nasty("cut off in a value", "@misc{a}\n@misc{b,\n  title = {X and", 2, "a", "3:11"),
    Nasty("no key", "@misc{title = {X}}\n@misc{, title = {Y}}\n@misc{}\n@misc{ }\n@misc{d}\n", 5, "d", "1:7 2:7 3:7 4:7"),
    Nasty("a key with a blank", "@misc{two words, title = {X}}\n@misc{b}\n", 2, "b", "1:11"),
    Nasty("a key with braces", "@misc{{a}, title = {X}}\n@misc{b{c}d, title = {Y}}\n@misc{e}\n", 3, "e", "1:7 2:8"),
    Nasty("no value", "@misc{a, title = , year = 2000}\n@misc{b, title = }\n@misc{c, title = {X} # }\n@misc{d}\n", 4, "d", "1:18 2:18 3:24"),
    Nasty("no equal sign", "@misc{a, title {X}, year = 2000}\n@misc{b, title}\n@misc{c}\n", 3, "c", "1:15 2:15"),
    Nasty("no name", "@misc{a, = {X}}\n@misc{b, {X}}\n@misc{c}\n", 3, "c", "1:10 2:10"),
    Nasty("texts without braces", "@misc{a, title = Two Words, year = 2000}\n@misc{b, author = Ash, Ann, year = 2000}\n@misc{c}\n", 3, "c", "1:22 2:19"),
    Nasty("a semicolon in a comma's place", "@misc{a, title = {X}; year = 2000}\n@misc{b}\n", 2, "b", "1:21"),
    Nasty("an accent in quotes", '@misc{a, author = "G\\"odel, Kurt", year = 2000}\n@misc{b}\n', 2, "b", "1:22"),
    Nasty("a brace too many in quotes", '@misc{a, title = "X} Y", year = 2000}\n@misc{b}\n', 2, "b", "1:20"),
    Nasty("a brace too many in an entry", "@misc{a, title = {X}}, year = 2000}\n@misc{b}\n", 2, "b", "1:21"),
    Nasty("an escaped brace without its partner", "@misc{a, title = {X \\{ Y}, year = 2000}\n@misc{b}\n", 2, "b", "1:6"),
    Nasty("no brace behind the type", "@misc a,\n  title = {X}\n}\n@misc{b}\n", 2, "b", "1:6"),
    Nasty("no type", "@{a, title = {X}}\n@ (b, title = {Y})\n@misc{c}\n", 3, "c", "1:1 2:1"),
    Nasty("no at sign", "misc{a,\n  title = {X},\n}\n\nmisc{b, title = {Y}}\n\n@misc{c}\nbook{d, title = {Z}}\n", 4, "c", "1:1 5:1 8:1"),
    Nasty("no first line", "  title = {X},\n  year = 2000,\n}\n@misc{b}\n", 2, "b", "1:3"),
    Nasty("a line of the middle lost", "@misc{a,\n  author = {Ash, Ann and\n  year = 2000,\n}\n@misc{b}\n", 2, "b", "2:12"),
    Nasty("an entry in a value", "@misc{a,\n  abstract = {As in\n@misc{b, title = {X}}\n  and so on},\n}\n@misc{c}\n", 3, "b c", "2:14"),
    Nasty("braces that close behind others' entries", "@misc{a, title = {{X, year = 2000}\n@misc{b}\n@misc{c, title = {Y}}}}\n@misc{d}\n", 4, "b c d", "1:18", noted="3:22"),
    Nasty("a broken entry before others in its line", "@misc{a, title = } @misc{b, title = {X}} @misc{c, = 1} @misc{d, title = {Y}}\n", 4, "b d", "1:18 1:51"),
    Nasty("an unclosed brace before others in its line", "@misc{a, title = {X @misc{b, title = {Y}}\n@misc{c}\n", 3, "b c", "1:18"),
    Nasty("broken entries without end", "@misc{a, title = {X\n" * 50, 50, "", " ".join(f"{n}:18" for n in range(1, 51))),
    Nasty("nothing but openings", "@misc{\n" * 20, 20, "", " ".join(f"{n}:7" for n in range(1, 21))),
)

ALL = (*SOUND, *SLIPS, *BROKEN)
