//! How a person is written in the list of a meeting's thanks.

use crate::change::Whom;
use crate::note::PersonText;
use crate::note::Reference;
use crate::note::Thanks;
use crate::note::links;
use crate::text::Place;
use crate::text::collapse;
use crate::text::stem;
use crate::vault::Encounter;
use crate::vault::Found;
use crate::vault::Who;

use super::Planner;

/// Returns whom to thank at a meeting: everyone in one value where there is only one, else an
/// entry of a list. `None` where an entry speaks of several at once.
pub(super) fn whom(
    planner: &Planner,
    encounter: &Encounter,
    who: Option<&Who>,
    thanks: &Thanks,
) -> Option<Whom> {
    let Some(who) = who else { return Some(Whom::Everyone) };
    let each: &[_] = match thanks {
        Thanks::Everyone(_) if encounter.present.len() == 1 => return Some(Whom::Everyone),
        Thanks::Everyone(_) => &[],
        Thanks::Each(each) => each,
    };
    let people = People { planner, from: encounter.path() };
    let entry = match people.entry(who, each.iter().map(|(person, _)| person)) {
        Entry::Own(place) => Some(place),
        Entry::None => None,
        Entry::Shared => return None,
    };
    Some(Whom::One { written: people.written(who, &encounter.meeting().people), entry })
}

/// The entry of a list that speaks of somebody.
enum Entry {
    None,
    Own(Place),
    Shared,
}

/// The people of a vault, as one note names them.
struct People<'p, 'a> {
    planner: &'p Planner<'a>,
    from: &'p str,
}

impl People<'_, '_> {
    fn is(&self, who: &Who, reference: &Reference) -> bool {
        match (who, self.planner.directory().find(reference, self.from)) {
            (Who::Contact(known), Found::One(found)) => known.id() == found,
            (Who::Stranger(_), Found::One(_)) | (Who::Contact(_), _) => false,
            (Who::Stranger(_), _) => who.is(&Who::Stranger(collapse(&reference.written).into())),
        }
    }

    fn entry<'e>(&self, who: &Who, entries: impl Iterator<Item = &'e PersonText>) -> Entry {
        for entry in entries {
            if self.is(who, &Reference::read(&entry.text)) {
                return Entry::Own(entry.place);
            }
            let parts = parts(&entry.text);
            if parts.iter().any(|part| self.is(who, &Reference::read(part))) {
                return if parts.len() == 1 { Entry::Own(entry.place) } else { Entry::Shared };
            }
        }
        Entry::None
    }

    /// Returns how the meeting itself writes somebody, as a link.
    fn written(&self, who: &Who, people: &[PersonText]) -> String {
        let whole = people.iter().map(|person| person.text.trim());
        let parts = people.iter().flat_map(|person| parts(&person.text));
        let mut written = whole.chain(parts);
        let own = written.find(|written| self.is(who, &Reference::read(written)));
        as_link(own.unwrap_or(who.path().map_or(who.name(), stem)))
    }
}

/// Divides a text as the reader of people does: its links, else its parts between commas.
fn parts(text: &str) -> Vec<&str> {
    let links: Vec<&str> = links(text).map(|link| &text[link.range]).collect();
    if links.is_empty() {
        return text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    }
    links
}

/// Makes a name a link, unless it is one, or has what no link can have.
fn as_link(written: &str) -> String {
    match written.contains(['[', ']', '|', '#', '^']) {
        true => written.to_owned(),
        false => format!("[[{written}]]"),
    }
}
