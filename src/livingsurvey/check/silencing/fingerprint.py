"""What stays of a finding when its file is edited elsewhere: by this one knows it again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from livingsurvey.check.rule import Diagnostic

_PLACE = re.compile(r":[0-9]+:[0-9]+\b")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_LENGTH = 100  # of the words at the place; more of them are not needed to tell two places apart


def fingerprint(diagnostic: Diagnostic) -> str:
    """16 hex digits for the rule, the file, the words at the place and the message.

    Where a line stands, how many words a chapter has and how many days it is overdue changes from day to day, so that
    numbers of the message do not count.
    """
    problem = diagnostic.problem
    words = " ".join(problem.span.text[: 4 * _LENGTH].split())[:_LENGTH]
    parts = (diagnostic.rule.code, problem.span.source.path, words, _NUMBER.sub("0", without_places(problem.message)))
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def without_places(message: str) -> str:
    """A message without the lines and columns that it names."""
    return _PLACE.sub("", message)


def numbered(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, str, int]]:
    """Each diagnostic with its fingerprint and its number among those that share it, from 1."""
    counts: Counter[str] = Counter()
    for diagnostic in diagnostics:
        mark = fingerprint(diagnostic)
        counts[mark] += 1
        yield diagnostic, mark, counts[mark]
