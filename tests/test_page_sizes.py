"""What a reader has to load for a work's page of our own survey."""

import gzip

from conftest import Project
from lxml import html

# A page grows with the sentences that it quotes: beyond so many, each may take as many bytes more.
PLACES = 7
MORE, MORE_COMPRESSED = 500, 120


def test_pages_of_works_stay_small(own: Project) -> None:
    pages = sorted((own.site / "references").glob("*/index.html"))
    assert len(pages) >= 50
    large = {}
    for page in pages:
        text = page.read_bytes()
        more = max(0, len(html.fromstring(text).find_class("sv-go")) - PLACES)
        sizes = len(text), len(gzip.compress(text, mtime=0))
        if sizes[0] > 21_000 + MORE * more or sizes[1] > 6_000 + MORE_COMPRESSED * more:
            large[page.parent.name] = sizes
    assert large == {}
