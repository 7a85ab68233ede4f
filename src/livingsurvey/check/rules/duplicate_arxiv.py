"""BIB009."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.identifier_fields import repeated
from livingsurvey.model.identity import arxiv_of, doi_of, sharing
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.identifiers import version
from livingsurvey.syntax.latex import address
from livingsurvey.syntax.problem import Problem


@rule("BIB009", scope="store")
def duplicate_arxiv(survey: Survey) -> Iterator[Problem]:
    """The same arXiv identifier stands under two keys, in one .bib file or in two.

    Either both entries are one work, perhaps its preprint and its published version, or one of the identifiers is
    wrong. A work has one reference: the published version with the `eprint` of the preprint. Entries that each name
    another version of the paper are meant so.

    Wrong:

        @misc{douillard2023diloco, title = {DiLoCo}, eprint = {2311.08105}, archiveprefix = {arXiv}}
        @misc{douillard2024diloco, title = {DiLoCo}, eprint = {2311.08105v3}, archiveprefix = {arXiv}}

    Right:

        @misc{douillard2023diloco, title = {DiLoCo}, eprint = {2311.08105}, archiveprefix = {arXiv},
          ids = {douillard2024diloco}}
    """
    for first, other in sharing(survey.bibliography.typed, arxiv_of):
        versions = {version(address(work.raw("eprint"))) for work in (first, other)} - {""}
        told_by_doi = doi_of(other) and doi_of(other) == doi_of(first)
        if len(versions) < 2 and not told_by_doi:
            yield repeated(first, other, "arXiv identifier", "eprint", "doi")
