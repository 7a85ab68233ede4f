"""A chapter's HTML in the book: what a reader finds in the PDF of each element, and that text stays text."""

from __future__ import annotations

import re
import textwrap
from io import BytesIO
from pathlib import Path

import markdown
import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from livingsurvey.build.pdf import pdf
from livingsurvey.render.book import book
from livingsurvey.render.typst.document import anchors, body
from livingsurvey.render.volume import BookChapter, BookMeta, BookReference

EXTENSIONS = (
    "tables footnotes attr_list admonition def_list md_in_html toc pymdownx.blocks.caption pymdownx.superfences "
    "pymdownx.highlight pymdownx.tasklist pymdownx.tilde pymdownx.mark pymdownx.keys pymdownx.details pymdownx.tabbed"
).split()
CAPTIONS = {"types": [{"name": "caption"}, {"name": "table", "prefix": "Table {}."}]}


def html(text: str) -> str:
    settings = {"pymdownx.tabbed": {"alternate_style": True}, "pymdownx.blocks.caption": CAPTIONS}
    return markdown.markdown(textwrap.dedent(text), extensions=EXTENSIONS, extension_configs=settings)


def reader(markup: str, path: str = "a/chapter.md") -> PdfReader:
    chapter = BookChapter(path, None, "The chapter", "", "chapter", markup)
    result = book(BookMeta("T"), [chapter], [BookReference("doe", "Doe's work")])
    data = pdf(result, Path(__file__).parent, 0, warn=_only_of_pictures)
    return PdfReader(BytesIO(data))


def _only_of_pictures(warning: str) -> None:
    assert "is left out of the book" in warning


def pages(markup: str) -> list[str]:
    """The pages of the chapter, without cover, contents and references, and their numbers; white space collapsed."""
    return [" ".join(page.extract_text().split()[:-1]) for page in reader(markup).pages[2:-1]]


def shown(markup: str) -> str:
    return " ".join(pages(markup)).removeprefix("1 The chapter ")


def written(markup: str) -> str:
    return body(markup, lambda _: None, path="a.md").text


