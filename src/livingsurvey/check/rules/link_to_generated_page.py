"""REF006."""

from collections.abc import Iterator

from livingsurvey.check.pages.files import relative, with_path
from livingsurvey.check.pages.linked import Meant, by_address, links
from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown.citations import written
from livingsurvey.syntax.markdown.links import Link
from livingsurvey.syntax.problem import Fix, Problem


@rule("REF006", severity="warning", fix="safe")
def link_to_generated_page(survey: Survey) -> Iterator[Problem]:
    """A link names a page by its address on the site, where a file or a citation should stand.

    The builder makes the addresses of pages, and of the page of each reference; they change with a setting or a key,
    lead nowhere in an editor and on a code forge, and are no links in the book. Name the Markdown file, and cite a work
    instead of linking to its page. The bibliography (`references/index.md`), `survey.pdf` and the exported files may be
    linked. The fix writes the file's path; it is unsafe where the address could be read in two ways.

    Wrong:

        See [attacks](attacks/) and [the first paper](../references/mcmahan2017communication/).

    Right:

        See [attacks](attacks.md) and the first paper [@mcmahan2017communication].
    """
    for chapter in survey.chapters:
        for link, image in links(chapter):
            if not image and (meant := by_address(survey, chapter, link)):
                yield _problem(chapter, link, meant)


def _problem(chapter: Chapter, link: Link, meant: Meant) -> Problem:
    if meant.key:
        hint = f"cite the work: `[{written(meant.key)}]`"
        return Problem(link.target_span, "this leads to the generated page of a work", hint)
    edit = with_path(link, relative(chapter, meant.path))
    message = f"`{edit.span.text}` is the address of a page, and no file"
    return Problem(link.target_span, message, f"write `{edit.text}`", fix=Fix((edit,), safe=meant.certain))
