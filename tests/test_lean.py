"""Scripts and style sheets as they are served: what their authors wrote for one another stays at home."""

import re
from pathlib import PurePath

import pytest

from livingsurvey.build.lean import lean
from livingsurvey.build.stage import assets

# Bytes of our CSS and JS together, before compression.
MOST = 40_000


def test_all_that_a_site_has_of_our_css_and_js_stays_small() -> None:
    sizes = {PurePath(asset.path).name: len(asset.text.encode()) for asset in assets()}
    each = "\n".join(f"{size:7,} {name}" for name, size in sorted(sizes.items(), key=lambda item: -item[1]))
    assert sum(sizes.values()) < MOST, f"{sum(sizes.values()):,} bytes, of which\n{each}"


def test_a_part_is_served_beside_whatever_imports_it() -> None:
    by_name = {PurePath(asset.path).name: asset.text for asset in assets()}
    imported = {name for text in by_name.values() for name in re.findall(r'["\']\./([\w.-]+)["\']', text)}
    assert imported
    assert imported <= by_name.keys()


@pytest.mark.parametrize(
    ("written", "served"),
    [
        ("/* Why. */\n\n.a {\n  color: red;\n}\n", ".a{color:red}\n"),
        (".a {\n  /* Why. */\n  .b, &:hover { margin: 0 0 0.5em; }\n}\n", ".a{.b,&:hover{margin:0 0 .5em}}\n"),
        (".a { & :is( .b, .c ) > .d + p { top: 0.5em; } }", ".a{& :is(.b,.c)>.d+p{top:.5em}}\n"),
        ('.a { & [title="b, c"] { top: 0; } }', '.a{& [title="b, c"]{top:0}}\n'),
        (".a { width: calc(100% - 2 * 1rem); }", ".a{width:calc(100% - 2 * 1rem)}\n"),
        (":is(.a, .b):not(:has(> .c)) > * { inset: auto 0 0; }", ":is(.a,.b):not(:has(>.c))>*{inset:auto 0 0}\n"),
    ],
)
def test_style_sheets_say_the_same_in_fewer_bytes(written: str, served: str) -> None:
    assert lean("a.css", written) == served


def test_no_rule_within_a_rule_is_served_as_it_was_written() -> None:
    """The minifier gives up on the rest of a rule where another one in it begins with `:` or `[` instead of `& :`."""
    sheets = [asset.text for asset in assets() if asset.path.endswith(".css")]
    assert sheets
    assert [found for sheet in sheets for found in re.findall(r".{40}[{;] .{40}", sheet)] == []


def test_modules_stay_modules_and_their_names_stay() -> None:
    written = 'import { meet } from "./card.js"; // Why.\n\nexport const wanted = (link) => meet(link, `a  ${link}`);\n'
    assert lean("a.js", written) == 'import{meet}from"./card.js";export const wanted=e=>meet(e,`a  ${e}`)\n'