HOSTILE = [
    '#eval("1")',
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0"',
    "@label",
    "$x$",
    "= head",
    "== head",
    "* bold *",
    "_under_",
    "`code`",
    "```raw```",
    "// comment",
    "/* comment */",
    "https://example.org/#a",
    "<label>",
    "a ~ b",
    "-- --- ... -? -1",
    "- item",
    "+ item",
    "1. item",
    "/ term: text",
    "\\",
    "\\u{41}",
    "] ) } [ ( {",
    "#{ panic() }",
    "#[x]",
    ";",
    "#set page(width: 1pt)",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "form",
    [
        "<p>{}</p>",
        "<h2 id='{}' class='{}'>{}</h2>",
        "<ul><li>{}</li></ul>",
        "<table><thead><tr><th>{}</th></tr></thead></table>",
        "<p><code>{}</code></p>",
        "<pre class='language-{}'><code>{}</code></pre>",
        "<p><a href='https://example.org/{}' id='{}' title='{}'>{}</a></p>",
        "<div class='admonition {}'><p class='admonition-title'>T</p><p>{}</p></div>",
        "<p><img src='{}' alt='{}' width='{}'></p>",
    ],
)
def test_text_stays_text(form: str, text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;")
    found = re.sub("[\u200b ]", "", shown(form.replace("{}", escaped)))
    assert text.replace(" ", "") in found.replace("”", '"').replace("“", '"')


def test_hostile_text_stands_in_strings_only() -> None:
    markup = "".join(f"<p id='{name}'>{name}</p>" for name in ["#panic()", "$a$", "*b*"])
    without_strings = re.sub(r'"(?:[^"\\]|\\.)*"', '""', written(markup))
    assert not re.search(r"panic|\$|\*", without_strings)


def test_inline_elements() -> None:
    found = shown(
        "<p>a <em>b</em> <strong>c</strong> <del>d</del> <ins>e</ins> <mark>f</mark> H<sub>2</sub>O x<sup>3</sup> "
        "<code>g_h</code> <kbd>Ctrl</kbd> <abbr title='long'>ab</abbr> <q>said</q> <span>i</span><br>j "
        "<small>k</small> it's <cite>l</cite></p><hr><p>m</p>"
    )
    for words in ("a b c d e f H2O x3", "g_h", "Ctrl", "ab “said” i", "j k it’s l m"):
        assert words in found


def test_white_space_is_that_of_a_browser() -> None:
    assert shown("<p>\n  a\n\tb <em> c</em> d\n</p>") == "a b c d"
    assert "def f():\n    return  1" in written("<pre><code>def f():\n    return  1\n</code></pre>").replace(
        "\\n", "\n"
    )


def test_headings_are_numbered_and_no_level_is_left_out() -> None:
    found = reader("<h2 id='a'>One</h2><h4>Deep</h4><h3>Next</h3><h4>Fine</h4><h2>Two<a class='headerlink'>¶</a></h2>")
    titles = str([[entry if isinstance(entry, list) else entry.title for entry in found.outline]])
    text = " ".join(page.extract_text() for page in found.pages[2:])
    assert "¶" not in text
    for words in ("1.1", "1.1.1", "1.1.2", "1.2"):
        assert words in text
    assert "The chapter" in titles


def test_a_first_title_is_left_to_the_opening() -> None:
    assert shown("<h1 id='top'>The chapter</h1><p>x <a href='#top'>up</a></p>") == "x up"


def test_lists() -> None:
    found = shown(
        html("""
            - one
            - two
                - three

            <!-- -->

            1. four
            2. five

            <!-- -->

            - [x] done
            - [ ] open

            Term
            :   What it means
            """)
    )
    for words in ("• one", "three", "1. four", "2. five", "☑ done", "☐ open", "Term", "What it means"):
        assert words in found
    assert shown("<ol start='4'><li>x</li><li value='9'>y</li></ol>") == "4. x 9. y"
    assert shown("<ol type='a'><li>x</li><li>y</li></ol>") == "a. x b. y"


def test_quotations_admonitions_details_tabs_and_code() -> None:
    found = shown(
        html("""
            > Quoted.

            !!! warning "Beware"
                Of the dog.

            ??? note "More"
                Folded.

            === "First"
                One.

            === "Second"
                Two.

            ```python title="a.py"
            if x:  # yes
                y()
            ```
            """)
    )
    words = [
        "Quoted.",
        "Beware",
        "Of the dog.",
        "More",
        "Folded.",
        "First",
        "One.",
        "Second",
        "Two.",
        "a.py",
        "if x:  #",
    ]
    assert [found.find(word.replace("  ", " ")) for word in words] == sorted(
        found.find(word.replace("  ", " ")) for word in words
    )
    assert all(word.replace("  ", " ") in found for word in words)


def test_footnotes_stand_at_the_foot_once() -> None:
    found = shown(
        html("""
            Word[^a] and again[^a], other[^b].

            Last paragraph.

            [^a]: First *note* with [^b] in it.
            [^b]: Second note.
            [^c]: Never used.
            """)
    )
    assert found.count("First note") == 1
    assert found.index("Last paragraph") < found.index("First note")
    assert found.count("Second note") == 1
    assert "↩" not in found


def test_a_footnote_may_stand_in_a_heading_a_table_a_caption_or_itself() -> None:
    mark = "<sup id='fnref:{}'><a class='footnote-ref' href='#fn:{}'>{}</a></sup>"
    marks = [mark.replace("{}", str(number)) for number in range(4)]
    notes = "".join(f"<li id='fn:{n}'><p>note{n} {marks[n]}</p></li>" for n in range(4))
    found = shown(
        f"<h2>Title{marks[0]}</h2><p>{marks[0]}</p><table><thead><tr><th>Head{marks[1]}</th></tr></thead></table>"
        f"<figure><img src='no.svg' alt='x'><figcaption>Cap{marks[2]}</figcaption></figure>"
        f"<p>{marks[3]}</p><div class='footnote'><hr><ol>{notes}</ol></div>"
    )
    assert [found.count(f"note{n}") for n in range(4)] == [1, 1, 1, 1]


def test_captions_keep_the_numbers_of_the_html() -> None:
    table = html("""
        | A | B |
        | --- | ---: |
        | x | 1 |

        /// table | #tbl-x
        All of it.
        ///
        """)
    assert 'id="tbl-x"' in table
    found = shown(f"{table}<p><a href='#tbl-x'>Table 1</a></p>")
    assert found.index("Table 1. All of it.") < found.index("A B x 1"), "over the table"
    figure = "<figure id='f'><img src='no.png' alt='A box'><figcaption><p>Figure 7. Below.</p></figcaption></figure>"
    found = shown(figure)
    assert found.index("A box") < found.index("Figure 7. Below.")


def test_columns_are_aligned_as_the_html_says() -> None:
    for cell in ('<td style="text-align: right;">1</td>', '<td align="right">1</td>'):
        assert "align: (right,)" in written(f"<table><tbody><tr>{cell}</tr></tbody></table>")


def _table(columns: int, words: int) -> str:
    head = "".join(f"<th>Head{n}</th>" for n in range(columns))
    row = "".join(f"<td>cell{n} {'word ' * words}</td>" for n in range(columns))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{f'<tr>{row}</tr>' * 3}</tbody></table>"


def test_tables_get_the_room_that_they_need() -> None:
    def captioned(table: str) -> str:
        return f"<figure>{table}<figcaption>Table 1. Wide.</figcaption></figure><p>After.</p>"

    assert "fr" not in written(_table(3, 1)), "short cells need no shares"
    assert '#placed("text")' in written(_table(3, 12))
    assert '#placed("wide")' in written(_table(6, 12))
    assert '"turned"' in written(captioned(_table(14, 12)))
    assert '"turned"' not in written(_table(14, 12)), "without a caption it must stay where the text has it"
    found = reader(captioned(_table(14, 12)))
    turned = [page for page in found.pages if page.mediabox.width > page.mediabox.height]
    assert len(turned) == 1
    assert "cell13" in turned[0].extract_text()
    text = shown(captioned(_table(14, 12)))
    assert text.index("Table 1. Wide. → page 2") < text.index("After.")


def test_a_word_is_not_broken_before_its_last_letter_because_a_note_follows() -> None:
    cells = "".join(f"<td>{'networks with many ' * words} experts<sup>ai</sup></td>" for words in range(8))
    assert shown(f"<table><tbody><tr>{cells * 2}</tr></tbody></table>").count("expertsai") == 16


def test_the_head_of_a_long_table_is_repeated() -> None:
    rows = "".join(f"<tr><td>row{n}</td><td>{'word ' * 30}</td></tr>" for n in range(40))
    found = pages(f"<table><thead><tr><th>Name</th><th>Text</th></tr></thead><tbody>{rows}</tbody></table>")
    assert len(found) > 1
    assert all("Name Text" in page for page in found)


def test_notes_below_a_table_run_on_without_its_head() -> None:
    head, row = "<tr><th>Name</th><th>Text</th></tr>", "<tr><td>row</td><td>word</td></tr>"
    foot = f"<tr><td colspan='2'>{'note ' * 2_000}</td></tr><tr><td>sum</td><td>2</td></tr>"
    found = pages(f"<table><thead>{head}</thead><tbody>{row}</tbody><tfoot>{foot}</tfoot></table>")
    assert len(found) > 1
    assert "Name Text" in found[0]
    assert found[0].index("sum 2") < found[0].index("note note"), "a row of several cells is one of the table's"
    assert "note" in found[1]
    assert "Name Text" not in found[1]


def test_spans_of_cells_however_odd() -> None:
    found = shown(
        "<table><tr><td rowspan=3>a<td>b<tr><td>c<tr><td colspan=9>d<td rowspan=99>e<tr><td>f</table>"
        "<table><tr><th>row</th><td colspan=0>g</td></tr></table><table></table><table><tr></tr></table>"
    )
    assert all(letter in found for letter in "abcdefg")


def test_formulas_in_the_line_and_displayed_with_their_number() -> None:
    formula = "<math display='block'><mi>x</mi><mo>=</mo><mn>2</mn></math>"
    found = shown(f"<p>Let <math><mi>y</mi></math> be.</p><div id='eq-a'>{formula}<span>(3.1)</span></div>")
    assert re.search(r"Let .+ be\.", found)
    assert found.count("(3.1)") == 1
    assert 'numbering: _ => "(3.1)"' in written(f"<div>{formula} (3.1)</div>")


def test_citations_and_links_resolve_or_become_text() -> None:
    found = reader(
        "<p><a class='sv-cite' href='#ref-doe' id='cite-doe-1'>Doe, 2020</a> <a href='#ref-roe'>Roe</a> "
        "<a href='https://example.org/a%20b?c=d&amp;e'>out</a> <a href='doi:10.1/x'>doi</a> "
        "<a href='mailto:a@example.org'>mail</a> <a href='chapter.md'>self</a> <a href='../b.md'>other</a> "
        "<a href='javascript:alert(1)'>js</a> <a href='http://[::1'>odd</a> <a href=''>none</a> <a>no</a></p>"
    )
    page = next(page for page in found.pages[2:] if "Doe, 2020" in page.extract_text())
    text = " ".join(page.extract_text().split())
    assert "Doe, 2020 Roe out doi mail self other js odd none no" in text
    actions = [item.get_object().get("/A", {}) for item in page["/Annots"]]
    addresses = [str(action["/URI"]) for action in actions if "/URI" in action]
    assert addresses == ["https://example.org/a%20b?c=d&e", "https://doi.org/10.1/x", "mailto:a@example.org"]
    assert len(page["/Annots"]) == 5


def test_ids_of_any_kind_once_twice_or_on_what_is_left_out() -> None:
    names = ["a", "ü x", "#'", "1", "fig:1", "footnote:n", "s", "n"]
    ids = "".join(f'<h2 id="{name.replace("<", "&lt;")}">H</h2><p id="{name}">x</p>' for name in names[:6])
    left_out = "<script id='s'></script><div class='footnote'><ol><li id='n'>never used</li></ol></div>"
    markup = ids + left_out + "".join(f'<p><a href="#{name.replace("<", "&lt;")}">to</a></p>' for name in names)
    assert anchors(markup) == set(names)
    found = reader(markup)
    links = [item for page in found.pages[2:] for item in page.get("/Annots") or ()]
    assert len(links) == len(names)
    assert all(isinstance(place, Destination) for place in found.named_destinations.values())


def test_what_is_not_known_keeps_its_content_and_is_reported() -> None:
    result = body(
        "<p>a <blink>b</blink></p><marquee><p>c</p></marquee><p><svg aria-label='A chart'><text>d</text></svg></p>"
        "<script>evil()</script><blink>e</blink>",
        lambda _: None,
        path="a.md",
    )
    assert result.unknown == ("blink", "marquee", "svg", "script")
    for words in ('"b"', '"c"', '"A chart"', '"e"'):
        assert words in result.text
    assert "evil" not in result.text


def test_pictures_are_listed_below_the_folder_of_the_chapters() -> None:
    markup = "".join(
        f"<img src='{source}' alt='x'>"
        for source in [
            "../f/a.svg",
            "b%20c.png",
            "../../out.png",
            "https://e.org/x.png",
            "data:image/png;base64,",
            "/r.png",
        ]
    )
    assert body(markup, lambda _: None, path="part/a.md").images == ("f/a.svg", "part/b c.png")


@pytest.mark.parametrize(
    "nest",
    ["blockquote", "ul><li", "ol><li><p", "table><tr><td", "dl><dd", "details", "figure", "div", "em", "sup", "span"],
)
def test_deep_nesting_keeps_the_words(nest: str) -> None:
    names = nest.split("><")
    markup = f"<{nest}>" * 300 + "deep" + "".join(f"</{name}>" for name in reversed(names)) * 300
    assert "deep" in shown(markup)


def test_empty_and_stray_elements_do_no_harm() -> None:
    names = (
        "p ul ol li dl dt dd figure figcaption blockquote pre details summary h2 h3 table tr td a em code kbd math sup"
    )
    shown(
        "".join(f"<{name}></{name}>" for name in names.split()) + "<div class='tabbed-set'></div><li>x</li><td>y</td>"
    )
    assert "odd" in shown("<p><javascript:alert(1)>odd</p><p><a:b c='d'>x</a:b></p>")
    shown("")


def test_characters_that_no_pdf_may_hold_are_left_out() -> None:
    assert shown("<p>a\x01b\ufeffc\ud800d\x7f</p>") == "abcd"
