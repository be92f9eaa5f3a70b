//! The redacted vault: the same people and meetings, joined in the same way.

use std::iter::empty;

use rustc_hash::FxHashMap;

use crate::date::Cadence;
use crate::date::Date;
use crate::few::Few;
use crate::few::Lone;
use crate::note;
use crate::note::Contact;
use crate::note::Content;
use crate::note::Identity;
use crate::note::Kind;
use crate::note::Meeting;
use crate::note::Occasion;
use crate::note::PersonText;
use crate::note::Sent;
use crate::note::Task;
use crate::note::Thanks;
use crate::note::plain;
use crate::settings::LinkStyle;
use crate::settings::Settings;
use crate::text::fold;
use crate::vault::Acquaintance;
use crate::vault::Assigned;
use crate::vault::ContactId;
use crate::vault::Encounter;
use crate::vault::Exceptions;
use crate::vault::Joined;
use crate::vault::Known;
use crate::vault::Listed;
use crate::vault::Vault;
use crate::vault::Who;

use super::initials::initials;
use super::neutral;

/// What others may see of a vault, and what stands for what.
#[derive(Debug)]
pub struct Veil {
    pub(super) settings: Settings,
    contacts: Vec<Note>,
    meetings: Vec<Note>,
    /// Where the contacts and the meetings stand in their lists, by their own path.
    places: FxHashMap<String, Place>,
    /// What names without a note become, by the folded name.
    strangers: FxHashMap<String, Box<str>>,
}

/// A redacted note.
#[derive(Debug)]
struct Note {
    /// The path, to read the note again.
    original: String,
    /// What stands for it.
    shown: note::Note,
}

impl Note {
    fn new(original: &str, path: &str, content: Content) -> Note {
        let shown = note::Note { path: path.into(), content, problems: Few::default() };
        Note { original: original.to_owned(), shown }
    }
}

/// Where a note stands in its list.
#[derive(Debug, Clone, Copy)]
enum Place {
    Contact(ContactId),
    Meeting(usize),
}

impl Veil {
    /// Redacts a vault. Whoever shares their initials with others gets a number, in the order of
    /// the notes, so that one person is called the same in every view.
    pub fn new(vault: &Vault) -> Veil {
        let mut names = Names::default();
        let contacts = vault.contacts.iter().map(|contact| names.next(contact.who.name()));
        let contacts: Vec<Box<str>> = contacts.collect();
        let mut strangers: FxHashMap<String, Box<str>> = FxHashMap::default();
        for name in strangers_of(vault) {
            let known = strangers.entry(fold(&name).into_owned());
            known.or_insert_with(|| names.next(&name));
        }
        let contacts = vault.contacts.iter().zip(contacts).zip(1..);
        let contacts = contacts.map(|((contact, name), number)| {
            let path = format!("contact-{number}.md");
            let redacted = redacted_contact(contact, &name, &strangers, vault.settings);
            Note::new(contact.path(), &path, Content::Contact(redacted))
        });
        let meetings = vault.meetings.iter().zip(1..).map(|(encounter, number)| {
            let path = format!("meeting-{number}.md");
            Note::new(encounter.path(), &path, Content::Meeting(redacted_meeting(encounter)))
        });
        let of_contacts = vault.contacts.iter();
        let of_meetings = vault.meetings.iter().map(Encounter::path).zip(0..);
        let places = of_contacts
            .map(|contact| (contact.path().to_owned(), Place::Contact(contact.id())))
            .chain(of_meetings.map(|(path, index)| (path.to_owned(), Place::Meeting(index))));
        Veil {
            settings: redacted_settings(vault.settings),
            places: places.collect(),
            contacts: contacts.collect(),
            meetings: meetings.collect(),
            strangers,
        }
    }

