import json
import re
from pathlib import Path

import pytest
import yaml as yaml_of_others
from click.testing import CliRunner
from in_memory import REPOSITORY
from jsonschema import Draft202012Validator

from livingsurvey.cli import main
from livingsurvey.model.shape import SCHEMAS, misfits, read, schema_text
from livingsurvey.syntax import yaml
from livingsurvey.syntax.source import Source


def told(text: str, schema: str = "authors") -> list[str]:
    root = yaml.parse(Source("docs/authors.yml", text))
    assert root
    return [
        f"{each.span.position[0]}:{each.span.position[1]}: {each.message}; {each.hint}"
        for each in misfits(root, schema)
    ]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_explains_each_property(name: str):
    schema = json.loads(schema_text(name))
    Draft202012Validator.check_schema(schema)
    assert schema["description"]

    def properties(part: object):
        if isinstance(part, dict):
            yield from part.get("properties", {}).items() if isinstance(part.get("properties"), dict) else ()
            for inner in part.values():
                yield from properties(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from properties(inner)

    assert [name for name, of in properties(schema) if not (of.get("description") or "$ref" in of)] == []


def test_what_fits_is_silent():
    assert told("ash:\n  name: Ann Ash\n  url: https://ash.example\nbirch: Bea Birch\n") == []


def test_a_misfit_is_told_with_its_place_and_its_remedy():
    person = "The person's name, or `name: Ann Ash` and what else is known, each on a line below the id."
    assert told("ash:\n  url: ash.example\nbirch: [Bea]\ncedar:\n") == [
        "1:1: `name` is missing; The person's name as it is printed: `Ann Ash`.",
        "2:8: `ash.example` has another form; The person's page: `https://...`.",
        f"3:8: `birch` is neither a text nor a mapping of names to values; {person}",
        f"4:7: `cedar` is empty; {person}",
    ]


def test_a_number_where_a_text_is_due_only_lacks_its_quotes():
    root = yaml.parse(Source("docs/authors.yml", "ash:\n  name: Ann\n  affiliation: 1984\n"))
    assert root
    (problem,) = misfits(root, "authors")
    assert problem.fix
    assert problem.fix.safe
    assert problem.fix.edits[0].text == '"1984"'


def test_a_file_that_is_no_yaml_or_explodes_is_told_and_left_unread():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 60)]
    for text, message in (("\n".join(lines), "aliases make this file huge"), ("a: [", "this is no YAML: ")):
        root, (problem,) = read(Source("docs/authors.yml", text), "authors")
        assert root is None
        assert problem.message.startswith(message)


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_empty_file_is_told_and_one_of_remarks_only_where_it_is_shown_as_a_whole(name: str):
    for text in ("", "\n", "# nobody yet\n"):
        root, problems = read(Source(f"docs/{name}.yml", text), name)
        assert root is None
        if "#" in text and name in ("authors", "glossary", "taxonomy"):
            assert problems == ()
        else:
            (problem,) = problems
            assert problem.message == "this file is empty"
            assert f"survey schema {name}" in str(problem.hint)


def test_an_editor_gets_the_schemas_from_the_command():
    listed = CliRunner().invoke(main, ["schema"])
    assert listed.stdout.split() == list(SCHEMAS)
    for name in SCHEMAS:
        Draft202012Validator.check_schema(json.loads(CliRunner().invoke(main, ["schema", name]).stdout))
    assert CliRunner().invoke(main, ["schema", "autors"]).exit_code == 2


class PlainLoader(yaml_of_others.SafeLoader):
    """YAML as JSON has it: a date is a text."""


PlainLoader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for sign, resolvers in yaml_of_others.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize(
    "file", sorted((REPOSITORY / "docs").rglob("*.yml")), ids=lambda file: file.relative_to(REPOSITORY).as_posix()
)
def test_our_data_files_fit_the_schemas_that_they_name_for_editors(file: Path):
    text = file.read_text("utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    schema = (file.parent / named[1]).resolve()
    kind = file.parent.name.removesuffix("s") if file.parent.name != "docs" else file.stem
    assert schema.read_text("utf-8") == schema_text(kind)
    data = yaml_of_others.load(text, PlainLoader)
    validator = Draft202012Validator(json.loads(schema_text(kind)), format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(data)] == []
    assert data
    assert not validator.is_valid([data])
