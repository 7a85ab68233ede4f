"""The page of all rules, as Markdown: what `survey explain` says, for whoever writes a chapter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from livingsurvey.check.rule import AnyRule
from livingsurvey.check.rules import RULES
from livingsurvey.config import Settings
from livingsurvey.model.targets import RULES_PAGE
from livingsurvey.syntax.source import Source

# The families in the order in which somebody who writes a chapter meets them.
FAMILIES = {
    "CIT": "Citations",
    "REF": "Links and cross-references",
    "DOC": "Pages and their outline",
    "TAB": "Taxonomy, glossary, tables and charts",
    "TEX": "Residue of LaTeX and other systems",
    "A11Y": "Accessibility",
    "LIV": "Currency",
    "SEC": "Safety",
    "BIB": "The store of references",
    "CFG": "Settings and ignores",
}
# Readers who search for a topic want chapters first; `render_macros` keeps mkdocs-macros from running the examples.
_HEAD = """\
---
title: Rules of the checker
description: Every rule of the checker, why it exists, and what to write instead.
search: {boost: 0.2}
render_macros: false
---

# Rules of the checker

`survey check` reads the chapters, the store of references and the settings, and tells what a careful reviewer would.
Each finding names a file, a line and a column, the code of a rule, and what to do:

```text
docs/attacks.md:12:34: error[CIT001] there is no entry `ash2000`; did you mean `ash2001`?
```

An error keeps the site from being built; a warning does not. `survey check --fix` mends what can be mended without
changing what an author meant, and with `--unsafe-fixes` also where one has to look; `survey check --diff` shows it
first, and `survey explain CIT001` prints one of the texts below.

A rule that is wrong in one place is silenced there, with a reason: `<!-- survey: ignore CIT001: quoted as printed -->`
on the line before or behind the text in a chapter, `% survey: ignore BIB007: as printed` in a .bib file,
`# survey: ignore LIV001: no new work` in YAML, the front matter of a chapter too.
"""
_OPTIONS = {"safe": "--fix", "unsafe": "--unsafe-fixes"}
_CODE = re.compile(r"(?:^(?: {4}.*)?\n)*^ {4}.*$", re.M)
_LABEL = re.compile(r"^(Wrong|Right):", re.M)
_TICKS = re.compile(r"`{3,}")


def rules_page(settings: Settings) -> Source:
    """The page by its path below the documents' folder."""
    text = "\n".join([_HEAD, *_families()])
    if any(name.startswith("pymdownx.snippets") for name, _ in settings.extensions):
        text = text.replace("--8<--", ";--8<--")  # the extension's own way to show what it would else carry out
    return Source(RULES_PAGE, text)


def _families() -> Iterator[str]:
    for family, title in FAMILIES.items():
        rules = [rule for rule in RULES if rule.code.startswith(family)]
        if rules:
            yield f"## {title}\n"
            yield _table(rules)
            yield from map(_section, rules)


def _table(rules: Iterable[AnyRule]) -> str:
    """The rules at a glance, each a link to its section."""
    rows = ["| Code | Severity | What it finds | What may mend it |", "| --- | --- | --- | --- |"]
    for rule in rules:
        found = rule.summary.replace("|", r"\|")
        mended = f"`{_OPTIONS[rule.fix]}`" if rule.fix else ""
        rows.append(f"| [{rule.code}](#{_anchor(rule)}) | {rule.severity} | {found} | {mended} |")
    return "\n".join(rows) + "\n"


def _section(rule: AnyRule) -> str:
    return f"### {rule.code} {rule.name}\n\n*{rule.severity.capitalize()}.* {_markdown(rule.documentation)}\n"


def _anchor(rule: AnyRule) -> str:
    """The id that `toc` gives to the rule's heading."""
    return f"{rule.code}-{rule.name}".lower()


def _markdown(documentation: str) -> str:
    """A rule's documentation with its examples between fences, since `|` and `#` would not be safe elsewhere."""
    fenced = _CODE.sub(_fenced, documentation)
    return _LABEL.sub(r"**\1:**", fenced)


def _fenced(found: re.Match[str]) -> str:
    code = re.sub(r"^ {4}", "", found[0].strip("\n"), flags=re.M)
    ticks = max((len(run) + 1 for run in _TICKS.findall(code)), default=3)
    return f"\n{'`' * ticks}text\n{code}\n{'`' * ticks}"