    /// Returns what others may see of `vault`, which is the one that was redacted.
    pub fn join<'r>(&'r self, vault: &Vault) -> Joined<'r> {
        let contacts = vault.contacts.iter().map(|one| self.acquaintance(one));
        let meetings = vault.meetings.iter().zip(&self.meetings);
        let meetings = meetings.map(|(one, note)| self.encounter(one, note));
        let problems = self.problems(&vault.problems);
        Joined::like(vault, &self.settings, contacts.collect(), meetings.collect(), problems)
    }

    fn acquaintance(&self, original: &Acquaintance) -> Acquaintance<'_> {
        Acquaintance {
            who: Who::Contact(self.known(original.id())),
            is_me: original.is_me,
            introducers: original.introducers.clone(),
            exceptions: self.exceptions(&original.exceptions),
        }
    }

    fn encounter<'r>(&'r self, original: &Encounter, note: &'r Note) -> Encounter<'r> {
        Encounter {
            note: &note.shown,
            present: self.all(&original.present).into(),
            direction: original.direction,
            listed: original.listed.as_deref().map(|listed| Box::new(self.listed(listed))),
            exceptions: self.exceptions(&original.exceptions),
        }
    }

    fn listed(&self, listed: &Listed) -> Listed<'_> {
        let each = |each: &[(Who, Sent)]| -> Box<[_]> {
            each.iter().map(|(who, sent)| (self.who(who), *sent)).collect()
        };
        Listed { emails: each(&listed.emails), notes: each(&listed.notes) }
    }

    fn exceptions(&self, exceptions: &Exceptions) -> Exceptions<'_> {
        exceptions.for_others(|people| self.all(people))
    }

    /// Returns people as others may see them.
    pub(super) fn all(&self, people: &[Who]) -> Vec<Who<'_>> {
        people.iter().map(|who| self.who(who)).collect()
    }

    fn who(&self, who: &Who) -> Who<'_> {
        match who {
            Who::Contact(known) => Who::Contact(self.known(known.id())),
            Who::Stranger(name) => {
                let known = self.strangers.get(&*fold(name)).cloned();
                Who::Stranger(known.unwrap_or_else(|| initials(name).into()))
            }
        }
    }

    fn known(&self, id: ContactId) -> Known<'_> {
        Known::new(id, &self.contacts[id.index()].shown)
    }

    /// Returns what stands for the note of a contact or a meeting.
    pub(super) fn note(&self, original: &note::Note) -> &note::Note {
        self.shown(&original.path).expect("every contact and every meeting is redacted")
    }

    /// Returns what stands for the path of a contact or a meeting.
    pub(super) fn path(&self, original: &str) -> Option<&str> {
        self.shown(original).map(|note| &*note.path)
    }

    fn shown(&self, original: &str) -> Option<&note::Note> {
        let note = match *self.places.get(original)? {
            Place::Contact(id) => &self.contacts[id.index()],
            Place::Meeting(index) => &self.meetings[index],
        };
        Some(&note.shown)
    }

    /// Returns the path of the note that is shown at `path`, and what it is about.
    pub(super) fn original(&self, path: &str) -> Option<(&str, Kind)> {
        let is_shown = |note: &&Note| *note.shown.path == *path;
        let of_contact = self.contacts.iter().find(is_shown);
        let of_contact = of_contact.map(|note| (note.original.as_str(), Kind::Contact));
        let of_meeting = || self.meetings.iter().find(is_shown);
        of_contact.or_else(|| of_meeting().map(|note| (note.original.as_str(), Kind::Meeting)))
    }

    /// Returns what the contact is called whose note was at that path.
    pub(super) fn name_at(&self, original: &str) -> Option<&str> {
        match *self.places.get(original)? {
            Place::Contact(id) => Some(self.known(id).name()),
            Place::Meeting(_) => None,
        }
    }

    /// Returns the meeting whose note was at that path.
    pub(super) fn meeting<'r>(
        &self,
        vault: &'r Vault<'r>,
        original: &str,
    ) -> Option<&'r Encounter<'r>> {
        match *self.places.get(original)? {
            Place::Meeting(index) => Some(vault.meetings.at(index)),
            Place::Contact(_) => None,
        }
    }
}

/// Gives out initials, and numbers where they were given out before.
#[derive(Default)]
struct Names {
    n_given: FxHashMap<String, usize>,
}

impl Names {
    fn next(&mut self, name: &str) -> Box<str> {
        let initials = initials(name);
        let n_given = self.n_given.entry(initials.clone()).or_default();
        *n_given += 1;
        match *n_given {
            1 => initials.into(),
            number => format!("{initials} ({number})").into(),
        }
    }
}

