"""The MkDocs plugin `survey`: hands the survey to the Markdown extension, and page paths with it.

Under `survey build` the documents are staged already and checked; under a bare `mkdocs build` or `serve` the plugin
checks, adds the generated pages and stamps the reference pages itself. A bare build cannot promise to leave the old
site whole if MkDocs fails half-way, and it makes no PDF.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

import livingsurvey
from livingsurvey.build.card import social_card
from livingsurvey.build.images import image_sizes
from livingsurvey.build.math_font import math_files
from livingsurvey.build.navigation import draw_once
from livingsurvey.build.publish import CACHE
from livingsurvey.build.stage import SCRIPT, STYLESHEET, generated, made, write
from livingsurvey.build.stamp import stamp
from livingsurvey.check.checker import count
from livingsurvey.check.reporters import line
from livingsurvey.check.silencing.fingerprint import fingerprint
from livingsurvey.history import read_history
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import RULES_PAGE, SOCIAL_CARD, bibliography_pages, topic_pages
from livingsurvey.render.address import SHELL
from livingsurvey.render.head import with_head
from livingsurvey.render.machines.twins import twins
from livingsurvey.render.not_found import with_way_on
from livingsurvey.render.pages import Pages
from livingsurvey.render.searched import searched
from livingsurvey.render.shell_faults import mended
from livingsurvey.syntax.markdown.mask import front_matter
from livingsurvey.syntax.problem import SurveyError

_log = logging.getLogger("mkdocs.plugins.survey")
_EXTENSION = "livingsurvey"


class SurveyPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """See the module's text. `on_startup` makes MkDocs keep one instance through a `serve`."""

    def __init__(self) -> None:
        self._pages: Pages | None = None
        self._adopted = False
        self._serving = False
        self._items: list[StructureItem] = []
        self._content = ""
        self._told: frozenset[str] = frozenset()

    def adopt(self, pages: Pages) -> None:
        """Take a survey that is checked and staged; its caller adds and stamps the generated pages."""
        self._pages, self._adopted = pages, True

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview, where a mistake is shown and stops nothing."""
        self._serving = command == "serve"

    def on_shutdown(self) -> None:
        """Forget the survey: MkDocs gives this instance to the next build in the same process."""
        self._pages, self._adopted = None, False

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check the survey; a mistake ends a build before MkDocs touches the site."""
        if not self._adopted:
            root = Path(config.config_file_path).parent
            try:
                survey = livingsurvey.load(root, datetime.date.today())
            except SurveyError as error:
                raise Abort(str(error)) from None
            self._check(survey)
            history = read_history(root, (source.path for source in survey.sources))
            self._pages = Pages(
                survey, made(survey, with_pdf=False, with_epub=False), image_sizes(Path(config.docs_dir)), history
            )
        _leave_checking_to_us(config)
        if _EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(_EXTENSION)
        config.mdx_configs[_EXTENSION] = {"pages": self._pages}
        if not config.repo_url:
            config.edit_uri = None  # no repository, no "edit this page"
        config.extra_css.insert(0, STYLESHEET)
        script = ExtraScriptValue(SCRIPT)
        script.type = "module"
        config.extra_javascript.insert(0, script)
        return config

    def _check(self, survey: Survey) -> None:
        """Tell each finding once: after a first build, a preview tells what is new."""
        diagnostics = livingsurvey.check(survey)
        marks = [fingerprint(diagnostic) for diagnostic in diagnostics]
        for diagnostic, mark in zip(diagnostics, marks, strict=True):
            if mark not in self._told:
                _log.log(getattr(logging, diagnostic.rule.severity.upper()), line(diagnostic))
        if old := sum(mark in self._told for mark in marks):
            _log.info(f"{old} finding{'' if old == 1 else 's'} as before; `survey check` lists them")
        if self._serving:
            self._told = frozenset(marks)
        if errors := count(diagnostics, "error"):
            if not self._serving:
                raise Abort(f"{errors} error{'' if errors == 1 else 's'} in the survey; nothing was built")
            _log.error("the preview shows what can be shown; `survey build` would refuse")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages and files, and keep them out of a navigation that does not name them."""
        if self._pages and not self._adopted:
            for each in [file for file in files if _is_elsewhere(self._pages.survey, file)]:
                files.remove(each)
            for source in generated(self._pages):
                if files.get_file_from_path(source.path) is None:
                    files.append(File.generated(config, source.path, content=source.encode()))
            cache = Path(config.config_file_path).parent / CACHE
            for path, content in math_files(self._pages.survey, cache).items():
                if files.get_file_from_path(path) is None:
                    files.append(File.generated(config, path, content=content))
            if SOCIAL_CARD in self._pages.made and files.get_file_from_path(SOCIAL_CARD) is None:
                files.append(File.generated(config, SOCIAL_CARD, content=social_card(self._pages.survey)))
            for each in sorted(files, key=_walked):
                files.remove(each)
                files.append(each)
        for path in _beside_nav(self._pages.survey, bool(config.nav)) if self._pages else ():
            file = files.get_file_from_path(path)
            if file and file.inclusion != InclusionLevel.EXCLUDED:
                file.inclusion = InclusionLevel.NOT_IN_NAV
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember the navigation for the templates."""
        self._items = nav.items
        return nav

    @event_priority(-100)  # whatever other plugins make of the templates
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let the navigation be drawn once, and not for each page."""
        draw_once(env, self._items)
        return env

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Keep a first line such as `Note: ...` in the text, where MkDocs would take it for metadata and drop it."""
        text = page.file.content_string
        return None if front_matter(text) else "\n" + text

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Tell the extension which page comes next."""
        config.mdx_configs[_EXTENSION]["path"] = page.file.src_uri
        if self._pages and page.file.src_uri not in self._pages.survey.documents:
            page.edit_url = None  # nobody can edit a page that is generated
        return markdown

    @event_priority(100)
    def _before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Leave in the shell only the top of the navigation: all of it would be most of thousands of pages."""
        if page.file.src_uri == SHELL:
            context["nav"] = Navigation([_top(item) for item in nav.items], nav.pages)
        self._content = page.content or ""
        page.content = searched(self._content)
        return context

    @event_priority(-100)
    def _behind_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the page back what the search need not read."""
        page.content = self._content
        return context

    on_page_context = CombinedEvent(_before_search, _behind_search)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put into the finished page what the theme's templates do not know."""
        return with_head(self._pages, page.file.src_uri, mended(output)) if self._pages else output

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Mend what the theme puts around a page on those without a document, too: 404.html."""
        if not self._pages or not template_name.endswith(".html"):
            return output_content
        return with_way_on(self._pages, template_name, mended(output_content))

    @event_priority(-100)  # behind the search, whose index they join, wherever that stands in the list of plugins
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stamp the reference pages into the finished site, and put the twins beside its pages."""
        if self._pages and not self._adopted:
            try:
                stamp(self._pages, Path(config.site_dir))
                write(Path(config.site_dir), twins(self._pages))
            except SurveyError as error:
                raise Abort(str(error)) from None

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> None:
        """Reload when the store changes, too; its folder is watched for files that are new."""
        root = Path(config.config_file_path).parent
        for source in self._pages.survey.bibliography.sources if self._pages else ():
            file = root / source.path
            server.watch(str(file if file.parent == root else file.parent))
        server.builder = _in_one_line(builder)


