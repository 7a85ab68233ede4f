"""Building: what a site holds, what stops a build, and that a stopped build changes nothing."""

import gzip
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import bibtexparser
import pytest
from conftest import MINIMAL, SMALL, Project, contents
from lxml import etree, html
from pybtex.database import parse_file
from site_links import broken_links, duplicate_ids

import livingsurvey
from livingsurvey.render.pages import Pages
from livingsurvey.render.reference_page import reference_pages

Make = Callable[..., Project]


# Stores that no checker lets pass are built all the same, if the settings say so.
UNCHECKED = MINIMAL["mkdocs.yml"] + "extra: {survey: {ignore: [BIB, SEC]}}\n"


def cited_in(project: Project, address: str) -> list[str]:
    """Where a reference page's links to its mentions lead, from the site's root."""
    links = html.fromstring(project.page(address)).xpath("//*[@class='sv-cited-in']//a/@href")
    return [urljoin(f"/{address}/", link) for link in links]


# ------------------------------------------------------------------------------------------- what a site holds


def test_minimal_project_builds(minimal: Project) -> None:
    done = minimal.survey("build", "--no-pdf")
    assert done.code == 0, done
    assert "Open site/index.html" in done.out
    assert 'href="#ref-lamport1978time">Lamport, 1978</a>, p. 559' in minimal.page("")
    assert "Time, Clocks, and the Ordering of Events" in minimal.page("references")
    assert cited_in(minimal, "references/lamport1978time") == ["/#cite-lamport1978time-1"]
    assert (minimal.site / "exports/survey.bib").is_file()
    assert broken_links(minimal.site) == []


def test_every_link_and_anchor_of_the_small_survey_resolves(small_built: Project) -> None:
    assert broken_links(small_built.site, "/small/") == []


def test_every_link_and_anchor_of_our_own_survey_resolves(own: Project) -> None:
    assert broken_links(own.site) == []


def test_no_id_stands_twice_on_a_page(small_built: Project, own: Project) -> None:
    for project in (small_built, own):
        assert {page: ids for page in project.site.rglob("*.html") if (ids := duplicate_ids(page))} == {}


@pytest.mark.parametrize("which", ["small_built", "own"])
def test_reference_pages_lead_to_exactly_the_mentions_that_pages_have(
    which: str, request: pytest.FixtureRequest
) -> None:
    project: Project = request.getfixturevalue(which)
    mentions = Counter[str]()
    listed: dict[str, list[str]] = {}
    for page in project.site.rglob("index.html"):
        address = f"/{page.parent.relative_to(project.site).as_posix()}/".replace("/./", "/")
        tree = html.fromstring(page.read_bytes())
        for link in tree.xpath("//a[contains(@class, 'sv-cite')]"):
            assert link.get("id").rpartition("-")[0] == link.get("href").replace("#ref-", "cite-")
        if not address.startswith("/tables/"):  # where chapters show what counts as theirs
            mentions.update(f"{address}#{id_}" for id_ in tree.xpath("//@id[starts-with(., 'cite-')]"))
        for entry in tree.xpath("//li[starts-with(@id, 'ref-')]"):
            places = entry.xpath(".//*[@class='sv-backlinks']/a/@href")
            listed[f"{address}#{entry.get('id')}"] = [f"{address}{place}" for place in places]
    assert mentions
    backlinks = Counter[str]()
    for page in (project.site / "references").iterdir():
        if page.is_dir():
            links = cited_in(project, f"references/{page.name}")
            shown = [link for link in links if "#cite-" in link]
            # Where a work is cited in very many places, a chapter's list of references leads to the others.
            others = {place for link in links if link not in shown for place in listed[link]}
            backlinks.update([*shown, *(others - {*shown})])
    assert backlinks == mentions


def test_reference_page_shows_the_sentence_around_each_mention(small_built: Project) -> None:
    page = html.fromstring(small_built.page("references/lamport1978time"))
    sentences = [item.text_content() for item in page.xpath("//ul[@class='sv-cited-in']/li/p")]
    assert sentences[0] == "What Lamport (1978) began."
    assert sentences[1] == "An order of events is partial (see Lamport, 1978, pp. 558–559; also Mattern, 1989)."
    assert sentences[2] == "As Lamport (1978, p. 560) puts it, C(a)<C(b) holds whenever a came before b."
    assert page.xpath("//ul[@class='sv-cited-in']//a")[0].text_content() == "Lamport (1978)"


