"""The rules of what may not be sent in: they see what the sanitiser takes out, leave what it keeps, and never fail."""

from __future__ import annotations

import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_memory import Page, engine, survey_of
from test_laws import EFFORT, MIXTURE, examples

import livingsurvey
from livingsurvey.check.rule import Diagnostic
from livingsurvey.edit.fix import fix
from livingsurvey.model.survey import Survey
from livingsurvey.render.sanitise import sanitise
from livingsurvey.syntax.source import Source


def holding(path: str, text: str) -> Survey:
    """A survey whose only contributed file is this one."""
    survey = survey_of({"docs/index.md": text} if path == "docs/index.md" else {})
    return survey if path == "docs/index.md" else Survey(survey.settings, (Source(path, text),))


def found(text: str, path: str = "docs/index.md") -> tuple[Diagnostic, ...]:
    return livingsurvey.check(holding(path, text), ["SEC"])


def codes(text: str, path: str = "docs/index.md") -> list[str]:
    return sorted({diagnostic.rule.code for diagnostic in found(text, path)})


HARMLESS = [
    "data: we collect it from readers.",
    "javascript: the good parts, a book.",
    "See (data: Table 3), and [data: all of it](data.md).",
    "The `javascript:` scheme and `[x](javascript:y)` in code.",
    "``<script>`x`</script>``",
    "```html\n<script>alert(1)</script>\n<a onclick='x'>y</a>\n```",
    "    <iframe src='x'></iframe>",
    "- item\n\n        <iframe src='x'></iframe>",
    '!!! note\n\n    ```html\n    <base href="x">\n    ```',
    '=== "HTML"\n\n    ```html\n    <form action="x"></form>\n    ```\n\n=== "Text"\n\n    Words.',
    "<details><summary>More</summary>Words with <kbd>Ctrl</kbd>.</details>",
    "<details open markdown>\n<summary>More</summary>\n\n*Words*\n\n</details>",
    "H<sub>2</sub>O and x<sup>2</sup>, <mark>new</mark>, <abbr title='on load = x'>OL</abbr>",
    '<figure markdown="span">\n  ![Words](curve.png){ width="300" }\n  <figcaption>Words</figcaption>\n</figure>',
    "<table><thead><tr><th scope='col'>A</th></tr></thead><tbody><tr><td colspan='2'>B</td></tr></tbody></table>",
    "| A | B |\n| --- | --- |\n| a<br>b | c<br/>d |",
    "<ol start='3' reversed><li value='7'>x</li></ol>",
    "<a name='here'></a><a id='there' href='#here'>x</a>",
    "<img src='a.png' alt='javascript: none' loading='lazy'>",
    "<p title='onclick=1' class='on'>onset = 4</p>",
    "One on one, once upon, {one=1}, {only = 2}, {onto=3}, on=off.",
    "[x](a.md){.md-button .once title='on load'}",
    "# Heading {#on-load .on}",
    "$a<b$ and $c>d$, $x_{<t}$, $\\langle s \\rangle$, $\\frac{{a}}{b}$, $x_{{1}}$",
    "$$\n\\begin{aligned} <b &= {{a}} \\end{aligned}\n$$",
    "1 < 2, 3 > 2, <3, a <- b, x <= y, <<EOF, <>, < b >, a << b",
    "&lt;script&gt; and &lt;iframe onload=x&gt;",
    "<!-- <script>alert(1)</script> onclick= javascript: -->",
    "<https://example.org/?q=javascript:x> and <ann@example.org>",
    "[a](https://example.org/data:x) [b](mailto:a@example.org) [c](#data:x) [d](sub/a:b.md)",
    "[x](<my file.md>) and ![y](<a b.png>)",
    "[x](index.md) [y](.) [z](/about/) [w](//example.org/x) [v](a..b.md) [u](?q=../../..)",
    "Term\n:   Its definition, with <em>HTML</em>.",
    "A footnote[^1].\n\n[^1]: Words, <i>no script</i>: data.",
    "> A quotation <cite>Ann</cite> <q>x</q> <time datetime='2026'>now</time>",
    "- [x] done\n- [ ] open",
    "/// caption\nA caption\n///",
    "[@ash2020, p. 3] says so; @beech2021 [p. 5] too. [see @ash2020]",
    "Regular expressions such as [^\\W]{1,4} and sets {{a}, {b}}; {{}} and { { a } }.",
    "The word <bdi>\u05e9\u05dc\u05d5\u05dd</bdi>\u200f means peace; \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.",
    "\U0001f469\u200d\U0001f4bb \u2764\ufe0f \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "Feder\u00adation, p.\u00a05, 10\u202f000, \u0e20\u0e32\u0e29\u0e32\u200b\u0e44\u0e17\u0e22",
    '--8<-- in words, and ";--8<-- x"; 8<---- cut here',
    "{% raw",
    "50 %} of {{ nothing",
    "<center><font color='red'>old</font></center> <section><article>x</article></section>",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_dangerous_is_let_alone(text: str) -> None:
    assert [f"{each.rule.code} {each.problem.message}" for each in found(text)] == []


@pytest.mark.parametrize("text", [text for text in HARMLESS if "$" not in text and "[@" not in text])
def test_of_what_is_let_alone_the_page_shows_every_word(text: str) -> None:
    shown = lxml.html.fromstring(f"<div>{Page(text).html}</div>").text_content()
    for word in re.findall(r"[^\W_]{4,}", lxml.html.fromstring(f"<div>{engine().convert(text)}</div>").text_content()):
        assert word in shown


HARMFUL = {
    "SEC001": [
        "<script>x</script>", "<SCRIPT/SRC=//a.b>x</SCRIPT>", "<script\nsrc=x>\n</script>", "a <iframe src=x> b",
        "<object data=x></object>", "<embed src=x>", "<form action=x>y</form>", "<style>*{}</style>",
        "<link rel=stylesheet href=x>", "<meta http-equiv=refresh content=0>", "<base href=//a.b>",
        "<template><p>x</p></template>", "<svg><path/></svg>", "<math><mi>x</mi></math>", "<textarea>x</textarea>",
        "<input>", "<input type=text>", "<select><option>a</select>", "<video src=x></video>", "<frameset></frameset>",
        "<noscript>x</noscript>", "<marquee>x</marquee>", "<x-tag>y</x-tag>", "Vec<T>", "<img\u00a0src=x>",
        "- <script>x</script>", "> <script>x</script>", "| a |\n| --- |\n| <script>x</script> |",
        "!!! note\n\n    <script>x</script>", "<div>\n\n    <script>x</script>\n\n</div>", "[<script>x</script>](a.md)",
        "# <script>x</script>", "*<script>x</script>*", "<code><script>x</script></code>",
        "<pre><script>x</script></pre>",
        "/// html | script\nx\n///", "<?php x ?>", "<!DOCTYPE html>", "<div><![CDATA[x]]></div>", "text </script>",
        "Term\n:   <script>x</script>", "x[^1]\n\n[^1]: <script>x</script>", "\\<script>x</script>",
    ],
    "SEC002": [
        "<p onclick=x>y</p>", "<b/onfocus=x>y</b>", '<img src="a.png" OnError="x">',
        "<a href='a.md' onmouseover='x'>y</a>",
        "[a](b.md){onclick=x}", "[a](b.md){: onclick=x }", "![a](b.png){ #i .c onload='x' }", "# H {: onclick=x}",
        "**b**{onpointerdown=x}", "<kbd><img src=x onerror=x></kbd>", "<div>\n<img src=x onerror=x\n</div>",
        "<p title='>' onclick=x>y</p>", "<details ontoggle=x open>y</details>", "/// html | div[onclick=x]\ny\n///",
    ],
    "SEC003": [
        "[a](javascript:x)", "[a](JAVASCRIPT:x)", "[a](java&#115;cript:x)", "[a](javascript&colon;x)",
        "[a](\x01javascript:x)",
        "[a](java\tscript:x)", "[a](<java\tscript:x>)", "[a](vbscript:x)", "[a](data:text/html,x)",
        "![a](data:image/svg+xml,x)",
        "![a](data:image/png;base64,x)", "<javascript:x>", "<JavaScript:x(1)>", "[a][b]\n\n[b]: javascript:x",
        "[b]: <javascript:x>", "[b]: javascript:x 'title'", "<a href=javascript:x>y</a>",
        "<a href=' javascript:x'>y</a>",
        "<a href='java&Tab;script:x'>y</a>", "<img src=data:text/html,x>", "[a](b.md){href=javascript:x}",
        "<p style='background:url(javascript:x)'>y</p>", "[a](intent:x)", "[a](tel:1)", "[a](ms-word:x)", "[a](blob:x)",
        "- [a](javascript:x)", "| a |\n| --- |\n| [a](javascript:x) |", "[a](javascript%3Ax)",
        "[a](javascript:x 'title')",
        "[a]( javascript:x)", "[a] (javascript:x)", "<q cite='javascript:x'>y</q>", "[a\nb](javascript:x)",
        "&nbsp;[a](data:x)",
    ],
    "SEC005": [
        "[a](../x.md)", "![a](../../../etc/passwd)", "[a](%2e%2e/x.md)", "[a](file:///etc/passwd)", "[a](C:/x.pdf)",
        "![a](\\\\\\\\host\\\\x.png)", "<img src='../x.png'>", "<a href='file:///x'>y</a>", '--8<-- "../x.md"',
        "--8<-- '/etc/passwd'", '--8<-- ".git/config"', '--8<-- "https://example.org/x"', '--8<-- "~/.ssh/id"',
        "--8<--\n../x.md\n--8<--", "[b]: ../x.md", "{!../x.md!}",
    ],
    "SEC007": ["a\u202eb", "a\u2066b\u2069", "\u05e9 \u202b\u05dc\u202c", "pass\u200bword", "a\U000e0041b", "a\u200e",
    "x\x1by"],
    "SEC008": ["{{ x }}", "{{7*7}}", "{% set x = 1 %}", "{{ ''.__class__ }}", "- {{ x }}",
    "| a |\n| --- |\n| {{ x }} |"],
}  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in HARMFUL.items() for text in texts])
def test_what_is_dangerous_is_found_wherever_it_stands_and_with_any_line_ends(code: str, text: str) -> None:
    assert code in codes(text)
    framed = f"# Page\n\nWords before.\n\n{text}\n\nWords behind.\n"
    assert code in codes(framed)
    here = [each.problem.span.position for each in found(framed)]
    assert here == [each.problem.span.position for each in found(framed.replace("\n", "\r\n"))]


