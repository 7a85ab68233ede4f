"""The page of a work: what it tells, what it leads to, what one takes away from it; and where it was before."""

from __future__ import annotations

import re

import lxml.html
import pytest
from in_memory import survey_of
from lxml.html import HtmlElement

from livingsurvey.build.shell import read_shell
from livingsurvey.model.passages import cited_together, passages
from livingsurvey.model.slugs import former_slugs, slugs
from livingsurvey.model.survey import Survey
from livingsurvey.render.exports import EXPORTERS
from livingsurvey.render.pages import SHELL_BODY, SHELL_DESCRIPTION, SHELL_TITLE, Pages
from livingsurvey.render.redirects import redirects
from livingsurvey.render.reference_page import ROOM, Stamp, reference_pages
from livingsurvey.syntax.problem import SurveyError

STORE = r"""
@article{ash2020, author = {Ash, Ann}, title = {First}, journal = {J. of Trees}, year = 2020, doi = {10.1000/x<y},
  eprint = {2001.00001}, archiveprefix = {arXiv}, pmid = {123}, issn = {2049-3630}, url = {https://example.org/a?b&c},
  keywords = {facet:tree rings, Wood}, ids = {Ash:old, ash1999}}
@book{elm2021, author = {Elm, Eve}, title = {Second $x$}, publisher = {Press}, year = 2021, isbn = {9783161484100},
  keywords = {wood}, related = {fir2019}}
@misc{fir2018, author = {Fir, F}, title = {Third}, eprint = {1801.00001}, archiveprefix = {arXiv}, year = 2018}
@inproceedings{fir2019, author = {Fir, F}, title = {Third}, booktitle = {Proc.}, year = 2019}
@misc{lone, title = {Lone}}
"""


def survey(*chapters: str, store: str = STORE, settings: str = "") -> Survey:
    """A survey of these chapters: `index.md`, `1.md` and so on."""
    texts = {f"docs/{number or 'index'}.md": text for number, text in enumerate(chapters or ("# A\n",))}
    return survey_of({"mkdocs.yml": f"site_name: T\n{settings}", "bibliography/a.bib": store, **texts})


def stamp(key: str, *chapters: str) -> Stamp:
    made = survey(*chapters)
    return dict(zip(made.references, reference_pages(Pages(made)), strict=True))[key]


def tree(key: str, *chapters: str) -> HtmlElement:
    return lxml.html.fromstring(f"<div>{stamp(key, *chapters).body}</div>")


def rows(key: str) -> dict[str, str]:
    found = tree(key).xpath("//dl/div")
    return {row.findtext("dt"): " ".join(row.find("dd").text_content().split()) for row in found}


def quoted(chapter: str) -> list[str]:
    found = tree("ash2020", chapter).xpath("//ul[@class='sv-cited-in']/li/p")
    return [" ".join(sentence.text_content().split()) for sentence in found]


def test_identifiers_are_told_and_lead_where_there_is_a_place_for_them() -> None:
    assert rows("ash2020") == {
        "DOI": "10.1000/x<y",
        "Preprint": "arXiv:2001.00001",
        "PubMed": "123",
        "ISSN": "2049-3630",
        "Address": "https://example.org/a?b&c",
        "Topics": "facet:tree rings, Wood",
        "Key": "ash2020",
        "Earlier keys": "Ash:old, ash1999",
    }
    assert [str(href) for href in tree("ash2020").xpath("//dl//a/@href")] == [
        "https://doi.org/10.1000/x<y",
        "https://arxiv.org/abs/2001.00001",
        "https://pubmed.ncbi.nlm.nih.gov/123/",
        "https://example.org/a?b&c",
        "../?topic=facet%3Atree%20rings",
        "../?topic=Wood",
    ]
    assert rows("elm2021")["ISBN"] == "9783161484100"
    assert rows("lone") == {"Key": "lone"}


def test_a_topic_is_the_one_of_the_bibliography_whatever_its_capitals() -> None:
    assert [str(href) for href in tree("elm2021").xpath("//dl//a[contains(@href, 'topic')]/@href")] == [
        "../?topic=Wood"
    ]


