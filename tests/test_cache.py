"""What is kept of a store from one run to the next: it changes nothing but the time, and nothing breaks it."""

from __future__ import annotations

import ast
import json
import os
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from in_memory import REPOSITORY
from test_laws_bibtex import law, wild

import livingsurvey
from livingsurvey.cache import FOLDER, WORTHWHILE, Folder, Readings
from livingsurvey.cache import folder as on_disk
from livingsurvey.model import reading
from livingsurvey.model.bibliography import Bibliography
from livingsurvey.model.reading import Reader
from livingsurvey.model.recalled import Recalled, facts
from livingsurvey.syntax.source import Source

STORE = (
    Source("a.bib", """\
@string{jmlr = "Journal of {ML}"}
@xdata{x, note = {n}}
@misc{a, title = {M{\\"u}ller}}
"""),
    Source("b.bib", """\
@article{b, author = {Ash, Ann and de la Bo{\\'e}tie, {\\'E}. and {Some Body} and others},
  editor = {Beech, Bo}, journal = jmlr, year = 2020, xdata = {x}, ids = {old}}
@misc{a, note = {twice}}
@misc{
"""),
    Source("c.bib", "@misc{a, note = {corrected}} @misc{c, crossref = {b}}\n"),
)  # fmt: skip
FACTS = "key type fields authors editors year venue doi arxiv url inherited entry".split()
MANAGED = frozenset({"a.bib", "b.bib"})


def cache(folder: Path, room: int = 10**6) -> Reader:
    """Who reads .bib files with the help of a folder."""
    return Readings(Folder(folder, room)).read


def seen(bibliography: Bibliography) -> list[object]:
    """All that anybody can learn of a store."""
    return [
        [{name: getattr(reference, name) for name in FACTS} for reference in bibliography.typed],
        [list(reference.fields) for reference in bibliography.typed],
        list(bibliography.references),
        list(bibliography.stored),
        list(bibliography.problems),
        bibliography.broken,
        bibliography.duplicates,
        bibliography.corrections,
        bibliography.aliases,
        bibliography.ties,
        bibliography.files,
    ]


def remembered(sources: tuple[Source, ...], managed: frozenset[str] = frozenset()) -> Bibliography:
    """The store as told from what a reading of the same files found, by way of JSON."""

    def recall(source: Source, known: Any) -> reading.Reading:
        found = json.loads(json.dumps(facts(reading.Reading(source, known))))
        return Recalled(source, known, found)

    return Bibliography(sources, managed, recall)


def test_what_is_remembered_of_our_own_store_is_what_stands_there() -> None:
    sources = tuple(Source.read(file, REPOSITORY) for file in sorted((REPOSITORY / "bibliography").glob("*.bib")))
    assert len(remembered(sources).references) > 50
    assert seen(remembered(sources)) == seen(Bibliography(sources))


def test_corrections_ties_and_macros_are_as_without_memory() -> None:
    assert seen(remembered(STORE, MANAGED)) == seen(Bibliography(STORE, MANAGED))
    assert remembered(STORE).references["b"]["journal"] == "Journal of ML"


@law
@given(wild)
def test_what_is_remembered_of_any_text_is_what_stands_there(text: str) -> None:
    sources = (Source("a.bib", text), Source("b.bib", text + "@misc{one:2020, crossref = {two}}"))
    for managed in (frozenset[str](), frozenset({"a.bib"})):
        assert seen(remembered(sources, managed)) == seen(Bibliography(sources, managed))


def test_the_second_reading_needs_no_look_into_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Bibliography(STORE[:1], reader=cache(tmp_path))
    assert first.references["a"].title == "Müller"
    monkeypatch.delattr(reading, "scan")
    again = Bibliography(STORE[:1], reader=cache(tmp_path))
    assert again.references["a"].title == "Müller"


def test_a_text_that_changed_or_other_macros_before_it_are_read_anew(tmp_path: Path) -> None:
    def journal(macro: str, year: str) -> tuple[str, str]:
        sources = (
            Source("a.bib", f"@string{{j = {{{macro}}}}}"),
            Source("b.bib", f"@misc{{b, journal = j, year = {year}}}"),
        )
        reference = Bibliography(sources, reader=cache(tmp_path)).references["b"]
        return reference["journal"], reference.year

    for asked in (("One", "2020"), ("Two", "2020"), ("Two", "2021"), ("One", "2020")):
        assert journal(*asked) == asked


def written(folder: Path) -> Path:
    """The file in which a cache keeps what it knows of the first file of our store."""
    cache(folder)(STORE[0], {})
    (file,) = folder.glob("*.txt")
    return file


def forged(change: Callable[[dict[str, Any]], object]) -> Callable[[bytes], bytes]:
    """A file whose checksum is right and whose facts are not."""

    def forge(data: bytes) -> bytes:
        given = json.loads(data.partition(b"\n")[2])
        change(given)
        return under_checksum(json.dumps(given).encode())

    return forge


