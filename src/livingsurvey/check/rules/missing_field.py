"""BIB007."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.entry_types import REQUIRED, Alternatives, known_field, meant_field
from livingsurvey.model.inheritance import ties
from livingsurvey.model.reference import Reference
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex.edit import renamed
from livingsurvey.syntax.problem import Edit, Fix, Problem


@rule("BIB007", severity="warning", scope="store", fix="unsafe")
def missing_field(survey: Survey) -> Iterator[Problem]:
    """An entry lacks a field that its type cannot do without.

    The reference would be printed with a hole, and readers could not find the work. What BibTeX and biblatex both ask
    for is required, and of two names for one thing (`year` or `date`) either will do; a field that comes from a
    `crossref` counts. A preprint has no journal, so an article that stands only on arXiv is a `@misc`.

    Wrong:

        @inproceedings{lamport1978time,
          author = {Lamport, Leslie},
          title = {Time, Clocks, and the Ordering of Events},
          year = {1978},
        }

    Right:

        @inproceedings{lamport1978time,
          author = {Lamport, Leslie},
          title = {Time, Clocks, and the Ordering of Events},
          booktitle = {Proceedings of a Symposium},
          year = {1978},
        }
    """
    bibliography = survey.bibliography
    for reference in bibliography.typed:
        required = REQUIRED.get(reference.type)
        if required is None:
            continue
        filled = {field.name for field in (*reference.entry.fields, *reference.inherited) if field.value.strip("{} ")}
        missing = [names for names in required if filled.isdisjoint(names)]
        if missing:  # a slip such as `yaer` is told as one, and no field that is missing
            meant = {meant_field(name) for name in filled if not known_field(name)}
            missing = [names for names in missing if meant.isdisjoint(names)]
        if missing and all(bibliography.named(tie.key) for tie in ties(reference.entry)):
            yield _problem(reference, missing, filled)


def _problem(reference: Reference, missing: list[Alternatives], filled: set[str]) -> Problem:
    entry, fix = reference.entry, None
    if reference.type == "misc":
        return Problem(entry.key_span, "this `@misc` says nothing of the work", "add a `title`")
    lacking = [names[0] for names in missing]
    hint = "add " + " and ".join(map(_written, missing))
    if lacking == ["journal"] and reference.arxiv:
        hint = "write `@misc` if it is a preprint, or add the `journal` that published it"
        fix = Fix((Edit(entry.type_span, "misc"),))
    elif "booktitle" in lacking and "journal" in filled:
        hint = "the name of the proceedings belongs into `booktitle`; or write `@article`"
        journal = entry.field("journal")
        fix = Fix((renamed(journal, "booktitle"),)) if journal else None
    message = f"this `@{entry.type}` has no " + " and no ".join(f"`{name}`" for name in lacking)
    return Problem(entry.key_span, message, hint, fix=fix)


def _written(names: Alternatives) -> str:
    """`year` (or `date`)."""
    first, *others = (f"`{name}`" for name in names)
    return f"{first} (or {', '.join(others)})" if others else first
