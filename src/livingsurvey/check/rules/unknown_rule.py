"""CFG003."""

from collections.abc import Iterator

from livingsurvey.check.ignored import Ignored
from livingsurvey.check.naming import advice, is_known
from livingsurvey.check.rule import ignore_rule
from livingsurvey.syntax.problem import Problem

_SUGGESTIONS = 100  # looking for a word like another costs time, and nobody reads more of them


@ignore_rule("CFG003")
def unknown_rule(ignored: Ignored) -> Iterator[Problem]:
    """A setting in mkdocs.yml names a rule that does not exist.

    `select`, `ignore`, `per-file-ignores` and `severity` name rules by their codes or by what these begin with: `BIB`
    for all that concern entries, `BIB007` for one. A name to which no rule answers would silence or select nothing.

    Wrong:

        extra:
          survey:
            ignore: [bib003]

    Right:

        extra:
          survey:
            ignore: [BIB003]
    """
    hints = iter(range(_SUGGESTIONS))
    for code, span in ignored.named:
        if not is_known(code, ignored.names):
            hint = advice(code, ignored.names) if next(hints, None) is not None else ""
            yield Problem(span, f"no rule's code begins with `{code}`", hint)
