//! A vault that is kept while its notes change says what one says that is joined anew.

use std::collections::BTreeSet;

use keepwarm::agenda::Agenda;
use keepwarm::date::Today;
use keepwarm::note;
use keepwarm::note::Note;
use keepwarm::render::markdown;
use keepwarm::render::markdown::Kept;
use keepwarm::rules::Reckoned;
use keepwarm::vault::Joined;
use proptest::prelude::*;
use typed_arena::Arena;

use crate::vault::TODAY;

use super::cases;
use super::folder::Folder;
use super::folder::agenda;
use super::folder::published;
use super::realistic;

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn one_note_after_the_other_may_be_read_anew(
        folder in realistic::folders(),
        other in realistic::folders(),
        bursts in prop::collection::vec(bursts(), 1..8),
    ) {
        let mut folder = folder;
        let settings = folder.settings();
        let readings: Arena<Note> = Arena::new();
        let read = |path: &str, text: &str| &*readings.alloc(note::parse(path.into(), text, &settings));
        let read_all = |folder: &Folder| -> Vec<&Note> {
            folder.notes.iter().map(|(path, text)| read(path, text)).collect()
        };
        let mut bursts = bursts.into_iter();
        'anew: loop {
            let mut notes = read_all(&folder);
            let (joined, replacer) = Joined::with_replacer(&settings, &notes, Vec::new());
            let mut vault = joined.vault();
            let mut reckoned = Reckoned::new(&vault, today());
            let mut kept = Kept::default();
            let mut room = Vec::new();
            let mut changed = BTreeSet::new();
            loop {
                let now = reckoned.agenda();
                let is_changed = |note: &Note| changed.contains(&note.address());
                let mut again = Vec::new();
                let laid = markdown::dashboard_again(
                    now, &settings, &kept, is_changed, room, &mut again,
                );
                let anew = Joined::new(&settings, read_all(&folder), Vec::new());
                let fresh = agenda(&anew.vault(), TODAY);
                let mut expected = Vec::new();
                markdown::dashboard(&fresh, &settings, &[], &mut expected).expect("there is room");
                prop_assert_eq!(text(&again), text(&expected));
                let new = Kept::new(laid.expect("there is room"), now);
                room = std::mem::replace(&mut kept, new).into_room();
                prop_assert_eq!(published(now), published(&fresh));
                let Some(burst) = bursts.next().filter(|_| !notes.is_empty()) else { break 'anew };
                changed.clear();
                let mut replaced = Vec::new();
                let mut is_enough = true;
                for (place, edit) in burst {
                    let place = place.index(notes.len());
                    let (path, text) = folder.notes.iter_mut().nth(place).expect("it is in there");
                    *text = edit.of(path, text, &other);
                    let note = read(path, text);
                    let old = std::mem::replace(&mut notes[place], note);
                    changed.insert(note.address());
                    let one = is_enough.then(|| replacer.replace(&mut vault, old, note)).flatten();
                    is_enough = one.is_some();
                    replaced.extend(one);
                }
                if !is_enough {
                    continue 'anew;
                }
                reckoned.catch_up(&vault, &replaced);
            }
        }
    }
}

#[test]
fn a_report_tells_of_the_meeting_as_it_is_called_now() {
    let settings = keepwarm::settings::read("").expect("nothing is a config, too");
    let meeting =
        |kind: &str| format!("---\nwith: Ada\ndate: 2026-11-10\ntype: {kind}\n---\nTea.\n");
    let texts = [
        ("meetings/tea.md", meeting("meeting")),
        ("people/ada.md", "---\nname: Ada\nreferred_by: Eve\n---\n".to_owned()),
        ("people/eve.md", "---\nname: Eve\n---\n".to_owned()),
    ];
    let notes = texts.map(|(path, text)| note::parse(path.into(), &text, &settings));
    let call = note::parse("meetings/tea.md".into(), &meeting("call"), &settings);
    let notes: Vec<&Note> = notes.iter().collect();
    let (joined, replacer) = Joined::with_replacer(&settings, &notes, Vec::new());
    let mut vault = joined.vault();
    let mut reckoned = Reckoned::new(&vault, today());
    let mut kept = Kept::default();
    let mut page = |agenda: &Agenda| {
        let is_changed = |note: &Note| &*note.path == "meetings/tea.md";
        let (mut page, room) = (Vec::new(), Vec::new());
        let laid = markdown::dashboard_again(agenda, &settings, &kept, is_changed, room, &mut page);
        kept = Kept::new(laid.expect("there is room"), agenda);
        text(&page).to_owned()
    };
    let report = "how it went with **Ada** · [";
    assert!(page(reckoned.agenda()).contains(&format!("{report}Meeting, 2026-11-10]")));
    let replaced = replacer.replace(&mut vault, notes[0], &call).expect("it is a meeting again");
    reckoned.catch_up(&vault, &[replaced]);
    assert!(page(reckoned.agenda()).contains(&format!("{report}Call, 2026-11-10]")));
}

fn today() -> Today {
    Today(keepwarm::date::read(TODAY).expect("a day of the tests is a date"))
}

/// Which notes are changed in one go, and how.
fn bursts() -> impl Strategy<Value = Vec<(prop::sample::Index, Edit)>> {
    prop::collection::vec((any::<prop::sample::Index>(), edits()), 1..4)
}

fn text(page: &[u8]) -> &str {
    str::from_utf8(page).expect("it is text")
}

/// What somebody may do to a note.
#[derive(Debug, Clone, Copy)]
enum Edit {
    /// Write another one like it.
    Replace(prop::sample::Index),
    /// Tick the first open task.
    Tick,
    /// Have one more thing to do.
    Add,
    /// Write again to them.
    Log,
    /// Put off, or call off.
    Put(&'static str),
}

fn edits() -> impl Strategy<Value = Edit> {
    prop_oneof![
        3 => any::<prop::sample::Index>().prop_map(Edit::Replace),
        1 => Just(Edit::Tick),
        1 => Just(Edit::Add),
        1 => Just(Edit::Log),
        2 => prop::sample::select(
            &[
                "last_contact: 2026-11-20\n",
                "snooze_until: 2026-11-25\n",
                "status: cancelled\n",
                "date: 2026-11-21\n",
                "thank_you_email: 2026-11-19\n",
                "with: [Ottoline Marmalade, Nobody Known]\n",
                "name: Ottoline Marmalade\n",
                "check_in: soon\n",
            ][..]
        )
        .prop_map(Edit::Put),
    ]
}

impl Edit {
    fn of(self, path: &str, text: &str, others: &Folder) -> String {
        match self {
            Edit::Replace(which) => {
                let is_alike = |(other, _): &(&String, _)| other[..2] == path[..2];
                let alike: Vec<_> = others.notes.iter().filter(is_alike).collect();
                let other = (!alike.is_empty()).then(|| alike[which.index(alike.len())].1);
                other.map_or(text, String::as_str).to_owned()
            }
            Edit::Tick => text.replacen("[ ]", "[x]", 1),
            Edit::Add => format!("{text}\n- [ ] read it again\n"),
            Edit::Log => format!("{text}\n## Log\n\n- 2026-11-20 wrote\n"),
            Edit::Put(line) => {
                let key = line.split(':').next().expect("a line has a key");
                let others = text.split_inclusive('\n').filter(|line| !line.starts_with(key));
                others.collect::<String>().replacen("---\n", &format!("---\n{line}"), 1)
            }
        }
    }
}
