"""The theme's navigation on each page of a site: what is remembered of it is what the theme would draw."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from livingsurvey.build import navigation

NAV = """\
nav:
  - index.md
  - Part one:
      - one/index.md
      - one/first.md
      - one/second.md
      - Deeper:
          - one/deeper/third.md
          - one/deeper/fourth.md
  - Part two:
      - two/fifth.md
      - two/sixth.md
      - Elsewhere: https://example.org/one/
      - Once more: one/first.md
  - last.md
"""
PAGES = ["index", "one/index", "one/first", "one/second", "one/deeper/third", "one/deeper/fourth", "two/fifth"]
PAGES += ["two/sixth", "last", "beside/the-navigation"]


@pytest.mark.parametrize(
    ("features", "directories"),
    [("", "true"), ("navigation.indexes, navigation.tabs, navigation.sections", "false"), ("navigation.prune", "true")],
)
def test_an_entry_is_drawn_once_for_pages_on_which_it_looks_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, features: str, directories: str
) -> None:
    remembered: list[str] = []
    drawn = navigation.Navigation.drawn

    def compared(self: navigation.Navigation, draw: navigation.Draw, *given: Any) -> str:
        anew = False

        def noted(*entry: Any) -> str:
            nonlocal anew
            anew = True
            return draw(*entry)

        shown = drawn(self, noted, *given)
        page, *entry = given
        assert shown == draw(*entry), f"{entry[0]} on {page}"
        remembered.extend([] if anew else [shown])
        return shown

    monkeypatch.setattr(navigation.Navigation, "drawn", compared)
    _built(tmp_path, features, directories)
    assert len(remembered) > len(PAGES)


def test_pages_are_the_same_where_the_theme_names_its_macro_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _built(tmp_path / "asked", "navigation.indexes", "true")
    monkeypatch.setattr(navigation, "_MACRO", "{% macro draw(nav_item, path, level, parent) %}")
    monkeypatch.delattr(navigation.Navigation, "drawn")
    assert _built(tmp_path / "unasked", "navigation.indexes", "true") == asked


def _built(folder: Path, features: str, directories: str) -> dict[str, str]:
    """The pages of a site whose chapters are `PAGES`."""
    for page in PAGES:
        file = folder / f"docs/{page}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {Path(page).name.capitalize()}\n\n## A section\n\nWords.\n", "utf-8")
    theme = f"theme: {{name: material, font: false, features: [{features}]}}\nuse_directory_urls: {directories}\n"
    (folder / "mkdocs.yml").write_text(f"site_name: Trial\nplugins: [survey]\n{theme}{NAV}", "utf-8")
    build(load_config(str(folder / "mkdocs.yml")))
    return {str(page.relative_to(folder)): page.read_text("utf-8") for page in folder.glob("site/**/*.html")}
