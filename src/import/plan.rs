//! Who of an address book is new, who has a note already, and of whom that is not certain.

use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;

use crate::parallel;
use crate::settings::Settings;
use crate::sorting::sort_by;
use crate::text::collapse;
use crate::text::fold;

use super::Card;
use super::Paths;
use super::note;

/// What becomes of the cards.
#[derive(Debug, Default)]
pub struct Plan<'c> {
    /// The notes to be made.
    pub new: Vec<NewNote<'c>>,
    /// How many people have a note already.
    pub n_known: usize,
    /// Those of whom nobody can be certain, and why: `could be …`.
    pub doubtful: Vec<(&'c Card, String)>,
}

/// A note to be made.
#[derive(Debug)]
pub struct NewNote<'c> {
    /// Where, relative to the vault, with `/`.
    pub path: String,
    /// Whom it is about.
    pub card: &'c Card,
    /// What it says.
    pub text: String,
}

/// Somebody who has a note, as far as they can be recognised by it.
#[derive(Debug)]
pub struct Known {
    /// The note; `None` for the vault's owner.
    pub path: Option<String>,
    /// The name and the aliases.
    pub names: Vec<String>,
    /// The e-mail addresses.
    pub emails: Vec<String>,
    /// The address of the LinkedIn profile.
    pub linkedin: Option<String>,
    /// The address of another page.
    pub website: Option<String>,
}

/// Sorts the cards out. A card stands for somebody who is known by the first of these that fits:
/// an e-mail address, a page, the name; where that is not certain, it is doubtful.
pub fn plan<'c>(
    cards: impl IntoIterator<Item = &'c Card>,
    known: Vec<Known>,
    settings: &Settings,
    mut paths: Paths,
) -> Plan<'c> {
    let mut people = People::default();
    known.into_iter().for_each(|known| people.add(known));
    let mut plan = Plan::default();
    let mut new = Vec::new();
    for card in cards {
        match people.find(card) {
            Found::Nobody => {
                let path = paths.next(&card.name);
                people.add(Known {
                    path: Some(path.clone()),
                    names: vec![card.name.clone()],
                    emails: card.emails.clone(),
                    linkedin: card.linkedin.clone(),
                    website: card.website.clone(),
                });
                new.push((path, card));
            }
            Found::Known => plan.n_known += 1,
            Found::Doubtful(why) => plan.doubtful.push((card, why)),
        }
    }
    plan.new = parallel::map(&new, |(path, card): &(String, &'c Card)| {
        let text = note::text(card, path, settings);
        NewNote { path: path.clone(), card, text }
    });
    plan
}

enum Found {
    Nobody,
    Known,
    Doubtful(String),
}

/// Everybody who has a note, by what they can be recognised by.
#[derive(Default)]
struct People {
    all: Vec<Known>,
    by_email: FxHashMap<String, Vec<usize>>,
    by_page: FxHashMap<String, Vec<usize>>,
    by_name: FxHashMap<String, Vec<usize>>,
}

impl People {
    fn add(&mut self, known: Known) {
        let index = self.all.len();
        let enter = |map: &mut FxHashMap<String, Vec<usize>>, key: String| {
            let people = map.entry(key).or_default();
            if !people.contains(&index) {
                people.push(index);
            }
        };
        known.emails.iter().for_each(|email| enter(&mut self.by_email, comparable(email)));
        let pages = known.linkedin.iter().chain(&known.website);
        pages.for_each(|address| enter(&mut self.by_page, page(address)));
        known.names.iter().for_each(|name| enter(&mut self.by_name, comparable(name)));
        self.all.push(known);
    }

    fn find(&self, card: &Card) -> Found {
        let emails = card.emails.iter().map(|email| (&self.by_email, comparable(email)));
        if let Some(found) = self.by_sign(card, emails, "e-mail") {
            return found;
        }
        let profile = card.linkedin.iter().map(|address| (&self.by_page, page(address)));
        if let Some(found) = self.by_sign(card, profile, "LinkedIn profile") {
            return found;
        }
        // Many people have the page of their company: by itself it says nothing.
        let website = card.website.iter().filter_map(|address| self.by_page.get(&page(address)));
        let mut website = website.flatten().map(|index| &self.all[*index]);
        if website.any(|known| known.names.iter().any(|name| is_like(name, &card.name))) {
            return Found::Known;
        }
        self.by_name(card)
    }