def test_formulas_in_titles_are_set_on_the_reference_page(small_built: Project) -> None:
    page = html.fromstring(small_built.page("references/pease1980reaching"))
    assert page.find(".//h1/math") is not None
    assert "$" in page.findtext(".//title")


def test_nothing_of_the_shell_remains(small_built: Project) -> None:
    for path, data in contents(small_built.site).items():
        assert "_shell" not in path
        text = (gzip.decompress(data) if path.endswith(".gz") else data).lower()
        assert b"_shell/" not in text, path
        assert b"surveyshell" not in text, path


def test_sitemap_lists_every_page_once(small_built: Project) -> None:
    text = (small_built.site / "sitemap.xml").read_bytes()
    assert gzip.decompress((small_built.site / "sitemap.xml.gz").read_bytes()) == text
    listed = [place.text for place in etree.fromstring(text).iter("{*}loc")]
    pages = [page.parent.relative_to(small_built.site).as_posix() for page in small_built.site.rglob("index.html")]
    base = "https://example.org/small/"
    assert sorted(listed) == sorted(base if page == "." else f"{base}{page}/" for page in pages)


def test_pages_name_their_own_address(small_built: Project) -> None:
    canonical = html.fromstring(small_built.page("references/castro1999practical")).xpath("//link[@rel='canonical']")
    assert canonical[0].get("href") == "https://example.org/small/references/castro1999practical/"


def test_reference_pages_tell_networks_what_they_are_and_claim_not_to_be_the_work(small_built: Project) -> None:
    page = html.fromstring(small_built.page("references/castro1999practical"))
    tags = {tag.get("property"): tag.get("content") for tag in page.xpath("//meta[@property]")}
    assert {name: text for name, text in tags.items() if not name.startswith("og:image")} == {
        "og:type": "website",
        "og:site_name": "A small survey",
        "og:title": "Practical Byzantine Fault Tolerance",
        "og:description": "Castro, M., & Liskov, B. (1999). Practical Byzantine Fault Tolerance. OSDI.",
        "og:url": "https://example.org/small/references/castro1999practical/",
    }
    (description,) = page.xpath("//meta[@name='description']/@content")
    assert description == "Castro, M., & Liskov, B. (1999). Practical Byzantine Fault Tolerance. OSDI."
    assert not page.xpath("//meta[starts-with(@name, 'citation_')]")


def test_reference_pages_have_the_top_of_the_navigation(small_built: Project) -> None:
    page = html.fromstring(small_built.page("references/castro1999practical"))
    links = page.xpath("//nav[contains(@class, 'md-nav--primary')]//li//a")
    assert [(" ".join(link.text_content().split()), link.get("href")) for link in links] == [
        ("How machines agree", "../.."),
        ("Foundations", "../../foundations/"),
        ("Agreement", "../../agreement/generals/"),
    ]


def test_pages_have_no_id_that_a_theme_gives(small_built: Project) -> None:
    page = html.fromstring(small_built.page("references/lamport1978time"))
    ours = {found.get("id") for found in page.xpath("//article[@class='sv-reference']//*[@id]")}
    assert ours == {
        "cited-in",
        "cited-together",
        "cite",
        "sv-text",
        "sv-entry",
        "sv-bibtex",
        "sv-ris",
        "sv-csl-json",
    }


def test_search_index_holds_chapters_and_references(small_built: Project) -> None:
    index = json.loads((small_built.site / "search/search_index.json").read_text("utf-8"))
    found = {entry["location"]: entry for entry in index["docs"]}
    assert len(found) == len(index["docs"])
    assert "whenever a came before b" in found["foundations/time/#logical-clocks"]["text"]
    castro = found["references/castro1999practical/"]
    assert castro["title"] == "Practical Byzantine Fault Tolerance (Castro and Liskov, 1999)"
    assert "Liskov" in castro["text"]
    assert "castro1999practical" in castro["text"]


