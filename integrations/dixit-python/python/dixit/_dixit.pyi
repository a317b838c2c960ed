from collections.abc import Iterable, Sequence
from typing import final

from ._records import Document, TableName

__all__ = ["Extractor", "Table", "__version__", "extract", "extract_many", "extract_tables"]

__version__: str

def extract(text: str) -> Document:
    """Reads one text."""

def extract_many(texts: Iterable[str]) -> list[Document]:
    """Reads many texts on all cores."""

def extract_tables(texts: Iterable[str], ids: Iterable[str] | None = None) -> dict[TableName, Table]:
    """Reads many texts on all cores; what is found stays in Arrow's memory."""

@final
class Extractor:
    """Reads texts with names of your own."""

    def __new__(cls, tables: Sequence[str] = ..., *, bundled: bool = True) -> Extractor: ...
    def extract(self, text: str) -> Document:
        """Reads one text."""

    def extract_many(self, texts: Iterable[str]) -> list[Document]:
        """Reads many texts on all cores."""

    def extract_tables(self, texts: Iterable[str], ids: Iterable[str] | None = None) -> dict[TableName, Table]:
        """Reads many texts on all cores; what is found stays in Arrow's memory."""

@final
class Table:
    """A table in Arrow's memory."""

    @property
    def name(self) -> TableName:
        """What it is called."""

    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""

    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
