"""The dataclasses are those of the JSON format."""

import json
from dataclasses import fields
from typing import Any, get_args

import dixit
import pytest
from conftest import ROOT
from dixit import _records

SCHEMA = json.loads((ROOT / "schemas" / "document-v1.json").read_text(encoding="utf-8"))


def records() -> dict[str, dict[str, Any]]:
    """The definitions that are records, those that stand where they are used (`alternatives`) included."""
    found = {name: it for name, it in SCHEMA["$defs"].items() if "properties" in it or "oneOf" in it}
    for definition in list(found.values()):
        for name, it in definition.get("properties", {}).items():
            if "properties" in it.get("items", {}):
                found[name.removesuffix("s")] = it["items"]
    return {"document": SCHEMA, **found}


def properties(definition: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The properties of a definition, and of each of its alternatives."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in definition.get("oneOf", [definition]):
        for name, it in one["properties"].items():
            found.setdefault(name, []).append(it)
    return found


RECORDS = records()


@pytest.mark.parametrize("name", RECORDS)
def test_each_record_has_the_fields_of_the_format(name: str) -> None:
    record = getattr(dixit, name.capitalize())
    own = {it.name.rstrip("_") for it in fields(record)}
    assert own - {"text"} == set(properties(RECORDS[name]))


@pytest.mark.parametrize("name", RECORDS)
def test_each_field_has_the_words_of_the_format(name: str) -> None:
    record = getattr(dixit, name.capitalize())
    for it in fields(record):
        alternatives = properties(RECORDS[name]).get(it.name.rstrip("_"), [])
        words = [word for one in alternatives for word in one.get("enum", [one["const"]] if "const" in one else [])]
        why = it.type == "str | None"
        if words and isinstance(words[0], str) and not why:
            literal = getattr(_records, it.type.removesuffix(" | None"))
            assert list(get_args(literal)) == words
