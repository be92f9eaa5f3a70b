//! The e-mail that an item asks for, as the parts of a `mailto:` address.

use std::borrow::Cow;

use percent_encoding::AsciiSet;
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;

use crate::agenda::Item;
use crate::agenda::ItemKind;

/// An e-mail to be written; both are percent-encoded.
pub(super) struct Letter<'v> {
    pub(super) address: Cow<'v, str>,
    pub(super) subject: &'static str,
}

/// Returns the e-mail that an item is done by, if it is one, and the address is known.
pub(super) fn letter<'v>(item: &Item<'v>) -> Option<Letter<'v>> {
    let [person] = item.who else { return None };
    let subject = subject(item.kind)?;
    let address = address(person.email()?)?;
    Some(Letter { address, subject })
}

const ADDRESS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@').remove(b'+');

/// Returns what the e-mail is about, percent-encoded.
fn subject(kind: ItemKind) -> Option<&'static str> {
    match kind {
        ItemKind::ThankYouEmail => Some("Thank%20you%20for%20your%20time"),
        ItemKind::CheckIn => Some("What%20came%20of%20your%20advice"),
        ItemKind::ReportBack => Some("Thank%20you%20for%20the%20introduction"),
        ItemKind::Nudge => Some("May%20I%20ask%20you%20for%20twenty%20minutes%3F"),
        ItemKind::Schedule => Some("Finding%20a%20date"),
        _ => None,
    }
}

/// Percent-encodes an e-mail address; `None` for what is none.
fn address(address: &str) -> Option<Cow<'_, str>> {
    let (local, domain) = address.split_once('@')?;
    let is_plain = !local.is_empty()
        && !domain.is_empty()
        && !domain.contains('@')
        && !address.contains(|c: char| c.is_whitespace() || c.is_control());
    is_plain.then(|| utf8_percent_encode(address, ADDRESS).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded() {
        assert_eq!(address("ada+x@example.org").as_deref(), Some("ada+x@example.org"));
        assert_eq!(address("a?cc=b@example.org").as_deref(), Some("a%3Fcc%3Db@example.org"));
        assert_eq!(address("Ada <ada@example.org>"), None);
    }
}
