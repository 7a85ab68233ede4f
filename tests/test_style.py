"""Labels of citations and texts of references, for entries as bibliographies have them."""

from __future__ import annotations

import re

import pytest
from in_memory import survey_of

from livingsurvey.render.people import display
from livingsurvey.render.reference_parts import title_html
from livingsurvey.render.style import Style
from livingsurvey.syntax.names import Name

NINE = " and ".join(f"{letter}lan, {letter}nn" for letter in "ABCDEFGHI")

# Fields of an entry `k`, its label, and its text in either style; links as [text](address), emphasis between stars.
ENTRIES = [
    (
        "@article{k, author={McMahan, H. Brendan}, title={T}, year=2017, "
        "journal={J}, volume=3, number=2, pages={12--19}}",
        ("McMahan", "2017"),
        "McMahan, H. B. (2017). T. *J*, *3*(2), 12–19.",
        "H. B. McMahan, “T,” *J*, vol. 3, no. 2, pp. 12–19, 2017.",
    ),
    (
        "@article{k, author={Ash, Ann and Beech, Bob}, title={Why?}, year=2017, number=7, pages={e12}}",
        ("Ash and Beech", "2017"),
        "Ash, A., & Beech, B. (2017). *Why?* (7), e12.",
        "A. Ash and B. Beech, “Why?” no. 7, p. e12, 2017.",
    ),
    (
        "@article{k, author={Ash, Ann and Beech, Bob and Cedar, Cy}, title={T!}, year=2017}",
        ("Ash et al.", "2017"),
        "Ash, A., Beech, B., & Cedar, C. (2017). *T!*",
        "A. Ash, B. Beech, and C. Cedar, “T!” 2017.",
    ),
    (
        "@article{k, author={" + NINE + "}, title={T}, year=2017}",
        ("Alan et al.", "2017"),
        "Alan, A., Blan, B., Clan, C., Dlan, D., Elan, E., Flan, F., Glan, G., Hlan, H., & Ilan, I. (2017). *T*.",
        "A. Alan et al., “T,” 2017.",
    ),
    (
        "@article{k, author={Ash, Ann and others}, title={T}, year=2017}",
        ("Ash et al.", "2017"),
        "Ash, A. et al. (2017). *T*.",
        "A. Ash et al., “T,” 2017.",
    ),
    (
        "@article{k, author={Ash, Ann and Beech, Bob and others}, title={T}, year=2017}",
        ("Ash et al.", "2017"),
        "Ash, A., Beech, B., et al. (2017). *T*.",
        "A. Ash, B. Beech, et al., “T,” 2017.",
    ),
    (
        "@techreport{k, author={{World Health Organization}}, title={T}, year=2017, institution={WHO}}",
        ("World Health Organization", "2017"),
        "World Health Organization. (2017). *T*. WHO.",
        "World Health Organization, “T,” WHO, 2017.",
    ),
    (
        "@book{k, author={van der Berg, Jan-Willem and Smith, Jr., John}, title={The Book}, "
        "year=2017, publisher={MIT Press}}",
        ("van der Berg and Smith", "2017"),
        "van der Berg, J.-W., & Smith, J., Jr. (2017). *The Book*. MIT Press.",
        "J.-W. van der Berg and J. Smith Jr., *The Book*. MIT Press, 2017.",
    ),
    (
        r"@misc{k, author={X. Y. Zhang and {\O}ystein Bj{\o}rn and Mary-Ann O'Neil and Plato}, title={T.}, year=2022}",
        ("Zhang et al.", "2022"),
        "Zhang, X. Y., Bjørn, Ø., O'Neil, M.-A., & Plato. (2022). *T.*",
        "X. Y. Zhang, Ø. Bjørn, M.-A. O'Neil, and Plato, “T.” 2022.",
    ),
    (
        "@misc{k, author={Ash, Ann}, title={T}}",
        ("Ash", "n.d."),
        "Ash, A. (n.d.). *T*.",
        "A. Ash, “T.”",
    ),
    (
        "@article{k, title={What a title of six words}, year=2020, journal={J}}",
        ("What a title of six…", "2020"),
        "What a title of six words. (2020). *J*.",
        "“What a title of six words,” *J*, 2020.",
    ),
    (
        "@misc{k}",
        ("k", "n.d."),
        "*Untitled*. (n.d.).",
        "“Untitled.”",
    ),
    (
        "@book{k, editor={Ash, Ann and Beech, Bob}, title={Edited}, year=2001, publisher={Pub}}",
        ("Ash and Beech", "2001"),
        "Ash, A., & Beech, B. (Eds.). (2001). *Edited*. Pub.",
        "A. Ash and B. Beech, Eds., *Edited*. Pub, 2001.",
    ),
    (
        "@incollection{k, author={Cedar, Cy}, editor={Ash, Ann}, title={T}, year=2001, "
        "booktitle={B}, publisher={Pub}, pages={5}}",
        ("Cedar", "2001"),
        "Cedar, C. (2001). T. In A. Ash (Ed.), *B* (p. 5). Pub.",
        "C. Cedar, “T,” in *B*, A. Ash, Ed., Pub, 2001, p. 5.",
    ),
    (
        "@phdthesis{k, author={Ash, Ann}, title={Th}, year=2020, school={MIT}}",
        ("Ash", "2020"),
        "Ash, A. (2020). *Th* [Doctoral dissertation]. MIT.",
        "A. Ash, “Th,” PhD thesis, MIT, 2020.",
    ),
    (
        "@online{k, author={Ash, Ann}, title={Web}, date={2021-05-04}, url={https://www.example.org/a_b/}}",
        ("Ash", "2021"),
        "Ash, A. (2021, May 4). *Web*. [https://www.example.org/a_b/](https://www.example.org/a_b/)",
        "A. Ash, “Web,” May 04, 2021. [Online]. Available: [https://www.example.org/a_b/](https://www.example.org/a_b/)",
    ),
    (
        "@article{k, author={Ash, Ann}, title={P}, year=2023, journal={arXiv preprint arXiv:2311.08105}, "
        "eprint={2311.08105}, archiveprefix={arXiv}}",
        ("Ash", "2023"),
        "Ash, A. (2023). *P*. arXiv. [https://arxiv.org/abs/2311.08105](https://arxiv.org/abs/2311.08105)",
        "A. Ash, “P,” 2023, [arXiv:2311.08105](https://arxiv.org/abs/2311.08105).",
    ),
    (
        "@article{k, author={Ash, Ann}, title={B}, year=2023, journal={Nature}, doi={https://doi.org/10.1038/s-1}, "
        "eprint={2311.08105v2}, eprinttype={arxiv}, url={https://nature.example}}",
        ("Ash", "2023"),
        "Ash, A. (2023). B. *Nature*. [arXiv:2311.08105](https://arxiv.org/abs/2311.08105). "
        "[https://doi.org/10.1038/s-1](https://doi.org/10.1038/s-1)",
        "A. Ash, “B,” *Nature*, 2023, [arXiv:2311.08105](https://arxiv.org/abs/2311.08105), "
        "doi: [10.1038/s-1](https://doi.org/10.1038/s-1).",
    ),
    (
        "@misc{k, author={Ash, Ann}, title={T}, year=2023, url={javascript:alert(1)}, doi={none}, eprint={5}}",
        ("Ash", "2023"),
        "Ash, A. (2023). *T* [Preprint].",
        "A. Ash, “T,” 2023.",
    ),
]  # fmt: skip