    /// Finds who has one of the signs that belong to one person alone.
    fn by_sign<'m>(
        &self,
        card: &Card,
        signs: impl Iterator<Item = (&'m FxHashMap<String, Vec<usize>>, String)>,
        what: &str,
    ) -> Option<Found> {
        let mut found: Vec<usize> =
            signs.filter_map(|(map, sign)| map.get(&sign)).flatten().copied().collect();
        sort_by(&mut found, Ord::cmp);
        found.dedup();
        match found.as_slice() {
            [] => None,
            [one] => {
                let known = &self.all[*one];
                let is_same = known.names.iter().any(|name| is_like(name, &card.name));
                let doubt = || Found::Doubtful(format!("has the {what} of {}", known.called()));
                Some(if is_same { Found::Known } else { doubt() })
            }
            several => Some(self.one_of(several)),
        }
    }

    fn by_name(&self, card: &Card) -> Found {
        match self.by_name.get(&comparable(&card.name)).map_or(&[][..], Vec::as_slice) {
            [] => Found::Nobody,
            [one] => {
                let known = &self.all[*one];
                // An address that both have, they would have been found by.
                let has_other_email = !known.emails.is_empty() && !card.emails.is_empty();
                let has_other_profile = known.linkedin.is_some() && card.linkedin.is_some();
                let sign = match (has_other_email, has_other_profile) {
                    (true, _) => "e-mail",
                    (_, true) => "LinkedIn profile",
                    _ => return Found::Known,
                };
                Found::Doubtful(format!("has the name of {}, and another {sign}", known.called()))
            }
            several => self.one_of(several),
        }
    }

    fn one_of(&self, several: &[usize]) -> Found {
        const MOST: usize = 3;
        let called = several.iter().take(MOST).map(|index| self.all[*index].called());
        let called = called.collect::<Vec<String>>().join(" or ");
        let more = if several.len() > MOST { " or others" } else { "" };
        Found::Doubtful(format!("could be {called}{more}"))
    }
}

impl Known {
    fn called(&self) -> String {
        self.path.clone().unwrap_or_else(|| "yourself".to_owned())
    }
}

/// Returns a name or an e-mail address as it is compared.
fn comparable(text: &str) -> String {
    collapse(&fold(text))
}

/// Tells whether two names can be one person's: each word of the shorter one begins a word of the
/// longer one, `A. Lovelace` and `Ada King Lovelace`.
fn is_like(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let words = fold(name);
        let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let is_in = |word: &String| {
        long.iter().any(|long| long.starts_with(word.as_str()) || word.starts_with(long.as_str()))
    };
    short.iter().all(is_in)
}

/// Returns the address of a page as it is compared: whatever its scheme, `www.`, language,
/// question and last slash.
fn page(address: &str) -> String {
    let address = percent_decode_str(address.trim()).decode_utf8_lossy().to_lowercase();
    let address = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path = path.trim_end_matches('/');
    if !super::is_linkedin(host) {
        return fold(&format!("{host}/{path}")).into_owned();
    }
    // `https://uk.linkedin.com/in/ada/en` is Ada's profile too.
    let profile: Vec<&str> = path.split('/').take(2).collect();
    fold(&format!("linkedin.com/{}", profile.join("/"))).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_many_addresses() {
        for address in [
            "https://www.linkedin.com/in/ada-l%C3%B6velace/",
            "http://uk.linkedin.com/in/Ada-Lövelace/en?trk=x",
            "linkedin.com/in/ada-lövelace",
        ] {
            assert_eq!(page(address), "linkedin.com/in/ada-lövelace", "{address}");
        }
        assert_eq!(page("HTTPS://Ada.Example/x/#y"), page("http://www.ada.example/x"));
        assert_ne!(page("https://ada.example/x"), page("https://ada.example/y"));
        assert_ne!(page("https://notlinkedin.com/in/a/b"), page("https://notlinkedin.com/in/a/c"));
    }

    #[test]
    fn names_of_one_person_are_alike() {
        assert!(is_like("Ada Lovelace", "A. King Lovelace"));
        assert!(is_like("Ada", "Ada Lovelace"));
        assert!(!is_like("Ada Byron", "Ada King"));
        assert!(!is_like("Bob Smith", "Robert Smith"));
    }
}
