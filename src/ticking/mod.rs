//! From a wish to a change: what ticking something, skipping it or putting it off says in which
//! note (SPEC §5). Nothing is planned that is not owed any more, or not as it was shown.

mod effect;
mod person;
mod thing;

use std::cell::OnceCell;

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use crate::agenda::Agenda;
use crate::agenda::Item;
use crate::agenda::View;
use crate::change::Change;
use crate::date::Date;
use crate::date::Duration;
use crate::redaction;
use crate::redaction::Shown;
use crate::render::markdown;
use crate::render::markdown::Page;
use crate::render::markdown::Tick;
use crate::rules;
use crate::vault::Directory;
use crate::vault::Vault;

use thing::Thing;
use thing::Things;

/// What somebody wants of something that is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// It was done on that day.
    Done(Date),
    /// It is not needed, as somebody said on that day.
    NotNeeded(Date),
    /// It is to rest until that day.
    Snooze(Date),
}

impl Wish {
    /// Reads what stands in a box that was ticked on that day; most signs are no wish.
    pub fn of_sign(sign: char, day: Date) -> Option<Wish> {
        match sign {
            'x' | 'X' => Some(Wish::Done(day)),
            '-' => Some(Wish::NotNeeded(day)),
            _ => None,
        }
    }
}

/// Something that somebody asks for.
#[derive(Debug, Clone)]
pub enum Request {
    /// A box in the dashboard, where its line must still be right.
    Tick(Tick, Wish),
    /// A command about something that is owed, by its id.
    Item(String, Wish),
    /// A command about a contact: that there was contact on that day.
    Log {
        /// The contact's note.
        path: String,
        /// The day.
        day: Date,
        /// What there was.
        text: String,
    },
}

/// What is to be done about a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// Say this in the note at that path.
    Change(String, Vec<Change>),
    /// The note says so already.
    Fulfilled,
    /// It is not owed, or not as the dashboard shows it.
    Stale,
    /// It cannot be done in this way: why, and what can.
    Declined(String),
}

/// Plans what to do about `requests`, which come from the page `shown`.
pub fn plan(vault: &Vault, agenda: &Agenda, requests: &[Request], shown: &Page) -> Vec<Plan> {
    let planner = Planner::new(vault, agenda, requests, shown);
    requests
        .iter()
        .map(|request| match request {
            Request::Log { path, day, text } => {
                Plan::Change(path.clone(), vec![Change::Log(*day, text.clone())])
            }
            Request::Item(id, wish) => planner.of_item(id, *wish),
            Request::Tick(tick, wish) => planner.of_tick(tick, *wish),
        })
        .collect()
}

/// So many equal tasks may have gone from a note since the dashboard was written.
const MOST_GONE: usize = 20;

/// All that a plan depends on.
struct Planner<'a> {
    vault: &'a Vault<'a>,
    agenda: &'a Agenda<'a>,
    things: Things<'a>,
    owed: FxHashMap<&'a str, &'a Item<'a>>,
    shown: FxHashSet<&'a str>,
    ticked: FxHashSet<&'a str>,
    /// The ids of the ticks whose lines are still right.
    unchanged: FxHashSet<String>,
    directory: OnceCell<Directory<'a>>,
    intervals: OnceCell<FxHashMap<&'a str, Duration>>,
}