def style_of(store: str, name: str = "author-year", chapter: str = "") -> Style:
    settings = f"extra: {{survey: {{style: {name}}}}}\n"
    return Style(survey_of({"mkdocs.yml": settings, "bibliography/a.bib": store, "docs/index.md": chapter}))


def written(markup: str) -> str:
    """A reference's HTML in the form in which this file writes it."""
    markup = re.sub(r'<a href="([^"]*)">(.*?)</a>', r"[\2](\1)", markup)
    return markup.replace("<em>", "*").replace("</em>", "*").replace("&amp;", "&").replace("&#39;", "'")


@pytest.mark.parametrize(("entry", "label", "author_year", "numeric"), ENTRIES)
def test_a_reference_has_a_label_and_a_text_in_either_style(
    entry: str, label: tuple[str, str], author_year: str, numeric: str
) -> None:
    style = style_of(entry)
    assert (style.labels["k"].who, style.labels["k"].year) == label
    assert written(style.text("k")) == author_year
    assert written(style_of(entry, "numeric").text("k")) == numeric


def test_works_that_would_look_alike_get_letters_in_the_order_of_their_list() -> None:
    store = "".join(
        f"@misc{{{key}, author={{{author}}}, title={{{title}}}, year={year}}}\n"
        for key, author, title, year in [
            ("b", "Ash, Ann and Oak, Otto and Pine, Pat", "Apple", 2023),
            ("a", "Ash, Ann and Beech, Bob and Cedar, Cy", "Zebra", 2023),
            ("c", "Ash, Ann", "Alone", 2023),
            ("d", "Ash, Ann and others", "Middle", 2023),
            ("e", "Ash, Ann and others", "Middle", 2024),
        ]
    )
    style = style_of(store + "@misc{f, author={Oak, O}, title={B}}\n@misc{g, author={Oak, O}, title={a}}\n")
    years = {key: label.year for key, label in style.labels.items()}
    assert years == {
        "d": "2023a", "a": "2023b", "b": "2023c", "c": "2023", "e": "2024", "g": "n.d.-a", "f": "n.d.-b"
    }  # fmt: skip
    alike = [key for key in style.order(years) if style.labels[key].who == "Ash et al."]
    assert alike == ["d", "e", "a", "b"]


