"""CFG001."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.correction import managed
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("CFG001")
def wrong_setting(survey: Survey) -> Iterator[Problem]:
    """A setting in mkdocs.yml or CITATION.cff cannot be used.

    Our settings stand under `extra.survey`: `bibliography` (paths of .bib files, `*` allowed), `style` (`author-year`
    or `numeric`), `paper` (`a4` or `us-letter`), `select` and `ignore` (codes of rules, or their beginnings),
    `per-file-ignores` (codes by pattern of paths, as in a .gitignore), `severity` (`error` or `warning` by code),
    `baseline` (a file of findings that were there before), `length` (`words` and `references` by kind of page),
    `managed` (paths of .bib files that another program writes), `key-pattern` (how keys are made,
    `{family}{year}{word}`).

    Wrong:

        extra:
          survey:
            style: apa

    Right:

        extra:
          survey:
            style: author-year
    """
    settings = survey.settings
    yield from settings.problems
    yield from survey.work.problems
    for pattern in settings.managed:
        if settings.managed_span and not managed([pattern], (source.path for source in survey.bibliography.sources)):
            hint = "correct the path: what it should protect is edited like any other file"
            yield Problem(settings.managed_span, f"no .bib file of the survey matches `{pattern}`", hint)
    told = any(problem.span == settings.bibliography_span for problem in settings.problems)
    if settings.bibliography_span and not survey.bibliography.sources and not told:
        patterns = ", ".join(settings.bibliography)
        yield Problem(settings.bibliography_span, f"no file matches `{patterns}`", "correct the path of the .bib files")
