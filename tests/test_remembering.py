"""What a check remembers and what it leaves to other processes change its time and nothing else."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from in_memory import REPOSITORY, survey_of
from test_laws_bibtex import EFFORT, law

import livingsurvey
from livingsurvey.cache import FOLDER, Folder, Shelves
from livingsurvey.check import checker
from livingsurvey.check.reporters import as_json
from livingsurvey.check.rule import AnyRule, Rule
from livingsurvey.check.rules import RULES
from livingsurvey.check.running import crew
from livingsurvey.model.recalled_document import KEPT, facts, recalled
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source

DAY = datetime.date(2026, 6, 1)
FILES = {
    "mkdocs.yml": "site_name: T\nnav:\n  - index.md\n  - One: one.md\n  - gone.md\n",
    "docs/index.md": "---\ntitle: T\n---\n\nSee [one](one.md#first), [@a; @nobody] and [two](two.md).\n",
    "docs/one.md": "# First\n\nWhat @b says of $\\frac{1$ and [@a, p. 3].\n\n![x](x.svg){#fig-x}\n",
    "docs/part/two.md": "## Second\r\n\r\n\\emph{x} [back](../index.md#none) @c\r\n",
    "bibliography/a.bib": "@misc{a, title = {A}, author = {Ash, Ann}, year = 2020,}\n@misc{b, title = {B}}\n",
    "bibliography/b.bib": "@misc{a, title = {of of}, pages = {3-4}}\n",
    "docs/glossary.yml": "First: {definition: 'It''s a mean [@a; @a, p. ??]. [@b]'}\nSecond: Not [12].\n",
    "docs/tables/ways.yml": "title: W\ncolumns: [{id: c, type: text}]\nrows: [{id: r, cells: {c: '5 [@a; @a]'}}]\n",
}  # fmt: skip
TABLE = FILES["docs/tables/ways.yml"]
# What an author may do between two checks: put a text in the place of another, or take a file away.
TEXTS = {
    "mkdocs.yml": [FILES["mkdocs.yml"], "site_name: T\n", "site_name: T\nextra: {survey: {style: apa, length: "
                   "{chapter: {words: [3, 5]}}, severity: {REF: warning}}}\n", "nav: [one.md: One]\n"],
    "docs/index.md": [FILES["docs/index.md"], "# New\n\n[@b]\n", "---\ntitle: [\n---\n", ""],
    "docs/one.md": [FILES["docs/one.md"], FILES["docs/part/two.md"], "# Zero\n\n<script>x</script> \ud800\n", None],
    "docs/part/two.md": [FILES["docs/part/two.md"], FILES["docs/one.md"], None],
    "docs/glossary.yml": [FILES["docs/glossary.yml"], "First: \\citep{a} [@a;\n  @a]\n", "First: [\n", None],
    "docs/tables/ways.yml": [TABLE, TABLE.replace("@a", "@nobody, p. ??"), "title: [\n", "", None],
    "docs/x.svg": ["<svg/>", None],
    "bibliography/a.bib": [FILES["bibliography/a.bib"], "@misc{c, title = {C}}\n", "@misc{\n", None],
    "bibliography/b.bib": [FILES["bibliography/b.bib"], "@misc{b, title = {B}, doi = {x}}\n", None],
}  # fmt: skip
edits = st.sampled_from([(path, text) for path, texts in TEXTS.items() for text in texts])
days = st.sampled_from([None, DAY, DAY + datetime.timedelta(500)])
selections = st.sampled_from([(), ("CIT", "REF001"), ("BIB",), ("DOC", "TEX")])


class Kept:
    """A memory that is nowhere but here; what it holds goes the way of a file all the same."""

    def __init__(self) -> None:
        self.shelves: dict[str, dict[str, str]] = {}

    def recall(self, shelf: str) -> Mapping[str, str]:
        return self.shelves.get(shelf, {})

    def keep(self, shelf: str, records: Mapping[str, str]) -> None:
        assert all(record.isascii() and "\n" not in record and " " not in name for name, record in records.items())
        self.shelves[shelf] = dict(records)


def report(survey: Survey, select: tuple[str, ...] = (), workers: int = 1) -> str:
    """All that a check tells."""
    return as_json(livingsurvey.check(survey, select, workers=workers))


@settings(law, max_examples=60 * EFFORT)  # each is up to 20 checks
@given(st.lists(st.tuples(edits, days, selections), min_size=1, max_size=6))
def test_after_any_edits_a_check_that_remembers_finds_what_a_fresh_one_finds(steps: list[Any]) -> None:
    memory, files = Kept(), dict(FILES)
    for (path, text), day, select in [((None, None), None, ()), *steps]:
        if path:
            files.pop(path, None) if text is None else files.update({path: text})
        survey = replace(survey_of(files), today=day)
        assert report(replace(survey, memory=memory), select) == report(survey, select)
        assert report(replace(survey_of(files), today=day, memory=memory), select) == report(survey, select)


@law
@given(st.text(st.sampled_from("@[]()#!$*`<>-:;,.ab1 \n\r\t{}\u00e4\ud800"), max_size=200))
def test_what_is_kept_of_a_text_is_what_stands_in_it(text: str) -> None:
    document = Document(Source("docs/a.md", text))
    again = recalled(document.source, json.loads(json.dumps(facts(document))))
    for name in KEPT:
        assert name in vars(again), "nothing shall be read anew"
        assert getattr(again, name) == getattr(document, name)


def test_what_is_kept_of_our_own_chapters_is_what_stands_in_them() -> None:
    for file in (REPOSITORY / "docs").rglob("*.md"):
        document = Document(Source.read(file, REPOSITORY))
        again = recalled(document.source, json.loads(json.dumps(facts(document))))
        assert {name: vars(again)[name] for name in KEPT} == {name: getattr(document, name) for name in KEPT}


def counting(rules: tuple[Rule, ...], runs: list[tuple[str, str]]) -> tuple[Rule, ...]:
    """The rules, which write down when they are run on what."""

    def counted(rule: Rule) -> Rule:
        def find(survey: Survey) -> Iterator[Problem]:
            of_file = rule.scope in ("chapter", "text")
            runs.append((rule.code, survey.sources[0].path.removeprefix("docs/") if of_file else rule.scope))
            return rule.find(survey)

        return replace(rule, find=find)

    return tuple(map(counted, rules))


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Which rules were run on what, from now on."""
    found: list[tuple[str, str]] = []
    monkeypatch.setattr(checker, "RULES", counting(RULES, found))
    return found


