//! vCards, 2.1 to 4.0, as phones, mail programs and address books write them.

use calcard::Entry;
use calcard::Parser;
use calcard::vcard::VCardEntry;
use calcard::vcard::VCardKind;
use calcard::vcard::VCardParameter;
use calcard::vcard::VCardParameterName;
use calcard::vcard::VCardParameterValue;
use calcard::vcard::VCardProperty as Property;
use calcard::vcard::VCardType;
use calcard::vcard::VCardValue;

use crate::sorting::sort_by_key;

use super::Book;
use super::Card;
use super::clean;
use super::is_linkedin;

/// Reads all cards of a file.
///
/// # Errors
///
/// Says so where there is none.
pub(super) fn read(text: &str) -> Result<Book, String> {
    let mut book = Book::default();
    for text in divided(text) {
        let Entry::VCard(vcard) = Parser::new(text).vcard() else { continue };
        match card(&vcard.entries) {
            Some(card) => book.cards.push(card),
            None => book.n_nameless += 1,
        }
    }
    let is_empty = book.cards.is_empty() && book.n_nameless == 0;
    if is_empty { Err("there is no vCard in it".to_owned()) } else { Ok(book) }
}

/// Returns what follows each line `BEGIN:VCARD`: a card that was never closed costs no other.
fn divided(text: &str) -> impl Iterator<Item = &str> {
    let mut begins = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if line.trim_end().eq_ignore_ascii_case("BEGIN:VCARD") {
            begins.push(start..end);
        }
        start = end;
    }
    let ends: Vec<usize> = begins.iter().skip(1).map(|next| next.start).chain([start]).collect();
    begins.into_iter().zip(ends).map(|(begin, end)| &text[begin.end..end])
}

/// Reads one card; `None` for companies, groups, and cards without a name.
fn card(entries: &[VCardEntry]) -> Option<Card> {
    let values = |property: Property| {
        let mut found: Vec<&VCardEntry> =
            entries.iter().filter(|entry| entry.name == property).collect();
        sort_by_key(&mut found, |entry| rank(entry));
        found
    };
    let first = |property| values(property).into_iter().find_map(|entry| clean(&part(entry, 0)));
    let is_company = entries.iter().any(|entry| {
        is_extension(entry, "X-ABSHOWAS") && whole(entry).eq_ignore_ascii_case("company")
    });
    let is_group = entries.iter().any(|entry| {
        let kind = entry.name == Property::Kind || is_extension(entry, "X-ADDRESSBOOKSERVER-KIND");
        kind && is_no_person(entry)
    });
    if is_company || is_group {
        return None;
    }
    let from_parts = || values(Property::N).into_iter().find_map(|entry| clean(&full_name(entry)));
    let name = first(Property::Fn).or_else(from_parts)?;
    let (linkedin, website) = addresses(entries);
    let emails = values(Property::Email).into_iter().map(whole);
    let location = values(Property::Adr).into_iter().find_map(location);
    Some(Card {
        company: first(Property::Org),
        role: first(Property::Title).or_else(|| first(Property::Role)),
        phone: phone(&values(Property::Tel)),
        linkedin,
        website,
        location,
        ..Card::named(name).with_emails(emails)
    })
}

fn is_extension(entry: &VCardEntry, name: &str) -> bool {
    matches!(&entry.name, Property::Other(other) if other.eq_ignore_ascii_case(name))
}

fn is_no_person(entry: &VCardEntry) -> bool {
    match entry.values.first() {
        Some(VCardValue::Kind(kind)) => *kind != VCardKind::Individual,
        Some(VCardValue::Text(kind)) => {
            ["group", "org", "location"].iter().any(|other| kind.eq_ignore_ascii_case(other))
        }
        _ => false,
    }
}

/// Returns one part of a value that has several, like `Family;Given`.
fn part(entry: &VCardEntry, index: usize) -> String {
    match entry.values.get(index) {
        Some(VCardValue::Text(text)) => text.clone(),
        Some(VCardValue::Component(texts)) => texts.join(" "),
        _ => String::new(),
    }
}

