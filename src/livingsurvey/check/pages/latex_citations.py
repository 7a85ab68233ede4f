"""Citations as LaTeX writes them (the manuals of natbib, section 2.3, and biblatex, section 3.9), and how we do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from livingsurvey.check.pages.latex_arguments import behind_argument
from livingsurvey.check.pages.locators import unnumbered
from livingsurvey.syntax.markdown.citations import written

COMMAND = re.compile(r"\\(?<!\\\\)(?P<name>[A-Za-z]*[Cc]ite[A-Za-z]*)\*?(?=[\[{])")
_BRACKETED = frozenset("cite citep citealp parencite autocite smartcite footcite footcitetext supercite".split())
_NARRATIVE = frozenset("citet citealt textcite".split())
_YEARS = frozenset("citeyear citeyearpar".split())
# Those that look the same wherever they stand, and those without the parentheses that we print. The rest are notes.
_CERTAIN = frozenset("cite citep parencite autocite smartcite citet textcite citeyearpar".split())
_BARE = frozenset("citealp citeyear".split())
_WITH_PAGE_LABEL = frozenset("parencite autocite smartcite footcite footcitetext supercite textcite".split())
_PAGES = re.compile(r"\d[\d\s,–-]*")
_NOTE = re.compile(r"[^\\{}\[\]@;$*_`<>]*")
_TIES = re.compile(r"\\ |~")
_HINTS = {
    "citeauthor": "write the name, or `@key` for name and year",
    "nocite": "take it out: works need no citation to be in the bibliography",
    "citetitle": "write the title, and cite the work by `[@key]`",
}


@dataclass(frozen=True)
class LatexCitation:
    """A command with its arguments; `end` is the offset behind them. There is no note that is empty."""

    name: str
    end: int
    before: str
    after: str
    keys: tuple[str, ...]

    @property
    def hint(self) -> str:
        """What to do where no translation exists."""
        return _HINTS.get(self.name, "cite by `[@key]`, or `@key` in the sentence")

    @property
    def is_narrative(self) -> bool:
        return self.name in _NARRATIVE

    def is_certain(self, in_parentheses: bool) -> bool:
        """Whether the command tells by itself how the citation looks, and ours looks alike; where there are parentheses
        around the command, ours replaces them.
        """
        is_known = self.name in _CERTAIN or (in_parentheses and self.name in _BARE)
        loses_label = self.name == "cite" and _PAGES.fullmatch(self.after)
        has_gap = any(True for _ in unnumbered(self.after))
        return is_known and not (loses_label or has_gap or (self.is_narrative and len(self.keys) > 1))

    def translated(self, behind: str) -> str | None:
        """The citation as we write it before the text `behind`; `None` if we cannot."""
        notes = (_plain(self.before), _plain(self.after))
        if not self.keys or None in notes or not all(re.fullmatch(r"[^\s{}@\\]+", key) for key in self.keys):
            return None
        before, after = (note or "" for note in notes)
        if self.name in _WITH_PAGE_LABEL and _PAGES.fullmatch(after):
            after = ("p. " if after.isdigit() else "pp. ") + after
        if self.is_narrative:
            return self._narrative(before, after, behind)
        if self.name not in _BRACKETED | _YEARS or behind.startswith(("(", "[")):
            return None
        sign = "-" if self.name in _YEARS else ""
        named = "; ".join(sign + written(key) for key in self.keys)
        return f"[{before} {named}, {after}]".replace("[ ", "[").replace(", ]", "]")

    def _narrative(self, before: str, after: str, behind: str) -> str | None:
        if before or re.match(r"[ \t]?\[", behind) or (after and (len(self.keys) > 1 or not re.search(r"\d", after))):
            return None
        names = [written(key) for key in self.keys]
        if not after and re.match(r"[:.#$%+?<>~/&-]?\w", behind):  # which would go on with the key
            names[-1] = f"@{{{self.keys[-1]}}}"
        listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
        return f"{listed} [{after}]" if after else listed


def read(text: str, command: re.Match[str], end: int) -> LatexCitation | None:
    """What a command and its arguments say, before an offset; `None` if no keys follow it."""
    notes: list[str] = []
    at = command.end()
    while len(notes) < 2 and text[at : at + 1] == "[" and (behind := behind_argument(text, at, end)):
        notes.append(text[at + 1 : behind - 1].strip())
        at = behind
    behind = behind_argument(text, at, end) if text[at : at + 1] == "{" else None
    if behind is None:
        return None
    keys = dict.fromkeys(key for part in text[at + 1 : behind - 1].split(",") if (key := part.strip()))
    before, after = ("", "", *notes)[-2:]
    return LatexCitation(command["name"].lower(), behind, before, after, tuple(keys))


def _plain(note: str) -> str | None:
    """A note as our citations can hold it; `None` if they cannot."""
    note = " ".join(_TIES.sub(" ", note.replace("\\S", "§ ").replace("--", "-")).split())
    return note if _NOTE.fullmatch(note) else None
