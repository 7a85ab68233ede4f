"""REF003."""

from collections.abc import Iterator

from livingsurvey.check.pages.files import Files
from livingsurvey.check.pages.linked import links, missing, site_address
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import target
from livingsurvey.syntax.problem import Problem


@rule("REF003", fix="safe")
def missing_image(survey: Survey) -> Iterator[Problem]:
    """An image's file is not there.

    The page would show an empty frame, and the book none at all. An image is named by its path, relative to the page
    that shows it. In raw HTML the path stays as it is written and is followed from the page's address on the site,
    which is one folder deeper than its file. The fix corrects a name that is wrong in its capitals or slashes alone;
    any other guess is an unsafe one.

    Wrong:

        ![The workflow](figures/worfklow.svg)

    Right:

        ![The workflow](figures/workflow.svg)
    """
    files = Files(path for path in survey.documents if not path.endswith(".md"))
    for chapter in survey.chapters:
        for link, image in links(chapter):
            if not image or (path := missing(survey, chapter, link)) is None:
                continue
            file = target(chapter, link)
            if link.html and file and file in survey.documents:
                message = f"from raw HTML the site looks for this image at `{path}`"
                hint = f"write a Markdown image, `![...]({link.target})`, or `{site_address(survey, chapter, file)}`"
                yield Problem(link.target_span, message, hint)
            else:
                yield files.problem(chapter, link, path, "image")
