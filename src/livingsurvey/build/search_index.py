"""The theme's search index, with the works in it.

Material's index (`search/search_index.json`, read by lunr 2 in a worker) has a `config` and `docs`; each has a
`location`, `title` and `text` as HTML, perhaps `tags` and a `boost`, and may have other fields, which are searched as
the `fields` of the `config` say and not shown.
"""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path
from typing import Any

from livingsurvey.render.pages import Pages
from livingsurvey.render.search_entries import FIELDS, plain, search_entries

# What stands between words, as a regular expression of JavaScript; Material's own knows only spaces and hyphens, so
# that nobody who types "DiLoCo" finds "(DiLoCo)".
_THEIRS = r"[\s\-]+"
_OURS = r"""&(?:amp|lt|gt|quot);|[\s\-\u200b‐–—,:;!?=()[\]{}"“”„‘«»/\\|<>…·]+|\.(?!\d)"""
# Where the plugin `offline` keeps the index for a site that is read from a disk, as a script.
_OFFLINE = "var __index = "


def add_works(pages: Pages, site: Path) -> None:
    """Add the works to the search index of a built site, if it has one."""
    index = site / "search" / "search_index.json"
    if not index.is_file():
        return  # a site without the search plugin
    content = json.loads(index.read_text("utf-8"))
    docs = [_without_accents(doc) for doc in content["docs"] if "/_shell/" not in doc["location"]]
    content["docs"] = [*docs, *search_entries(pages)]
    _tell_fields(content["config"])
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    index.write_text(text, "utf-8")
    script = index.with_suffix(".js")
    if script.is_file():
        script.write_text(_OFFLINE + text, "utf-8")


def _without_accents(doc: dict[str, Any]) -> dict[str, Any]:
    found = plain(unescape(doc["title"]))
    return {**doc, "words": found} if found else doc


def _tell_fields(config: dict[str, Any]) -> None:
    """Let the fields be searched, and words be told apart, unless the settings tell otherwise."""
    if fields := config.get("fields"):
        title = fields.get("title", {}).get("boost", 1)
        config["fields"] = {name: {"boost": title * weight} for name, weight in FIELDS.items()} | fields
    if config.get("separator") == _THEIRS:
        config["separator"] = _OURS
