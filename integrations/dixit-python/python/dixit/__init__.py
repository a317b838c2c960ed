"""Reads news text: the people, offices and countries in it, and every quotation with the one who said it.

>>> import dixit
>>> document = dixit.extract("“We will sail,” said Ilze Kalniņa.")
>>> quote = document.quotes[0]
>>> document.words(quote.content[0])
'We will sail,'
>>> document.speaker_name(quote.speaker)
'Ilze Kalniņa'

Offsets count code points, so ``text[span.start:span.end]`` is what a span stands for.
"""

from ._dixit import Extractor, Table, __version__, extract, extract_many, extract_tables
from ._records import (
    Alternative,
    Country,
    CueClass,
    Document,
    EntryKind,
    Evidence,
    Form,
    Holding,
    Mention,
    Office,
    OfficeClass,
    Organization,
    Pattern,
    Person,
    Quote,
    QuoteKind,
    Scope,
    Span,
    Speaker,
    SpeakerType,
    TableName,
    Tenure,
)

__all__ = [
    "Alternative",
    "Country",
    "CueClass",
    "Document",
    "EntryKind",
    "Evidence",
    "Extractor",
    "Form",
    "Holding",
    "Mention",
    "Office",
    "OfficeClass",
    "Organization",
    "Pattern",
    "Person",
    "Quote",
    "QuoteKind",
    "Scope",
    "Span",
    "Speaker",
    "SpeakerType",
    "Table",
    "TableName",
    "Tenure",
    "__version__",
    "extract",
    "extract_many",
    "extract_tables",
]
