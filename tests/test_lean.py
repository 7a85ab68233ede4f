"""Scripts and style sheets as they are served: what their authors wrote for one another stays at home."""

import pytest

from livingsurvey.build.stage import lean


def test_lines_of_comment_and_indentation_go() -> None:
    assert lean("/* Why. */\n\n.a {\n  color: red;\n}\n// Why.\nf();\n") == ".a {\ncolor: red;\n}\nf();\n"


@pytest.mark.parametrize(
    "line",
    ["f(); // Why.\n", ".a { color: red; } /* Why. */\n", "/* a */ .b { color: red; } /* c */\n", "a /* b */ + c;\n"],
)
def test_code_stays_whatever_stands_beside_it(line: str) -> None:
    assert lean(line) == line
