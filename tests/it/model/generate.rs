//! Vaults made up at random, most of their days near a day on which something changes.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::sample::subsequence;

use super::calendar::Day;
use super::calendar::Span;
use super::world::CAST;
use super::world::Config;
use super::world::Contact;
use super::world::Direction;
use super::world::DueForm;
use super::world::Form;
use super::world::Interval;
use super::world::Meeting;
use super::world::NamedIn;
use super::world::PIECES;
use super::world::Prefix;
use super::world::Question;
use super::world::Ref;
use super::world::Reply;
use super::world::Research;
use super::world::Section;
use super::world::Status;
use super::world::Switch;
use super::world::Tag;
use super::world::Task;
use super::world::Thanked;
use super::world::Thanks;
use super::world::ToldBy;
use super::world::World;

/// Ordinary days, ends of months, leap days, the turn of a year.
const TODAYS: &[[u32; 3]] = &[
    [2026, 11, 21],
    [2026, 11, 1],
    [2026, 11, 30],
    [2026, 12, 31],
    [2027, 1, 1],
    [2027, 2, 28],
    [2027, 3, 1],
    [2028, 2, 28],
    [2028, 2, 29],
    [2028, 3, 31],
];

/// How far from today things happen: round about the days on which the default rules change.
const OFFSETS: &[i32] = &[
    0, -1, 1, -2, -3, -4, 2, 3, -6, -7, -8, 6, 7, 8, -10, -13, -14, -15, -20, -21, -22, 14, 30,
    -28, -29, -30, -31, -32, -52, -53, -54, -59, -60, -61, -62, -89, -90, -91, -92, -181, -182,
    -183, -184, -364, -365, -366, -367, -430,
];

fn offset() -> impl Strategy<Value = i32> {
    prop_oneof![6 => select(OFFSETS), 4 => -12..10, 1 => -430..60]
}

/// The days of one vault: today, and a few on which more than one thing happens.
#[derive(Debug, Clone)]
struct Days {
    today: Day,
    popular: Vec<i32>,
}

impl Days {
    fn any(&self) -> impl Strategy<Value = Day> + use<> {
        let today = self.today;
        let popular = select(self.popular.clone());
        let offset = prop_oneof![3 => popular, 1 => Just(0), 3 => offset()];
        offset.prop_map(move |offset| today.offset(offset))
    }

    fn past(&self) -> impl Strategy<Value = Day> + use<> {
        let today = self.today;
        let popular = select(self.popular.clone());
        let offset = prop_oneof![1 => popular, 1 => offset()];
        offset.prop_map(move |offset| today.offset(-offset.abs()))
    }
}

fn span() -> impl Strategy<Value = Span> {
    prop_oneof![
        select(&[0, 1, 2, 3, 5, 7, 10, 14, 30, 60, 90][..]).prop_map(Span::Days),
        select(&[1, 2, 3, 6, 12][..]).prop_map(Span::Months),
    ]
}

/// A span that is no more than some weeks, or rarely.
fn short() -> impl Strategy<Value = Span> {
    prop_oneof![4 => (0..12_u32).prop_map(Span::Days), 1 => span()]
}

fn switch() -> impl Strategy<Value = Switch> {
    prop_oneof![1 => Just(Switch::Off), 3 => short().prop_map(Switch::On)]
}

fn interval() -> impl Strategy<Value = Interval> {
    let some = || span().prop_filter("an interval lasts", |span| *span != Span::Days(0));
    prop_oneof![
        1 => Just(Interval::Never),
        5 => vec(some(), 1).prop_map(Interval::Each),
        4 => vec(some(), 2..4).prop_map(Interval::Each),
    ]
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![
        4 => Just(Direction::Asking),
        2 => Just(Direction::Giving),
        1 => Just(Direction::Neither)
    ]
}

