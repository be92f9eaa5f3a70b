//! What to say next: a few sentences, the most pressing first, each from a fact in the notes.

use crate::agenda::ItemKind;
use crate::note::Reply;

use super::Brief;
use super::HappeningKind;

/// More than this nobody keeps in mind between two floors.
const MOST: usize = 4;

/// Returns what to say next, in sentences.
pub(super) fn say(brief: &Brief) -> Vec<String> {
    let mut say = thanks(brief);
    say.extend(reports(brief));
    say.extend(deed(brief));
    say.extend(promises(brief));
    say.extend(answer(brief));
    if say.len() < MOST {
        say.extend(opening(brief));
    }
    say.truncate(MOST);
    say
}

fn thanks(brief: &Brief) -> Vec<String> {
    let thanks = brief.items.iter().filter(|item| item.kind == ItemKind::ThankYouEmail);
    let dates = thanks.filter_map(|item| item.meeting?.meeting().date);
    dates
        .filter(|date| *date < brief.today.0)
        .map(|date| format!("Thank them for {date}: that has not been done yet."))
        .collect()
}

fn reports(brief: &Brief) -> Vec<String> {
    let reports = brief.items.iter().filter(|item| item.kind == ItemKind::ReportBack);
    reports.map(|item| format!("Tell them how it went with {}.", item.subject)).collect()
}

/// What came of their advice: the news that people like best.
fn deed(brief: &Brief) -> Option<String> {
    let talk = brief.talks.iter().find(|talk| !talk.done.is_empty())?;
    let deed = talk.done.first()?;
    Some(format!("After {} you did this: \"{deed}\". Tell them what came of it.", talk.date))
}

fn promises(brief: &Brief) -> Vec<String> {
    let mut say = Vec::new();
    match brief.promises.as_slice() {
        [] => {}
        [one] => say.push(format!("You promised: \"{}\". Bring it, or say when.", one.text)),
        several => {
            let n = several.len();
            say.push(format!("You still owe them {n} things that you promised. Say when."));
        }
    }
    if let Some(one) = brief.waiting.first() {
        say.push(format!("They offered: \"{}\". Ask kindly where it stands.", one.text));
    }
    say
}

/// How they answered the last request.
fn answer(brief: &Brief) -> Option<String> {
    let is_open = brief.items.iter().any(|item| item.kind == ItemKind::Schedule);
    match brief.contact.contact().reply? {
        Reply::Yes if is_open => Some("They said yes. Offer two or three times.".to_owned()),
        Reply::Later => Some(match brief.contact.contact().snooze_until {
            Some(date) if date > brief.today.0 => format!("They said: later. Wait until {date}."),
            _ => "They said: later. Ask whether now is a better time.".to_owned(),
        }),
        _ => None,
    }
}

/// Where to begin, when nothing is pressing.
fn opening(brief: &Brief) -> Option<String> {
    let learned = brief.talks.iter().find_map(|talk| talk.words().first());
    let has_deed = brief.talks.iter().any(|talk| !talk.done.is_empty());
    if let Some(learned) = learned.filter(|_| !has_deed) {
        return Some(format!("Come back to what they told you: \"{learned}\""));
    }
    let has_touch = brief.timeline.iter().any(|happening| {
        !matches!(
            happening.kind,
            HappeningKind::Asked | HappeningKind::Planned | HappeningKind::Off
        )
    });
    match &brief.details.in_common {
        Some(common) if !has_touch => Some(format!("You have not talked yet. You share: {common}")),
        None if !has_touch => {
            Some("You have not talked yet. Say how you found them, and what you wonder.".to_owned())
        }
        _ => None,
    }
}
