//! The agenda as a calendar (RFC 5545): an event or a to-do for each item, and an event for each
//! meeting to come. Times are those of the clock on the wall, in no zone, as notes have them.

use calcard::common::PartialDateTime;
use calcard::icalendar::ICalendar;
use calcard::icalendar::ICalendarAction;
use calcard::icalendar::ICalendarComponent as Component;
use calcard::icalendar::ICalendarComponentType as Kind;
use calcard::icalendar::ICalendarDuration;
use calcard::icalendar::ICalendarParameter;
use calcard::icalendar::ICalendarProperty as Property;
use calcard::icalendar::ICalendarStatus;
use calcard::icalendar::ICalendarTransparency;
use calcard::icalendar::ICalendarValue as Value;
use calcard::icalendar::ICalendarValueType;

use crate::agenda::Agenda;
use crate::agenda::Coming;
use crate::agenda::Gaps;
use crate::agenda::Id;
use crate::agenda::Item;
use crate::date::Date;
use crate::date::Datelike;
use crate::date::Time;
use crate::date::Today;
use crate::note::plain;
use crate::text::collapse;
use crate::text::visible;

use super::phrase::headline;
use super::phrase::plain_names;

/// What the items become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Events that last all day; an item without a day is none.
    Events,
    /// To-dos.
    ToDos,
}

/// So many minutes before a meeting it is time to be there.
const BE_THERE: u32 = 15;

/// So many minutes a meeting takes that does not say when it ends.
const LENGTH: u16 = 30;

/// So many minutes a day has.
const A_DAY: u16 = 24 * 60;

/// Who made a calendar.
const MAKER: &str = "-//keepwarm//keepwarm//EN";

/// Returns the items of the agenda and the `planned` meetings.
pub fn calendar(agenda: &Agenda, planned: &[Coming], form: Form) -> String {
    let mut calendar = Component::new(Kind::VCalendar);
    calendar.add_property(Property::Version, text("2.0"));
    calendar.add_property(Property::Prodid, text(MAKER));
    calendar.add_property(Property::Other("X-WR-CALNAME".to_owned()), text("keepwarm"));
    let mut components = vec![calendar];
    let items = agenda.items.iter().filter_map(|item| match form {
        Form::Events => all_day(item, agenda.today),
        Form::ToDos => Some(to_do(item, agenda.today)),
    });
    items.for_each(|item| _ = add(&mut components, 0, item));
    for coming in planned.iter().filter(|coming| is_writable(&coming.date)) {
        let (event, alarm) = meeting(coming, agenda.today);
        let place = add(&mut components, 0, event);
        alarm.into_iter().for_each(|alarm| _ = add(&mut components, place, alarm));
    }
    ICalendar { components }.to_string()
}

/// Tells whether a file is a calendar that we wrote: it begins with our name.
pub fn is_ours(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
    let begin = ["BEGIN:VCALENDAR", "VERSION:2.0", &format!("PRODID:{MAKER}")];
    begin.iter().all(|line| lines.next() == Some(line.as_bytes()))
}

/// Puts a component into another; returns its place.
fn add(components: &mut Vec<Component>, outer: usize, inner: Component) -> usize {
    let place = components.len();
    let id = u32::try_from(place).expect("nobody has so many notes");
    components[outer].component_ids.push(id);
    components.push(inner);
    place
}

fn all_day(item: &Item, today: Today) -> Option<Component> {
    let mut event = of_item(Kind::VEvent, item, today);
    add_day(&mut event, item.due.filter(is_writable)?);
    Some(event)
}

fn to_do(item: &Item, today: Today) -> Component {
    let mut to_do = of_item(Kind::VTodo, item, today);
    if let Some(due) = item.due.filter(is_writable) {
        to_do.add_property_with_params(Property::Due, [of_days()], at(due, 0));
    }
    to_do.add_property(Property::Status, Value::Status(ICalendarStatus::NeedsAction));
    to_do
}

/// Returns what the events and the to-dos of items have in common.
fn of_item(kind: Kind, item: &Item, today: Today) -> Component {
    let mut component = new(kind, item.id.as_str(), today, &headline(item));
    let done = item.kind.has_box().then(|| format!("Done: keepwarm done {}", item.id));
    let note = format!("Note: {}, line {}", item.path(), item.line);
    let lines = missing(item.missing).into_iter().chain([note]).chain(done);
    component.add_property(Property::Description, paragraph(lines));
    component.add_property(Property::Categories, text(item.kind.word()));
    component
}

