"""What the site adds below a chapter: the list of its references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from livingsurvey.render.pages import Pages


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
        file_name=references_file(path),
    )


def references_file(path: str) -> str:
    """What a page's references are called in a reader's folder of downloads: `privacy-attacks.bib`."""
    stem = path.removesuffix(".md").removesuffix("index").strip("/")
    return (stem.replace("/", "-") or "references") + ".bib"
