"""Where a work's page was under a key that it had before: a small page that leads to where it is now."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from livingsurvey.model.targets import former_reference_pages
from livingsurvey.render.pages import Pages
from livingsurvey.render.reference_parts import full_title


def redirects(pages: Pages) -> Iterator[tuple[str, Markup]]:
    """The address and the HTML of each such page. Browsers follow it without scripts; search engines leave it out."""
    addresses, bibliography = pages.addresses, pages.survey.bibliography
    site = pages.survey.settings.site_url
    for slug, key in former_reference_pages(pages.survey).items():
        path, now = f"references/{slug}/index.md", addresses.reference(key)
        href = addresses.between(path, now)
        canonical = f"{site.rstrip('/')}/{now}" if site else href
        title = full_title(bibliography.references[key]) or key
        yield addresses.page(path), pages.render("redirect.html", title=title, href=href, canonical=canonical)