def test_only_what_changed_is_looked_at_again(runs: list[tuple[str, str]]) -> None:
    memory = Kept()

    def looked_at(**files: str) -> set[str]:
        runs.clear()
        named = {path: files.pop(path.rpartition("/")[2].partition(".")[0], text) for path, text in FILES.items()}
        livingsurvey.check(replace(survey_of(named), today=DAY, memory=memory))
        return {what for _, what in runs}

    of_data = {"glossary.yml", "tables/ways.yml"}
    assert looked_at() == {"index.md", "one.md", "part/two.md", "store", "survey"} | of_data
    assert looked_at() == set()
    assert looked_at(one="# First\n") == {"one.md", "survey"}
    assert looked_at(one="# Fir5t\n") == {"one.md", "survey"}
    assert looked_at(one="# Fir5t\n", b="@misc{b, title = {B}}\n") == {"store", "survey"}
    assert looked_at() == {"one.md", "store", "survey"}
    assert looked_at(ways=TABLE.replace("5", "6")) == {"tables/ways.yml", "survey"}
    assert looked_at() == {"tables/ways.yml", "survey"}
    assert looked_at(mkdocs="site_name: T\nnav: [index.md, {One: one.md}]\n") == {"survey"}
    assert looked_at(mkdocs="site_name: T\nnav: [index.md, {Uno: one.md}]\n") == {"one.md", "survey"}
    assert "index.md" in looked_at(mkdocs="extra: {survey: {length: {chapter: {words: [3, 5]}}}}\n")


def test_another_day_is_news_only_to_rules_that_ask(runs: list[tuple[str, str]]) -> None:
    memory = Kept()
    for day in (DAY, DAY + datetime.timedelta(1)):
        runs.clear()
        livingsurvey.check(replace(survey_of(FILES), today=day, memory=memory))
    assert {code for code, _ in runs} == {rule.code for rule in RULES if isinstance(rule, Rule) and rule.dated}


