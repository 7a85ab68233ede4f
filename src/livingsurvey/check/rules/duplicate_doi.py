"""BIB008."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.identifier_fields import repeated
from livingsurvey.model.identity import doi_of, sharing
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("BIB008", scope="store")
def duplicate_doi(survey: Survey) -> Iterator[Problem]:
    """The same DOI stands under two keys, in one .bib file or in two.

    Either both entries are one work, whose citations fall apart into two references, or one of the DOIs is wrong. What
    `crossref` inherits is no entry's own DOI, and chapters of a book that has one DOI may share it.

    Wrong:

        @article{lamport1978time, title = {Time, Clocks}, doi = {10.1145/359545.359563}}
        @article{lamport1978clocks, title = {Time, Clocks}, doi = {https://doi.org/10.1145/359545.359563}}

    Right:

        @article{lamport1978time, title = {Time, Clocks}, doi = {10.1145/359545.359563}, ids = {lamport1978clocks}}
    """
    for first, other in sharing(survey.bibliography.typed, doi_of):
        yield repeated(first, other, "DOI", "doi", "url")
