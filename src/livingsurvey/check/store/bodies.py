"""Names that are certainly those of bodies: organisations, groups, firms."""

from __future__ import annotations

import re

from livingsurvey.syntax.bibtex.written_names import WrittenName

# Words that no person is called by. Some people are called Bank, Board, Church, Council, Group, Press or School.
_WORD = re.compile(
    r"""(?<![\w'-])(?:
      organi[sz]ations? | universit(?:y|ies|ät|é|ad|à|eit|et|at|ade|aire) | institut(?:e|es|en|o|ion|ions)?
    | committee | consortium | associations? | foundation | commission | corporation | incorporated | gmbh
    | (?:inc|ltd|corp)\. | ltd | llc | collaborations? | agency | ministry | minist(?:ère|erio|erium|ero)
    | department | society | societies | federation | alliance | laborator(?:y|ies) | labs? | cent(?:er|re)s?
    | company | projects? | initiative | parliament | authority | academy | community | developers | contributors
    | maintainers | team | research | network | observatory | museum | secretariat | directorate | task[\s~]?force
    | (?:work|study|steering)(?:ing)?[\s~]?group | gesellschaft | stiftung | bundes\w{4,} | technologies | systems
    | services | administration | government | (?:bureau|bank|board|council|office|group)[\s~](?:of|for|on)
    )(?![\w'-])""",
    re.VERBOSE | re.IGNORECASE,
)
_FIRST = re.compile(r"(?:united|european|national|international|federal|world)[\s~]", re.IGNORECASE)
# Legal forms behind a comma.
_FORMS = frozenset("ag b.v bv co co.kg corp gmbh inc l.l.c llc ltd n.v nv plc s.a sa".split())
# What stands before the comma when programs take `ATLAS Collaboration` for a person.
_TURNED = frozenset({
    "association", "collaboration", "commission", "committee", "consortium", "contributors", "corporation",
    "developers", "foundation", "initiative", "institute", "organisation", "organization", "project", "task force",
    "team", "working group",
})  # fmt: skip
_BLANK = re.compile(r"[\s~]")


def body(name: WrittenName) -> str:
    """A body's name as it should stand in braces, if this is certainly one that has none; else empty.

    One word needs no braces. `Team, Gemini`, as programs write that take a body for a person, is put in order.
    """
    before, comma, behind = name.outside.partition(",")
    behind = behind.strip(" \t\r\n~.").lower()
    if comma and (behind in _FORMS or before.lower() in _TURNED):
        start = len(before) + 1
        is_turned = behind not in _FORMS
        return _words(f"{name.text[start:]} {name.text[: start - 1]}" if is_turned else name.text)
    if not _BLANK.search(before) or "," in behind:
        return ""
    return _words(name.text) if _WORD.search(before) or _FIRST.match(before) else ""


def _words(text: str) -> str:
    return " ".join(text.replace("~", " ").split())
