"""CIT001."""

import re
from collections.abc import Iterator

from livingsurvey.check.guesses import Guesses
from livingsurvey.check.pages.cited_keys import of_other_case, renamed, unknown
from livingsurvey.check.rule import rule
from livingsurvey.model.inheritance import keys
from livingsurvey.model.reference import Reference
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown.citations import written
from livingsurvey.syntax.markdown.labels import KINDS
from livingsurvey.syntax.problem import Fix, Problem
from livingsurvey.syntax.source import Span

# Labels of pandoc-crossref and of bookdown, as Manubot and others write them.
_LABEL = re.compile(r"(?P<kind>fig|tbl|tab|eq|sec):(?P<name>.+)")
_OUTSIDE = re.compile(r"[^\w-]+")


@rule("CIT001", fix="unsafe")
def unknown_key(survey: Survey) -> Iterator[Problem]:
    r"""A citation names a key that no .bib file has.

    The reader would find no reference behind it. Correct the key, or add the entry to the store. A key that a work had
    before may stay in use: write it into the entry's `ids`. A plain at sign is written `\@`.

    Wrong:

        Averaging works well [@mcmahan2017comunication].

    Right:

        Averaging works well [@mcmahan2017communication].
    """
    known = list(survey.references)
    guesses = Guesses()
    other_case = of_other_case(survey)  # which CIT002 reports
    for key in (key for key in unknown(survey) if key not in other_case):
        mentions = survey.cited_by[key]
        close = guesses.near(key, known)
        for mention in mentions:
            span = mention.citation.key_span
            if label := _LABEL.fullmatch(key):
                yield Problem(span, f"there is no entry `{key}`", _cross_reference(label))
            elif key in survey.bibliography.stored:
                yield _no_work(survey.bibliography.stored[key], span)
            elif close:
                fix = Fix((renamed(mention.citation, close),))
                yield Problem(span, f"there is no entry `{key}`", f"did you mean `{close}`?", fix=fix)
            else:
                yield Problem(span, f"there is no entry `{key}`", "add it to a .bib file, or write \\@ for an at sign")


def _cross_reference(label: re.Match[str]) -> str:
    kind = "tbl" if label["kind"] == "tab" else label["kind"]
    name = f"{kind}-{_OUTSIDE.sub('-', label['name'])}"
    return f"refer to a {KINDS[kind]} by `@{name}`, and name it `{{#{name}}}`".replace("a equation", "an equation")


def _no_work(reference: Reference, span: Span) -> Problem:
    """An entry that only serves others is cited."""
    if reference.type == "set":
        field = reference.entry.field("entryset")
        members = "; ".join(written(key) for key, _ in keys(field)) if field else ""
        return Problem(span, f"`{reference.key}` is a set and no work", f"cite its members: [{members}]")
    return Problem(span, f"`{reference.key}` is @{reference.type} for other entries and no work", "cite one of these")
