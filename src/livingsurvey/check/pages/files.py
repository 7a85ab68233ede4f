"""Files that a link may have meant, and how it names them."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable
from urllib.parse import quote

from livingsurvey.check.guesses import Guesses, is_alike
from livingsurvey.model.chapter import Chapter
from livingsurvey.syntax.markdown.links import Link
from livingsurvey.syntax.problem import Edit, Fix, Problem

_INDEXES = ("index.md", "README.md")
_MARKS = re.compile(r"[\s()<>#?%\"']")


class Files:
    """The files among which a missing one is sought. Paths are relative to the documents' folder."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = sorted(paths)
        self._guesses = Guesses()
        self._same = _by(_folded, self._paths)
        self._moved = _by(_name, self._paths)

    def same(self, path: str) -> str | None:
        """The one file whose path is another only in case, Unicode form or the kind of its slashes."""
        return self._same.get(_folded(posixpath.normpath(path.replace("\\", "/"))))

    def near(self, path: str) -> str | None:
        """The file whose path and name are most alike; else the one that has this name in another folder."""
        near = self._guesses.near(path, self._paths)
        if near and is_alike(_name(path), _name(near)):
            return near
        return self._moved.get(_name(path))

    def problem(self, chapter: Chapter, link: Link, path: str, kind: str) -> Problem:
        """That there is no such file at `path`, which `link` names, and which may have been meant."""
        message = f"there is no {kind} `{link.path}`"
        if link.html:
            return Problem(link.target_span, message, "correct the address, or write it in Markdown")
        if same := self.same(path):
            fix = Fix((with_path(link, relative(chapter, same)),), safe=True)
            return Problem(link.target_span, message, f"the file is called `{relative(chapter, same)}`", fix=fix)
        if near := self.near(path):
            fix = Fix((with_path(link, relative(chapter, near)),))
            return Problem(link.target_span, message, f"did you mean `{relative(chapter, near)}`?", fix=fix)
        return Problem(link.target_span, message, "correct the path, or add the file")


def relative(chapter: Chapter, path: str) -> str:
    """A file's path as a link of a chapter writes it."""
    return _MARKS.sub(lambda mark: quote(mark[0]), posixpath.relpath(path, posixpath.dirname(chapter.path) or "."))


def with_path(link: Link, path: str) -> Edit:
    """The edit that puts a path in place of a link's, whose query and fragment stay."""
    written = re.split(r"[?#]", link.target, maxsplit=1)[0]
    start = link.target_span.start
    return Edit(link.target_span.source.span(start, start + len(written)), path)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _name(path: str) -> str:
    """What a path is called, among its folder's others: a folder's index goes by the name of the folder."""
    folder, name = posixpath.split(path)
    return f"{posixpath.basename(folder)}/" if name in _INDEXES else name


def _by(key: Callable[[str], str], paths: Iterable[str]) -> dict[str, str]:
    """The paths by a key of theirs, without those that share it with another."""
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(key(path), []).append(path)
    return {name: several[0] for name, several in found.items() if len(several) == 1}
