import json

import pytest
from click.testing import CliRunner
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
    assert told("ash:\n  url: ash.example\nbirch: [Bea]\ncedar:\n") == [
        "1:1: `name` is missing; The person's name as it is printed: `Ann Ash`.",
        "2:8: `ash.example` has another form; The person's page: `https://...`.",
        "3:8: this is no text or a mapping of names to values; A name alone, or what is known of the person.",
        "4:7: this is empty; A name alone, or what is known of the person.",
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
    assert read(Source("docs/authors.yml", "# nobody yet\n"), "authors") == (None, ())


def test_an_editor_gets_the_schemas_from_the_command():
    listed = CliRunner().invoke(main, ["schema"])
    assert listed.stdout.split() == list(SCHEMAS)
    for name in SCHEMAS:
        Draft202012Validator.check_schema(json.loads(CliRunner().invoke(main, ["schema", name]).stdout))
    assert CliRunner().invoke(main, ["schema", "autors"]).exit_code == 2