def test_versions_of_a_work_lead_to_one_another() -> None:
    assert rows("fir2018")["Published version"] == "Third (Fir, 2019)"
    assert rows("fir2019")["Preprint"] == "Third (Fir, 2018)"
    assert rows("fir2019")["Related work"] == "Second x (Elm, 2021)"
    assert rows("elm2021")["Related work"] == "Third (Fir, 2019)"
    assert tree("fir2018").xpath("//dt[.='Published version']/../dd/a/@href") == ["../fir2019/"]


@pytest.mark.parametrize(
    ("chapter", "said"),
    {
        "| A | B |\n| --- | --- |\n| x | y [@ash2020] |": ["x · B: y (Ash, 2020)"],
        "| A | B |\n| --- | --- |\n| x [@ash2020] | y |": ["A: x (Ash, 2020)"],
        "| A | B [@ash2020] |\n| --- | --- |\n| x | y |": ["B (Ash, 2020)"],
        "A | B\n--- | ---\nx [@elm2021] $n$ | `a|b` @ash2020": ["x n · B: a|b Ash (2020)"],
        "| A | B |\n| --- | --- |\n| | y. [@ash2020] |": ["B: y. (Ash, 2020)"],
        '!!! note "A bound [@ash2020]"\n\n    Text.': ["A bound (Ash, 2020)"],
        "As @eq-a [@ash2020; @eq-a].\n\n$$\nx\n$$ {#eq-a}": ["As Equation 1 (Ash, 2020; Equation 1)."],
        '"Quoted" [@ash2020]': ['"Quoted" (Ash, 2020)'],
        "One [@ash2020] and two @ash2020. Three [@ash2020].": [
            "One (Ash, 2020) and two Ash (2020).",
            "One (Ash, 2020) and two Ash (2020).",
            "Three (Ash, 2020).",
        ],
        "One [@ash2020, p. 3]. @ash2020 says two.": ["One (Ash, 2020, p. 3).", "Ash (2020) says two."],
        "One [@elm2021]. [@ash2020] says two.": ["(Ash, 2020) says two."],
    }.items(),
)  # fmt: skip
def test_what_is_said_where_a_work_is_cited(chapter: str, said: list[str]) -> None:
    assert quoted(f"# T\n\n{chapter}\n") == said


def test_the_mention_itself_is_marked_in_a_sentence_with_several() -> None:
    page = tree("ash2020", "# T\n\nOne [@ash2020] and @elm2021 and two @ash2020.\n")
    marks = [(str(mark.get("href")), mark.text_content()) for mark in page.xpath("//ul[@class='sv-cited-in']//a")]
    assert marks == [("../../#cite-ash2020-1", "(Ash, 2020)"), ("../../#cite-ash2020-2", "Ash (2020)")]


def test_a_long_sentence_is_cut_around_its_citation() -> None:
    words = " ".join(f"word{number}" for number in range(80))
    (long,) = quoted(f"# T\n\nFirst {words} and $x$ [@ash2020] {words} last.\n")
    assert re.fullmatch(r"… word\d+ .* word79 and x \(Ash, 2020\) word0 word1 .* word\d+ …", long)
    assert len(long) <= 320
    (early,) = quoted(f"# T\n\n@ash2020 says {words}.\n")
    assert re.fullmatch(r"Ash \(2020\) says word0 .* word\d+ …", early)
    assert len(early) > 280
    short = "word " * 40
    assert quoted(f"# T\n\n{short}[@ash2020].\n") == [f"{short}(Ash, 2020)."]


def test_a_work_cited_in_very_many_places_has_a_small_page_that_leads_to_all() -> None:
    chapters = [
        f"# T{chapter}\n\n" + "".join(f"Claim {n} of {chapter} [@ash2020].\n\n## S{n}\n\n" for n in range(20))
        for chapter in range(10)
    ]
    usual = stamp("ash2020", *(chapter.partition("## S2")[0] for chapter in chapters[:2])).body
    large = stamp("ash2020", *chapters).body
    assert len(large) < ROOM < len(usual) + len(large)
    page = lxml.html.fromstring(f"<div>{large}</div>")
    assert page.xpath("string(//*[@id='cited-in']/span)") == "200 places"
    lists = page.xpath("//ul[@class='sv-cited-in']")
    assert len(lists) == 10
    for chapter, told in enumerate(lists):
        (more,) = told.xpath("li/a")
        shown = told.xpath("li/p")
        assert [sentence.text_content() for sentence in shown][:1] == [f"Claim 0 of {chapter} (Ash, 2020)."]
        assert more.text_content() == f"{20 - len(shown)} more places"
        assert more.get("href").endswith("#ref-ash2020")


