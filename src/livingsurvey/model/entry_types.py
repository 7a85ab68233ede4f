"""Which types of entries and which fields there are, and what each type cannot do without.

BibTeX's own are those of Oren Patashnik, "BibTeXing" (1988), section 3; biblatex's those of its manual, sections 2.1
and 2.2. Where the two ask for different fields, what satisfies either is enough. Beside them stand the types that
well-known styles define, and the fields that programs write on their own account.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Alternatives = tuple[str, ...]

_AUTHOR: Alternatives = ("author",)
_EDITOR: Alternatives = ("editor",)
_PEOPLE: Alternatives = ("author", "editor")
_MAKER: Alternatives = ("author", "editor", "organization")
_TITLE: Alternatives = ("title",)
_YEAR: Alternatives = ("year", "date")
_BOOKTITLE: Alternatives = ("booktitle",)
_JOURNAL: Alternatives = ("journal", "journaltitle")
_SCHOOL: Alternatives = ("school", "institution")
_INSTITUTION: Alternatives = ("institution", "school", "organization")

_BOOK = (_PEOPLE, _TITLE, _YEAR)
_COLLECTION = (_EDITOR, _TITLE, _YEAR)
_IN_BOOK = (_AUTHOR, _TITLE, _BOOKTITLE, _YEAR)
_PROCEEDINGS = (_TITLE, _YEAR)
_THESIS = (_AUTHOR, _TITLE, _SCHOOL, _YEAR)
_REPORT = (_PEOPLE, _TITLE, _INSTITUTION, _YEAR)
# biblatex asks for a date, too; BibTeX, for which a page on the web is a `@misc`, does not, and many pages have none.
_ONLINE = (_MAKER, _TITLE, ("url", "doi", "eprint"))
_MADE = (_MAKER, _TITLE, _YEAR)
# Of a `@misc` no field is asked for, but BibTeX's styles complain of one that has nothing to print.
_ANYTHING = (("title", "author", "editor", "howpublished", "note", "year", "date", "month", "url", "doi", "eprint"),)

REQUIRED: Mapping[str, tuple[Alternatives, ...]] = {
    "article": (_AUTHOR, _TITLE, _JOURNAL, _YEAR),
    "suppperiodical": (_AUTHOR, _TITLE, _JOURNAL, _YEAR),
    "book": _BOOK,
    "mvbook": _BOOK,
    "inbook": (_PEOPLE, _TITLE, ("booktitle", "chapter", "pages"), _YEAR),
    "bookinbook": _IN_BOOK,
    "suppbook": _IN_BOOK,
    "booklet": (_TITLE,),
    "collection": _COLLECTION,
    "mvcollection": _COLLECTION,
    "incollection": _IN_BOOK,
    "suppcollection": _IN_BOOK,
    "reference": _COLLECTION,
    "mvreference": _COLLECTION,
    "inreference": (_TITLE, _BOOKTITLE, _YEAR),
    "proceedings": _PROCEEDINGS,
    "mvproceedings": _PROCEEDINGS,
    "periodical": _PROCEEDINGS,
    "inproceedings": _IN_BOOK,
    "conference": _IN_BOOK,
    "manual": (_TITLE,),
    "misc": _ANYTHING,
    "thesis": (*_THESIS, ("type",)),
    "phdthesis": _THESIS,
    "mastersthesis": _THESIS,
    "report": _REPORT,
    "techreport": _REPORT,
    "unpublished": (_AUTHOR, _TITLE, ("note", "year", "date")),
    "patent": (("author", "holder"), _TITLE, ("number",), _YEAR),
    "online": _ONLINE,
    "electronic": _ONLINE,
    "www": _ONLINE,
    "dataset": _MADE,
    "software": _MADE,
}
"""The fields of each type that asks for any; of each group of alternatives one is enough."""

_OTHER_TYPES = """
    set xdata
    artwork audio bibnote commentary image jurisdiction legal legislation letter movie music performance review standard
    video customa customb customc customd custome customf
"""
# Of biblatex-apa, biblatex-software, ACM's, the IEEE's and REVTeX's styles, and what reference managers export.
_STYLES_TYPES = """
    constitution legadminmaterial legmaterial nameonly presentation
    softwareversion softwaremodule codefragment
    artifactdataset artifactsoftware game preprint underreview
    ieeetranbstctl control
    archival generic magazine newspaper other talk unspecified webpage website