fn config(days: &Days) -> impl Strategy<Value = Config> + use<> {
    let by_tag = ["mentor", "alumni"].map(|tag| {
        let every = interval().prop_filter("a tag has one", |every| *every != Interval::Never);
        weighted(0.3, every.prop_map(move |every| (tag, every)))
    });
    let rules = (
        weighted(0.3, days.past()),
        weighted(0.3, short()),
        weighted(0.2, short()),
        weighted(0.3, switch()),
        weighted(0.2, short()),
        weighted(0.4, interval()),
    );
    let more = (
        weighted(0.2, short()),
        weighted(0.3, switch()),
        weighted(0.2, 0..4_usize),
        any::<bool>(),
        weighted(0.3, direction()),
        by_tag,
    );
    (rules, more).prop_map(move |(rules, more)| {
        let (since, horizon, email, note, action_item, check_in) = rules;
        let (nudge, report_back, new_people, has_me, direction, by_tag) = more;
        Config {
            since,
            horizon,
            email,
            note,
            action_item,
            check_in,
            nudge,
            report_back,
            new_people,
            has_me,
            direction,
            by_tag: by_tag.into_iter().flatten().collect(),
        }
    })
}

const FORMS: &[Form] = &[
    Form::WikiName,
    Form::WikiStem,
    Form::WikiPath,
    Form::Markdown,
    Form::Name,
    Form::Alias,
    Form::Email,
];

fn reference() -> impl Strategy<Value = Ref> {
    (0..CAST.len(), select(FORMS)).prop_map(|(figure, form)| Ref { figure, form })
}

fn link() -> impl Strategy<Value = Ref> {
    (0..CAST.len(), select(&FORMS[..4])).prop_map(|(figure, form)| Ref { figure, form })
}

fn contact(days: &Days, figure: usize) -> impl Strategy<Value = Contact> + use<> {
    let reply = select(&[Reply::Yes, Reply::No, Reply::Later][..]);
    let asked = (
        subsequence(vec!["mentor", "alumni", "weaver"], 0..3),
        prop_oneof![3 => vec(reference(), 0..1), 2 => vec(reference(), 1..3)],
        prop_oneof![1 => vec(days.past(), 0..1), 1 => vec(days.past(), 0..5)],
        weighted(0.5, reply),
    );
    let touched = (
        weighted(0.4, days.any()),
        weighted(0.4, interval()),
        weighted(0.3, days.any()),
        vec(days.any(), 0..3),
    );
    (asked, touched, vec(task(days), 0..3)).prop_map(move |(asked, touched, tasks)| {
        let (tags, referred_by, reached_out, reply) = asked;
        let (last_contact, check_in, snooze, log) = touched;
        let tasks = tasks.into_iter().map(|task| Task { prefix: None, ..task }).collect();
        Contact {
            figure,
            tags,
            referred_by,
            reached_out,
            reply,
            last_contact,
            check_in,
            snooze,
            log,
            tasks,
        }
    })
}

fn thanks(days: &Days) -> impl Strategy<Value = Thanks> + use<> {
    let thanked = || {
        let on = days.any().prop_map(Thanked::On);
        prop_oneof![3 => on, 1 => Just(Thanked::Skip)]
    };
    let each = vec(weighted(0.5, thanked()), 5).prop_map(|each| {
        let each = each.into_iter().enumerate();
        Thanks::Each(each.filter_map(|(index, thanked)| Some((index, thanked?))).collect())
    });
    prop_oneof![
        10 => Just(Thanks::Absent),
        1 => Just(Thanks::No),
        3 => days.any().prop_map(Thanks::On),
        1 => Just(Thanks::Yes),
        1 => Just(Thanks::Skip),
        2 => each,
    ]
}