def test_chapters_of_which_nothing_can_be_said_are_named_together_and_lead_to_all_places() -> None:
    words = " ".join(f"word{number}" for number in range(40))
    large = stamp("ash2020", *(f"# T{chapter}\n\n{words} [@ash2020]. And [@ash2020].\n" for chapter in range(40))).body
    assert len(large) < ROOM
    page = lxml.html.fromstring(f"<div>{large}</div>")
    shown = page.xpath("//h3/a/text()")
    (named,) = page.xpath("//p[starts-with(., 'Also in')]")
    rest = named.xpath("a/text()")
    assert sorted([*shown, *rest]) == sorted(f"T{chapter}" for chapter in range(40))
    assert 1 <= len(shown) < 20
    assert named.text_content() == "Also in " + ", ".join(f"{title} (2)" for title in rest)
    assert {href.partition("#")[2] for href in named.xpath("a/@href")} == {"ref-ash2020"}


def test_works_cited_together_are_named_by_how_often_a_sentence_cites_both() -> None:
    first = "# T\n\nA [@ash2020; @lone]. B [@lone] and C [@ash2020]. D @elm2021, as @ash2020 has it.\n"
    page = tree("ash2020", first, "# U\n\nNo [@ash2020]. Other sentence [@fir2018].\n")
    found = [" ".join(work.text_content().split()) for work in page.xpath("//ul[@class='sv-together']/li")]
    assert found == ["Lone (Lone, n.d.) 2 times", "Second x (Elm, 2021)"]
    assert page.xpath("//ul[@class='sv-together']//a/@href") == ["../lone/", "../elm2021/"]
    assert not tree("fir2018", first).xpath("//*[@id='cited-together']")


def test_five_works_are_named_at_most_and_lists_tell_of_no_company() -> None:
    keys = [f"k{number}" for number in range(40)]
    store = "".join(f"@misc{{{key}, title = {{{key}}}}}\n" for key in keys)
    few, many = ("; ".join(f"@{key}" for key in some) for some in (keys[:9], keys))
    made = survey(f"# T\n\nA [{few}]. And @k1, @k8 and @gone.\n", f"# U\n\nB [{many}].\n", store=store)
    together = cited_together(passages(made), made.references, 5)
    assert together["k8"] == (("k1", 2), ("k0", 1), ("k2", 1), ("k3", 1), ("k4", 1))
    assert "k20" not in together
    assert "gone" not in together


def test_a_page_offers_its_work_as_files_that_need_no_script() -> None:
    made = survey()
    page = tree("ash2020")
    (stamp,) = (each for each in reference_pages(Pages(made)) if each.address == "references/ash2020/")
    assert list(stamp.files) == ["ash2020.bib", "ash2020.ris", "ash2020.json"]
    for form in ("bibtex", "ris", "csl-json"):
        (save,) = page.xpath(f"//a[@id='sv-{form}' and @download]")
        assert stamp.files[save.get("href")] == EXPORTERS[form]([made.references["ash2020"]])
        if form != "bibtex":  # which stands on the page
            assert page.xpath(f"//button[@data-copy='#sv-{form}' and @hidden]")
    (text,) = page.xpath("//code[@id='sv-entry']")
    assert text.text_content() == EXPORTERS["bibtex"]([made.references["ash2020"]]).strip()
    assert page.xpath("//button[@data-copy='#sv-entry' and @hidden]")
    assert page.xpath("//*[@id='sv-text']")[0].text_content().startswith("Ash, A. (2020). First.")
    assert page.xpath("//button[@data-copy='#sv-text' and @hidden]")


def test_nothing_of_an_entry_acts_on_the_page() -> None:
    evil = '<img src=x onerror="alert(1)">\'"'
    names = ("title", "author", "journal", "abstract", "keywords", "ids", "doi", "url", "isbn", "note")
    store = "@article{a,\n" + "".join(f"  {name} = {{{evil}}},\n" for name in names) + "}\n"
    (page,) = reference_pages(Pages(survey("# T\n\n[@a]\n", store=store)))
    assert not lxml.html.fromstring(f"<div>{page.heading}{page.body}</div>").xpath("//img | //*[@onerror]")


# ------------------------------------------------------------------------------------------- earlier addresses


