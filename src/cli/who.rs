//! Finding the contact whom somebody means; whoever is unsure asks back.

use crate::text::fold;
use crate::text::nearest;
use crate::text::stem;
use crate::vault::Acquaintance;
use crate::vault::Vault;

use super::Error;

/// Finds the one contact that is called `who`: exactly so, else with names that begin with its
/// words, in any order.
pub(super) fn find<'a, 'v>(vault: &'a Vault<'v>, who: &str) -> Result<&'a Acquaintance<'v>, Error> {
    match candidates(vault, who).as_slice() {
        [contact] => Ok(contact),
        [] => {
            let known = contacts(vault).flat_map(names).map(|name| fold(name).into_owned());
            let known: Vec<String> = known.collect();
            let words = known.iter().flat_map(|name| name.split(' '));
            let near = nearest(&fold(who), known.iter().map(String::as_str).chain(words));
            let hint = near.map(|near| format!(": did you mean `{near}`?")).unwrap_or_default();
            Err(Error::Words(format!("there is no contact `{who}`{hint}")))
        }
        several => {
            const MOST: usize = 8;
            let lines = several
                .iter()
                .take(MOST)
                .map(|contact| format!("\n  {} ({})", contact.contact().name(), contact.path()));
            let lines: String = lines.collect();
            let more = several.len().saturating_sub(MOST);
            let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
            Err(Error::Words(format!("`{who}` could be one of these:{lines}{more}")))
        }
    }
}

/// Returns the contacts who may be meant by `who`: those called exactly so, else those with names
/// that begin with its words, in any order.
pub(super) fn candidates<'a, 'v>(vault: &'a Vault<'v>, who: &str) -> Vec<&'a Acquaintance<'v>> {
    if fold(who).is_empty() {
        return Vec::new();
    }
    let exact: Vec<&Acquaintance> =
        contacts(vault).filter(|contact| is_called(contact, who)).collect();
    let begins = |contact: &&Acquaintance| names(contact).any(|name| has_words(name, who));
    if exact.is_empty() { contacts(vault).filter(begins).collect() } else { exact }
}

fn contacts<'a, 'v>(vault: &'a Vault<'v>) -> impl Iterator<Item = &'a Acquaintance<'v>> {
    vault.contacts.iter().filter(|contact| !contact.is_me)
}

/// Tells whether each of the words begins one of the name's words, in any order.
pub(super) fn has_words(name: &str, words: &str) -> bool {
    let name = fold(name);
    let begins = |word: &str| name.split_whitespace().any(|part| part.starts_with(word));
    fold(words).split_whitespace().all(begins)
}

fn is_called(contact: &Acquaintance, who: &str) -> bool {
    // Shells complete paths as their system writes them, `.\people\ada.md`.
    let path = who.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let (who, path) = (fold(who), fold(path));
    let mut names = names(contact).chain([stem(contact.path())]).chain(contact.contact().emails());
    names.any(|name| fold(name) == who) || fold(contact.path()) == path
}

fn names<'a>(contact: &'a Acquaintance) -> impl Iterator<Item = &'a str> {
    std::iter::once(contact.contact().name()).chain(contact.contact().aliases())
}
