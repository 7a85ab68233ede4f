"""Words that stand in a field for a date or pages that nobody knows yet, and what biblatex calls them."""

from __future__ import annotations

import re

# In the order of biblatex's manual, section 2.2.3, `pubstate`; no date is no state of publication.
_STATES = {
    "inpreparation": r"in\s+prep(?:aration|\.)?|work\s+in\s+progress|(?:unpublished\s+)?manuscript|in\s+vorbereitung",
    "submitted": r"submitted|(?:currently\s+)?(?:under|in)\s+(?:peer\s+)?review|eingereicht",
    "forthcoming": r"(?:to\s+appear|forthcoming|to\s+be\s+published)(?:\s+soon)?|accepted(?:\s+for\s+publication)?",
    "inpress": r"in\s+press|in\s+print|im\s+druck|sous\s+presse|en\s+prensa",
    "prepublished": r"early\s+access|online\s+first|advance\s+(?:online|access)(?:\s+publication)?|ahead\s+of\s+print",
    "": r"n\.?\s*d\.?|no\s+date|undated|s\.\s*a\.|s\.\s*d\.|o\.\s*j\.|unknown|tb[acd]|n/?a|none|[\s?.–—-]+",
}
_WORDS = re.compile("|".join(f"(?P<s{number}>{words})" for number, words in enumerate(_STATES.values())), re.IGNORECASE)


def publication_state(text: str) -> str | None:
    """What `pubstate` says for words such as `to appear`; empty if they only say that nothing is known.

    `None` for any other text.
    """
    found = _WORDS.fullmatch(text.strip(" ()[].,"))
    return list(_STATES)[int((found.lastgroup or "s0")[1:])] if found else None
