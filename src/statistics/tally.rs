//! What is counted for a month, and for all of them.

use crate::agenda::ItemKind;
use crate::date::Date;
use crate::date::Datelike;
use crate::date::Duration;
use crate::vault::Who;

/// What is counted for a month.
#[derive(Debug, Clone, Default)]
pub struct Tally<'v> {
    /// The people who were met for the first time, by path.
    pub new: Vec<&'v Who<'v>>,
    /// How many chats there were.
    pub n_chats: usize,
    /// The thank-you e-mails for these chats.
    pub emails: Punctuality,
    /// The handwritten notes for these chats.
    pub notes: Punctuality,
    /// How many people were asked for a meeting for the first time.
    pub n_asked: usize,
    /// How many of these answered, whatever they said.
    pub n_answered: usize,
    /// How many people were introduced.
    pub n_introduced: usize,
}

/// The tallies by month.
#[derive(Default)]
pub(super) struct Months<'v> {
    undated: Tally<'v>,
    /// In order, with the first day of each month.
    dated: Vec<(Date, Tally<'v>)>,
}

impl<'v> Months<'v> {
    /// Returns the tally of a day's month, or of what has no day.
    pub(super) fn of(&mut self, day: Option<Date>) -> &mut Tally<'v> {
        let Some(month) = day.map(first_of_month) else { return &mut self.undated };
        let index = self.dated.partition_point(|(earlier, _)| *earlier < month);
        if self.dated.get(index).is_none_or(|(later, _)| *later > month) {
            self.dated.insert(index, (month, Tally::default()));
        }
        &mut self.dated[index].1
    }

    /// Returns the tally of all months together.
    pub(super) fn total(&self) -> Tally<'v> {
        let mut total = self.undated.clone();
        self.dated.iter().for_each(|(_, tally)| total.add(tally));
        total
    }

    /// Returns the tallies of all months from the first to the last one.
    pub(super) fn without_gaps(self) -> Vec<(Date, Tally<'v>)> {
        let mut filled: Vec<(Date, Tally)> = Vec::new();
        for (month, tally) in self.dated {
            while let Some(gap) = filled.last().map(|(last, _)| next_month(*last))
                && gap < month
            {
                filled.push((gap, Tally::default()));
            }
            filled.push((month, tally));
        }
        filled
    }
}

fn next_month(month: Date) -> Date {
    first_of_month(Duration::Months(1).after(month))
}

fn first_of_month(date: Date) -> Date {
    date.with_day(1).expect("every month has a first day")
}

/// How many of what was due was done by its day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Punctuality {
    /// Done by its day.
    pub n_on_time: usize,
    /// Done later, or not at all.
    pub n_late: usize,
}

impl Punctuality {
    /// Returns how many there were.
    pub fn n(self) -> usize {
        self.n_on_time + self.n_late
    }

    fn add(&mut self, other: Punctuality) {
        self.n_on_time += other.n_on_time;
        self.n_late += other.n_late;
    }
}

impl<'v> Tally<'v> {
    pub(super) fn punctuality(&mut self, kind: ItemKind) -> &mut Punctuality {
        match kind {
            ItemKind::ThankYouNote => &mut self.notes,
            _ => &mut self.emails,
        }
    }

    pub(super) fn add(&mut self, other: &Tally<'v>) {
        self.new.extend(&other.new);
        self.n_chats += other.n_chats;
        self.emails.add(other.emails);
        self.notes.add(other.notes);
        self.n_asked += other.n_asked;
        self.n_answered += other.n_answered;
        self.n_introduced += other.n_introduced;
    }
}
