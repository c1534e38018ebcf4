import json

import pytest
from jsonschema import Draft202012Validator

from citewell import __version__
from citewell.model.schema import schema_names

QUESTION = "Should I keep taking Dupixent for severe asthma although I still cough?"


def test_version(run):
    assert run("version").stdout == f"citewell {__version__}\n"
    assert json.loads(run("version", "--json").stdout) == {"citewell": __version__}


def test_parts(run):
    parts = json.loads(run("version", "--parts", "--json").stdout)
    assert parts["checking/quantities"].startswith("v")
    assert {"composing/article", "writing/extractive", "pylance", "python"} <= set(parts)
    assert "checking/quantities v" in run("version", "--parts").stdout


@pytest.mark.parametrize("noun", schema_names())
def test_schemas_are_valid(run, noun):
    schema = json.loads(run("schema", noun).stdout)
    Draft202012Validator.check_schema(schema)
    assert ">>>" not in json.dumps(schema)
    assert run("schema", noun.upper(), "--json").stdout == run("schema", noun).stdout


def test_articles_fit_the_schema(held):
    schema = json.loads(held("schema").stdout)
    Draft202012Validator(schema).validate(json.loads(held("ask", QUESTION, "--json").stdout))
