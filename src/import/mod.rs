//! Address books → cards → notes about people who have none yet.

mod encoding;
mod linkedin;
mod note;
mod paths;
mod plan;
mod vcard;

pub use encoding::decode;
pub use paths::Paths;
pub use plan::Known;
pub use plan::NewNote;
pub use plan::Plan;
pub use plan::plan;

/// Where a list of people comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// LinkedIn's `Connections.csv`.
    Linkedin,
    /// vCards.
    Vcard,
}

/// The people of an address book.
#[derive(Debug, Default)]
pub struct Book {
    /// Those who have a name, in their order.
    pub cards: Vec<Card>,
    /// How many entries name no person.
    pub n_nameless: usize,
    /// What could not be read, in words.
    pub problems: Vec<String>,
}

/// A person as an address book has them. No text has line breaks or hidden characters.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the table in SPEC §2")]
pub struct Card {
    pub name: String,
    pub company: Option<String>,
    pub role: Option<String>,
    pub emails: Vec<String>,
    pub phone: Option<String>,
    pub linkedin: Option<String>,
    pub website: Option<String>,
    pub location: Option<String>,
    pub met_through: Option<String>,
}

impl Card {
    fn named(name: String) -> Card {
        Card {
            name,
            company: None,
            role: None,
            emails: Vec::new(),
            phone: None,
            linkedin: None,
            website: None,
            location: None,
            met_through: None,
        }
    }

    /// Adds the e-mail addresses among `texts`, each once.
    fn with_emails(mut self, texts: impl IntoIterator<Item = String>) -> Card {
        for text in texts {
            let text = text.trim();
            let text = text.strip_prefix("mailto:").unwrap_or(text).to_owned();
            let is_known = |known: &String| known.eq_ignore_ascii_case(&text);
            if is_address(&text) && !self.emails.iter().any(is_known) {
                self.emails.push(text);
            }
        }
        self
    }
}

/// Reads an address book.
///
/// # Errors
///
/// Says in words why it is none.
pub fn read(origin: Origin, text: &str) -> Result<Book, String> {
    match origin {
        Origin::Linkedin => linkedin::read(text),
        Origin::Vcard => vcard::read(text),
    }
}

/// Returns a text on one line, without what cannot be seen; `None` if nothing is left, or more
/// than anyone writes.
fn clean(text: &str) -> Option<String> {
    const LONGEST: usize = 500;
    let is_hidden = |c: char| {
        c.is_control() && !c.is_whitespace()
            || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffd}')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let text: String = text.chars().filter(|c| !is_hidden(*c)).collect();
    let text = crate::text::collapse(&text);
    (!text.is_empty() && text.len() <= LONGEST).then_some(text)
}

fn is_address(text: &str) -> bool {
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "<>\"'(),;:\\".contains(c);
    let parts = text.split_once('@');
    parts.is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.contains('@'))
        && !text.contains(is_odd)
        && text.len() <= 254
}

/// Tells the address of a page at LinkedIn.
fn is_linkedin(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    let address = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    host == "linkedin.com" || host.ends_with(".linkedin.com")
}