/// Returns a value that is one text.
fn whole(entry: &VCardEntry) -> String {
    part(entry, 0)
}

/// Returns `Given Additional Family`.
fn full_name(entry: &VCardEntry) -> String {
    [part(entry, 1), part(entry, 2), part(entry, 0)].join(" ")
}

/// Returns `Town, Country`, as far as they are told.
fn location(entry: &VCardEntry) -> Option<String> {
    let parts = [clean(&part(entry, 3)), clean(&part(entry, 6))];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    clean(&parts.join(", "))
}

/// Returns the number to call: the preferred one, else a mobile one, else the first.
fn phone(entries: &[&VCardEntry]) -> Option<String> {
    let is_voice = |entry: &&&VCardEntry| {
        !has_type(entry, &VCardType::Fax, "fax") && !has_type(entry, &VCardType::Pager, "pager")
    };
    let is_mobile = |entry: &VCardEntry| has_type(entry, &VCardType::Cell, "cell");
    let numbers = entries.iter().filter(is_voice).filter_map(|entry| {
        let number = whole(entry);
        let number = clean(number.strip_prefix("tel:").unwrap_or(&number))?;
        Some(((rank(entry), !is_mobile(entry)), number))
    });
    numbers.min_by_key(|(rank, _)| *rank).map(|(_, number)| number)
}

/// Returns the LinkedIn profile and another page.
fn addresses(entries: &[VCardEntry]) -> (Option<String>, Option<String>) {
    let mut found = (None, None);
    for entry in entries {
        let is_profile = entry.name == Property::Socialprofile
            || is_extension(entry, "X-SOCIALPROFILE")
            || is_extension(entry, "X-LINKEDIN");
        if !is_profile && entry.name != Property::Url {
            continue;
        }
        let Some(address) = clean(&whole(entry)) else { continue };
        let address = match address.contains("://") || address.contains('.') {
            true => Some(address),
            false => profile(entry, &address),
        };
        match address {
            Some(address) if is_linkedin(&address) => _ = found.0.get_or_insert(address),
            Some(address) if !is_profile => _ = found.1.get_or_insert(address),
            _ => {}
        }
    }
    found
}

/// Returns the address of a profile of which only the user's name is told, `x-apple:ada-lovelace`.
fn profile(entry: &VCardEntry, user: &str) -> Option<String> {
    let user = user.rsplit(':').next().unwrap_or(user);
    let is_plain = user.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_ours = is_extension(entry, "X-LINKEDIN") || names(entry).any(|name| name == "linkedin");
    (is_plain && is_ours).then(|| format!("https://www.linkedin.com/in/{user}"))
}

/// Returns how far it stands back: first what is marked by `TYPE=pref`, or `;PREF` of old, then
/// `PREF=1` to `PREF=100`, then the others.
fn rank(entry: &VCardEntry) -> u32 {
    let number = |parameter: &VCardParameter| match (&parameter.name, &parameter.value) {
        (VCardParameterName::Pref, VCardParameterValue::Integer(number)) => Some(*number),
        (VCardParameterName::Pref, _) => Some(0),
        _ => None,
    };
    let marked = names(entry).any(|name| name == "pref").then_some(0);
    marked.or_else(|| entry.params.iter().find_map(number)).unwrap_or(u32::MAX)
}

fn has_type(entry: &VCardEntry, known: &VCardType, name: &str) -> bool {
    let known = VCardParameterValue::Type(known.clone());
    entry.params.iter().any(|parameter| parameter.value == known)
        || names(entry).any(|own| own == name)
}

/// Returns the words among the parameters, `TYPE=linkedin` or, of old, only `;CELL`.
fn names(entry: &VCardEntry) -> impl Iterator<Item = String> {
    entry.params.iter().filter_map(|parameter| match (&parameter.name, &parameter.value) {
        (_, VCardParameterValue::Text(text)) => Some(text.to_lowercase()),
        (VCardParameterName::Other(name), VCardParameterValue::Null) => Some(name.to_lowercase()),
        _ => None,
    })
}
