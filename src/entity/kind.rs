//! What kinds of offices, tenures and evidence there are: public enums that the records show.

use crate::named::named;

named! {
    /// What kind of office an office is.
    OfficeClass {
        /// President, king.
        HeadOfState = "head-of-state",
        /// Prime minister, chancellor.
        HeadOfGovernment = "head-of-government",
        /// Vice president, deputy prime minister.
        ViceHead = "vice-head",
        /// Minister of any portfolio.
        Minister = "minister",
        /// Deputy minister, state secretary.
        DeputyMinister = "deputy-minister",
        /// Member of parliament, senator.
        Legislator = "legislator",
        /// Speaker of a parliament.
        Speaker = "speaker",
        /// Leader of a party.
        PartyLeader = "party-leader",
        /// Ambassador, consul.
        Diplomat = "diplomat",
        /// Special envoy.
        Envoy = "envoy",
        /// Head or official of an international body.
        InternationalOfficial = "international-official",
        /// Spokesperson.
        Spokesperson = "spokesperson",
        /// Soldier of any rank.
        Military = "military",
        /// Police.
        Police = "police",
        /// Intelligence and national security.
        Security = "security",
        /// Judge.
        Judge = "judge",
        /// Prosecutor.
        Prosecutor = "prosecutor",
        /// Governor of a region.
        Governor = "governor",
        /// Mayor.
        Mayor = "mayor",
        /// Member of a royal house.
        Royal = "royal",
        /// Pope, bishop, imam.
        Religious = "religious",
        /// Central banker.
        CentralBanker = "central-banker",
        /// Civil servant.
        CivilServant = "civil-servant",
        /// Adviser.
        Adviser = "adviser",
        /// Candidate.
        Candidate = "candidate",
        /// Any other.
        Other = "other",
    }
}

named! {
    /// Whether an office is held now.
    Tenure {
        /// Now, as far as the text says.
        Current = "current",
        /// No more: `former`, `ex-`, `then`.
        Former = "former",
        /// `acting`, `interim`
        Acting = "acting",
        /// `president-elect`, `designate`
        Elect = "elect",
        /// `deputy`, `vice`
        Deputy = "deputy",
    }
}

named! {
    /// Why a mention is one of a person whom the text names elsewhere too.
    JoinEvidence {
        /// The gazetteer has both names for one person: `Lula`, `MBS`.
        Listed = "listed",
        /// The same name.
        SameName = "same-name",
        /// A full name with more or fewer words: `Ursula von der Leyen`, `Ursula Gertrud von der Leyen`.
        LongerName = "longer-name",
        /// Initials for given names: `J. K. Rowling`.
        Initials = "initials",
        /// The surname; nobody else of the text has it.
        Surname = "surname",
        /// The given name, or another part of the full name; nobody else of the text has it.
        GivenName = "given-name",
        /// Of several persons with this name the one whose sex the honorific fits: `Mrs. Clinton`.
        Honorific = "honorific",
        /// Of several persons with this name the one named last.
        Recent = "recent",
        /// A pronoun, resolved as the source of a quotation.
        Pronoun = "pronoun",
        /// The title of an office that the person holds.
        Title = "title",
        /// Another noun: `the 54-year-old`.
        Noun = "noun",
    }
}

named! {
    /// How the text tells that a person holds an office.
    HoldEvidence {
        /// The title stands before the name: `Foreign Minister Braže`.
        TitleBefore = "title-before",
        /// The name is an apposition to the title: `the foreign minister, Baiba Braže,`.
        NameApposed = "name-apposed",
        /// The title is an apposition to the name: `Braže, the foreign minister,`.
        TitleApposed = "title-apposed",
        /// A verb gives the title: `Braže was named foreign minister`.
        Verb = "verb",
        /// One title of several persons: `foreign ministers Braže and Tsahkna`.
        PluralTitle = "plural-title",
        /// The next title of the same phrase has the holder: `prime minister and finance minister Bettel`.
        Coordination = "coordination",
        /// `her Estonian counterpart Margus Tsahkna`
        Counterpart = "counterpart",
    }
}

named! {
    /// Why an office is one of its country or body.
    ScopeEvidence {
        /// An adjective before the title: `Latvian foreign minister`.
        Adjective = "adjective",
        /// A name before the title: `EU commissioner`.
        Name = "name",
        /// A possessive: `Latvia’s foreign minister`.
        Possessive = "possessive",
        /// A phrase behind the title or the name: `foreign minister of Latvia`.
        Of = "of",
        /// A pronoun or noun: `its foreign minister`, `the country’s foreign minister`.
        Reference = "reference",
        /// A person whose office is known: `Macron’s foreign minister`.
        Owner = "owner",
        /// Only one country or body has such an office: `pope`.
        Title = "title",
        /// A capital at the start of the sentence: `In Riga, the foreign minister`.
        Place = "place",
        /// The gazetteer knows it of the holder.
        Listed = "listed",
        /// Another title of the holder in the text.
        Holder = "holder",
        /// A title beside it: `Chancellor Scholz and Finance Minister Lindner`.
        Coordination = "coordination",
        /// The country that most of the article is about.
        Article = "article",
    }
}
