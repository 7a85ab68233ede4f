"""Citation groups as HTML: `(McMahan et al., 2017, pp. 3–4)`, each work a link to its entry in the list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from livingsurvey.render.address import Addresses
from livingsurvey.render.cross_references import CrossReferences
from livingsurvey.render.style import Style
from livingsurvey.syntax.markdown.citations import Citation, CitationGroup, CrossReference

_RANGE = re.compile(r"(?<=\d)\s*--?\s*(?=\d)")
_Words = list[str | CrossReference]


@dataclass(frozen=True)
class Citations:
    """Renders the citations of a survey."""

    style: Style
    addresses: Addresses

    def group(
        self, group: CitationGroup, numbers: Sequence[int], others: CrossReferences, within: Sequence[CrossReference]
    ) -> Markup:
        """A group with links; `numbers` are its citations' numbers among the mentions of their keys on the page.

        `within` are the cross-references that stand in the group; `others` shows them.
        """
        shown = [
            self._linked(citation, number, self._parts(citation, group, others, within), others)
            for citation, number in zip(group.citations, numbers, strict=True)
        ]
        if group.narrative:
            return shown[0]
        marks = "[]" if self.style.numeric else "()"
        inner = Markup(", " if self.style.numeric else "; ").join(shown)
        return Markup('<span class="sv-citation">{}{}{}</span>').format(marks[0], inner, marks[1])

    def text(self, group: CitationGroup, others: CrossReferences, within: Sequence[CrossReference]) -> str:
        """A group as plain text."""
        parts = [
            "".join(part if isinstance(part, str) else others.text(part) for part in [*prefix, label, *suffix])
            for prefix, label, suffix in (self._parts(citation, group, others, within) for citation in group.citations)
        ]
        if group.narrative:
            return parts[0]
        return f"[{', '.join(parts)}]" if self.style.numeric else f"({'; '.join(parts)})"

    def _linked(
        self, citation: Citation, number: int, parts: tuple[_Words, str, _Words], others: CrossReferences
    ) -> Markup:
        before, label, behind = parts
        prefix, suffix = (
            Markup("").join(part if isinstance(part, str) else others.link(part) for part in words)
            for words in (before, behind)
        )
        if citation.key not in self.style.labels:
            unknown = Markup('<span class="sv-unknown" title="there is no such entry">{}</span>').format(label)
            return prefix + unknown + suffix
        link = Markup('<a class="sv-cite" id="{}" href="#{}">{}</a>').format(
            self.addresses.mention(citation.key, number), self.addresses.entry(citation.key), label
        )
        return prefix + link + suffix

    def _parts(
        self, citation: Citation, group: CitationGroup, others: CrossReferences, within: Sequence[CrossReference]
    ) -> tuple[_Words, str, _Words]:
        """What stands before the linked label, the label, and what stands behind it."""
        before = others.within(citation.prefix_span, within)
        prefix: _Words = [*before, " "] if before else []
        behind = others.within(citation.suffix_span, within, " ,")
        locator = [_RANGE.sub("–", part) if isinstance(part, str) else part for part in behind]
        starts_anew = isinstance(locator[0], str) and locator[0].startswith(";") if locator else True
        suffix: _Words = locator if starts_anew else [", ", *locator]
        label = self.style.labels.get(citation.key)
        if label is None:
            return prefix, f"?{citation.key}", suffix
        if self.style.numeric:
            if not group.narrative:
                return prefix, str(label.number), suffix
            return prefix, f"{label.who} [{label.number}{''.join(map(str, suffix))}]", []
        if group.narrative:
            return prefix, f"{label.who} ({label.year}{''.join(map(str, suffix))})", []
        return prefix, label.year if citation.year_only else f"{label.who}, {label.year}", suffix
