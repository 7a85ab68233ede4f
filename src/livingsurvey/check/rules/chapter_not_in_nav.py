"""DOC010."""

import posixpath
from collections.abc import Iterator

from pathspec import GitIgnoreSpec

from livingsurvey.check.pages.nav import missing_pages
from livingsurvey.check.rule import rule
from livingsurvey.config import SETTINGS_FILE, Settings
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem

# Plugins that make or complete the navigation themselves.
_NAVIGATORS = frozenset({
    "awesome-nav", "awesome-pages", "literate-nav", "navorder", "mkdocs-nav-weight", "nav-weight", "include_dir_to_nav",
    "include-dir-to-nav", "monorepo", "multirepo", "api-autonav",
})  # fmt: skip


@rule("DOC010", severity="warning")
def chapter_not_in_nav(survey: Survey) -> Iterator[Problem]:
    """A page stands in no line of the navigation.

    It is published, but only who follows a link or searches comes upon it, and the book leaves it for the end. Pages
    that are meant to stand apart are named in MkDocs' setting `not_in_nav`. Where there is no `nav`, or a plugin makes
    it, every page is in it.

    Wrong: a page `docs/privacy/attacks.md`, and

        nav:
          - Home: index.md

    Right:

        nav:
          - Home: index.md
          - Attacks: privacy/attacks.md
    """
    settings = survey.settings
    if settings.nav is None or any(name.rpartition("/")[2] in _NAVIGATORS for name, _ in settings.plugins):
        return
    named = {posixpath.normpath(item.path or "") for item, _ in survey.nav_pages}
    named |= {near for _, _, near in missing_pages(survey) if near}  # which DOC003 tells
    apart = _apart(settings)
    for chapter in survey.chapters:
        if chapter.path in named or apart.match_file(chapter.path) or _yields(chapter.path, survey.documents):
            continue
        hint = f"add `- {chapter.path}` to `nav` in {SETTINGS_FILE}, or name it in `not_in_nav`"
        yield Problem(chapter.source.span(), "the navigation does not name this page", hint)


def _apart(settings: Settings) -> GitIgnoreSpec:
    """Which pages need no place in the navigation: those set apart or not published, and posts of a blog."""
    patterns = [*settings.not_in_nav.splitlines(), *settings.draft_docs.splitlines()]
    for name, options in settings.plugins:
        if name.rpartition("/")[2] == "blog":
            patterns.append(f"/{options.get('blog_dir', 'blog')}/")
    return GitIgnoreSpec.from_lines(patterns)


def _yields(path: str, documents: frozenset[str]) -> bool:
    """Whether MkDocs takes `index.md` instead of this page, which is another rule's matter."""
    folder, name = posixpath.split(path)
    return name == "README.md" and posixpath.join(folder, "index.md") in documents
