//! One text: a file in UTF-8, or `-` for standard input.

use std::error::Error;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

/// What the text is called in the output.
pub fn name(path: &Path) -> String {
    if is_standard_input(path) { "standard input".to_owned() } else { path.display().to_string() }
}

/// Reads the text; the error names the file, and the byte that is not UTF-8.
pub fn read(path: &Path) -> Result<String, String> {
    if !is_standard_input(path) {
        return dixit::read_text(path).map_err(|error| error.to_string());
    }
    let mut bytes = Vec::new();
    let read = io::stdin().read_to_end(&mut bytes).map_err(|error| error.to_string());
    read.and_then(|_| dixit::decode(bytes).map_err(|error| error.to_string()))
        .map_err(|error| format!("{}: {error}", name(path)))
}

/// Whether the reader of the output has had enough, as in `extract … | head`.
pub fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