/// Returns the names for which there is no note, in the order of the notes.
fn strangers_of(vault: &Vault) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |who: &Who| {
        if who.contact().is_none() {
            names.push(who.name().to_owned());
        }
    };
    for encounter in vault.meetings.iter() {
        encounter.present.iter().for_each(&mut add);
        for listed in encounter.listed.iter().flat_map(|listed| [&listed.emails, &listed.notes]) {
            listed.iter().for_each(|(who, _)| add(who));
        }
    }
    let of_meetings = vault.meetings.iter().flat_map(Encounter::tasks);
    let of_contacts = vault.contacts.iter().flat_map(Acquaintance::tasks);
    let whose = of_meetings.chain(of_contacts).filter_map(|(_, task)| task.whose);
    whose.flatten().for_each(&mut add);
    let introducers =
        vault.contacts.iter().flat_map(|contact| contact.contact().referred_by.iter());
    names.extend(introducers.map(|person| plain(&person.text).into_owned()));
    names
}

/// Every field is named here, so that a new one is thought of.
fn redacted_contact(
    original: &Acquaintance,
    name: &str,
    strangers: &FxHashMap<String, Box<str>>,
    settings: &Settings,
) -> Contact {
    let contact = original.contact();
    let introducer = |person: &PersonText| {
        let text = strangers.get(&*fold(&plain(&person.text))).cloned();
        PersonText { text: text.unwrap_or_default(), place: person.place }
    };
    Contact {
        identity: Identity::new(name, &mut empty(), &mut empty(), &mut empty()),
        name_line: contact.name_line,
        referred_by: contact.referred_by.iter().map(introducer).collect(),
        referred_by_line: contact.referred_by_line,
        reached_out: contact.reached_out.clone(),
        reached_out_line: contact.reached_out_line,
        reply: contact.reply,
        last_contact: contact.last_contact,
        // The tags are gone; what they say of the contact stays.
        check_in: contact.check_in.clone().or_else(|| tagged_cadence(contact, settings).cloned()),
        check_in_line: contact.check_in_line,
        snooze_until: contact.snooze_until,
        log: contact.log.clone(),
        tasks: original.tasks().map(task).collect(),
    }
}

/// Returns the cadence of a contact's tags: of several the one that is due first to begin with.
fn tagged_cadence<'s>(contact: &Contact, settings: &'s Settings) -> Option<&'s Cadence> {
    let is_tagged = |tag: &str| contact.tags().iter().any(|own| fold(own) == tag);
    let cadences = settings.check_in_by_tag.iter().filter(|(tag, _)| is_tagged(tag));
    let day = Date::default();
    cadences.map(|(_, cadence)| cadence).min_by_key(|cadence| {
        let wait = cadence.duration(0).map(|wait| wait.after(day));
        (wait.is_none(), wait)
    })
}

fn redacted_meeting(original: &Encounter) -> Meeting {
    let meeting = original.meeting();
    Meeting {
        label: meeting.label,
        date: meeting.date,
        time: meeting.time,
        end: meeting.end,
        people: Lone::default(),
        status: meeting.status,
        status_line: meeting.status_line,
        direction: meeting.direction,
        occasion: Occasion::new(None, None),
        thank_you_email: thanks(&meeting.thank_you_email),
        thank_you_email_line: meeting.thank_you_email_line,
        thank_you_note: thanks(&meeting.thank_you_note),
        thank_you_note_line: meeting.thank_you_note_line,
        tasks: original.tasks().map(task).collect(),
        is_written_up: meeting.is_written_up,
        has_research: meeting.has_research,
        n_questions: meeting.n_questions,
    }
}

/// To whom thanks were sent says [`Encounter`]; the names that were written are left out.
fn thanks(thanks: &Thanks) -> Thanks {
    match thanks {
        Thanks::Everyone(sent) => Thanks::Everyone(*sent),
        Thanks::Each(_) => Thanks::Each(Few::default()),
    }
}

fn task<'t>((task, assigned): (Task<'t>, Assigned)) -> Task<'t> {
    Task {
        state: task.state,
        section: task.section,
        text: neutral(assigned.kind),
        due: task.due,
        scheduled: task.scheduled,
        line: task.line,
    }
}

/// What a view asks the settings for stays; links would tell paths, and e-mails addresses.
fn redacted_settings(settings: &Settings) -> Settings {
    Settings {
        me: Vec::new(),
        check_in_by_tag: Vec::new(),
        links: LinkStyle::None,
        mailto: false,
        ..settings.clone()
    }
}
