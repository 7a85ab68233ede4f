"""DOC003."""

import json
import re
from collections.abc import Iterator

from livingsurvey.check.pages.nav import missing_pages
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem

# What YAML reads as the text that it is, without quotes.
_PLAIN = re.compile(r"[\w./][\w./ -]*")


@rule("DOC003", fix="unsafe")
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
            written = near if _PLAIN.fullmatch(near) else json.dumps(near, ensure_ascii=False)
            fix = Fix((Edit(item.span, written),)) if near.isprintable() else None
            yield Problem(item.span, message, f"did you mean `{near}`?", fix=fix)
        else:
            yield Problem(item.span, message, f"write {survey.settings.docs_dir}/{path}, or take the line out")