@pytest.mark.parametrize("text", HARMFUL["SEC001"] + HARMFUL["SEC002"] + HARMFUL["SEC003"])
def test_a_finding_is_the_only_one_at_its_place(text: str) -> None:
    places = [each.problem.span.start for each in found(text) if each.rule.code != "SEC007"]
    assert len(places) == len(set(places))


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    "text",
    [
        *map(
            SVG.format,
            [
                "<script>x</script>", "<g onclick='x'/>", "<foreignObject/>", "<use href='a.svg#x'/>",
                "<image xlink:href='//a.b/c.png'/>", "<a href='javascript:x'/>", "<a xlink:href='java&#x9;script:x'/>",
                "<style>@import 'a.css';</style>", "<style>a { fill: url( 'http://a.b' ) }</style>",
                "<style>a { fill: u\\72l(http://a.b) }</style>", "<path fill='url(http://a.b#c)'/>",
                "<path style='fill:url(//a.b)'/>", "<animate attributeName='href' values='#a;javascript:x'/>",
                "<set to='javascript:x'/>", "<feImage href='http://a.b'/>", "<g>", "<g a=b/>", "&entity;", "\x00",
                "<a:b/>",
                "<b xmlns='http://www.w3.org/1999/xhtml'/>", "<g><![CDATA[x</g>",
            ],
        ),
        "", "words", "<html/>", "<!DOCTYPE svg SYSTEM 'file:///etc/passwd'>" + SVG, "<?xml-stylesheet href='a'?>" + SVG,
        "<!DOCTYPE svg [<!ENTITY a '&b;&b;'><!ENTITY b 'x'>]>" + SVG.format("&a;"), "<svg", "<svg>" * 100_000,
    ],
)  # fmt: skip
def test_an_active_or_broken_drawing_is_found(text: str) -> None:
    diagnostics = found(text, "docs/figures/a.svg")
    assert {each.rule.code for each in diagnostics} == {"SEC004"}
    assert all("failed" not in each.problem.message for each in diagnostics)


