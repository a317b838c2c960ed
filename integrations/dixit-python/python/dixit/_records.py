"""The records: frozen dataclasses, by which the compiled module gives back what it found.

Each has the fields of the JSON format; what is not there is ``None`` or the empty tuple. The words that say why something was
found (``rule``, ``named_by``, ...) are ``str``, because there will be more of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Literal

Form = Literal[
    "full", "short", "pronoun", "nominal", "name", "adjective", "metonym", "capital", "nested", "title"
]
"""How something is mentioned."""

Tenure = Literal["current", "former", "acting", "elect", "deputy"]
"""Whether an office is held now."""

OfficeClass = Literal[
    "head-of-state",
    "head-of-government",
    "vice-head",
    "minister",
    "deputy-minister",
    "legislator",
    "speaker",
    "party-leader",
    "diplomat",
    "envoy",
    "international-official",
    "spokesperson",
    "military",
    "police",
    "security",
    "judge",
    "prosecutor",
    "governor",
    "mayor",
    "royal",
    "religious",
    "central-banker",
    "civil-servant",
    "adviser",
    "candidate",
    "other",
]
"""What kind of office an office is."""

EntryKind = Literal["person", "office", "country", "body", "outlet", "place", "org", "other"]
"""What an entry of a gazetteer is."""

QuoteKind = Literal["direct", "mixed", "indirect"]
"""How words are reported."""

SpeakerType = Literal["person", "office", "country", "organization", "other"]
"""What a speaker is."""

Pattern = Literal[
    "source-cue-quote",
    "quote-source-cue",
    "quote-cue-source",
    "cue-source-quote",
    "source-only",
    "continuation",
    "nobody",
]
"""How source, cue and quotation stand to each other."""

CueClass = Literal[
    "say", "tell", "write", "ask", "think", "claim-noun", "report", "show", "call", "according", "laugh", "other"
]
"""What kind of words introduce a quotation."""

TableName = Literal["documents", "people", "offices", "holdings", "countries", "organizations", "mentions", "quotes"]
"""What the tables of ``extract_tables`` are called."""


def _plain(value: Any) -> Any:
    if isinstance(value, _Record):
        return value.to_dict()
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


class _Record:
    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dicts, lists, strings and numbers: the JSON format, with offsets in code points.

        Where a field has its default, it is left out.
        """
        return {
            it.name.rstrip("_"): _plain(value)
            for it in fields(self)  # type: ignore[arg-type]
            if it.metadata.get("plain", True) and (value := getattr(self, it.name)) != it.default
        }


@dataclass(frozen=True, slots=True)
class Span(_Record):
    """A half-open range of code points of the text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span in the text that it was taken from."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Mention(_Record):
    """One place where something is mentioned."""

    span: Span
    form: Form
    named_by: str | None = None
    joined_by: str | None = None


@dataclass(frozen=True, slots=True)
class Holding(_Record):
    """A person's hold on an office, which is a place in ``Document.offices``."""

    office: int
    tenure: Tenure
    evidence: Span
    told_by: str | None = None


@dataclass(frozen=True, slots=True)
class Person(_Record):
    """A person."""

    name: str
    mentions: tuple[Mention, ...]
    key: str | None = None
    holds: tuple[Holding, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope(_Record):
    """Of what an office is the office: a country by its code, or a body by its usual name."""

    country: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Office(_Record):
    """An office."""

    title: str
    key: str
    class_: OfficeClass
    mentions: tuple[Mention, ...]
    portfolio: str | None = None
    scope: Scope | None = None
    scope_by: str | None = None


@dataclass(frozen=True, slots=True)
class Country(_Record):
    """A country or territory."""

    code: str
    name: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Organization(_Record):
    """A body, organisation or medium."""

    name: str
    kind: EntryKind
    key: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Speaker(_Record):
    """Who said it. ``person``, ``office``, ``country`` and ``organization`` are places in the lists of the document; the one
    that ``type`` names is there, and none for ``other``."""

    type: SpeakerType
    mention: Span
    person: int | None = None
    office: int | None = None
    country: int | None = None
    organization: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence(_Record):
    """Why a quotation has its speaker."""

    pattern: Pattern
    cue: CueClass | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Alternative(_Record):
    """Who else may have said it; ``None`` for nobody."""

    confidence: float
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Quote(_Record):
    """One utterance.

    ``content`` has one span a part; ``speaker`` is ``None`` if nobody is named, or if it is no speech. ``addressee`` is to whom it
    was said, and ``alternatives`` are the other answers that were likely, the likeliest first.
    """

    span: Span
    content: tuple[Span, ...]
    kind: QuoteKind
    confidence: float
    evidence: Evidence
    cue: Span | None = None
    speaker: Speaker | None = None
    via: Span | None = None
    addressee: Speaker | None = None
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Document(_Record):
    """Everything that was found in one text.

    ``unread_from`` is where reading stopped in a text longer than 1 GiB, ``None`` where all of it was read.
    """

    schema: int
    people: tuple[Person, ...]
    offices: tuple[Office, ...]
    countries: tuple[Country, ...]
    organizations: tuple[Organization, ...]
    quotes: tuple[Quote, ...]
    text: str = field(metadata={"plain": False})
    unread_from: int | None = None

    def words(self, span: Span) -> str:
        """The words of a span of this document."""
        return span.of(self.text)

    def speaker_name(self, speaker: Speaker) -> str:
        """The person's fullest name, the usual name of a country or organization, the words of the text for others."""
        if speaker.person is not None:
            return self.people[speaker.person].name
        if speaker.country is not None:
            return self.countries[speaker.country].name
        if speaker.organization is not None:
            return self.organizations[speaker.organization].name
        return self.words(speaker.mention)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{it.name}={len(value)}" for it in fields(self) if isinstance(value := getattr(self, it.name), tuple)
        )
        return f"<Document {counts}>"