def test_letters_go_on_behind_z() -> None:
    labels = style_of(
        "".join(f"@misc{{k{n:02}, author={{Ash, A}}, title={{T{n:02}}}, year=2023}}\n" for n in range(30))
    )
    years = [labels.labels[f"k{number:02}"].year for number in (0, 25, 26, 27)]
    assert years == ["2023a", "2023z", "2023aa", "2023ab"]


def test_lists_are_ordered_as_a_reader_seeks() -> None:
    names = ["Zorn", "Özil", "Oak", "de Oliveira, Ana", "{European Union}", "ash", "Élan", "Elam"]
    store = "".join(f"@misc{{k{number}, author={{{name}}}, title={{T}}}}\n" for number, name in enumerate(names))
    store += "@misc{t, title={Beta}}\n@misc{y2, author={ash}, year=2001}\n@misc{y1, author={ash}, year=1999}\n"
    style = style_of(store)
    shown = [style.labels[key].who for key in style.order(style.survey.references)]
    assert shown == [
        "ash",
        "ash",
        "ash",
        "Beta",
        "de Oliveira",
        "Elam",
        "Élan",
        "European Union",
        "Oak",
        "Özil",
        "Zorn",
    ]
    assert [key for key in style.order(style.survey.references) if key[0] == "y"] == ["y1", "y2"]


def test_numbers_follow_the_first_mentions_and_then_the_store() -> None:
    style = style_of("@misc{a}\n@misc{b}\n@misc{c}\n@misc{d}\n", "numeric", "[@d; @gone] and @b, then [@d]\n")
    assert {key: label.number for key, label in style.labels.items()} == {"d": 1, "b": 2, "a": 3, "c": 4}
    assert style.order(["a", "b", "c", "d"]) == ["d", "b", "a", "c"]


def test_titles_are_text_with_formulas_set() -> None:
    assert title_html("A & <b>B</b>") == "A &amp; &lt;b&gt;B&lt;/b&gt;"
    shown = title_html(r"Learning at $O(\sqrt{n})$ <i>")
    assert shown.startswith("Learning at <math>")
    assert shown.endswith("</math> &lt;i&gt;")
    assert "<msqrt><mi>n</mi></msqrt>" in shown
    broken = title_html(r"Bad $\frac{$ <script>")
    assert broken.startswith('Bad <code class="sv-unknown"')
    assert "<script" not in broken


def test_a_title_that_links_to_its_page_stays_in_place() -> None:
    text = style_of("@book{k, author={Ash, A}, title={T & U}, year=2020}\n").text("k", "references/k/")
    assert text == 'Ash, A. (2020). <em><a class="sv-work" href="references/k/">T &amp; U</a></em>.'


TYPES = (
    "article inproceedings incollection book phdthesis techreport misc online software dataset standard legislation "
    "patent unpublished"
).split()


