"""What a rule is for, laid out for a terminal or a file."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping

from livingsurvey.check.rule import AnyRule, Rule
from livingsurvey.config import Severity

_SCOPES = {
    "chapter": "looks at each chapter on its own",
    "text": "looks at each chapter, and each text of a data file, on its own",
    "store": "looks at the .bib files",
    "survey": "looks at the whole survey",
}
# What a comment is, by the kind of file, and in which files the findings of a family stand; of all others in any.
_COMMENTS = {"<!-- {} -->": "in Markdown and SVG", "# {}": "in YAML, front matter too", "% {}": "in a .bib file"}
_MARKDOWN, _YAML, _BIBTEX = _COMMENTS
_ONLY = dict.fromkeys(("A11Y", "REF", "TEX"), (_MARKDOWN,)) | {
    "BIB": (_BIBTEX,),
    "CIT": (_MARKDOWN, _YAML),
    "LIV": (_YAML,),
}
_FIXES = {"safe": "`--fix` may mend it", "unsafe": "`--unsafe-fixes` may mend it"}
_LABEL = re.compile(r"^(?:Wrong|Right):")
_WIDEST = 100  # longer lines are hard to read, however wide the window


def severity_of(rule: AnyRule, severities: Mapping[str, Severity]) -> Severity:
    """The severity that a survey gives to a rule: that of the longest beginning of its code."""
    given = [code for code in severities if code and rule.code.startswith(code)]
    return severities[max(given, key=len)] if given else rule.severity


def explanation(
    rule: AnyRule, severities: Mapping[str, Severity], columns: int, emphasis: tuple[str, str] = ("", "")
) -> str:
    """Why a rule exists and what to write instead, in so many columns; headings stand between the two texts of
    `emphasis`.
    """
    severity, width = severity_of(rule, severities), min(columns, _WIDEST)
    strong, plain = emphasis
    facts = [severity if severity == rule.severity else f"{severity} in this survey, {rule.severity} by default"]
    facts.append(_SCOPES[rule.scope] if isinstance(rule, Rule) else "looks at what silences the others")
    if isinstance(rule, Rule) and rule.dated:
        facts.append("depends on the day")
    if rule.fix:
        facts.append(_FIXES[rule.fix])
    lines = [f"{strong}{rule.code} {rule.name}{plain}", *textwrap.wrap("; ".join(facts), width), ""]
    for part in _parts(rule.documentation):
        if part.startswith("    "):
            lines.append(part)
        else:
            shown = textwrap.fill(" ".join(part.split()), width, break_long_words=False, break_on_hyphens=False)
            lines.append(_LABEL.sub(lambda label: f"{strong}{label[0]}{plain}", shown))
        lines.append("")
    lines += [
        *textwrap.wrap("Where it is wrong it is silenced, behind the text or above its block, with a reason:", width),
        "",
        *_remarks(rule.code),
    ]
    return "\n".join(lines)


def listing(rules: Iterable[AnyRule], severities: Mapping[str, Severity], columns: int) -> str:
    """A line for each rule, cut to so many columns, or whole without any."""
    rows = [f"{rule.code:7} {rule.name:24} {severity_of(rule, severities):8} {rule.summary}" for rule in rules]
    return "\n".join(row if not columns or len(row) <= columns else row[: columns - 1] + "…" for row in rows)


def _remarks(code: str) -> Iterator[str]:
    """The comments that silence a rule, with the files in which each can stand if there are several."""
    family = code.rstrip("0123456789")
    wanted = f"survey: ignore {code}: why"
    comments = _ONLY.get(family, tuple(_COMMENTS))
    if len(comments) == 1:
        yield "    " + comments[0].format(wanted)
    else:
        shown = {comment.format(wanted): _COMMENTS[comment] for comment in comments}
        width = max(map(len, shown))
        yield from (f"    {comment:{width}}  {place}" for comment, place in shown.items())


def _parts(documentation: str) -> Iterator[str]:
    """Paragraphs, and examples whole with the blank lines in them."""
    example: list[str] = []
    for part in documentation.split("\n\n"):
        if part.startswith("    "):
            example.append(part)
            continue
        if example:
            yield "\n\n".join(example)
            example = []
        yield part
    if example:
        yield "\n\n".join(example)