@pytest.mark.parametrize(
    "text",
    [
        *map(SVG.format, [
            "<title>javascript: &lt;script&gt; onclick=</title>", "<style>.a { fill: url(#b); color: red }</style>",
            "<path fill='url(#a)' style='mask:url(\"#b\")' aria-label='data: x'/>", "<use href='#a' xlink:href='#a'/>",
            "<image href='data:image/png;base64,iVBORw0KGgo='/>", "<a href='https://example.org'><text>x</text></a>",
            "<style>@font-face { src: url(data:font/woff2;base64,d09G) }</style>",
            "<text>\u05e9\u05dc\u05d5\u05dd</text>",
            "<metadata><x xmlns='http://a.b' href='http://a.b' onx='y'/></metadata>", "<!-- <script/> -->",
            "<animate attributeName='x' values='0;1'/>", "<desc>{{ x }} ../../etc/passwd</desc>",
        ]),
    ],
)  # fmt: skip
def test_a_plain_drawing_is_let_alone(text: str) -> None:
    assert codes(text, "docs/figures/a.svg") == []


def test_a_place_in_a_drawing_is_exact_behind_letters_of_any_size() -> None:
    text = SVG.format("<title>\u00e9\u4e2d\U0001d54f</title>\r\n<g\r\n  fill='a' onclick='x'/>")
    [finding] = found(text, "docs/a.svg")
    assert finding.problem.span.text == "onclick"
    assert finding.problem.span.position == (3, 12)


