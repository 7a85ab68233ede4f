"""The settings in mkdocs.yml and the work that CITATION.cff describes."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pytest

import livingsurvey
from livingsurvey.config import Length, NavItem, Range, Settings, find_root, read_settings
from livingsurvey.model.work import read_work
from livingsurvey.syntax.problem import SurveyError
from livingsurvey.syntax.source import Source
from livingsurvey.syntax.yaml import Opaque


def settings(text: str) -> Settings:
    return read_settings(Source("mkdocs.yml", text))


def complaints(text: str) -> list[str]:
    return [f"{problem.span}: {problem.message}" for problem in settings(text).problems]


def test_an_empty_file_is_a_survey_with_defaults() -> None:
    assert settings("") == Settings(Source("mkdocs.yml", ""))
    assert settings("# nothing\n").problems == ()
    assert settings("site_name: 1.10\n").site_name == "1.10"
    assert settings("site_name:\nnav:\nextra:\n  survey:\n").problems == ()


def test_settings_stand_where_mkdocs_and_we_look_for_them() -> None:
    read = settings("""\
site_name: A survey
site_description: Of something
site_url: https://example.org/
docs_dir: text
site_dir: public/site
use_directory_urls: false
exclude_docs: /old/
draft_docs: "*.draft.md"
not_in_nav: |
  /apart/
  *.note.md
plugins:
  - search
  - material/blog:
      blog_dir: news
  - tags:
extra:
  survey:
    bibliography: [a.bib, "more/**/*.bib"]
    style: numeric
    paper: us-letter
    select: [BIB, CIT]
    ignore: DOC002
""")
    assert (read.site_name, read.site_description, read.site_url) == (
        "A survey",
        "Of something",
        "https://example.org/",
    )
    assert (read.docs_dir, read.site_dir, read.directory_urls) == ("text", "public/site", False)
    assert (read.bibliography, read.style, read.paper) == (("a.bib", "more/**/*.bib"), "numeric", "us-letter")
    assert (read.select, read.ignore) == (("BIB", "CIT"), ("DOC002",))
    assert read.bibliography_span is not None
    assert str(read.bibliography_span) == "mkdocs.yml:19:19"
    assert (read.exclude_docs, read.draft_docs, read.not_in_nav) == ("/old/", "*.draft.md", "/apart/\n*.note.md\n")
    assert read.plugins == (("search", {}), ("material/blog", {"blog_dir": "news"}), ("tags", {}))
    assert read.problems == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("extra: {survey: {style: numerc}}", "1:25: `numerc` is no style"),
        ("extra: {survey: {paper: a3}}", "1:25: `a3` is no paper"),
        ("extra: {survey: {style: [numeric]}}", "1:25: `style` is one word"),
        ("extra: {survey: {bibliography: ''}}", "1:32: this `bibliography` names no file"),
        ("extra: {survey: {bibliography: [./]}}", "1:32: this `bibliography` names no file"),
        ("extra: {survey: {sytle: numeric}}", "1:18: there is no setting `sytle`"),
        ("extra: {survey: [a]}", "1:17: `extra.survey` holds settings by name"),
        ("extra: {survey: {select: 5}}", "1:26: `select` is a text or a list of texts"),
        ("extra: {survey: {bibliography: [a, {b: c}]}}", "1:32: `bibliography` is a text or a list of texts"),
        ("site_name: [a]", "1:12: `site_name` is one text"),
        ("docs_dir: ../docs", "1:11: `docs_dir` leaves the survey's folder"),
        ("docs_dir: .", "1:11: `docs_dir` leaves the survey's folder"),
        ("extra: {survey: {bibliography: ../a.bib}}", "1:32: `../a.bib` leaves the survey's folder"),
        ("site_dir: /var/www", "1:11: `site_dir` leaves the survey's folder"),
        ("nav: index.md", "1:6: `nav` is a list of pages and sections"),
        ("nav: [[a.md]]", "1:7: this is no line of a navigation"),
        ("a: b: c", "1:5: this is no YAML: mapping values are not allowed in this context"),
        ("- a\n- b\n", "1:1: this file holds settings by name"),
    ],
)
def test_a_wrong_setting_is_told_with_its_place_and_the_default_holds(text: str, complaint: str) -> None:
    assert complaints(text) == [f"mkdocs.yml:{complaint}"]
    read = settings(text)
    assert (read.style, read.paper, read.docs_dir, read.site_dir) == ("author-year", "a4", "docs", "site")
    assert read.bibliography == ("bibliography/*.bib",)


def test_a_text_that_is_no_navigation_is_as_if_there_were_none() -> None:
    assert settings("nav: index.md").nav is None
    assert settings("nav: []").nav == ()
    (section,) = settings("nav: [{Part: index.md}, {Empty: }]\n").nav[1:]  # type: ignore[index]
    assert (section.title, section.items) == ("Empty", ())


@pytest.mark.parametrize("use", ["nav", "extra: {survey: {style", "plugins", "markdown_extensions"])
def test_lists_of_aliases_of_lists_of_aliases_do_not_fill_the_memory(use: str) -> None:
    lists = "".join(
        f"a{number}: &a{number} [" + ", ".join(f"{{k{key}: *a{number - 1}}}" for key in range(9)) + "]\n"
        for number in range(1, 30)
    )
    read = settings(f"a0: &a0 a.md\n{lists}{use}: *a29" + "}}\n" * use.count("{"))
    if use == "nav":
        assert [problem.message for problem in read.problems] == ["this navigation holds itself over and over"]
        assert read.nav is None


@pytest.mark.parametrize(
    ("own", "hint"),
    [
        ("style: numerc", "did you mean `numeric`?"),
        ("style: apa", "choose one of: author-year, numeric"),
        ("sytle: numeric", "did you mean `style`?"),
        (
            "x: y",
            "known are: bibliography, style, paper, select, ignore, per-file-ignores, severity, baseline, length, "
            "managed, key-pattern",
        ),
    ],
)
def test_a_hint_says_what_was_meant(own: str, hint: str) -> None:
    (problem,) = settings(f"extra: {{survey: {{{own}}}}}").problems
    assert problem.hint == hint


def test_the_navigation_is_read_with_its_sections() -> None:
    nav = settings("""\
