"""The forge where a survey's sources are kept: where it shows, edits and discusses a document.

MkDocs' settings `repo_url` and `edit_uri` say where that is. Forges of one kind share the shape of their addresses; of
one whose kind nobody can tell nothing is said, since a link that leads nowhere is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from livingsurvey.config import Settings


@dataclass(frozen=True)
class _Kind:
    """How the forges of one program form addresses, below that of a repository; `sign` is what tells them by a host."""

    sign: re.Pattern[str]
    edit: str
    history: str
    issue: str
    version: str


_KINDS = (
    _Kind(
        re.compile("github"),
        "edit/{branch}/{path}",
        "commits/{branch}/{path}",
        "issues/new?title={title}",
        "blob/{commit}/{path}",
    ),
    _Kind(
        re.compile("gitlab"),
        "-/edit/{branch}/{path}",
        "-/commits/{branch}/{path}",
        "-/issues/new?issue%5Btitle%5D={title}",
        "-/blob/{commit}/{path}",
    ),
    _Kind(
        re.compile("codeberg|forgejo|gitea"),
        "_edit/{branch}/{path}",
        "commits/branch/{branch}/{path}",
        "issues/new?title={title}",
        "src/commit/{commit}/{path}",
    ),
)
# What stands before the branch in the address of a file, as people have it in `edit_uri`.
_BRANCH = re.compile(r"(?:-/)?(?:_?edit|blob|tree|raw|src/branch)/(?P<branch>[^/?#]+)/(?P<folder>[^?#]*)")


@dataclass(frozen=True)
class Forge:
    """A repository on a forge of known kind. `branch` is empty where `edit_uri` does not name one."""

    address: str
    kind: _Kind
    branch: str = ""
    folder: str = ""

    def edit(self, path: str) -> str:
        """Where somebody can edit a document, named by its path below the documents' folder; else empty."""
        return self._of_file(self.kind.edit, path)

    def history(self, path: str) -> str:
        """Where the changes of a document are listed; else empty."""
        return self._of_file(self.kind.history, path)

    def version(self, commit: str, path: str) -> str:
        """Where a file, named by its path below the repository's root, is shown as a commit left it."""
        return self.address + self.kind.version.format(commit=commit, path=quote(path))

    def issue(self, title: str) -> str:
        """Where a new issue is opened, with a title to begin with."""
        return self.address + self.kind.issue.format(title=quote(title, safe=""))

    def _of_file(self, form: str, path: str) -> str:
        return self.address + form.format(branch=self.branch, path=self.folder + quote(path)) if self.branch else ""


def forge(settings: Settings) -> Forge | None:
    """The forge that the settings name; `None` if they name none, or one of a kind that we do not know."""
    address = settings.repo_url.rstrip("/").removesuffix(".git") + "/"
    parts = urlsplit(address)
    kind = next((kind for kind in _KINDS if kind.sign.search(parts.hostname or "")), None)
    if kind is None or parts.scheme not in ("http", "https") or parts.path == "/":
        return None
    found = _BRANCH.fullmatch(urljoin(address, settings.edit_uri).removeprefix(address))
    if found is None:
        return Forge(address, kind)
    folder = found["folder"].strip("/")
    return Forge(address, kind, found["branch"], f"{folder}/" if folder else "")
