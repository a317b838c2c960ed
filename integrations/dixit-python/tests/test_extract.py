"""What is read, and how it is given back."""

import copy
import json
import pickle
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import Any

import dixit
import pytest
from conftest import TEXT


def spans(record: Any) -> Iterator[dixit.Span]:
    """Every span of a record."""
    if isinstance(record, dixit.Span):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from spans(item)
    elif is_dataclass(record):
        for it in fields(record):
            yield from spans(getattr(record, it.name))


def test_a_text_gives_records() -> None:
    document = dixit.extract(TEXT)
    said = {
        document.words(quote.content[0]): quote.speaker and document.speaker_name(quote.speaker)
        for quote in document.quotes
    }
    assert said["We will sail,"] == "Ilze Kalniņa"
    assert said["So does Germany."] == "Germany"
    first = document.people[0]
    assert (first.name, first.key) == ("Ilze Kalniņa", None)
    assert [document.words(mention.span) for mention in first.mentions][:2] == ["Ilze Kalniņa", "Kalniņa"]
    holding = first.holds[0]
    assert holding.tenure == "former"
    assert document.offices[holding.office].class_ == "minister"
    assert document.offices[holding.office].scope == dixit.Scope(country="LV")
    parts = next(quote for quote in document.quotes if len(quote.content) == 2)
    assert [document.words(part) for part in parts.content] == ["The ice,", "is thin."]
    assert any(quote.via and document.words(quote.via) == "Reuters" for quote in document.quotes)
    assert all(quote.confidence == round(quote.confidence, 3) for quote in document.quotes)


def test_offsets_are_those_of_python(articles: dict[str, str]) -> None:
    """The words beside the offsets in the tables were taken from the bytes, so they are a second opinion."""
    for text in [TEXT, *articles.values(), "🙂" * 300 + TEXT]:
        document = dixit.extract(text)
        tables = dixit.extract_tables([text])
        words: dict[tuple[int, int], str] = {}
        for row in (row for table in tables.values() for row in rows(table)):
            collect(row, words)
        found = list(spans(document))
        assert found
        for span in found:
            assert text[span.start : span.end] == words[span.start, span.end]
            assert span.of(text) == document.words(span)


def rows(table: dixit.Table) -> list[dict[str, Any]]:
    pyarrow = pytest.importorskip("pyarrow")
    listed: list[dict[str, Any]] = pyarrow.table(table).to_pylist()
    return listed


def collect(value: Any, words: dict[tuple[int, int], str]) -> None:
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            words[value["start"], value["end"]] = value["text"]
        for cell in value.values():
            collect(cell, words)
    elif isinstance(value, list):
        for item in value:
            collect(item, words)


@pytest.mark.parametrize("text", ["", " ", "“", "\0", "“" * 10_000, "🙂“👩‍👩‍👧” said Ada Lind.", "A" * 100_000])
def test_any_text_can_be_read(text: str) -> None:
    document = dixit.extract(text)
    assert document.text == text
    assert all(0 <= span.start <= span.end <= len(text) for span in spans(document))


def test_what_is_no_text_is_an_error() -> None:
    for nothing in (None, 1, b"bytes", float("nan")):
        with pytest.raises(TypeError):
            dixit.extract(nothing)  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            dixit.extract_many([TEXT, nothing])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="several strings"):
        dixit.extract_many(TEXT)
    with pytest.raises(UnicodeEncodeError):
        dixit.extract("half a pair: \ud83d")


def test_records_are_values() -> None:
    document, again = dixit.extract(TEXT), dixit.extract(TEXT)
    assert document == again and hash(document) == hash(again)
    assert document != dixit.extract(TEXT + " ")
    assert pickle.loads(pickle.dumps(document)) == document
    assert copy.deepcopy(document) == document
    with pytest.raises(FrozenInstanceError):
        document.people[0].name = "Ilse"  # type: ignore[misc]
    assert repr(document).startswith(f"<Document people={len(document.people)}, offices=")
    assert repr(dixit.Span(1, 2)) == "Span(start=1, end=2)"


def test_to_dict_is_json() -> None:
    document = dixit.extract(TEXT)
    plain = json.loads(json.dumps(document.to_dict()))
    assert plain == document.to_dict()
    assert list(plain) == ["schema", "people", "offices", "countries", "organizations", "quotes"]
    assert plain["offices"][0]["class"] == "minister"
    assert "key" not in plain["people"][0]
    assert plain["quotes"][0]["span"] == {"start": document.quotes[0].span.start, "end": document.quotes[0].span.end}
    assert dixit.extract("").to_dict() == {
        "schema": 1, "people": [], "offices": [], "countries": [], "organizations": [], "quotes": []
    }


def test_names_of_your_own() -> None:
    table = "key\tname\tform\norg:harbour-watch\tHarbour Watch\tname\n"
    text = "Ana Lopes of Harbour Watch went to Riga."
    assert not dixit.extract(text).organizations
    own = dixit.Extractor([table])
    assert [it.key for it in own.extract(text).organizations] == ["org:harbour-watch"]
    assert [it.code for it in own.extract("Latvia waits.").countries] == ["LV"]
    alone = dixit.Extractor([table], bundled=False)
    assert not alone.extract("Latvia waits.").countries
    assert alone.extract_many([text])[0].organizations
    with pytest.raises(ValueError, match="2"):
        dixit.Extractor(["key\tname\nharbour\tHarbour\n"])
