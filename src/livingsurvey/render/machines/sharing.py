"""How a page looks where somebody shares its address: the Open Graph protocol (ogp.me), and what X adds to it."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.model.targets import SOCIAL_CARD
from livingsurvey.render.address import SHELL
from livingsurvey.render.machines.facts import chapter_at, is_home, work_title
from livingsurvey.render.pages import SHELL_DESCRIPTION, Pages

CARD_SIZE = (1200, 630)
"""Width and height of the card in pixels, as the networks ask for them."""


def sharing(pages: Pages, path: str, title: str) -> Iterator[tuple[str, str]]:
    """Names and contents of a page's tags, in order; `title` is the page's.

    Addresses must be whole there, so without a `site_url` there are none, and no picture.
    """
    survey, whole = pages.survey, pages.addresses.whole
    chapter = survey.chapter_by_path.get(path)
    home = is_home(pages, path)
    yield "og:type", "article" if chapter_at(pages, path) else "website"
    yield "og:site_name", survey.settings.site_name
    yield "og:title", work_title(survey) if home else title
    if path == SHELL:
        yield "og:description", SHELL_DESCRIPTION
    elif words := (chapter.description if chapter else "") or (survey.settings.site_description if home else ""):
        yield "og:description", words
    if address := whole(pages.addresses.page(path)):
        yield "og:url", address
    picture = whole(SOCIAL_CARD) if SOCIAL_CARD in pages.made else ""
    if picture:
        yield "og:image", picture
        yield "og:image:type", "image/png"
        yield "og:image:width", str(CARD_SIZE[0])
        yield "og:image:height", str(CARD_SIZE[1])
        yield "og:image:alt", f"Title card: {work_title(survey)}"
    yield "twitter:card", "summary_large_image" if picture else "summary"