/// Returns the event of a meeting, and the alarm that says when it is time to be there.
fn meeting(coming: &Coming, today: Today) -> (Component, Option<Component>) {
    let encounter = coming.meeting;
    let (path, meeting, present) = (encounter.path(), encounter.meeting(), &encounter.present);
    let with = plain_names(present);
    let title = match with.as_str() {
        "" => meeting.label.word().to_owned(),
        with => format!("{} with {with}", meeting.label.word()),
    };
    let mut event = new(Kind::VEvent, Id::of_meeting(path).as_str(), today, &title);
    let place = meeting.place().map(plain);
    if let Some(place) = &place {
        event.add_property(Property::Location, text(place));
    }
    let purpose = meeting.purpose().map(|purpose| format!("Purpose: {}", plain(purpose)));
    let to_do = coming.to_do.iter().map(|task| format!("To do: {}", plain(task)));
    let lines = purpose.into_iter().chain(missing(coming.missing)).chain(to_do);
    event.add_property(Property::Description, paragraph(lines.chain([format!("Note: {path}")])));
    event.add_property(Property::Categories, text("meeting"));
    let Some(time) = meeting.time else {
        add_day(&mut event, coming.date);
        return (event, None);
    };
    let end = meeting.end.filter(|end| *end > time).map(Time::minutes);
    event.add_property(Property::Dtstart, at(coming.date, time.minutes()));
    event.add_property(Property::Dtend, at(coming.date, end.unwrap_or(time.minutes() + LENGTH)));
    let mut alarm = Component::new(Kind::VAlarm);
    alarm.add_property(Property::Action, Value::Action(ICalendarAction::Display));
    alarm.add_property(Property::Description, text(&format!("Time to be there: {title}")));
    let before = ICalendarDuration { neg: true, minutes: BE_THERE, ..Default::default() };
    alarm.add_property(Property::Trigger, before);
    (event, Some(alarm))
}

/// Returns a component with what all of them have. The stamp is the day's, not the clock's: the
/// same day makes the same file.
fn new(kind: Kind, id: &str, today: Today, title: &str) -> Component {
    let mut component = Component::new(kind);
    component.add_uid(&format!("{id}@keepwarm"));
    let stamp = PartialDateTime { tz_hour: Some(0), tz_minute: Some(0), ..at(today.0, 0) };
    component.add_dtstamp(stamp);
    component.add_property(Property::Summary, text(title));
    component
}

/// Makes an event last all of a day, and leave time for others on it.
fn add_day(event: &mut Component, day: Date) {
    event.add_property_with_params(Property::Dtstart, [of_days()], at(day, 0));
    event.add_property_with_params(Property::Dtend, [of_days()], at(day, A_DAY));
    event.add_property(Property::Transp, Value::Transparency(ICalendarTransparency::Transparent));
}

fn of_days() -> ICalendarParameter {
    ICalendarParameter::value(ICalendarValueType::Date)
}

/// Tells the days that have a next one, and four digits for the year.
fn is_writable(day: &Date) -> bool {
    day.succ_opt().is_some_and(|next| next.year() <= 9999)
}

/// Returns the moment so many minutes after a day began; it may be on the next one.
fn at(day: Date, minutes: u16) -> PartialDateTime {
    let day = if minutes < A_DAY { Some(day) } else { day.succ_opt() }.unwrap_or(day);
    let (hour, minute) = (minutes % A_DAY / 60, minutes % 60);
    PartialDateTime {
        year: u16::try_from(day.year()).ok(),
        month: u8::try_from(day.month()).ok(),
        day: u8::try_from(day.day()).ok(),
        hour: u8::try_from(hour).ok(),
        minute: u8::try_from(minute).ok(),
        ..PartialDateTime::default()
    }
}

fn missing(missing: Gaps) -> Option<String> {
    (!missing.is_empty()).then(|| format!("Still missing: {missing}"))
}

/// Returns some lines as one text, without what cannot be seen.
fn paragraph(lines: impl Iterator<Item = String>) -> Value {
    let lines: Vec<String> = lines.map(|line| readable(&line)).collect();
    Value::Text(lines.join("\n"))
}

/// Returns one line of text, without what cannot be seen.
fn text(text: &str) -> Value {
    Value::Text(readable(text))
}

fn readable(text: &str) -> String {
    collapse(&visible(text))
}