def test_an_earlier_key_leads_to_the_page_that_the_work_has_now() -> None:
    found = dict(redirects(Pages(survey(settings="site_url: https://example.org/s/\n"))))
    assert list(found) == ["references/ash-old/", "references/ash1999/"]
    page = lxml.html.fromstring(found["references/ash-old/"])
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../ash2020/"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/s/references/ash2020/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//a/@href") == ["../ash2020/"]
    assert not page.xpath("//script")


def test_earlier_addresses_follow_how_pages_are_named() -> None:
    found = dict(redirects(Pages(survey(settings="use_directory_urls: false\n"))))
    page = lxml.html.fromstring(found["references/ash1999/index.html"])
    assert page.xpath("//a/@href") == ["../ash2020/index.html"]


def test_no_earlier_name_takes_that_of_another_work() -> None:
    keys = ["Smith2020", "smith-2020", "new"]
    now = slugs(keys)
    former = former_slugs(
        {"smith_2020": "new", "old": "new", "OLD": "smith-2020", "x": "new", "X": "new"}, now.values()
    )
    assert set(former).isdisjoint(now.values())
    assert all(re.fullmatch(r"[a-z0-9-]+", slug) for slug in former)
    assert len({*former, *now.values()}) == len(former) + len(keys)
    assert former["x"] == "new"
    assert "old" not in former  # two works had it: each has the longer name that it had beside the other
    assert sorted(key for slug, key in former.items() if slug.startswith("old-")) == ["new", "smith-2020"]
    both = slugs(["old", "OLD"])
    assert {former[both["old"]], former[both["OLD"]]} == {"new", "smith-2020"}


# ------------------------------------------------------------------------------------------- the shell

SHELL = f"""<html>
  <head><title>{SHELL_TITLE} - T</title>
    <meta content="{SHELL_DESCRIPTION}"><link href="/references/_shell/">

    <script>
      let x = 1;
    </script></head>
  <body> <a href="#theirs">Skip</a> <b>to</b>
  <i>text</i>

  <h1 id="theirs" class="c">{SHELL_TITLE}<a>#</a></h1>
  <p>{SHELL_BODY}</p>
  </body></html>
"""


def test_a_shell_is_filled_with_what_a_page_says_and_nothing_in_that_is_a_place() -> None:
    page = Stamp("references/a/", f"<{SHELL_DESCRIPTION}", SHELL_TITLE, 'a "b"', "  <pre>\n\n  x</pre>", {})
    assert read_shell(SHELL, "references/_shell/").filled(page) == (
        f"<html><head><title>&lt;{SHELL_DESCRIPTION} - T</title>"
        '<meta content="a &#34;b&#34;"><link href="/references/a/">'
        "<script>\n      let x = 1;\n    </script></head>"
        '<body><a href="#work">Skip</a> <b>to</b>\n<i>text</i>\n'
        f'<h1 id="work">{SHELL_TITLE}</h1>\n  <pre>\n\n  x</pre></body></html>'
    )


def test_a_theme_that_shows_no_text_is_told() -> None:
    with pytest.raises(SurveyError, match="custom templates must print both"):
        read_shell("<html></html>", "references/_shell/")


def test_what_a_theme_leaves_in_a_shell_and_no_reader_sees_is_not_stamped() -> None:
    body = f"<h1>{SHELL_TITLE}</h1><p>{SHELL_BODY}</p>"
    config = '<script id="__config" type="application/json">{"a": [1, null], "b": "x: y"}</script>'
    contents = """<div class="md-sidebar md-sidebar--secondary" data-md-type="toc" {}>
      <div class="md-sidebar__scrollwrap"> <div class="md-sidebar__inner">
        <nav class="md-nav" aria-label="Table of contents">{}</nav>
      </div></div></div>"""
    icon = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0z"/></svg>'
    page = Stamp("references/a/", "A", SHELL_TITLE, "d", "<p>x</p>", {})
    lean = read_shell(contents.format("hidden", "") + body + icon + config, "references/_shell/").filled(page)
    assert lean == (
        f'<h1 id="work">{SHELL_TITLE}</h1>\n<p>x</p><svg><path d="M0 0z"/></svg>'
        '<script id="__config" type="application/json">{"a":[1,null],"b":"x: y"}</script>'
    )
    for kept in (contents.format("", ""), contents.format("hidden", "<a>Text</a>")):
        assert "md-sidebar" in read_shell(kept + body, "references/_shell/").filled(page)