@pytest.mark.parametrize("name", ["author-year", "numeric"])
@pytest.mark.parametrize("type_", TYPES)
def test_whatever_an_entry_holds_is_text(type_: str, name: str) -> None:
    evil = '<script>alert(1)</script>" onload="x'
    fields = (
        "author editor translator title subtitle journal booktitle series volume number eid chapter pages edition "
        "version publisher organization institution school address type howpublished note year urldate pubstate eprint"
    )
    store = f"@{type_}{{k, " + ", ".join(f"{field}={{{evil}}}" for field in fields.split()) + "}\n"
    text = style_of(store, name).text("k", 'x" onload="y')
    assert "&lt;script" in text
    assert "<script" not in text
    assert '" onload' not in text


@pytest.mark.parametrize(
    ("edition", "told"),
    [
        ("1", "1st ed."),
        ("2nd", "2nd ed."),
        ("Third", "3rd ed."),
        ("fourth edition", "4th ed."),
        ("11", "11th ed."),
        ("112th", "112th ed."),
        ("121 ed.", "121st ed."),
        ("Revised", "Revised ed."),
        ("Student edition", "Student edition"),
        ("3rd ed., revised", "3rd ed., revised"),
    ],
)
def test_an_edition_is_told_alike_however_it_is_written(edition: str, told: str) -> None:
    text = style_of(f"@book{{k, title={{T}}, year=2001, edition={{{edition}}}}}").text("k")
    assert written(text) == f"*T* ({told}). (2001)."


@pytest.mark.parametrize(
    ("title", "author_year", "numeric"),
    [
        ("On ``this''", "On “this.”", "“On ‘this’,”"),
        ("``Why?''", "“Why?”", "“‘Why?’,”"),
        ("Etc.", "Etc.", "“Etc.”"),
        ("Is it?", "Is it?", "“Is it?”"),
        ("(Un)known", "(Un)known.", "“(Un)known,”"),
        ("Known (or not)", "Known (or not).", "“Known (or not),”"),
    ],
)
def test_one_mark_closes_a_title(title: str, author_year: str, numeric: str) -> None:
    store = f"@article{{k, author={{Ash, A}}, title={{{title}}}, journal={{J}}, year=2001}}"
    for page in ("", "references/k/"):
        assert style_of(store).text("k", page).striptags() == f"Ash, A. (2001). {author_year} J."
        assert style_of(store, "numeric").text("k", page).striptags() == f"A. Ash, {numeric} J, 2001."


@pytest.mark.parametrize(
    ("fields", "author_year", "numeric"),
    [
        ("date={2019-03}", "(2019)", "Mar. 2019"),
        ("year=2019, month=mar", "(2019)", "Mar. 2019"),
        ("date={2019-03/2019-05}", "(2019)", "2019"),
        ("date={2019/2021}", "(2019–2021)", "2019–2021"),
        ("date={2019~}", "(ca. 2019)", "ca. 2019"),
        ("date={2019-03?}", "(ca. 2019)", "ca. Mar. 2019"),
        ("date={2019/}", "(2019–)", "2019–"),
        ("date={199X}", "(1990s)", "1990s"),
        ("date={-0043}", "(44 BC)", "44 BC"),
        ("date={2019-21}", "(2019)", "2019"),
        ("pubstate={forthcoming}", "(forthcoming)", "Forthcoming"),
        ("note={To appear}", "(to appear)", "To appear"),
        ("year={in press}", "(in press)", "In press"),
        ("note={Best paper}", "(n.d.)", ""),
    ],
)
def test_dates_are_told_as_far_as_they_are_known(fields: str, author_year: str, numeric: str) -> None:
    store = f"@article{{k, author={{Ash, A}}, title={{T}}, journal={{J}}, {fields}}}"
    assert style_of(store).text("k").striptags() == f"Ash, A. {author_year}. T. J."
    assert style_of(store, "numeric").text("k").striptags() == f"A. Ash, “T,” J{', ' + numeric if numeric else ''}."


def test_works_still_to_come_follow_those_with_dates_and_those_without_stand_first() -> None:
    dates = {"a": "year={in press}", "b": "year=2019", "c": "year={in press}", "d": "note={x}", "e": "year=1999"}
    style = style_of(
        "".join(f"@misc{{{key}, author={{Ash, A}}, title={{T}}, {date}}}\n" for key, date in dates.items())
    )
    assert style.order(dates) == ["d", "e", "b", "a", "c"]
    assert [style.labels[key].year for key in "ac"] == ["in press-a", "in press-b"]