def under_checksum(text: bytes) -> bytes:
    return blake2b(text, digest_size=20).hexdigest().encode() + b"\n" + text


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut off": lambda data: data[:-3],
    "a letter": lambda data: data.replace(b"ller", b"lfer"),
    "no JSON": lambda data: b"\x00\xff",
    "a list": lambda data: under_checksum(b"[1]"),
    "endless": lambda data: under_checksum(b"[" * 100_000),
    "no keys": forged(lambda given: given.pop("keys")),
    "a key too many": forged(lambda given: given["keys"].append("z")),
    "a value too few": forged(lambda given: given["values"].pop()),
    "numbers for texts": forged(lambda given: given.update(values=[1] * len(given["values"]))),
    "texts for numbers": forged(lambda given: given.update(shape=["0"] * len(given["shape"]))),
    "a shape that is not there": forged(lambda given: given.update(shape=[9] * len(given["shape"]))),
    "a negative shape": forged(lambda given: given.update(shape=[-1] * len(given["shape"]))),
    "half a name": forged(lambda given: given["people"].append("Ash")),
    "names of nobody": forged(lambda given: given.update(persons=[7], counts=[2, *given["counts"][1:]])),
    "odd macros": forged(lambda given: given.update(macros={"a": 1})),
    "odd shapes": forged(lambda given: given.update(shapes=[[1]])),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_as_none_and_is_written_anew(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    file = written(tmp_path)
    sound = file.read_bytes()
    file.write_bytes(damage(sound))
    assert file.read_bytes() != sound
    found = Bibliography(STORE[:1], reader=cache(tmp_path))
    assert seen(found) == seen(Bibliography(STORE[:1]))
    assert file.read_bytes() == sound


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    file = written(tmp_path / "taken")
    file.unlink()
    file.mkdir()
    for place in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / "taken"):
        assert seen(Bibliography(STORE[:1], reader=cache(place))) == seen(Bibliography(STORE[:1]))
    assert not list((tmp_path / "taken").glob("*.new"))


def test_the_folder_does_not_grow_and_what_was_used_last_stays(tmp_path: Path) -> None:
    last = written(tmp_path)
    size = last.stat().st_size
    read = cache(tmp_path, 4 * size)
    others = tmp_path / "notes.txt"
    others.write_text("x" * 10 * size)
    for year in range(2000, 2020):
        for file in tmp_path.glob("*.txt"):  # time passes
            os.utime(file, ns=(0, file.stat().st_mtime_ns - 10**9))
        read(STORE[0], {})
        read(Source("a.bib", f"@misc{{a, title = {{T}}, year = {year}}}"), {})
    kept = set(tmp_path.glob("*.txt"))
    assert {last, others} < kept
    assert sum(file.stat().st_size for file in kept - {others}) <= 4 * size


def test_no_file_outside_is_touched_through_links(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / ".gitignore").symlink_to(mine)
    written(folder)
    assert mine.read_text() == "mine"


def test_nothing_is_believed_that_came_with_a_copy(tmp_path: Path) -> None:
    forged = forge_title(written(tmp_path / "one"))
    assert cache(tmp_path / "one")(STORE[0], {}).references[-1].title == "Forged"
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    assert (tmp_path / "two" / forged.name).exists()
    assert cache(tmp_path / "two")(STORE[0], {}).references[-1].title == "Müller"


def forge_title(file: Path) -> Path:
    """Another title in a file, under the right checksum."""
    forge = forged(lambda given: given.update(values=[value.replace("Müller", "Forged") for value in given["values"]]))
    file.write_bytes(forge(file.read_bytes()))
    return file


def test_other_code_of_ours_believes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(tmp_path)
    monkeypatch.setattr(on_disk, "_code", lambda: b"another version")
    assert cache(tmp_path)(STORE[0], {}).references[-1].title == "Müller"
    assert set(tmp_path.glob("*.txt")) > {first}


def test_without_its_code_as_text_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_disk, "_code", lambda: b"")
    assert cache(tmp_path)(STORE[0], {}).references[-1].title == "Müller"
    assert not list(tmp_path.glob("*.txt"))


def test_the_code_that_decides_what_is_found_is_known() -> None:
    """Every package that the rooms import whose code is in the seal is in it as well, by its version."""
    modules = [file for room in on_disk._ROOMS for file in (Path(livingsurvey.__file__).parent / room).rglob("*.py")]
    imported = {
        name.split(".")[0]
        for file in modules
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        for name in (
            [each.name for each in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", "")]
        )
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    packages = metadata.packages_distributions()
    others = {packages[name][0] for name in imported - set(sys.stdlib_module_names) - {"livingsurvey"}}
    assert {name.lower() for name in others} <= set(on_disk.PACKAGES)


def test_many_at_once_do_no_harm(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        stores = [Bibliography(STORE, reader=cache(tmp_path)) for _ in range(16)]
        expected = seen(Bibliography(STORE))
        assert all(found == expected for found in pool.map(seen, stores))
    assert len(list(tmp_path.glob("*.txt"))) == len(STORE)
    assert not list(tmp_path.glob("*.new"))


def test_a_large_survey_keeps_what_it_knows_beside_its_settings_and_a_small_one_nothing(tmp_path: Path) -> None:
    for name, entries in (("small", 10), ("large", WORTHWHILE // 20)):
        folder = tmp_path / name
        (folder / "docs").mkdir(parents=True)
        (folder / "bibliography").mkdir()
        (folder / "mkdocs.yml").write_text("site_name: Test\n")
        text = "".join(f"@misc{{k{number}, note = {{n}}}}\n" for number in range(entries))
        (folder / "bibliography/a.bib").write_text(text)
        before = {file.relative_to(folder).as_posix() for file in folder.rglob("*")}
        assert len(livingsurvey.load(folder).references) == entries
        assert [reference["note"] for reference in livingsurvey.load(folder).references.values()] == ["n"] * entries
        added = {file.relative_to(folder).as_posix() for file in folder.rglob("*")} - before
        assert all(path.startswith(".cache") for path in added)
        assert any(path.startswith(FOLDER + "/") for path in added) == (name == "large")