impl<'a> Planner<'a> {
    fn new(
        vault: &'a Vault<'a>,
        agenda: &'a Agenda<'a>,
        requests: &'a [Request],
        shown: &'a Page,
    ) -> Planner<'a> {
        let ids = requests.iter().filter_map(|request| match request {
            Request::Tick(Tick { id, .. }, _) | Request::Item(id, _) => Some(id.as_str()),
            Request::Log { .. } => None,
        });
        let ticked: FxHashSet<&str> = ids.collect();
        Planner {
            vault,
            agenda,
            things: Things::find(vault, &ticked),
            owed: agenda.items.iter().map(|item| (item.id.as_str(), item)).collect(),
            shown: shown.ids.iter().map(String::as_str).collect(),
            unchanged: unchanged(vault, agenda, requests, shown.view),
            ticked,
            directory: OnceCell::new(),
            intervals: OnceCell::new(),
        }
    }

    /// Returns the contacts by everything that they can be called.
    fn directory(&self) -> &Directory<'a> {
        self.directory.get_or_init(|| {
            let contacts = self.vault.contacts.iter();
            Directory::new(contacts.filter_map(|contact| contact.who.contact()).collect())
        })
    }

    /// Returns how long to wait between two signs of life with the contact at `path`.
    fn interval(&self, path: &str) -> Option<Duration> {
        let intervals = || rules::intervals(self.vault, self.agenda.today);
        self.intervals.get_or_init(intervals).get(path).copied()
    }

    fn of_item(&self, id: &str, wish: Wish) -> Plan {
        match self.owed.get(id) {
            None => Plan::Stale,
            Some(item) => match self.things.of_item(item) {
                Some(thing) if effect::is_there(self, thing, wish) => Plan::Fulfilled,
                Some(thing) => effect::plan(self, thing, item, wish),
                None => Plan::Declined(format!(
                    "this is cleared by writing, not by ticking: see `keepwarm why {id}`"
                )),
            },
        }
    }

    fn of_tick(&self, tick: &Tick, wish: Wish) -> Plan {
        let item = self.owed.get(tick.id.as_str());
        let thing = match item {
            Some(item) => self.things.of_item(item),
            None => self.things.only(&tick.id),
        };
        let Some(thing) = thing else { return Plan::Stale };
        let twins = self.twins(thing);
        if twins != Twins::Others && effect::is_there(self, thing, wish) {
            return Plan::Fulfilled;
        }
        match item.filter(|_| self.unchanged.contains(&tick.id)) {
            Some(item) if twins == Twins::AsShown => effect::plan(self, thing, item, wish),
            _ => Plan::Stale,
        }
    }

    /// Compares the tasks in a note that read the same with those that the dashboard shows: if
    /// one came or went, nobody can tell which of them was ticked.
    fn twins(&self, thing: &Thing) -> Twins {
        let Thing::Task(task) = thing else { return Twins::AsShown };
        let (mut is_as_shown, mut is_as_ticked) = (true, true);
        for number in 0..task.n_tasks + MOST_GONE {
            let id = task.id(number);
            let is_in = |has: &dyn Fn(&str) -> bool| thing::prefixes(id.as_str()).any(has);
            let is_shown = is_in(&|id| self.shown.contains(id));
            let is_ticked = is_in(&|id| self.ticked.contains(id));
            let is_owed = is_in(&|id| self.owed.contains_key(id));
            is_as_shown &= is_shown == is_owed;
            is_as_ticked &= (is_shown && !is_ticked) == is_owed;
        }
        match (is_as_shown, is_as_ticked) {
            (true, _) => Twins::AsShown,
            (false, true) => Twins::AsTicked,
            (false, false) => Twins::Others,
        }
    }
}

/// Returns the ids of the ticks whose lines say what the dashboard would say now.
fn unchanged(
    vault: &Vault,
    agenda: &Agenda,
    requests: &[Request],
    view: View,
) -> FxHashSet<String> {
    let ticks = requests.iter().filter_map(|request| match request {
        Request::Tick(tick, _) => Some((tick.id.as_str(), tick)),
        Request::Item(..) | Request::Log { .. } => None,
    });
    let ticks: FxHashMap<&str, &Tick> = ticks.collect();
    if ticks.is_empty() {
        return FxHashSet::default();
    }
    redaction::show(view, vault, agenda, |Shown { vault, agenda, .. }| {
        let is_same = |item: &&Item| {
            let tick = ticks.get(item.id.as_str());
            tick.is_some_and(|tick| markdown::says(tick, item, agenda.today, vault.settings))
        };
        let same = agenda.items.iter().filter(is_same);
        same.map(|item| item.id.as_str().to_owned()).collect()
    })
}

/// Which of several equal tasks are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Twins {
    /// Those that the dashboard shows.
    AsShown,
    /// Those that it shows, but for the ticked ones.
    AsTicked,
    /// Others.
    Others,
}
