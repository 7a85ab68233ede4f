"""References: the facts of an entry, whatever its dialect and program call them."""

import pytest

from livingsurvey.model.bibliography import Bibliography
from livingsurvey.model.kinds import KINDS, kind_of
from livingsurvey.model.reference import Reference
from livingsurvey.syntax.dates import Date
from livingsurvey.syntax.source import Source


def reference(fields: str, entry_type: str = "misc") -> Reference:
    (found,) = Bibliography((Source("a.bib", f"@{entry_type}{{k, {fields}}}\n"),)).references.values()
    return found


@pytest.mark.parametrize(
    ("entry_type", "fields", "kind"),
    [
        ("article", "journal={J}", "article"),
        ("inproceedings", "booktitle={B}", "paper"),
        ("conference", "booktitle={B}", "paper"),
        ("incollection", "booktitle={B}", "chapter"),
        ("inbook", "title={T}", "chapter"),
        ("proceedings", "title={T}", "book"),
        ("phdthesis", "school={S}", "thesis"),
        ("techreport", "institution={I}, eprinttype={hdl}, eprint={1/2}", "report"),
        ("techreport", "institution={I}, note={also on arXiv}", "report"),
        ("online", "url={https://example.org}", "webpage"),
        ("www", "url={https://example.org}", "webpage"),
        ("unpublished", "note={Draft}", "manuscript"),
        ("legislation", "title={T}", "law"),
        ("misc", "title={T}", "other"),
        ("nonsense", "title={T}", "other"),
        ("misc", "eprint={2311.08105}, archiveprefix={arXiv}", "preprint"),
        ("article", "journal={arXiv preprint arXiv:2311.08105}", "preprint"),
        ("article", "journal={CoRR}, volume={abs/2311.08105}", "preprint"),
        ("article", "journal={Nature}, eprint={2311.08105}, archiveprefix={arXiv}", "article"),
        ("inproceedings", "booktitle={ICML}, eprint={2311.08105}, archiveprefix={arXiv}", "paper"),
        ("online", "url={https://arxiv.org/abs/2311.08105}", "preprint"),
        ("misc", "doi={10.1101/2020.01.01.123}", "preprint"),
        ("misc", "eprint={123}, eprinttype={jstor}", "other"),
        ("unpublished", "note={Submitted to bioRxiv}", "preprint"),
        ("software", "note={see the preprint}", "software"),
    ],
)
def test_the_kind_of_a_work(entry_type: str, fields: str, kind: str) -> None:
    assert kind in KINDS
    assert reference(fields, entry_type).kind == kind


def test_every_kind_is_one_of_the_list() -> None:
    assert {kind_of(name, {}) for name in ("article", "misc", "x", "patent", "dataset")} <= set(KINDS)


@pytest.mark.parametrize(
    ("fields", "date", "year"),
    [
        ("date={2019-05-01}", Date(2019, 5, 1), "2019"),
        ("date={2019/2021}", Date(2019, end=Date(2021)), "2019"),
        ("date={1687~}", Date(1687, circa=True), "1687"),
        ("year=2019", Date(2019), "2019"),
        ("year=2019, month=may", Date(2019, 5), "2019"),
        ("year=2019, month={5}, day={17}", Date(2019, 5, 17), "2019"),
        ("year=2019, month=may # {~17}", Date(2019, 5, 17), "2019"),
        ('year=2019, month=jul # "/" # aug', Date(2019, 7), "2019"),
        ("year=2019, month={Sept.}, day={99}", Date(2019, 9), "2019"),
        ("date={/2019}", Date(2019, open=True), "2019"),
        ("date={-0343}", Date(-343), "-343"),
        ("date={2021/2019}", None, "2021"),
        ("date={forthcoming}", None, "forthcoming"),
        ("year=2019, month=4 # {~} # jul", Date(2019, 7, 4), "2019"),
        ("year=2019, month={Michaelmas}", Date(2019), "2019"),
        ("year={1998--1999}", Date(1998, end=Date(1999)), "1998--1999"),
        ("year={ca. 1920}", Date(1920, circa=True), "ca. 1920"),
        ("date={2019}, year={2018}", Date(2019), "2018"),
        ("year={to appear}", None, "to appear"),
        ("year={n.d.}", None, ""),
        ("title={T}", None, ""),
    ],
)
def test_the_date_of_a_work(fields: str, date: Date | None, year: str) -> None:
    found = reference(fields)
    assert found.date == date
    assert found.year == (year.replace("--", "–"))