nav:
  - index.md
  - About: about.md
  - Part one:
      - part/index.md
      - Deeper:
          - Title: part/deep.md
      - Elsewhere: https://example.org
  - Empty:
""").nav
    assert nav is not None
    pages = [(item.title, item.path, section) for line in nav for item, section in line.pages()]
    assert pages == [
        (None, "index.md", None),
        ("About", "about.md", None),
        (None, "part/index.md", "Part one"),
        ("Title", "part/deep.md", "Part one"),
        ("Elsewhere", "https://example.org", "Part one"),
    ]
    assert str(nav[1].span) == "mkdocs.yml:3:12"
    assert nav[3] == NavItem("Empty", None, nav[3].span)


def test_variables_of_the_environment_are_read_as_mkdocs_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEY_TEST_B", "from b")
    monkeypatch.delenv("SURVEY_TEST_A", raising=False)

    def name(value: str) -> str:
        return settings(f"site_name: {value}\n").site_name

    assert name("!ENV SURVEY_TEST_B") == "from b"
    assert name("!ENV SURVEY_TEST_A") == Settings.site_name
    assert name("!ENV [SURVEY_TEST_A, SURVEY_TEST_B, c]") == "from b"
    assert name("!ENV [SURVEY_TEST_A, c]") == "c"
    assert name("!ENV [SURVEY_TEST_B]") == "from b"
    assert name("!!python/name:os.name") == Settings.site_name


def test_markdown_extensions_are_read_in_both_forms_and_functions_stay_opaque() -> None:
    text = """\
markdown_extensions:
  - admonition
  - toc: {permalink: true}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
  - attr_list:
"""
    names = [name for name, _ in settings(text).extensions]
    assert names == ["admonition", "toc", "pymdownx.emoji", "attr_list"]
    options = dict(settings(text).extensions)
    assert options["toc"] == {"permalink": True}
    assert isinstance(options["pymdownx.emoji"]["emoji_index"], Opaque)
    assert settings("markdown_extensions: {toc: {permalink: true}, tables: }").extensions == (
        ("toc", {"permalink": True}),
        ("tables", {}),
    )


@pytest.mark.parametrize(("options", "own"), [("{slugify: !!python/name:a.b }", True), ("{permalink: true}", False)])
def test_anchors_of_an_own_make_are_noticed(options: str, own: bool) -> None:
    assert settings(f"markdown_extensions: [toc: {options}]").own_anchors is own


def test_the_root_is_found_from_below(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("")
    below = tmp_path / "docs" / "part"
    below.mkdir(parents=True)
    assert find_root(below) == find_root(tmp_path) == tmp_path.resolve()
    (tmp_path / "mkdocs.yml").unlink()
    with pytest.raises(SurveyError, match=r"there is no mkdocs\.yml in"):
        find_root(below)


def test_a_work_is_what_citation_cff_says() -> None:
    work = read_work(
        Source(
            "CITATION.cff",
            """\
cff-version: 1.2.0
title: A survey
version: 1.10
date-released: 2026-11-22
license: CC-BY-4.0
doi: 10.5281/zenodo.1
authors:
  - given-names: Ludwig
    name-particle: van
    family-names: Beethoven
    name-suffix: Jr.
  - name: The Contributors
  - {}
  - text
