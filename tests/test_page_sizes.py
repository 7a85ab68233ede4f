"""What a reader has to load for a work's page of our own survey."""

import gzip

from conftest import Project


def test_pages_of_works_stay_small(own: Project) -> None:
    pages = sorted((own.site / "references").glob("*/index.html"))
    assert len(pages) >= 50
    texts = {page.parent.name: page.read_bytes() for page in pages}
    sizes = {name: (len(text), len(gzip.compress(text, mtime=0))) for name, text in texts.items()}
    assert {name: each for name, each in sizes.items() if each[0] >= 20_000 or each[1] >= 6_000} == {}