fn task(days: &Days) -> impl Strategy<Value = Task> + use<> {
    let prefix = prop_oneof![
        1 => Just(Prefix::Me),
        1 => (0..CAST.len()).prop_map(Prefix::Name),
        1 => (0..CAST.len()).prop_map(Prefix::FirstWord),
        1 => (0..CAST.len()).prop_map(Prefix::AtStem),
        1 => (0..CAST.len()).prop_map(Prefix::Link),
    ];
    let sections = [
        Section::Outside,
        Section::Questions,
        Section::Promises,
        Section::Waiting,
        Section::Takeaways,
        Section::Log,
        Section::Actions,
    ];
    let forms = [DueForm::Emoji, DueForm::Inline, DueForm::Words, DueForm::By, DueForm::Bracketed];
    let kind = (
        select(&["send the map", "send the map", "call", "read"][..]),
        prop_oneof![6 => Just(' '), 2 => Just('x'), 1 => select(&['X', '-', '>', '/'][..])],
        select(sections.to_vec()),
        weighted(0.2, select(&[Tag::Promise, Tag::Waiting, Tag::Prep, Tag::Action][..])),
        weighted(0.3, prefix),
    );
    let fields = (
        vec(link(), 0..2),
        weighted(0.3, (days.any(), select(forms.to_vec()))),
        weighted(0.15, days.any()),
        prop::bool::weighted(0.1),
    );
    (kind, fields).prop_map(|(kind, fields)| {
        let (words, sign, section, tag, prefix) = kind;
        let (links, due, scheduled, is_repeated) = fields;
        Task { words, sign, section, tag, prefix, links, due, scheduled, is_repeated }
    })
}

fn meeting(days: &Days) -> impl Strategy<Value = Meeting> + use<> {
    let statuses =
        [Status::Planned, Status::Planned, Status::Held, Status::Cancelled, Status::NoShow];
    let told_by = prop_oneof![
        5 => Just(ToldBy::Coffee),
        1 => Just(ToldBy::Tag),
        1 => Just(ToldBy::Folder),
        1 => Just(ToldBy::OneOnOne),
    ];
    let outside = (
        weighted(0.95, days.any()),
        any::<bool>(),
        told_by,
        weighted(0.5, select(statuses.to_vec())),
        weighted(0.4, direction()),
        prop_oneof![6 => vec(reference(), 0..3), 1 => vec(reference(), 3..6)],
        select(&[NamedIn::Key, NamedIn::Line, NamedIn::Section][..]),
    );
    let research = [Research::Nothing, Research::OpenTask, Research::DoneTask, Research::Text];
    let questions = [Question::Item, Question::Task, Question::Empty];
    let inside = (
        any::<[bool; 3]>(),
        thanks(days),
        thanks(days),
        select(research.to_vec()),
        vec(select(questions.to_vec()), 0..6),
        subsequence(PIECES.iter().collect::<Vec<_>>(), 0..3),
        vec(task(days), 0..4),
    );
    (outside, inside).prop_map(|(outside, inside)| {
        let (date, is_dated_by_name, told_by, status, direction, with, named_in) = outside;
        let ([has_purpose, has_time, has_place], email, note, research, questions, pieces, tasks) =
            inside;
        let (email, note) = (for_those(email, &with), for_those(note, &with));
        Meeting {
            number: 0,
            date,
            is_dated_by_name,
            told_by,
            status,
            direction,
            with,
            named_in,
            has_purpose,
            has_time,
            has_place,
            email,
            note,
            research,
            questions,
            pieces,
            tasks,
        }
    })
}

/// Leaves out of a list of thanks who is not in the list of people, and who was there already: a
/// namesake may turn out to be the same.
fn for_those(thanks: Thanks, with: &[Ref]) -> Thanks {
    let names: Vec<&str> = with.iter().map(|who| who.figure().name).collect();
    let is_first =
        |index: usize| names.get(index).is_some_and(|name| !names[..index].contains(name));
    match thanks {
        Thanks::Each(mut each) => {
            each.retain(|(index, _)| is_first(*index));
            if each.is_empty() { Thanks::Absent } else { Thanks::Each(each) }
        }
        thanks => thanks,
    }
}

/// Makes up a whole vault.
pub(super) fn worlds() -> impl Strategy<Value = World> {
    (select(TODAYS), vec(offset(), 3)).prop_flat_map(|([year, month, number], popular)| {
        let today = Day::new(year, month, number);
        let days = Days { today, popular };
        let contacts: Vec<_> =
            (0..CAST.len()).map(|figure| weighted(0.6, contact(&days, figure))).collect();
        (config(&days), contacts, vec(meeting(&days), 0..5)).prop_map(
            move |(config, contacts, mut meetings)| {
                for (number, meeting) in meetings.iter_mut().enumerate() {
                    meeting.number = number;
                }
                let contacts = contacts.into_iter().flatten().collect();
                World { today, config, contacts, meetings }
            },
        )
    })
}