""",
        )
    )
    assert (work.title, work.released, work.licence) == ("A survey", datetime.date(2026, 11, 22), "CC-BY-4.0")
    assert work.authors == ("Ludwig van Beethoven Jr.", "The Contributors")
    assert (work.version, work.doi, work.problems) == ("1.10", "10.5281/zenodo.1", ())


@pytest.mark.parametrize("text", ["", "- a\n", "authors: x\ntitle: [a]\ndate-released: soon\n", "authors: [5]\n"])
def test_a_citation_file_may_say_nothing_of_use(text: str) -> None:
    work = read_work(Source("CITATION.cff", text))
    assert (work.title, work.authors, work.released, work.problems) == ("", (), None, ())


def test_a_citation_file_that_is_no_yaml_is_a_problem() -> None:
    (problem,) = read_work(Source("CITATION.cff", "title: a: b\n")).problems
    assert str(problem.span) == "CITATION.cff:1:9"
    assert read_work(None).problems == ()


def test_a_survey_is_loaded_from_its_folder_or_one_inside_it(tmp_path: Path) -> None:
    for path, text in {
        "mkdocs.yml": "docs_dir: text\nextra: {survey: {bibliography: [refs.bib, 'more/*.bib', refs.bib]}}\n",
        "refs.bib": "@misc{a}\n",
        "more/b.bib": "@misc{b}\n",
        "CITATION.cff": "title: Y\n",
        "text/index.md": "# X\n",
        "text/figures/a.svg": "<svg/>",
        "text/.hidden/a.md": "no",
        "text/part/.draft.md": "no",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    survey = livingsurvey.load(tmp_path / "text" / "figures")
    assert [source.path for source in survey.sources] == [
        "text/figures/a.svg",
        "text/index.md",
        "more/b.bib",
        "refs.bib",
        "CITATION.cff",
    ]
    assert survey.documents == {"index.md", "figures/a.svg"}
    assert (list(survey.references), survey.work.title) == (["b", "a"], "Y")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("docs_dir: gone\n", "there is no folder `gone`"),
        pytest.param(
            "extra: {survey: {bibliography: 'a**/b.bib'}}\n",
            "the setting `bibliography` cannot be used",
            marks=pytest.mark.skipif(sys.version_info >= (3, 13), reason="there Python takes this pattern"),
        ),
    ],
)
def test_what_cannot_be_loaded_is_told_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    (tmp_path / "docs").mkdir()
    with pytest.raises(SurveyError, match=words) as error:
        livingsurvey.load(tmp_path)
    assert "\n" not in str(error.value)


def test_rules_are_silenced_by_path_and_given_severities() -> None:
    own = "per-file-ignores: {'docs/old/*.md': [REF, DOC006], b.bib: BIB}, severity: {REF: warning}"
    found = read_settings(Source("mkdocs.yml", f"extra: {{survey: {{{own}}}}}\n"))
    assert [(each.pattern, [code for code, _ in each.codes]) for each in found.per_file_ignores] == [
        ("docs/old/*.md", ["REF", "DOC006"]),
        ("b.bib", ["BIB"]),
    ]
    assert found.severity == {"REF": "warning"}
    assert [(code, span.text) for code, span in found.named_codes] == [
        (code, code) for code in ("REF", "DOC006", "BIB", "REF")
    ]
    assert found.problems == ()


def test_lengths_are_ranges_by_kind() -> None:
    own = "length: {chapter: {words: [900, 2500], references: [8, null]}}"
    found = read_settings(Source("mkdocs.yml", f"extra: {{survey: {{{own}}}}}\n"))
    assert found.length == {"chapter": Length(Range(900, 2500), Range(8, None))}
    assert found.problems == ()


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ("severity: {REF: grave}", "`grave` is no severity"),
        ("severity: REF", "`severity` holds values by name"),
        ("per-file-ignores: [REF]", "`per-file-ignores` holds values by name"),
        ("length: {chapter: {words: 900}}", "this is no range"),
        ("length: {chapter: {words: [1, true]}}", "this is no range"),
        ("length: {chapter: {pages: [1, 2]}}", "there is no length in `pages`"),
        ("length: {chaptre: {words: [1, 2]}}", "there is no kind of page `chaptre`"),
        ("length: {part: {words: [900, 300]}}", "no number lies in this range"),
        ("baseline: ../other.json", "`baseline` leaves the survey's folder"),
    ],
)
def test_what_is_no_such_setting_is_said(own: str, message: str) -> None:
    [problem] = read_settings(Source("mkdocs.yml", f"extra: {{survey: {{{own}}}}}\n")).problems
    assert problem.message == message
    assert problem.hint


def test_of_several_patterns_only_those_that_stay_in_the_survey_are_read() -> None:
    text = "extra: {survey: {bibliography: [a.bib, /b.bib, 'c/../../*.bib']}}"
    assert complaints(text) == ["mkdocs.yml:1:32: `/b.bib` leaves the survey's folder"]
    assert settings(text).bibliography == ("a.bib",)
