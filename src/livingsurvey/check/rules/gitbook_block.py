"""TEX003."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.gitbook import HINTS, Tag, tags
from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem

_STYLE = re.compile(r"style\s*=\s*[\"'](\w+)[\"']")
# GitBook's styles of hints, and the admonitions that look alike.
_KINDS = {"info": "info", "success": "success", "warning": "warning", "danger": "danger", "tip": "tip"}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@rule("TEX003", scope="chapter", fix="unsafe")
def gitbook_block(survey: Survey) -> Iterator[Problem]:
    """A block is written as GitBook writes it, between `{% ... %}`.

    Other programs show these marks as they stand, or lose them with what stands beside them: `{% endhint %}` at the end
    of a paragraph is read as a list of attributes.

    Wrong:

        {% hint style="info" %}
        Averaging works well.
        {% endhint %}

    Right:

        !!! info

            Averaging works well.
    """
    for chapter in survey.chapters:
        has_admonitions = any(name == "admonition" for name, _ in survey.settings.extensions)
        for tag in tags(chapter.document.masked):
            span = chapter.source.span(*tag.span)
            message = f"`{{% {tag.name} %}}` is read by GitBook alone"
            hint = HINTS.get(tag.name, "take it out: it ends what nothing begins")
            fix = _admonition(chapter, tag) if tag.name == "hint" and has_admonitions else None
            related = (chapter.source.span(*tag.closing),) if tag.closing else ()
            yield Problem(span, message, hint, related, fix)


def _admonition(chapter: Chapter, tag: Tag) -> Fix | None:
    """The hint as an admonition, if its tags stand alone in their lines.

    It is not safe: what is indented becomes a part of the admonition, so that its headings leave the contents, and
    lines that a list or a fence around the hint had counted columns of may be read otherwise.
    """
    text = chapter.source.text
    if tag.closing is None:
        return None
    first = text.rfind("\n", 0, tag.span[0]) + 1
    last = text.rfind("\n", 0, tag.closing[0]) + 1
    lead, end = text[first : tag.span[0]], text[last : tag.closing[0]]
    opening, closing = (_LINE.match(text, place[1]) for place in (tag.span, tag.closing))
    if lead.strip() or end.strip() or opening is None or closing is None or (opening[0] + closing[0]).strip():
        return None
    lines = [found[0] for found in _LINE.finditer(text, opening.end(), last) if found[0]]
    if any(line.strip() and not line.startswith(lead) for line in lines):
        return None
    style = _STYLE.search(tag.options)
    kind = _KINDS.get(style[1], "note") if style else "info"
    gap = opening[0].lstrip(" \t")
    indented = "".join(f"{lead}    {line[len(lead) :]}" if line.strip() else line for line in lines)
    # Empty lines divide it from what stands in it and behind it, which Markdown would else take for its last paragraph.
    above = gap if lines and lines[0].strip() else ""
    behind = _LINE.match(text, closing.end())
    below = gap if behind and behind[0].strip() else ""
    edit = Edit(chapter.source.span(first, closing.end()), f"{lead}!!! {kind}{gap}{above}{indented}{below}")
    return Fix((edit,))
