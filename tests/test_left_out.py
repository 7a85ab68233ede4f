"""What the survey says of itself on its page on method: the works that it claims to leave out are not in its store."""

from __future__ import annotations

import re

from in_memory import REPOSITORY

import livingsurvey

_ITEM = re.compile(r"^ {4}- .*?\(\d{4}\),\s+\*(?P<title>[^*]+)\*", re.MULTILINE | re.DOTALL)


def letters(title: str) -> str:
    return "".join(filter(str.isalnum, title.lower()))


def test_no_work_that_is_listed_as_left_out_is_in_the_store() -> None:
    page = (REPOSITORY / "docs/introduction/method.md").read_text(encoding="utf-8")
    listed = page.partition("{#sec-left-out}")[2]
    left_out = {letters(found["title"]): " ".join(found["title"].split()) for found in _ITEM.finditer(listed)}
    assert len(left_out) == listed.count("\n    - ")
    references = livingsurvey.load(REPOSITORY).bibliography.references.values()
    cited = {letters(reference.title) for reference in references}
    taken_in = [title for key, title in left_out.items() if key in cited]
    assert not taken_in, f"now in the store, so take them off the list in method.md: {taken_in}"
