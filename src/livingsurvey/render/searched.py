"""What the theme's search is given to read of a page: it takes HTML apart tag by tag, at a cost."""

from __future__ import annotations

import re

# Our own elements; what stands in them has no element of the same name.
_LIST = re.compile(r'<section class="sv-references\b.*?</section>', re.S)
_FORMULA = re.compile(r"<math\b.*?</math>", re.S)
_TAG = re.compile(r"<[^>]*>")


def searched(html: str) -> str:
    """A page's content without its list of references, which are found by themselves, and with formulas as text."""
    return _FORMULA.sub(lambda found: _TAG.sub("", found[0]), _LIST.sub("", html))