def _is_elsewhere(survey: Survey, file: File) -> bool:
    """Whether MkDocs came upon a file by a link that a survey does not follow."""
    path = f"{survey.settings.docs_dir}/{file.src_uri}/"
    by_link = any(path.startswith(f"{link}/") for link in survey.symlinks)
    return by_link and file.src_uri not in survey.documents


def _beside_nav(survey: Survey, is_given: bool) -> Iterator[str]:
    """The generated pages of which a navigation need not know: of one that is not given, the first of each kind is."""
    yield SHELL
    (works, *more_works), (terms, *each_term) = bibliography_pages(survey), topic_pages(survey) or ("",)
    yield from (*more_works, *each_term)
    if is_given:
        yield from (works, terms, RULES_PAGE)


def _top(item: StructureItem) -> StructureItem:
    """An entry of the navigation; for a section of it a link to the section's first page."""
    first: StructureItem | None = item
    while isinstance(first, Section):
        first = next(iter(first.children), None)
    return item if first is item else Link(str(item.title), getattr(first, "url", None) or ".")


def _walked(file: File) -> list[tuple[bool, bool, str]]:
    """Where MkDocs would have met a file on the disk: a folder's own files first, and its index before them."""
    *folders, name = file.src_uri.split("/")
    return [*((True, True, folder) for folder in folders), (False, name not in ("index.md", "README.md"), name)]


def _leave_checking_to_us(config: MkDocsConfig) -> None:
    """Let MkDocs not tell a second time what our rules find, in other words and without a line."""
    validation = config.validation
    validation.nav.omitted_files = validation.nav.not_found = logging.DEBUG
    validation.links.not_found = validation.links.anchors = logging.DEBUG


def _in_one_line(builder: Callable[[], None]) -> Callable[[], None]:
    """A rebuild that fails, over a slip in mkdocs.yml say, tells so in one line instead of a traceback."""

    def build() -> None:
        try:
            builder()
        except Exception as error:
            raise Abort(" ".join(str(error).split())) from error

    return build
