"""REF001."""

from collections.abc import Iterator

from livingsurvey.check.pages.files import Files
from livingsurvey.check.pages.linked import links, missing, site_address
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import target
from livingsurvey.syntax.problem import Problem


@rule("REF001", fix="safe")
def broken_link(survey: Survey) -> Iterator[Problem]:
    """A link names a page or file that is not there.

    Links between pages name the Markdown file, relative to the page that they stand on, so that they work in an editor
    and on a code forge as well. In raw HTML an address stays as it is written and must be the site's own; a Markdown
    link is the better choice. The fix corrects a name that is wrong in its capitals or slashes alone; any other guess
    is an unsafe one.

    Wrong:

        See [the definition](introduction/defintion.md).

    Right:

        See [the definition](introduction/definition.md).
    """
    files = Files(survey.documents)
    for chapter in survey.chapters:
        for link, image in links(chapter):
            if image or (path := missing(survey, chapter, link)) is None:
                continue
            file = target(chapter, link)
            if link.html and file and file in survey.documents:
                message = f"raw HTML leads to an address of the site, and `{link.path}` is none"
                hint = f"write a Markdown link, `[...]({link.target})`, or `{site_address(survey, chapter, file)}`"
                yield Problem(link.target_span, message, hint)
            else:
                yield files.problem(chapter, link, path, "page or file")
