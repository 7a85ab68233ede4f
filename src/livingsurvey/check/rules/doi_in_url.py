"""BIB022."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.identifier_fields import stated
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex.edit import renamed, with_value
from livingsurvey.syntax.identifiers import doi, doi_in
from livingsurvey.syntax.latex import address
from livingsurvey.syntax.problem import Fix, Problem

_REMARKS = ("note", "howpublished")


@rule("BIB022", severity="warning", scope="store", fix="safe")
def doi_in_url(survey: Survey) -> Iterator[Problem]:
    """A DOI stands in `url`, `note` or `howpublished`, and the entry has no `doi`.

    Programs find duplicates, citations and corrections by the field `doi`; a link to the DOI is made of it. The fix
    renames a `url` that is nothing but a DOI's address. Of a remark that is nothing but a DOI the renaming is an unsafe
    fix, since it may be that of a related work.

    Wrong:

        @article{lamport1978time, title = {Time, Clocks, and the Ordering of Events},
          url = {https://doi.org/10.1145/359545.359563}}

    Right:

        @article{lamport1978time, title = {Time, Clocks, and the Ordering of Events},
          doi = {10.1145/359545.359563}}
    """
    for reference, field, text in stated(survey, "url"):
        own = reference.entry.field("doi")
        if not (own and own.value) and (found := doi(text)):
            edits = (renamed(field, "doi"), with_value(field, found))
            # An empty `doi` has to go first: of two fields the first would count.
            fix = None if own else Fix(edits, safe=True)
            yield Problem(field.value_span, "the address of a DOI", f"write doi = {{{found}}} instead", fix=fix)
    for name in _REMARKS:
        for reference, field, text in stated(survey, name):
            if "10." not in text or reference.entry.field("doi") or doi(address(reference.raw("url"))):
                continue
            whole = doi(text)
            if found := whole or doi_in(text):
                hint = f"if it is this work's, write doi = {{{found}}}"
                fix = Fix((renamed(field, "doi"), with_value(field, found))) if whole else None
                yield Problem(field.value_span, f"a DOI in `{name}`", hint, fix=fix)
