"""However long and strange a text is, it is checked in a time that grows as the text does.

Each of these took a minute or more when some pattern began anew at every sign and ran on to the end of the text.
"""

from __future__ import annotations

from collections.abc import Callable

from conftest import Project

SIZE = 200_000
MANY = {
    "notes": "[^",
    "titles": '[a](b "',
    "scripts": "[a](javascript:",
    "brackets": "[",
    "tags": "<a ",
    "braces": "{#",
}
TEXTS = {
    **{name: unit * (SIZE // len(unit)) for name, unit in MANY.items()},
    "entities": "<!--" + "&#]" * (SIZE // 3),
    "attributes": "{" + '="' * (SIZE // 2),
    "code": "# a `" + "x" * SIZE + "` {\n",
    "definition": "[a]: b" + " " * SIZE + "c\n",
    "blanks": "# a" + " " * SIZE + "{b\n\n[@a]" + "\t" * SIZE + "\n",
}


def test_long_texts_are_checked_while_one_waits(project: Callable[..., Project]) -> None:
    made = project({"mkdocs.yml": "site_name: Long\n", **{f"docs/{name}.md": text for name, text in TEXTS.items()}})
    done = made.command("survey", "check", "--statistics")  # which is given a minute
    assert "SEC003" in done.out, done
    assert done.code == 1
