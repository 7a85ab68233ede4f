"""Citation groups as HTML: `(McMahan et al., 2017, pp. 3–4)`, each work a link to its entry in the list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from livingsurvey.render.address import Addresses
from livingsurvey.render.style import Style
from livingsurvey.syntax.markdown import plain_text
from livingsurvey.syntax.markdown.citations import Citation, CitationGroup

_RANGE = re.compile(r"(?<=\d)\s*--?\s*(?=\d)")


@dataclass(frozen=True)
class Citations:
    """Renders the citations of a survey."""

    style: Style
    addresses: Addresses

    def group(self, group: CitationGroup, numbers: list[int]) -> Markup:
        """A group with links; `numbers` are its citations' numbers among the mentions of their keys on the page."""
        shown = [
            self._linked(citation, number, group) for citation, number in zip(group.citations, numbers, strict=True)
        ]
        if group.narrative:
            return shown[0]
        marks = "[]" if self.style.numeric else "()"
        inner = Markup(", " if self.style.numeric else "; ").join(shown)
        return Markup('<span class="survey-citation">{}{}{}</span>').format(marks[0], inner, marks[1])

    def text(self, group: CitationGroup) -> str:
        """A group as plain text."""
        parts = [self._text(citation, group) for citation in group.citations]
        if group.narrative:
            return parts[0]
        return f"[{', '.join(parts)}]" if self.style.numeric else f"({'; '.join(parts)})"

    def _text(self, citation: Citation, group: CitationGroup) -> str:
        prefix, label, suffix = self._parts(citation, group)
        return prefix + label + suffix

    def _linked(self, citation: Citation, number: int, group: CitationGroup) -> Markup:
        prefix, label, suffix = self._parts(citation, group)
        if citation.key not in self.style.labels:
            unknown = Markup('<span class="survey-unknown" title="there is no such entry">{}</span>').format(label)
            return escape(prefix) + unknown + escape(suffix)
        link = Markup('<a class="survey-cite" id="{}" href="#{}">{}</a>').format(
            self.addresses.mention(citation.key, number), self.addresses.entry(citation.key), label
        )
        return escape(prefix) + link + escape(suffix)

    def _parts(self, citation: Citation, group: CitationGroup) -> tuple[str, str, str]:
        """What stands before the linked label, the label, and what stands behind it."""
        prefix = plain_text(citation.prefix) + " " if citation.prefix else ""
        locator = _RANGE.sub("–", plain_text(citation.suffix))
        suffix = f", {locator}" if locator else ""
        label = self.style.labels.get(citation.key)
        if label is None:
            return prefix, f"?{citation.key}", suffix
        if self.style.numeric:
            shown = f"[{label.number}{suffix}]"
            return (prefix, f"{label.who} {shown}", "") if group.narrative else (prefix, str(label.number), suffix)
        if group.narrative:
            return prefix, f"{label.who} ({label.year}{suffix})", ""
        return prefix, label.year if citation.year_only else f"{label.who}, {label.year}", suffix
