"""What a reader has to load for a work's page of our own survey."""

import gzip

from conftest import Project

import livingsurvey


def test_pages_of_works_stay_small(own: Project) -> None:
    works = livingsurvey.load(own.root).references  # besides them, the folder has the pages of the bibliography
    texts = {key: (own.site / "references" / key / "index.html").read_bytes() for key in works}
    assert len(texts) >= 50
    sizes = {name: (len(text), len(gzip.compress(text, mtime=0))) for name, text in texts.items()}
    assert {name: each for name, each in sizes.items() if each[0] >= 20_000 or each[1] >= 6_000} == {}