def test_texts_that_did_not_change_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even by the rules that look at the whole survey: they ask of a text what is kept of it."""
    memory, files = Kept(), {path: text for path, text in FILES.items() if not path.endswith(".yml")}
    files["docs/part/two.md"] += "\nA mean, as stochastic gradient descent (SGD) takes it; SGD is old.\n"
    files["docs/glossary.yml"] = "Link: What leads to [a page](one.md).\n"
    files["docs/linked.md"] = "# Linked\n\nA link leads there.\n"
    report(replace(survey_of(files), memory=memory))
    read: list[tuple[str, str]] = []
    masked, now = Document.masked.func, [""]

    def noted(document: Document) -> str:
        read.append((now[0], document.source.path))
        return masked(document)

    def naming(rule: AnyRule) -> AnyRule:
        def find(survey: Any) -> Iterator[Problem]:
            now[0] = rule.code
            yield from rule.find(survey)

        return replace(rule, find=find)

    monkeypatch.setattr(Document.masked, "func", noted)
    monkeypatch.setattr(checker, "RULES", tuple(map(naming, RULES)))
    report(replace(survey_of({**files, "docs/one.md": "# Else [@a]\n"}), memory=memory))
    # One chapter tells that the glossary's term is used.
    of_glossary = {"glossary/index.md", "docs/linked.md"}
    assert {path for _, path in read} == {"docs/one.md"} | of_glossary, read


def test_a_rule_that_fails_is_asked_again_and_spoils_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def failing(survey: Survey) -> Iterator[Problem]:
        asked.append(survey.chapters[0].path)
        yield Problem(survey.chapters[0].source.span(), "found before it failed")
        raise ZeroDivisionError("no luck")

    monkeypatch.setattr(checker, "RULES", (Rule("TAB998", "error", failing, "chapter"), *RULES))
    survey, memory = survey_of(FILES), Kept()
    first = report(replace(survey, memory=memory))
    assert first.count("no luck") == first.count("found before it failed") == 3
    assert first == report(survey)
    asked.clear()
    assert first == report(replace(survey_of(FILES), memory=memory))
    assert asked == ["index.md", "one.md", "part/two.md"]


def test_no_record_stays_of_what_is_gone() -> None:
    memory = Kept()
    for number in range(5):
        report(replace(survey_of({**FILES, "docs/one.md": f"# {number}\n"}), memory=memory))
    assert {shelf: len(records) for shelf, records in memory.shelves.items()} == {
        "chapters": 5,  # and the data files
        "texts": 3,
        "wholes": 2,
    }


def damaged(change: Callable[[Any], Any]) -> Callable[[str], str]:
    return lambda record: json.dumps(change(json.loads(record)))


def turned(data: Any, change: Callable[[Any], Any]) -> Any:
    """The data with something else in place of every number and text in it."""
    if isinstance(data, dict):
        return {key: turned(value, change) for key, value in data.items()}
    return [turned(value, change) for value in data] if isinstance(data, list) else change(data)


DAMAGES: dict[str, Callable[[str], str]] = {
    "empty": lambda record: "",
    "cut off": lambda record: record[:-2],
    "endless": lambda record: "[" * 100_000,
    "a list": lambda record: "[1]",
    "nothing": lambda record: "null",
    "a number": lambda record: "7",
    "far away": damaged(lambda data: turned(data, lambda value: 10**9 if type(value) is int else value)),
    "before the text": damaged(lambda data: turned(data, lambda value: -1 if type(value) is int else value)),
    "turned": damaged(lambda data: turned(data, lambda value: [] if type(value) is int else value)),
    "flags": damaged(lambda data: turned(data, lambda value: True if type(value) is int else value)),
    "numbers": damaged(lambda data: turned(data, lambda value: 1 if type(value) is str else value)),
    "no parts": damaged(lambda data: {key: [[]] for key in data} if isinstance(data, dict) else [[[]]] * len(data)),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_records_that_are_none_are_as_if_they_were_not_there(damage: Callable[[str], str]) -> None:
    memory = Kept()
    expected = report(replace(survey_of(FILES), memory=memory))
    sound = {shelf: dict(records) for shelf, records in memory.shelves.items()}
    for shelf in sound:
        for others in ([], [other for other in sound if other != shelf]):
            broken = {name: damage(record) for name, record in sound[shelf].items()}
            memory.shelves = {shelf: broken, **{other: sound[other] for other in others}}
            assert report(replace(survey_of(FILES), memory=memory)) == expected
            again = report(replace(survey_of(FILES), memory=memory))
            assert again == expected


def on_disk(folder: Path) -> Shelves:
    return Shelves(Folder(folder, 10**6))


def test_shelves_of_a_folder_hold_what_was_put_there(tmp_path: Path) -> None:
    on_disk(tmp_path).keep("one", {"a": '{"x": 1}', "b": "[]"})
    on_disk(tmp_path).keep("two", {})
    on_disk(tmp_path).keep("one", {"c": "[2]"})
    assert on_disk(tmp_path).recall("one") == {"c": "[2]"}
    assert on_disk(tmp_path).recall("two") == on_disk(tmp_path).recall("three") == {}


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-9], lambda data: b"\xff" + data])
def test_a_damaged_shelf_is_an_empty_one_and_is_written_anew(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    expected = report(survey_of(FILES))
    assert report(replace(survey_of(FILES), memory=on_disk(tmp_path))) == expected
    files = {file: file.read_bytes() for file in tmp_path.glob("*.txt")}
    assert len(files) == 3
    for file, data in files.items():
        file.write_bytes(damage(data))
    assert report(replace(survey_of(FILES), memory=on_disk(tmp_path))) == expected
    assert {file: file.read_bytes() for file in tmp_path.glob("*.txt")} == files


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        assert report(replace(survey_of(FILES), memory=on_disk(place))) == report(survey_of(FILES))


def test_checks_at_the_same_time_do_no_harm(tmp_path: Path) -> None:
    expected = report(survey_of(FILES))
    with ThreadPoolExecutor(8) as pool:
        surveys = [replace(survey_of(FILES), memory=on_disk(tmp_path)) for _ in range(16)]
        assert set(pool.map(report, surveys)) == {expected}
    assert not list(tmp_path.glob("*.new"))
    assert len(list(tmp_path.glob("*.txt"))) == 3


def test_however_many_processes_read_the_report_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "WORTHWHILE", 0)
    monkeypatch.setattr(crew, "_BATCH", 1)
    survey, memory = replace(survey_of(FILES), today=DAY), Kept()
    expected = report(survey)
    assert report(replace(survey, memory=memory), workers=2) == expected
    assert report(replace(survey, memory=memory), workers=1) == expected
    assert report(replace(survey_of(FILES), today=DAY), workers=3) == expected


def test_a_crew_answers_what_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers come from the other process, and are what one would find here."""
    monkeypatch.setattr(crew, "WORTHWHILE", 0)
    survey = survey_of(FILES)
    tasks = [crew.Task(str(number), survey.settings.lasting, None, replace(chapter), "")
             for number, chapter in enumerate(survey.chapters)]  # fmt: skip
    codes = [rule.code for rule in RULES if isinstance(rule, Rule) and rule.scope == "chapter"]
    with crew.Crew(tasks, codes, 2) as started:
        started._futures[0].result(60)
        answers = list(started.answers())
    assert [(task, answer) for task, answer in answers] == list(zip(tasks, crew._answers(tasks, codes), strict=True))