def test_a_list_without_a_layout_of_its_own_shows_the_numbers() -> None:
    store = "@misc{k, author={Ash, Ann}, title={T}, year=2020}\n"
    assert written(style_of(store, "numeric").listed("k")) == "[1] A. Ash, “T.” 2020."
    assert written(style_of(store).listed("k")) == "Ash, A. (2020). *T*."


@pytest.mark.parametrize(
    ("entry", "author_year", "numeric"),
    [
        (
            "@legislation{k, author={{The Parliament}}, title={The Trees Act}, year=1999}",
            "The Trees Act (1999).",
            "*The Trees Act*. 1999.",
        ),
        (
            "@patent{k, author={Ash, A}, title={T}, number={123}, year=1999}",
            "Ash, A. (1999). *T* (Patent No. 123).",
            "A. Ash, “T,” 123, 1999.",
        ),
        (
            "@software{k, title={T}, organization={{Leaf Makers}}, year=1999}",
            "Leaf Makers. (1999). *T* [Computer software].",
            "Leaf Makers, *T*. (1999). Leaf Makers.",
        ),
        (
            "@inproceedings{k, author={Ash, A}, title={T}, booktitle={P}, volume=54, publisher={PMLR}, year=1999}",
            "Ash, A. (1999). T. *P*, *54*.",
            "A. Ash, “T,” in *P*, vol. 54, PMLR, 1999.",
        ),
        (
            "@article{k, author={Ash, A}, title={T}, journal={J}, number={1-2}, pages={3-4, 7-9}, year=1999}",
            "Ash, A. (1999). T. *J*, (1–2), 3–4, 7–9.",
            "A. Ash, “T,” *J*, no. 1–2, pp. 3–4, 7–9, 1999.",
        ),
        (
            "@inbook{k, author={Ash, A}, title={T}, chapter=3, pages={5--6}, publisher={P}, year=1999}",
            "Ash, A. (1999). *T* (pp. 5–6). P.",
            "A. Ash, *T*. P, 1999, ch. 3, pp. 5–6.",
        ),
        (
            r"@misc{k, author={Ash, A}, title={T}, howpublished={A post, \url{https://example.org}}, year=1999}",
            "Ash, A. (1999). *T*. A post. [https://example.org](https://example.org)",
            "A. Ash, “T.” A post, 1999. Available: [https://example.org](https://example.org)",
        ),
        (
            r"@misc{k, author={Ash, A}, title={T}, howpublished={Available at: \url{https://example.org}}, year=1999}",
            "Ash, A. (1999). *T*. [https://example.org](https://example.org)",
            "A. Ash, “T.” 1999. Available: [https://example.org](https://example.org)",
        ),
        (
            "@article{k, title={The zoo}, journal={J}, year=1999}",
            "The zoo. (1999). *J*.",
            "“The zoo,” *J*, 1999.",
        ),
    ],
)
def test_kinds_of_works_have_their_own_forms(entry: str, author_year: str, numeric: str) -> None:
    assert written(style_of(entry).text("k")) == author_year
    assert written(style_of(entry, "numeric").text("k")) == numeric


def test_titles_that_stand_for_authors_are_sorted_without_their_articles() -> None:
    style = style_of("@misc{t, title={The zoo}}\n@misc{a, title={A yak}}\n@misc{x, author={Xu, X}, title={T}}\n")
    assert style.order(style.survey.references) == ["x", "a", "t"]


def test_names_are_shown_in_full() -> None:
    assert display(Name("Ludwig", "van", "Beethoven", "Jr.")) == "Ludwig van Beethoven Jr."
    assert display(Name(literal="European Union")) == "European Union"


def test_what_an_address_would_misread_in_a_doi_is_escaped() -> None:
    doi = "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2#x"
    store = f"@article{{a, title = {{T}}, year = {{1998}}, doi = {{{doi}}}}}"
    text = Style(survey_of({"bibliography/a.bib": store})).text("a")
    assert 'href="https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15&lt;1661::AID-SIM968&gt;3.0.CO;2-2%23x"' in text
