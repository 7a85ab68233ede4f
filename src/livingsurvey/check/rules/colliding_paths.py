"""DOC011."""

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import RULES_PAGE, bibliography_pages, topic_pages
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source, Span

_RENAME = "rename one of them"


@rule("DOC011")
def colliding_paths(survey: Survey) -> Iterator[Problem]:
    """Two documents get in each other's way: their names differ only by case, or they become one page.

    Of two files whose names differ by case or by the Unicode form of an accent, Windows and macOS keep one, and whoever
    clones the repository there loses the other. On the site `attacks.md` and `attacks/index.md` have the same address,
    as have `README.md` and `index.md` of one folder, and only one of them is published.

    Wrong: `docs/attacks.md` beside `docs/attacks/index.md`.

    Right: `docs/attacks/index.md` beside `docs/attacks/poisoning.md`.
    """
    paths = sorted(survey.documents)
    # A folder stands for the first document in it.
    firsts: dict[str, str] = {}
    for path in paths:
        below = path
        while below:
            firsts.setdefault(below, path)
            below = posixpath.dirname(below)
    for node, first in _sharing((posixpath.dirname(node), _folded(posixpath.basename(node)), node) for node in firsts):
        here, there = _place(survey, firsts[node]), _place(survey, firsts[first])
        what = "its folder " if node not in survey.documents else ""
        message = f"{what}`{node}` and `{first}` are one name but for {_difference(node, first)}"
        yield Problem(here, message, _RENAME, related=(there,))
    yield from _pages(survey, paths)


def _pages(survey: Survey, paths: list[str]) -> Iterator[Problem]:
    """Documents that become one page or file of the site."""
    generated = (*bibliography_pages(survey), *topic_pages(survey), RULES_PAGE)
    made = [page for page in generated if page not in survey.documents]
    tree = survey.settings.directory_urls
    for path, first in _sharing(("", _folded(_address(path, tree)), path) for path in [*made, *paths]):
        if first in made:
            message = f"`{path}` has the address of the page `{first}`, which the build makes"
            hint = f"rename it; to `{first}`, if it should take that page's place"
            yield Problem(_place(survey, path), message, hint)
        elif _folded(path) != _folded(first):
            message = f"`{path}` and `{first}` become the same page"
            yield Problem(_place(survey, path), message, _RENAME, related=(_place(survey, first),))


def _sharing(named: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """Of those that have the same folder and name, each but the first, with the first."""
    firsts: dict[tuple[str, str], str] = {}
    for folder, name, path in named:
        if (first := firsts.setdefault((folder, name), path)) != path:
            yield path, first


def _folded(path: str) -> str:
    """A path as file systems compare it that know no case and one Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).lower())


def _difference(path: str, other: str) -> str:
    if unicodedata.normalize("NFC", path) == unicodedata.normalize("NFC", other):
        return "the Unicode form of an accent"
    return "capitals" if path.lower() == other.lower() else "capitals and the Unicode form of an accent"


def _address(path: str, directory_urls: bool) -> str:
    """The file below the site's root that a document becomes, as MkDocs names it."""
    stem, suffix = posixpath.splitext(path)
    if suffix != ".md":
        return path
    folder, name = posixpath.split(stem)
    if name in ("index", "README"):
        return posixpath.join(folder, "index.html")
    return f"{stem}/index.html" if directory_urls else f"{stem}.html"


def _place(survey: Survey, path: str) -> Span:
    """The beginning of a document, which may be an image."""
    chapter = survey.chapter_by_path.get(path)
    return (chapter.source if chapter else Source(posixpath.join(survey.settings.docs_dir, path), "")).span()
