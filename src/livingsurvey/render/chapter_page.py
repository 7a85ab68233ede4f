"""What the site adds to a chapter: the title block above it, the list of its references below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from livingsurvey.model.chapter import Chapter
from livingsurvey.render.pages import Pages

_WORDS_PER_MINUTE = 220


def title_block(pages: Pages, chapter: Chapter, list_anchor: str = "references") -> Markup:
    """Title, description and the quiet line of facts at the head of a page that has no heading of its own."""
    return pages.render(
        "title.html",
        title=chapter.title,
        description=chapter.description,
        searched=chapter.searched,
        status=chapter.status,
        minutes=max(1, round(chapter.words / _WORDS_PER_MINUTE)) if chapter.kind == "chapter" else 0,
        works=len(pages.survey.cited_in(chapter)),
        anchor=list_anchor,
    )


def reference_list(
    pages: Pages, path: str, mentions: Mapping[str, Sequence[int]], anchor: str = "references"
) -> Markup:
    """The works that a page cites, each with links back to its mentions, which are given by number."""
    if not mentions:
        return Markup("")
    entries = [
        pages.entry(path, key)
        | {"mentions": [pages.addresses.mention(key, number) for number in sorted(mentions[key])]}
        for key in pages.style.order(mentions)
    ]
    download = pages.chapter_downloads.get(path, "")
    return pages.render(
        "reference_list.html",
        entries=entries,
        numeric=pages.style.numeric,
        anchor=anchor,
        bibtex=pages.addresses.between(path, download) if download else "",
        cards=pages.addresses.between(path, pages.card_files[path]) if path in pages.card_files else "",
        file_name=_file_name(path),
    )


def _file_name(path: str) -> str:
    """What a page's references are called in a reader's folder of downloads: `privacy-attacks.bib`."""
    stem = path.removesuffix(".md").removesuffix("index").strip("/")
    return (stem.replace("/", "-") or "references") + ".bib"