@pytest.mark.parametrize("error", [OSError, ImportError, NotImplementedError])
def test_without_other_processes_this_one_does_it_all(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise error("no processes here")

    monkeypatch.setattr(crew, "WORTHWHILE", 0)
    monkeypatch.setattr(crew, "ProcessPoolExecutor", none)
    assert report(survey_of(FILES), workers=2) == report(survey_of(FILES))


def test_processes_that_die_are_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "WORTHWHILE", 0)
    monkeypatch.setattr(crew, "_begin", exit)
    assert report(survey_of(FILES), workers=2) == report(survey_of(FILES))


def test_a_large_survey_is_remembered_from_one_command_to_the_next(project: Callable[..., Any]) -> None:
    text = "".join(f"Some say so [@a{number}, p. {number}].\n\n" for number in range(8000))
    made = project({**{path: text for path, text in FILES.items() if "\ud800" not in text}, "docs/long.md": text})
    first, second = made.survey("check", "--output-format", "json"), made.survey("check", "--output-format", "json")
    assert first == second
    assert list((made.root / FOLDER).glob("*.txt"))
    made.edit("docs/long.md", "@a7,", "@a,")
    third = made.survey("check", "--output-format", "json")
    assert "a7`" in first.out
    assert "a7`" not in third.out


def test_chapters_stay_read_for_whoever_reads_on() -> None:
    kept, left = replace(survey_of(FILES), memory=Kept()), replace(survey_of(FILES), memory=Kept())
    assert checker.check(kept, keep=True) == checker.check(left)
    assert all("masked" in vars(chapter.document) for chapter in kept.chapters)
    assert not all("masked" in vars(chapter.document) for chapter in left.chapters)  # some are read for their faults