"""
TYPES = frozenset((*REQUIRED, *_OTHER_TYPES.split(), *_STYLES_TYPES.split()))
"""Every type that BibTeX, biblatex or a well-known style knows, in lower case."""

NAME_FIELDS = frozenset(
    "author editor editora editorb editorc translator annotator commentator introduction foreword afterword bookauthor"
    " holder namea nameb namec shortauthor shorteditor".split()
)
"""The fields that hold names joined by `and`."""

TITLE_FIELDS = frozenset("title subtitle titleaddon shorttitle origtitle reprinttitle".split())
"""The fields that name the work itself."""

VENUE_FIELDS = frozenset(
    "journal journaltitle journalsubtitle booktitle booksubtitle booktitleaddon maintitle mainsubtitle issuetitle"
    " issuesubtitle eventtitle series".split()
)
"""The fields that name what a work appeared in."""

PRINTED = (
    NAME_FIELDS
    | TITLE_FIELDS
    | VENUE_FIELDS
    | frozenset(
        "address addendum chapter edition howpublished institution language location note number organization part"
        " publisher pubstate school type venue version volume year".split()
    )
)
"""The fields that a bibliography prints as LaTeX sets them; not those that hold addresses or are kept for oneself."""

ADDRESS_FIELDS = frozenset("url doi eprint pdf urlraw adsurl biburl arxiv arxivid file local-url".split())
"""The fields in which every character means itself."""

_BIBLATEX_FIELDS = """
    abstract addendum afterword annotation annotator author authortype bookauthor bookpagination booksubtitle booktitle
    booktitleaddon chapter commentator date doi edition editor editora editorb editorc editortype editoratype
    editorbtype editorctype eid endday endmonth endyear entrysubtype eprint eprintclass eprinttype eventdate eventtitle
    eventtitleaddon file foreword holder howpublished indextitle institution introduction isan isbn ismn isrn issn issue
    issuesubtitle issuetitle issuetitleaddon iswc journalsubtitle journaltitle journaltitleaddon label language library
    location mainsubtitle maintitle maintitleaddon month nameaddon note number organization origdate origlanguage
    origlocation origpublisher origtitle pages pagetotal pagination part publisher pubstate reprinttitle series
    shortauthor shorteditor shorthand shorthandintro shortjournal shortseries shorttitle subtitle title titleaddon
    translator type url urldate venue version volume volumes year
    crossref entryset execute gender langid langidopts ids indexsorttitle keywords options presort related
    relatedoptions relatedtype relatedstring sortkey sortname sortshorthand sorttitle sortyear xdata xref hyphenation
    address annote archiveprefix journal key pdf primaryclass school
"""
_CUSTOM_FIELDS = """
    namea nameb namec nameatype namebtype namectype lista listb listc listd liste listf
    usera userb userc userd usere userf verba verbb verbc
"""
_PROGRAMS_FIELDS = """
    abbr accessed added-at affiliation archive archivelocation arxiv arxivid articleno article-number articlenumber
    art_number bibsource biburl bookurl city code collaboration collection coden comment comments contents
    copyright corpusid country created creationdate crossrefs date-added date-modified day dimensions
    doc-delivery-number eisbn pissn e-issn p-issn document_type eissn entrytype es fjournal funding group groups
    howcited html id image interhash intrahash internal-note issue_date issn-online jcr journal-iso keywords-plus
    labels lccn license local-url mid modificationdate month_numeric mrclass mrnumber mrreviewer notes numpages
    official_url openalex owner paperid pii pmcid pmid preview printed priority project publicationstatus
    qualityassured ranking rating readstatus read references reportnumber research-areas review script search
    selected slides slaccitation source stamp status supplement tags target times-cited timestamp topic unique-id
    urls username video volumetitle website zblnumber adsnote adsurl acmid
"""
FIELDS = frozenset((*_BIBLATEX_FIELDS.split(), *_CUSTOM_FIELDS.split(), *_PROGRAMS_FIELDS.split()))
"""Every field that BibTeX, biblatex or a well-known program knows, in lower case."""

_OWN_PREFIX = re.compile(r"(?:bdsk|mendeley|zotero|jabref|citeulike|posted-at|ctl|opt|alt|x|web-of-science|usage)[-_]?")
_MEANT = {"vol": "volume", "num": "number", "no": "number", "pp": "pages", "journalname": "journal"}
_MEANT_TYPES = {
    **dict.fromkeys(("bachelorthesis", "bachelorsthesis", "dissertation", "diplomathesis"), "thesis"),
    **dict.fromkeys(("journal", "journalarticle", "paper"), "article"),
    **dict.fromkeys(("conferencepaper", "workshop"), "inproceedings"),
    **dict.fromkeys(("web", "internet", "url", "blog", "blogpost"), "online"),
    **dict.fromkeys(("chapter", "bookchapter"), "incollection"),
}


def known_field(name: str) -> bool:
    """Whether a field (in lower case) is a known one, or carries the prefix of a program that writes its own."""
    return name in FIELDS or _OWN_PREFIX.match(name) is not None


def meant_field(name: str) -> str:
    """The field of BibTeX or biblatex that an unknown one (in lower case) is a slip for: one letter off; else ""."""
    return _MEANT.get(name, "") or _near(name, _SLIPS_OF_FIELDS)


def meant_type(name: str) -> str:
    """The known type that an unknown one (in lower case) is another word or a slip for: one letter off; else ""."""
    return _MEANT_TYPES.get(name, "") or _near(name, _SLIPS_OF_TYPES)


def _shortened(name: str) -> Iterable[str]:
    """The name, and the name without each of its letters."""
    return (name, *(name[:at] + name[at + 1 :] for at in range(len(name))))


def _slips(names: Iterable[str]) -> Mapping[str, str]:
    """Names by what is left of them without one letter: two names share such a rest if they are one slip apart."""
    return {short: name for name in sorted(names, reverse=True) if len(name) > 2 for short in _shortened(name)}


def _near(name: str, slips: Mapping[str, str]) -> str:
    """The name that is one letter more, less, other or swapped; in names below four letters only swapped ones."""
    if name[-1:].isdigit():  # `url2`: somebody's own
        return ""
    found = (slips[short] for short in _shortened(name) if short in slips)
    return next((near for near in found if len(name) > 3 or sorted(near) == sorted(name)), "")


_SLIPS_OF_FIELDS = _slips(_BIBLATEX_FIELDS.split())
_SLIPS_OF_TYPES = _slips(TYPES)