TAGS = st.sampled_from(
    "script SCRIPT iframe style svg math form input img a b p div details kbd code pre object template T x:y "
    "select option video title textarea meta base link !-- ! ? /".split()
)
ATTRIBUTES = st.sampled_from(
    ["onclick=x", "ONERROR = 'x'", "href=javascript:x", 'src="data:x"', "title='>'", "alt=\"<b>\"", "type=checkbox",
    "/",
     "style=\"url(javascript:x)\"", "=", '"', "'", "\u00a0", "on", "href='../../x'", "href=file:///x", "&#106;", "\n"]
)  # fmt: skip
PIECES = st.builds(
    lambda start, name, attributes, end: start + name + "".join(f" {each}" for each in attributes) + end,
    st.sampled_from(["<", "</", "< ", "\\<", "&lt;"]),
    TAGS,
    st.lists(ATTRIBUTES, max_size=3),
    st.sampled_from([">", "/>", "", "\n>"]),
)  # fmt: skip
MARKS = st.sampled_from(
    ["\n", "\n\n", "    ", "- ", "> ", "`", "```\n", "$", "$$", "[a](", "javascript:x", ")", "[b]: ", "{", "}", "{{",
    "}}",
     "{%", "%}", "--8<-- ", '"../x"', "\u202e", "\u200b", "text ", "|", "/// html | ", "attrs: {", "<!--", "-->", "%3A",
     "](", "&colon;", "url(", "]]>", "<![CDATA[", "@import ", "\\", "\x00", "\ud800"]
)  # fmt: skip
TEXTS = st.lists(PIECES | MARKS, max_size=12).map("".join) | MIXTURE
FRAMES = {"docs/a.svg": SVG, "bibliography/a.bib": "@misc{{a, url = {{{}}}, title = {{x}}}}"}
KINDS = st.sampled_from(["docs/index.md", "docs/a.svg", "bibliography/a.bib", "docs/a.yml"])