def test_search_finds_a_work_on_its_own_page_and_not_on_the_list_of_all(small_built: Project) -> None:
    index = json.loads((small_built.site / "search/search_index.json").read_text("utf-8"))
    listing = next(entry for entry in index["docs"] if entry["location"] == "references/")
    assert listing["title"] == "Bibliography"
    assert "Liskov" not in listing["text"]
    assert not any("↩\ufe0e" in entry["text"] or "min read" in entry["text"] for entry in index["docs"])


@pytest.mark.parametrize("which", ["small_built", "own"])
def test_exported_bibtex_is_read_alike_by_two_other_readers(which: str, request: pytest.FixtureRequest) -> None:
    project: Project = request.getfixturevalue(which)
    file = project.site / "exports/survey.bib"
    found = {page.parent.name: page.read_text("utf-8") for page in (project.site / "references").glob("*/index.html")}
    pages = {name for name, page in found.items() if 'class="sv-reference"' in page}
    second = bibtexparser.parse_file(str(file), parse_stack=[])
    assert not second.failed_blocks
    first = parse_file(str(file), bib_format="bibtex").entries
    assert list(first) == [entry.key for entry in second.entries]
    assert {re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-") for key in first} == pages
    assert [entry.persons["author"][0].last_names for entry in first.values() if "lamport1978" in entry.key] in (
        [["Lamport"]],
        [],
    )


def test_our_own_survey_has_all_that_the_issue_asks_for(own: Project) -> None:
    assert len(parse_file(str(own.site / "exports/survey.bib")).entries) >= 50
    assert (own.site / "survey.pdf").read_bytes().startswith(b"%PDF-")
    assert len(list((own.site / "references").glob("*/index.html"))) >= 50


# ------------------------------------------------------------------------------------------- settings and layouts


def test_site_without_directory_urls(project: Make) -> None:
    plain = project({**SMALL, "mkdocs.yml": SMALL["mkdocs.yml"] + "use_directory_urls: false\n"})
    plain.build()
    assert broken_links(plain.site, "/small/") == []
    page = html.fromstring((plain.site / "references/mattern1989virtual/index.html").read_bytes())
    hrefs = page.xpath("//ul[@class='sv-cited-in']//a/@href")
    assert hrefs == [f"../../foundations/time.html#cite-mattern1989virtual-{number}" for number in (1, 2, 3)]
    assert not list(plain.site.rglob("*_shell*"))


def test_numeric_style_numbers_works_by_their_first_mention(project: Make) -> None:
    settings = SMALL["mkdocs.yml"].replace("{bibliography:", "{style: numeric, bibliography:")
    numeric = project({**SMALL, "mkdocs.yml": settings})
    numeric.build()
    assert broken_links(numeric.site, "/small/") == []
    page = html.fromstring(numeric.page("foundations/time"))
    first = page.xpath("//span[@class='sv-citation']")[0].text_content()
    assert first == "[see 1, pp. 558–559, also 2]"
    numbers = page.xpath("//*[contains(@class, 'sv-references')]//span[@class='sv-number']/text()")
    assert numbers == ["[1]", "[2]", "[3]"]


def test_keys_that_differ_by_case_or_are_odd_get_pages_of_their_own(project: Make) -> None:
    keys = ["Smith2020", "smith2020", "10.1145/1.2:3+x", "o'hara", "müller", "王小明", "日本", "index", "k" * 300]
    cites = "\n\n".join(f"A work [@{{{key}}}]." for key in keys)
    odd = project(
        {
            **MINIMAL,
            "mkdocs.yml": UNCHECKED,
            "docs/index.md": f"---\ntitle: Odd\n---\n\n{cites}\n",
            "bibliography/store.bib": "\n".join(f"@misc{{{key}, title = {{T{n}}}}}" for n, key in enumerate(keys)),
        }
    )
    odd.build()
    assert broken_links(odd.site) == []
    assert len(list((odd.site / "references").glob("*/index.html"))) == len(keys)
    listed = html.fromstring(odd.page("references")).xpath("//a[@class='sv-work']/@href")
    titles = {html.fromstring(odd.page(f"references/{link}")).findtext(".//h1") for link in listed}
    assert titles == {f"T{number}" for number in range(len(keys))}
    assert all(len(cited_in(odd, f"references/{link.strip('/')}")) == 1 for link in listed)


def test_page_of_ones_own_takes_the_place_of_the_bibliography(project: Make) -> None:
    text = "---\ntitle: What we read\n---\n\nChosen with care.\n"
    mine = project({**MINIMAL, "docs/references/index.md": text})
    mine.build()
    page = mine.page("references")
    assert "Chosen with care." in page
    assert 'href="lamport1978time/"' in page
    assert broken_links(mine.site) == []


def test_document_in_the_place_of_a_reference_page_is_refused(project: Make) -> None:
    taken = project({**MINIMAL, "docs/references/lamport1978time.md": "# Mine\n"})
    done = taken.survey("build", "--no-pdf")
    assert done.code == 2
    assert "references/lamport1978time.md stands where a reference's page goes" in done.err
    assert not taken.site.exists()


def test_earlier_keys_lead_to_the_works_page_and_are_listed_nowhere(project: Make) -> None:
    store = MINIMAL["bibliography/store.bib"].replace("year", "ids = {Old:key, taken},\n  year")
    moved = project(
        {
            **MINIMAL,
            "mkdocs.yml": MINIMAL["mkdocs.yml"] + "site_url: https://example.org/small/\n",
            "bibliography/store.bib": store,
            "docs/references/taken.md": "# Mine\n",
        }
    )
    moved.build()
    page = html.fromstring(moved.page("references/old-key"))
    assert urljoin("/references/old-key/", page.xpath("//a/@href")[0]) == "/references/lamport1978time/"
    assert "Mine" in moved.page("references/taken")
    assert "old-key" not in (moved.site / "sitemap.xml").read_text("utf-8")
    assert "old-key" not in (moved.site / "search/search_index.json").read_text("utf-8")
    assert broken_links(moved.site, "/small/") == []


def test_chapters_outside_the_navigation_are_built_and_linked(project: Make) -> None:
    more = project({**SMALL, "docs/loose/notes on time.md": "# Notes\n\nSee [@fidge1988timestamps].\n"})
    more.build()
    assert broken_links(more.site, "/small/") == []
    page = html.fromstring(more.page("references/fidge1988timestamps"))
    assert "../../loose/notes%20on%20time/#cite-fidge1988timestamps-1" in page.xpath("//article//a/@href")


def test_readme_is_its_folders_page(project: Make) -> None:
    readme = project({**MINIMAL, "docs/part/README.md": "# Part\n\nAgain [@lamport1978time].\n"})
    readme.build()
    assert broken_links(readme.site) == []
    assert "../../part/#cite-lamport1978time-1" in readme.page("references/lamport1978time")


def test_site_without_a_home_page_can_be_built_again(project: Make) -> None:
    files = {name: text for name, text in MINIMAL.items() if name != "docs/index.md"}
    headless = project({**files, "docs/only.md": "# Only\n\nOne [@lamport1978time].\n"})
    headless.build()
    headless.build()
    assert cited_in(headless, "references/lamport1978time") == ["/only/#cite-lamport1978time-1"]


def test_navigation_that_makes_itself_lists_the_bibliography_and_not_the_shell(minimal: Project) -> None:
    minimal.write({"docs/more.md": "# More\n"})
    minimal.build()
    links = html.fromstring(minimal.page("more")).xpath("//nav[contains(@class, 'md-nav--primary')]//a/@href")
    assert "../references/" in links
    assert not any("_shell" in link for link in links)


def test_survey_without_any_reference_builds(project: Make) -> None:
    empty = project({**MINIMAL, "docs/index.md": "# Nothing yet\n", "bibliography/store.bib": ""})
    empty.build()
    assert broken_links(empty.site) == []
    assert (empty.site / "exports/survey.bib").read_text("utf-8").strip() == ""


def test_path_of_the_project_may_hold_spaces_and_accents(project: Make) -> None:
    odd = project(MINIMAL, name="Über survey's [1] 王")
    odd.build()
    odd.build()
    assert broken_links(odd.site) == []


def test_line_ends_and_marks_of_windows_change_nothing(project: Make, small_built: Project) -> None:
    files = {name: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() for name, text in SMALL.items()}
    windows = project({**files, "docs/figures/messages.svg": SMALL["docs/figures/messages.svg"]})
    windows.build()
    site, other = contents(small_built.site), contents(windows.site)
    assert sorted(site) == sorted(other)
    assert [path for path in site if site[path] != other[path]] == []


def test_other_themes_work(project: Make) -> None:
    other = project(
        {**SMALL, "mkdocs.yml": SMALL["mkdocs.yml"].replace("{name: material, font: false}", "readthedocs")}
    )
    other.build()
    assert 'id="cite-castro1999practical-1"' in other.page("agreement/generals")
    assert len(cited_in(other, "references/castro1999practical")) == 1
    assert not any(b"SurveyShell" in data for data in contents(other.site).values())


def test_site_may_go_without_search(project: Make) -> None:
    quiet = project({**MINIMAL, "mkdocs.yml": MINIMAL["mkdocs.yml"].replace("search, survey", "survey")})
    quiet.build()
    assert len(cited_in(quiet, "references/lamport1978time")) == 1


def test_text_of_entries_cannot_act_on_pages_or_in_the_search(project: Make) -> None:
    evil = '<img src=x onerror="alert(1)"><script>alert(2)</script> </title>'
    entry = "\n".join(f"  {name} = {{{evil}}}," for name in ("title", "author", "journal", "year", "abstract", "doi"))
    store = f"@article{{lamport1978time,\n{entry}\n}}\n"
    hostile = project({**MINIMAL, "mkdocs.yml": UNCHECKED, "bibliography/store.bib": store})
    hostile.build()
    for page in hostile.site.rglob("*.html"):
        tree = html.fromstring(page.read_bytes())
        assert not tree.xpath("//*[@onerror]"), page
        acting = (script for script in tree.iter("script") if script.get("type") != "application/ld+json")
        assert not any("alert" in (script.text or "") for script in acting), page
    index = json.loads((hostile.site / "search/search_index.json").read_text("utf-8"))
    assert not any("<img" in entry["title"] + entry["text"] for entry in index["docs"])
    assert any("&lt;img" in entry["title"] for entry in index["docs"])


def test_two_builds_of_the_same_files_are_byte_identical(project: Make) -> None:
    """Law 8: elsewhere, on another day, with another order of sets."""
    sites = []
    for number in (1, 2):
        made = project(SMALL, name=f"copy {number}")
        done = made.command(
            *("survey", "build", "--no-pdf", "--no-epub"),
            PYTHONHASHSEED=str(number),
            SOURCE_DATE_EPOCH=str(number * 10**9),
        )
        assert done.code == 0, done
        sites.append(contents(made.site))
    first, second = sites
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_dates_that_others_give_to_pages_stay_in_the_sitemap(project: Make) -> None:
    hook = "def on_page_markdown(markdown, page, **_):\n    if page.title == 'Time': page.update_date = '2001-02-03'\n"
    dated = project({**SMALL, "mkdocs.yml": SMALL["mkdocs.yml"] + "hooks: [dates.py]\n", "dates.py": hook})
    dated.build()
    tree = etree.parse(dated.site / "sitemap.xml")
    assert [(day.getparent()[0].text, day.text) for day in tree.iter("{*}lastmod")] == [
        ("https://example.org/small/foundations/time/", "2001-02-03")
    ]


# ------------------------------------------------------------------------------------------- what stops a build

HOOK = "def on_page_content(*_, **__):\n    1 / 0\n"
MISTAKES = {
    "unknown key": ({"docs/index.md": "# A\n\n[@lamport1987time]\n"}, 1, "docs/index.md:3:3: error[CIT001]"),
    "broken entry": ({"bibliography/store.bib": "@misc{x,\n title = {A\n}\n"}, 1, "store.bib:1:6: error[BIB001]"),
    "page that is not there": ({"mkdocs.yml": "nav: [index.md, gone.md]\n"}, 1, "mkdocs.yml:4:17: error[DOC003]"),
    "dead link": ({"docs/index.md": "# A\n\n[b](b.md)\n"}, 1, "docs/index.md:3:5: error[REF001]"),
    "wrong setting": ({"mkdocs.yml": "extra: {survey: {style: apa}}\n"}, 1, "mkdocs.yml:4:25: error[CFG001]"),
    "wrong kind of setting": ({"mkdocs.yml": "extra: {survey: {ignore: [1]}}\n"}, 1, "mkdocs.yml:4:26: error[CFG001]"),
    "not YAML": ({"mkdocs.yml": "nav: [index.md\n"}, 1, "mkdocs.yml:5:1: error[CFG001]"),
    "not UTF-8": ({"docs/index.md": b"# Caf\xe9 [@lamport1978time]\n"}, 1, "docs/index.md:1:6: error[DOC004]"),
    "code of no rule": ({"mkdocs.yml": "extra: {survey: {ignore: ABC}}\n"}, 1, "mkdocs.yml:4:26: error[CFG003]"),
    "unknown theme": ({"mkdocs.yml": "theme: nonesuch\n"}, 2, "Unrecognised theme name: 'nonesuch'"),
    "unknown plugin": ({"mkdocs.yml": "plugins: [survey, nonesuch]\n"}, 2, 'The "nonesuch" plugin is not installed'),
    "unknown extension": ({"mkdocs.yml": "markdown_extensions: [nonesuch]\n"}, 2, "nonesuch"),
    "no plugin of ours": ({"mkdocs.yml": "plugins: [search]\n"}, 2, "add a line `- survey`"),
    "hook that fails": ({"mkdocs.yml": "hooks: [hook.py]\n", "hook.py": HOOK}, 2, "MkDocs: ZeroDivisionError"),
    "hook without file": ({"mkdocs.yml": "hooks: [nonesuch.py]\n"}, 2, "nonesuch.py"),
    "documents nowhere": ({"mkdocs.yml": "docs_dir: texts\n"}, 2, "mkdocs.yml: there is no folder `texts`"),
    "strict settings": ({"mkdocs.yml": "strict: true\nnonesuch: 1\n"}, 2, "1 configuration warning"),
    "shell excluded": ({"mkdocs.yml": "exclude_docs: |\n  references/\n"}, 2, "no page for references/_shell/index.md"),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minimal project with its site, to be copied."""
    made = Project(tmp_path_factory.mktemp("published"), MINIMAL)
    made.build()
    return made.root


@pytest.fixture
def built(published: Path, tmp_path: Path) -> Project:
    """A minimal project that has a site already."""
    shutil.copytree(published, tmp_path / "built")
    return Project(tmp_path / "built", {})


def with_mistake(project: Project, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        if name == "mkdocs.yml":
            assert isinstance(content, str)
            key = content.partition(":")[0]
            kept = [line for line in MINIMAL[name].splitlines() if not line.startswith(key + ":")]
            content = "\n".join(kept) + "\n" + content
        project.write({name: content})


@pytest.mark.parametrize(("files", "code", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistake_publishes_nothing_and_leaves_the_site(
    built: Project, files: dict[str, str | bytes], code: int, message: str
) -> None:
    with_mistake(built, files)
    before = contents(built.site)
    done = built.survey("build", "--no-pdf")
    assert (done.code, message in done.out + done.err) == (code, True), done
    assert "Traceback" not in done.out + done.err
    if code == 1:
        assert "Nothing was built; the site is as it was." in done.err
    assert contents(built.site) == before
    assert sorted(path.name for path in built.root.glob("*.*site*")) == []


def test_mistake_in_a_new_project_makes_no_site(project: Make) -> None:
    new = project({**MINIMAL, "docs/index.md": "[@nobody]\n"})
    assert new.survey("build", "--no-pdf").code == 1
    assert not new.site.exists()


def test_warnings_of_the_engine_are_shown_and_stop_nothing(built: Project) -> None:
    built.write({"mkdocs.yml": MINIMAL["mkdocs.yml"] + "nonesuch: 1\n"})
    done = built.survey("build", "--no-pdf")
    assert done.code == 0
    assert "warning: Config value 'nonesuch'" in done.err


@pytest.mark.parametrize("stage", ["stage", "engines.mkdocs", "stamp", "publish"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_failure_in_any_stage_leaves_the_site(
    built: Project, monkeypatch: pytest.MonkeyPatch, stage: str, moment: str
) -> None:
    """Law 9: the disk is full at the beginning of a stage, or at its end."""
    from livingsurvey.build import site

    owner, name = (site.engines, "mkdocs") if "." in stage else (site, stage)
    real = getattr(owner, name)

    def failing(*arguments: object, **options: object) -> None:
        if moment == "after" and stage != "publish":
            real(*arguments, **options)
        raise OSError(28, "No space left on device", "somewhere")

    built.write({"docs/index.md": "# Changed\n\n[@lamport1978time]\n"})
    before = contents(built.site)
    monkeypatch.setattr(owner, name, failing)
    done = built.survey("build", "--no-pdf")
    assert (done.code, done.err) == (2, "error: somewhere: No space left on device\n")
    assert contents(built.site) == before
    monkeypatch.undo()
    built.build()
    assert "Changed" in built.page("")


@pytest.mark.parametrize("failing", [".site.new", "site"])
def test_failure_while_publishing_leaves_the_site(
    built: Project, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name == failing:
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, target)

    before = contents(built.site)
    monkeypatch.setattr(Path, "rename", rename)
    done = built.survey("build", "--no-pdf")
    assert done.code == 2
    assert done.err.endswith("Permission denied\n")
    assert contents(built.site) == before
    monkeypatch.undo()
    built.build()
    assert not list(built.root.glob(".site.*"))


def test_publication_that_was_cut_off_is_mended_by_the_next(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process was killed between the two renames, and now the new site cannot be put in its place either."""
    before = contents(built.site)
    built.site.rename(built.root / ".site.old")
    monkeypatch.setattr(shutil, "move", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    assert built.survey("build", "--no-pdf").code == 2
    assert contents(built.site) == before


# ------------------------------------------------------------------------------------------- where a site goes


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("docs", "it holds the survey itself"),
        (".", "it holds the survey itself"),
        ("..", "it holds the survey itself"),
        ("docs/site", "it lies among the chapters"),
        ("bibliography", "it holds other files"),
        ("mkdocs.yml", "it is a file"),
        (".cache/livingsurvey/site", "it lies in the folder in which sites are built"),
    ],
)
def test_target_that_is_no_site_is_refused(built: Project, target: str, reason: str) -> None:
    before = contents(built.root)
    done = built.survey("build", "--no-pdf", "--site-dir", target)
    assert done.code == 2
    assert f"error: the site cannot be published to {(built.root / target).resolve()}: {reason}" in done.err
    assert {path: data for path, data in contents(built.root).items() if ".cache" not in path} == {
        path: data for path, data in before.items() if ".cache" not in path
    }


def test_setting_of_a_target_outside_the_survey_is_refused(built: Project) -> None:
    built.write({"mkdocs.yml": MINIMAL["mkdocs.yml"] + "site_dir: ../elsewhere\n"})
    done = built.survey("build", "--no-pdf")
    assert done.code == 1
    assert "mkdocs.yml:4:11: error[CFG001] `site_dir` leaves the survey's folder" in done.out
    assert not (built.root.parent / "elsewhere").exists()


def test_target_may_be_empty_or_anywhere_else(built: Project, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    built.build("--site-dir", tmp_path / "empty")
    built.build("--site-dir", "public/deep/inside")
    assert contents(tmp_path / "empty") == contents(built.root / "public/deep/inside") == contents(built.site)


def test_site_made_by_bare_mkdocs_before_is_replaced(built: Project) -> None:
    shutil.rmtree(built.site)
    built.write({"site/sitemap.xml": "<urlset/>", "site/index.html": "old", "site/gone/index.html": "old"})
    built.build()
    assert "Lamport" in built.page("")
    assert not (built.site / "gone").exists()


def test_hidden_files_beside_a_site_are_kept(built: Project) -> None:
    built.write({"site/.git": "gitdir: elsewhere\n", "site/.well-known/security.txt": "mail us\n", "site/old.html": ""})
    built.build()
    assert (built.site / ".git").read_text() == "gitdir: elsewhere\n"
    assert (built.site / ".well-known/security.txt").read_text() == "mail us\n"
    assert not (built.site / "old.html").exists()


def test_link_to_a_folder_elsewhere_stays_a_link(built: Project, tmp_path: Path) -> None:
    built.site.rename(tmp_path / "elsewhere")
    built.site.symlink_to(tmp_path / "elsewhere")
    built.edit("docs/index.md", "Clocks", "Watches")
    built.build()
    assert built.site.is_symlink()
    assert "Watches" in (tmp_path / "elsewhere/index.html").read_text("utf-8")


def test_building_again_leaves_nothing_behind(built: Project) -> None:
    before = contents(built.site)
    built.build()
    assert contents(built.site) == before
    assert sorted(path.name for path in built.root.iterdir()) == [
        ".cache",
        "bibliography",
        "docs",
        "mkdocs.yml",
        "site",
    ]


def test_page_that_is_gone_leaves_the_site(built: Project) -> None:
    built.write({"docs/more.md": "# More\n"})
    built.build()
    assert (built.site / "more").exists()
    (built.root / "docs/more.md").unlink()
    built.build()
    assert not (built.site / "more").exists()


def test_build_that_another_process_runs_is_named(built: Project) -> None:
    held = (
        "import sys, pathlib; from livingsurvey.build.publish import CACHE, locked\n"
        "with locked(pathlib.Path(sys.argv[1]) / CACHE): print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", held, str(built.root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        before = contents(built.site)
        done = built.survey("build", "--no-pdf")
        other.communicate("")
    assert done.code == 2
    assert done.err == f"error: another build of this survey is running (process {other.pid}); wait until it is done\n"
    assert contents(built.site) == before
    built.build()


def test_lock_of_a_process_that_died_holds_nobody_up(built: Project) -> None:
    built.write({".cache/livingsurvey/building": "999999\n", ".cache/livingsurvey/lock": ""})
    built.build()


SENTENCES = {
    "> Quoted over\n> two lines, p > 0.5 [@k]. Next.": "Quoted over two lines, p > 0.5 (K, 2020).",
    "## Heading of [@k] {#own .x}\n\nText.": "Heading of (K, 2020)",
    "A note[^1] before [@k], *stress* and [a link](b.md).\n\n[^1]: N.": "A note before (K, 2020), stress and a link.",
    "- one\n- two [@k]\n- three": "two (K, 2020)",
    "1. First. Second one\n   goes on [@k].": "Second one goes on (K, 2020).",
    "| A | B |\n| --- | --- |\n| x | cell [@k] |": "x · B: cell (K, 2020)",
    "![alt](x.svg)\n/// caption\nShown by [@k].\n///": "Shown by (K, 2020).",
    "Text[^f].\n\n[^f]: In a note [@k].": "In a note (K, 2020).",
    "!!! note \"Title\"\n\n    Inside [@k]. Outside.": "Inside (K, 2020).",
    "Code `x [@k]` and <b>bold</b> &amp; [@k] $a<b$ \\*star.": "Code x [@k] and bold & (K, 2020) a<b *star.",
    "As @k [p. 3] found, e.g. in 3.5 of 4 cases. No.": "As K (2020, p. 3) found, e.g. in 3.5 of 4 cases.",
}  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), SENTENCES.items())
def test_sentence_on_a_reference_page_is_what_a_reader_sees(project: Make, text: str, sentence: str) -> None:
    bib = "@misc{k, author = {K}, title = {T}, year = {2020}}\n"
    files = {"docs/index.md": f"---\ntitle: T\n---\n\n{text}\n", "docs/b.md": "# B\n", "docs/x.svg": "<svg/>"}
    pages = Pages(livingsurvey.load(project({**MINIMAL, "bibliography/store.bib": bib, **files}).root))
    (page,) = reference_pages(pages)
    (shown,) = html.fromstring(page.body).xpath("//ul[@class='sv-cited-in']/li/p")
    assert shown.text_content() == sentence


def test_an_excluded_page_is_no_part_of_the_survey(minimal: Project) -> None:
    minimal.edit("mkdocs.yml", "plugins:", "exclude_docs: notes/\nplugins:")
    minimal.write({"docs/notes/idea.md": "Not yet: [@nobody] and [nowhere](gone.md).\n"})
    minimal.build()
    assert not (minimal.site / "notes").exists()


def test_a_first_line_that_looks_like_metadata_stays_in_the_text(minimal: Project) -> None:
    minimal.write({"docs/index.md": "Note: this line is text.\n\nAnd so is this.\n"})
    minimal.build()
    assert "Note: this line is text." in minimal.page("")
