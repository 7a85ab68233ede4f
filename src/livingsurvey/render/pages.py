"""What all generated pages share: labels, addresses, templates; and the pages that an engine renders."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from livingsurvey.history import Edition, History
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.downloads import beside_chapters, chapter_downloads, descriptions
from livingsurvey.model.numbering import Numbering
from livingsurvey.model.survey import Survey
from livingsurvey.model.tagging import Tagging
from livingsurvey.model.targets import TABLES_PAGE, bibliography_pages, topic_pages
from livingsurvey.model.taxonomy import Term
from livingsurvey.render.address import SHELL, Addresses
from livingsurvey.render.citations import Citations
from livingsurvey.render.coins import coins
from livingsurvey.render.cross_references import CrossReferences
from livingsurvey.render.exports import EXPORTERS
from livingsurvey.render.exports.made import Made
from livingsurvey.render.images import Size
from livingsurvey.render.linked_work import linked_work
from livingsurvey.render.style import Style
from livingsurvey.syntax.source import Source

# What stands for a reference page's facts in the shell; letters only, so that no theme alters it.
SHELL_TITLE = "SurveyShellTitle"
SHELL_DESCRIPTION = "SurveyShellDescription"
SHELL_BODY = "SurveyShellBody"


@dataclass(frozen=True)
class Pages:
    """The generated pages of a survey.

    `made` are the paths below the site's root of what a build makes beside texts: the book, the card for networks.
    `history` tells when documents were edited.
    `image_size` gives the pixels of an image by its path below the documents' folder, where one knows the files.
    """

    survey: Survey
    made: frozenset[str] = frozenset()
    image_size: Callable[[str], Size | None] = field(default=lambda _: None, compare=False, repr=False)
    history: History = field(default_factory=History)

    @cached_property
    def style(self) -> Style:
        return Style(self.survey)

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.survey)

    def edition(self, chapter: Chapter) -> Edition | None:
        """When and by which commit a chapter got its text, as far as that is sure."""
        return self.history.editions.get(chapter.source.path)

    @cached_property
    def order(self) -> Sequence[str]:
        """All keys as the bibliography lists them."""
        return self.style.order(self.survey.references)

    @cached_property
    def chapter_downloads(self) -> Mapping[str, str]:
        return chapter_downloads(self.survey)

    @cached_property
    def card_files(self) -> Mapping[str, str]:
        """The file with the cards' data of each chapter that cites something, by the chapter's path."""
        return beside_chapters(self.survey, "cards.json")

    @cached_property
    def citations(self) -> Citations:
        return Citations(self.style, self.addresses)

    @cached_property
    def coins(self) -> Mapping[str, Markup]:
        """Each work for programs that read pages, by its key."""
        return {key: coins(reference) for key, reference in self.survey.references.items()}

    @cached_property
    def _made(self) -> dict[str, Made]:
        return {form: {} for form in EXPORTERS}

    def exported(self, form: str, keys: Iterable[str]) -> str:
        """Works as a file in one of the formats of `EXPORTERS`, in the given order."""
        return EXPORTERS[form]((self.survey.references[key] for key in keys), self._made[form])

    @cached_property
    def numbering(self) -> Numbering:
        return Numbering(self.survey)

    def cross_references(self, path: str, for_book: bool = False) -> CrossReferences:
        """Those of the page at a path."""
        return CrossReferences(self.numbering, self.addresses, path, for_book)

    @cached_property
    def descriptions(self) -> Mapping[str, str]:
        return descriptions(self.survey)

    @cached_property
    def linked_works(self) -> Mapping[str, str]:
        """Each work as linked data, by its key."""
        return {key: linked_work(reference) for key, reference in self.survey.references.items()}

    @cached_property
    def tagging(self) -> Tagging:
        return Tagging(self.survey)

    @cached_property
    def _templates(self) -> Environment:
        return Environment(
            loader=PackageLoader("livingsurvey.render"),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def render(self, template: str, **facts: object) -> Markup:
        """A template with its facts, which are escaped unless they are `Markup`."""
        return Markup(self._templates.get_template(template).render(**facts).strip())

    def sources(self) -> tuple[Source, ...]:
        """The Markdown pages to add to the documents, by their paths below the documents' folder."""
        shell = Source(
            SHELL,
            f"---\ntitle: {SHELL_TITLE}\ndescription: {SHELL_DESCRIPTION}\n"
            "hide: [navigation, toc]\nsearch: {exclude: true}\n---\n\n"
            f"# {SHELL_TITLE}\n\n{SHELL_BODY}\n",
        )
        first, *following = bibliography_pages(self.survey)
        lists = {first: "Bibliography"} | {path: f"Bibliography, page {n}" for n, path in enumerate(following, 2)}
        return (
            shell,
            *(
                Source(path, f"---\ntitle: {title}\nhide: [toc]\n---\n\n# {title}\n")
                for path, title in lists.items()
                if path not in self.survey.documents
            ),
            *(page.source for page in self.survey.data_pages.values()),
            *self._list_of_tables,
            *(
                Source(path, _front_matter(term) if term else "---\ntitle: Topics\nhide: [toc]\n---\n\n# Topics\n")
                for path, term in topic_pages(self.survey).items()
                if path not in self.survey.documents
            ),
        )

    @property
    def _list_of_tables(self) -> tuple[Source, ...]:
        if not self.survey.tables or TABLES_PAGE in self.survey.documents:
            return ()
        return (Source(TABLES_PAGE, "---\ntitle: Comparison tables\nhide: [toc]\n---\n\n/// tables\n///\n"),)

    def entry(self, path: str, key: str) -> dict[str, object]:
        """What every list of references shows of a work: its text, with the title leading to the work's own page."""
        return {
            "id": self.addresses.entry(key),
            "label": self.style.labels[key],
            "text": self.style.text(key, self.addresses.between(path, self.addresses.reference(key))),
            "coins": self.coins[key],
        }


def _front_matter(term: Term) -> str:
    """A page whose heading and text are made with its lists; JSON's texts are YAML's.

    Python-Markdown gives up a page without a text before any extension sees it, hence the comment.
    """
    facts = {"title": term.label} | ({"description": term.description} if term.description else {})
    lines = "".join(f"{name}: {json.dumps(fact, ensure_ascii=False)}\n" for name, fact in facts.items())
    return f"---\n{lines}hide: [toc]\n---\n\n<!-- {term.keyword} -->\n"
