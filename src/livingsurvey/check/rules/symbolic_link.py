"""SEC006."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source


@rule("SEC006")
def symbolic_link(survey: Survey) -> Iterator[Problem]:
    """A document, a folder of documents or a .bib file is a symbolic link.

    What it leads to would be published: a key of whoever builds the site, or the settings of the repository. We follow
    none out of the survey's folder or to a hidden file, whatever the settings say. One that stays inside is an error,
    too: it publishes a file which nobody put among the documents, and where links are not supported git leaves a file
    with a path in it. If you mean it (a README that is the home page, say), name the link in `per-file-ignores`.

    Wrong: `docs/setup.md`, as a link to `../../.ssh/config`.

    Right: `docs/setup.md`, as a file with the text that readers shall see.
    """
    for path, leads_to in survey.symlinks.items():
        hint = "put the file itself here: what a link leads to would be published"
        yield Problem(Source(path, "").span(), f"this is a symbolic link, to `{leads_to}`", hint)
