//! Pages that stand for themselves: one file, no network, nothing in them that a text could run.
//!
//! Texts are escaped by the template engine. Should anything slip through, the page's policy lets only the script and the style
//! run whose hashes it names, and nothing be fetched.

mod article;
mod marks;
#[path = "../words.rs"]
pub mod words;

pub use article::{Article, carrier};
pub use marks::{Step, paragraphs, steps};

use base64::{Engine, prelude::BASE64_STANDARD};
use minijinja::{Environment, Error, Value, context};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
const PARTS: [(&str, &str); 2] =
    [("page.html", include_str!("page.html")), ("article.html", include_str!("article.html"))];

/// What a policy calls a script or style.
fn hash(content: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(content)))
}

/// Fills a template that extends `page.html`; its style comes behind that of all pages.
pub fn render(template: &str, style: &str, content: Value) -> Result<String, Error> {
    let mut environment = Environment::new();
    // By its ending the engine knows what to escape.
    for (name, part) in PARTS.into_iter().chain([("body.html", template)]) {
        environment.add_template(name, part)?;
    }
    let style = format!("{STYLE}{style}");
    let policy = format!(
        "default-src 'none'; base-uri 'none'; form-action 'none'; script-src {}; style-src {}",
        hash(SCRIPT),
        hash(&style)
    );
    environment.get_template("body.html")?.render(context! { policy, style, script => SCRIPT, ..content })
}