@examples(300)
@given(TEXTS, KINDS, st.booleans())
def test_law_no_rule_fails_on_any_text_and_every_place_is_in_it(text: str, path: str, framed: bool) -> None:
    if framed:
        text = {"docs/a.svg": SVG, "bibliography/a.bib": "@misc{{a, url = {{{}}}, title = {{x}}}}"}.get(
            path, "{}"
        ).format(text)
    for diagnostic in found(text, path):
        problem = diagnostic.problem
        assert "failed:" not in problem.message, problem.message
        for span in (problem.span, *problem.related):
            assert 0 <= span.start <= span.end <= len(span.source.text)
        assert problem.message.isprintable()
        assert problem.hint.isprintable()


ACTIVE = "script iframe object embed style form base meta link svg math template textarea select input".split()


def acts(markup: str) -> bool:
    """Whether HTML holds anything that acts, before or after the sanitiser, as lxml reads it."""
    tree = lxml.html.fromstring("<div>{}</div>".format(re.sub(r"[\x00-\x08\x0b-\x1f]", "", markup)))
    for element in tree.iter(lxml.html.etree.Element):
        inert = element.tag == "input" and element.get("type") in ("checkbox", "radio")
        if element.tag in ACTIVE and not inert:
            return True
        for name, value in element.items():
            if name.startswith("on") and len(name) > 2:
                return True
            if name in ("href", "src") and re.match(r"\s*(?:javascript|vbscript|data):", value, re.I):
                return True
    return False


@examples(100)
@given(st.lists(PIECES | MARKS, max_size=6).map("".join))
def test_law_what_would_act_without_the_sanitiser_is_told(text: str) -> None:
    text = re.sub("[\ud800\x00$]", "", text)  # in a formula, HTML is none
    if acts(engine().convert(text)):
        assert not acts(sanitise(engine().convert(text)))
        assert found(text)


@examples(200)
@given(st.text(st.sampled_from("ab \n\u202e\u202c\u2066\u200b\u200d\u200e\ufeff\U000e0041\ufe0f\u3164\u05e9\x1b")))
def test_law_4_a_safe_fix_removes_its_finding_and_makes_none(text: str) -> None:
    before = found(text)
    after = fix(holding("docs/index.md", text), lambda survey: livingsurvey.check(survey, ["SEC"]), unsafe=False)
    assert not any(each.problem.fix and each.problem.fix.safe for each in after.left)
    mended = sum(bool(each.problem.fix and each.problem.fix.safe) for each in before)
    assert len(after.left) <= len(before) - mended


@pytest.mark.parametrize(
    "piece",
    [
        "<a ", "<a x='>' ", '<a x="', "<a x='", "<", "</", "<a/", "<p=", "<script>", "</script>", "<svg><g>", "](",
        "](  ",
        "[a]: ", "{onx=", "{a=\"", "{{", "{{ a", "{%", "/// html | ", "    attrs: {", "--8<--\n", "{!", "<!", "<?",
        "&#", "%3A",
        "\u202e", "\u200e", "\u202e\u202c\n", "<a:", "url(", "java\t", "<!--", "[<a", "../", "](../",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["docs/index.md", "docs/a.svg", "bibliography/a.bib"])
def test_texts_of_one_piece_over_and_over_are_judged_in_time(piece: str, path: str) -> None:
    # Anything slower than linear would not come back from these within the patience of a test run.
    head, tail = {"docs/a.svg": ("<svg a='", "'/>"), "bibliography/a.bib": ("@misc{a, url = {", "}}")}.get(
        path, ("", "")
    )
    found(head + piece * (30_000 * EFFORT // len(piece)) + tail, path)
