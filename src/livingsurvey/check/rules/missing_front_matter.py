"""DOC002."""

from collections.abc import Iterator

from livingsurvey.check.pages.front_matter_place import unread
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("DOC002", severity="warning", scope="chapter")
def missing_front_matter(survey: Survey) -> Iterator[Problem]:
    """A page has no front matter, or none that gives its title.

    Its title is then guessed from its first heading or its file's name, and search engines get no description.

    Wrong:

        # Federated learning

    Right:

        ---
        title: Federated learning
        description: How many clients train one model without pooling their data.
        ---
    """
    for chapter in survey.chapters:
        if unread(chapter) or chapter.front_matter_problem:
            continue  # which DOC014 or DOC001 tells
        if not chapter.document.has_front_matter:
            yield Problem(
                chapter.source.span(),
                "this page has no front matter",
                "begin it with three lines: `---`, `title: ...` and `---`",
            )
            continue
        title = chapter.front_matter.get("title") if chapter.front_matter else None
        if title is None:
            where = chapter.source.span(chapter.document.body_start)
            yield Problem(where, "the front matter gives no title", "add a line `title: ...`")
        elif title.value is None or title.span.text.strip("\"' \t\r\n") == "":
            yield Problem(title.span, "the title is empty", "write `title: ...`")
