"""DOC003."""

from collections.abc import Iterator

from livingsurvey.check.pages.nav import missing_pages
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem


@rule("DOC003")
def missing_chapter(survey: Survey) -> Iterator[Problem]:
    """The navigation names a page that does not exist.

    Wrong:

        nav:
          - Privacy: privcy/index.md

    Right:

        nav:
          - Privacy: privacy/index.md
    """
    for item, path, near in missing_pages(survey):
        message = f"there is no page `{path}`"
        if near:
            yield Problem(item.span, message, f"did you mean `{near}`?", fix=Fix((Edit(item.span, near),)))
        else:
            yield Problem(item.span, message, f"write {survey.settings.docs_dir}/{path}, or take the line out")
