"""BIB040."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.identifier_fields import stated
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex.edit import without
from livingsurvey.syntax.identifiers import doi
from livingsurvey.syntax.latex import address
from livingsurvey.syntax.problem import Fix, Problem

_ONLINE = ("online", "electronic", "www")  # biblatex asks these for an address


@rule("BIB040", severity="warning", scope="store", fix="safe")
def url_repeating_doi(survey: Survey) -> Iterator[Problem]:
    """A `url` is the address of the DOI that the entry gives as well.

    The reference would show the same link twice, and a correction of one would leave the other wrong. The fix removes
    the `url`; of a type that asks for one the fix is unsafe.

    Wrong:

        @article{lamport1978time, title = {Time, Clocks, and the Ordering of Events},
          doi = {10.1145/359545.359563}, url = {https://doi.org/10.1145/359545.359563}}

    Right:

        @article{lamport1978time, title = {Time, Clocks, and the Ordering of Events},
          doi = {10.1145/359545.359563}}
    """
    for reference, field, text in stated(survey, "url"):
        own = reference.entry.field("doi")
        if own is None or not (found := doi(text).lower()) or doi(address(own.value)).lower() != found:
            continue
        yield Problem(
            field.name_span,
            "`url` repeats the DOI",
            "remove it: the link is made of the DOI",
            related=(own.name_span,),
            fix=Fix((without(field),), safe=reference.type not in _ONLINE),
        )
