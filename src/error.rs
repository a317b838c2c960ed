//! The one public error.

use std::path::{Path, PathBuf};

/// What went wrong; more kinds may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or reader could not be read.
    Io,
    /// Bytes that are not UTF-8.
    Encoding,
    /// A gazetteer row or entry that does not follow the format.
    Gazetteer,
    /// More than a stated limit allows, such as [`MAX_GAZETTEER`](crate::MAX_GAZETTEER).
    Limit,
    /// A word that stands for no variant of an enum.
    Word,
}

#[derive(Debug, thiserror::Error)]
enum Cause {
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("byte {at} is not UTF-8 (convert the file, for example with iconv -t utf-8)")]
    Encoding { at: usize },
    #[error("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Gazetteer { problems: Vec<Problem> },
    #[error("{what}: {found} is over the limit of {limit}")]
    Limit { what: &'static str, found: usize, limit: usize },
    #[error("{} is not one of the words {}", excerpt(found), words.join(", "))]
    Word { found: String, words: &'static [&'static str] },
}

/// The start of what was found, in quotation marks: a line of 100 MB makes no message of 100 MB.
pub(crate) fn excerpt(found: &str) -> String {
    match found.char_indices().nth(60) {
        Some((end, _)) => format!("{:?}…", &found[..end]),
        None => format!("{found:?}"),
    }
}

/// One thing that is wrong in a gazetteer, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub(crate) path: Option<PathBuf>,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) message: String,
}

impl Problem {
    /// The file, where the rows came from one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The line, from 1; for entries from code, the number of the entry.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The cell of the row, from 1; 0 where the whole row is meant.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }

    /// What was found, what was expected.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{}:{}", path.display(), self.line)?,
            None => write!(f, "entry or line {}", self.line)?,
        }
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Everything that can go wrong while an extractor or gazetteer is built, or a file or word is read.
///
/// Extraction itself never fails. The error is opaque: ask [`kind`](Error::kind), [`path`](Error::path) and
/// [`problems`](Error::problems); its text says what, where and how to mend it.
#[derive(Debug)]
pub struct Error {
    path: Option<PathBuf>,
    cause: Box<Cause>,
}

impl Error {
    fn new(cause: Cause) -> Self {
        Self { path: None, cause: Box::new(cause) }
    }

    pub(crate) fn io(path: &Path, error: std::io::Error) -> Self {
        Self::new(Cause::Io(error)).with_path(path)
    }

    pub(crate) fn encoding(at: usize) -> Self {
        Self::new(Cause::Encoding { at })
    }

    pub(crate) fn gazetteer(problems: Vec<Problem>) -> Self {
        Self::new(Cause::Gazetteer { problems })
    }

    /// A bundled table that cannot be used.
    pub(crate) fn table(file: &str, error: &dyn std::fmt::Display) -> Self {
        let problem = Problem { path: Some(file.into()), line: 0, column: 0, message: error.to_string() };
        Self::gazetteer(vec![problem])
    }

    pub(crate) fn limit(what: &'static str, found: usize, limit: usize) -> Self {
        Self::new(Cause::Limit { what, found, limit })
    }

    pub(crate) fn word(found: &str, words: &'static [&'static str]) -> Self {
        Self::new(Cause::Word { found: found.to_owned(), words })
    }

    pub(crate) fn with_path(mut self, path: &Path) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// The kind of failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match *self.cause {
            Cause::Io(_) => ErrorKind::Io,
            Cause::Encoding { .. } => ErrorKind::Encoding,
            Cause::Gazetteer { .. } => ErrorKind::Gazetteer,
            Cause::Limit { .. } => ErrorKind::Limit,
            Cause::Word { .. } => ErrorKind::Word,
        }
    }

    /// The file that was being read, if one was.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Every problem of a gazetteer, in the order of the rows; empty for other kinds.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        match &*self.cause {
            Cause::Gazetteer { problems } => problems,
            _ => &[],
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.path, self.kind()) {
            // A gazetteer's problems name the path themselves.
            (Some(path), kind) if kind != ErrorKind::Gazetteer => write!(f, "{}: {}", path.display(), self.cause),
            _ => write!(f, "{}", self.cause),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.cause {
            Cause::Io(error) => Some(error),
            _ => None,
        }
    }
}