@pytest.mark.parametrize(
    ("fields", "doi", "arxiv", "url"),
    [
        ("doi={10.1145/1.2}, url={https://example.org}", "10.1145/1.2", "", "https://example.org"),
        (r"doi={https://doi.org/10.1145/a\_b}", "10.1145/a_b", "", ""),
        ("url={http://dx.doi.org/10.1145/1.2}", "10.1145/1.2", "", ""),
        ("doi={10.1145/1.2}, url={https://doi.org/10.1145/1.2}", "10.1145/1.2", "", ""),
        ("doi={10.1002/(SICI)1<3::AID-S4>3.0.CO;2-2}", "10.1002/(SICI)1<3::AID-S4>3.0.CO;2-2", "", ""),
        ("eprint={2311.08105v2}, archiveprefix={arXiv}", "", "2311.08105", ""),
        ("eprint={cs/0501001}, eprinttype={arxiv}", "", "cs/0501001", ""),
        ("eprint={2311.08105}", "", "2311.08105", ""),
        ("eprint={12345678}, eprinttype={pubmed}", "", "", ""),
        ("arxivid={2311.08105}", "", "2311.08105", ""),
        ("journal={arXiv preprint arXiv:2311.08105}", "", "2311.08105", ""),
        ("journal={CoRR}, volume={abs/2311.08105}", "", "2311.08105", ""),
        ("doi={10.48550/arXiv.2311.08105}", "10.48550/arXiv.2311.08105", "2311.08105", ""),
        ("url={https://arxiv.org/pdf/2311.08105v1.pdf}", "", "2311.08105", "https://arxiv.org/pdf/2311.08105v1.pdf"),
        ("url={javascript:alert(1)}, doi={x}", "", "", ""),
        (r"howpublished={\url{https://example.org/a_b}}", "", "", "https://example.org/a_b"),
        (r"howpublished={A post, \url{https://example.org/~ash}}", "", "", "https://example.org/~ash"),
        (r"howpublished={https://example.org/~ash}", "", "", "https://example.org/~ash"),
        (r"howpublished={\url{https://example.org/a}}, url={https://example.org/b}", "", "", "https://example.org/b"),
        ("url={https://example.org/a%20b~c--d}", "", "", "https://example.org/a%20b~c--d"),
    ],
)
def test_identifiers_wherever_they_stand(fields: str, doi: str, arxiv: str, url: str) -> None:
    found = reference(fields)
    assert (found.doi, found.arxiv, found.url) == (doi, arxiv, url)


def test_numbers_of_books_journals_and_pubmed() -> None:
    found = reference("isbn={0-306-40615-3; 978-0-306-40615-7}, issn={0317-8471, 2434-561X}, pmid={PMID: 23193287}")
    assert (found.isbn, found.issn, found.pmid) == ("9780306406157", "0317-8471", "23193287")
    assert reference("eprint={23193287}, eprinttype={pubmed}").pmid == "23193287"
    assert reference("isbn={x}, issn={}").isbn == reference("title={T}").issn == ""


@pytest.mark.parametrize(
    ("entry_type", "fields", "venue"),
    [
        ("article", "journaltitle={J}, booktitle={B}, publisher={P}", "J"),
        ("inproceedings", "booktitle={B}, publisher={P}", "B"),
        ("inproceedings", "eventtitle={E}, publisher={P}", "E"),
        ("phdthesis", "school={S}, publisher={P}", "S"),
        ("techreport", "institution={I}", "I"),
        ("book", "publisher={P}, institution={I}", "P"),
        ("online", r"howpublished={\url{https://example.org}}, organization={O}", "O"),
        ("misc", "eprint={2311.08105}, archiveprefix={arXiv}", "arXiv"),
        ("article", "journal={arXiv preprint arXiv:2311.08105}", "arXiv"),
        ("misc", "title={T}", ""),
    ],
)
def test_the_venue_by_what_the_kind_calls_it(entry_type: str, fields: str, venue: str) -> None:
    assert reference(fields, entry_type).venue == venue


@pytest.mark.parametrize(
    ("given", "pages"),
    [
        ("1--7", (("1", "7"),)),
        ("pp. 12-19", (("12", "19"),)),
        ("3, 7--9", (("3", ""), ("7", "9"))),
        ("e0123", (("e0123", ""),)),
        ("12:1–12:27", (("12:1", "12:27"),)),
        ("xi--xiv", (("xi", "xiv"),)),
        ("", ()),
    ],
)
def test_pages(given: str, pages: tuple[tuple[str, str], ...]) -> None:
    assert reference(f"pages={{{given}}}").pages == pages


def test_keywords_are_split_and_each_is_there_once() -> None:
    found = reference("keywords={challenge:privacy, federated learning; method:dp,, federated learning}")
    assert found.keywords == ("challenge:privacy", "federated learning", "method:dp")
    assert reference("title={T}").keywords == ()
