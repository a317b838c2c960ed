"""Tables of Arrow, in the libraries that read them."""

from typing import get_args

import dixit
import pytest
from conftest import TEXT

TEXTS = [TEXT, "Nobody spoke.", "“No,” said Ada Lind."]


def test_tables_hold_what_the_records_hold() -> None:
    tables = dixit.extract_tables(TEXTS, ["a", "b", "c"])
    documents = dict(zip("abc", dixit.extract_many(TEXTS)))
    assert list(tables) == [table.name for table in tables.values()] == list(get_args(dixit.TableName))
    for name in ("people", "offices", "countries", "organizations", "quotes"):
        assert len(tables[name]) == sum(len(getattr(document, name)) for document in documents.values())
    assert len(tables["documents"]) == 3
    assert tables["quotes"].column_names[:2] == ["document", "quote"]
    assert repr(tables["documents"]) == "<Table documents: 3 rows>"

    pyarrow = pytest.importorskip("pyarrow")
    rows = pyarrow.table(tables["quotes"]).to_pylist()
    for row in rows:
        document = documents[row["document"]]
        quote = document.quotes[row["quote"]]
        assert row["words"]["text"] == document.words(quote.span)
        assert (row["words"]["start"], row["words"]["end"]) == (quote.span.start, quote.span.end)
        assert (row["speaker"] and row["speaker"]["name"]) == (quote.speaker and document.speaker_name(quote.speaker))
        assert round(row["confidence"], 3) == quote.confidence
    assert {row["document"] for row in rows} == {"a", "c"}
    # What was handed out once can be handed out again, and outlives the table.
    first, again = pyarrow.table(tables["quotes"]), pyarrow.table(tables["quotes"])
    del tables
    assert first == again


def test_ids() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = dixit.extract_tables(iter(TEXTS))["documents"]
    assert pyarrow.table(table)["document"].to_pylist() == ["0", "1", "2"]
    with pytest.raises(ValueError, match="1 ids for 3 texts"):
        dixit.extract_tables(TEXTS, ["a"])
    with pytest.raises(TypeError):
        dixit.extract_tables(TEXTS, [1, 2, 3])  # type: ignore[list-item]


def test_a_table_without_rows_has_columns() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = dixit.extract_tables([])["quotes"]
    assert len(table) == 0
    assert pyarrow.table(table).column_names == table.column_names
    assert pyarrow.schema(table).metadata == {b"dixit.offsets": b"chars"}


def test_polars() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(dixit.extract_tables(TEXTS)["quotes"])
    assert frame.filter(polars.col("document") == "2")["speaker"].struct.field("name").to_list() == ["Ada Lind"]


def test_pandas() -> None:
    pandas = pytest.importorskip("pandas", minversion="3")
    frame = pandas.DataFrame.from_arrow(dixit.extract_tables(TEXTS)["people"])
    assert frame[frame.document == "2"].name.to_list() == ["Ada Lind"]
