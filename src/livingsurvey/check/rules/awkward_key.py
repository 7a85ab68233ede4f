"""BIB054."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.tame_key import AWKWARD, tame


@rule("BIB054", severity="warning", scope="store")
def awkward_key(survey: Survey) -> Iterator[Problem]:
    r"""A key has a character that LaTeX's `\cite` cannot take, or that other programs stumble over.

    Letters from A to Z, digits and `:/.+-_` are safe everywhere. `%` starts a comment in LaTeX, `#` and `~` stop it, at
    an apostrophe biber gives up, and keys with accents work only with some programs.

    Wrong:

        @article{gödel1931über, title = {Über formal unentscheidbare Sätze}}

    Right:

        @article{goedel1931formal, title = {Über formal unentscheidbare Sätze}}
    """
    for reference in survey.bibliography.typed:
        key = reference.key
        if found := AWKWARD.search(key):
            span = reference.entry.key_span
            tamed = tame(key)
            example = f"for example to `{tamed}`" if tamed else "with letters from A to Z"
            yield Problem(
                span.source.span(span.start + found.start(), span.start + found.end()),
                f"`{found[0]}` in the key `{key}`",
                f"rename it, {example}, here and where it is cited",
            )
