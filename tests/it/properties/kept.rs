//! A vault that is kept while its notes change says what one says that is joined anew.

use keepwarm::note;
use keepwarm::note::Note;
use keepwarm::render::markdown;
use keepwarm::render::markdown::Kept;
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
        edits in prop::collection::vec((any::<prop::sample::Index>(), edits()), 1..12),
    ) {
        let mut folder = folder;
        let settings = folder.settings();
        let readings: Arena<Note> = Arena::new();
        let read = |path: &str, text: &str| &*readings.alloc(note::parse(path.into(), text, &settings));
        let join = |folder: &Folder| {
            let notes: Vec<&Note> =
                folder.notes.iter().map(|(path, text)| read(path, text)).collect();
            Joined::new(&settings, notes, Vec::new())
        };
        let mut joined = join(&folder);
        let mut kept = Kept::default();
        let mut room = Vec::new();
        let mut again = Vec::new();
        let mut changed = String::new();
        for (place, edit) in edits {
            let now = agenda(joined.vault(), TODAY);
            again.clear();
            let is_changed = |path: &str| path == changed;
            let laid =
                markdown::dashboard_again(&now, &settings, &kept, is_changed, room, &mut again);
            let anew = join(&folder);
            let fresh = agenda(anew.vault(), TODAY);
            let mut expected = Vec::new();
            markdown::dashboard(&fresh, &settings, &[], &mut expected).expect("there is room");
            prop_assert_eq!(text(&again), text(&expected));
            let last = std::mem::replace(&mut kept, Kept::new(laid.expect("there is room"), &now));
            room = last.into_room();
            prop_assert_eq!(published(&now), published(&fresh));
            if folder.notes.is_empty() {
                break;
            }
            let place = place.index(folder.notes.len());
            let (path, text) = folder.notes.iter_mut().nth(place).expect("it is in there");
            *text = edit.of(path, text, &other);
            changed = path.clone();
            if !joined.replace(place, read(path, text)) {
                joined = join(&folder);
                kept = Kept::default();
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
    let mut joined = Joined::new(&settings, &notes, Vec::new());
    let mut kept = Kept::default();
    let mut page = |joined: &Joined| {
        let agenda = agenda(joined.vault(), TODAY);
        let is_changed = |path: &str| path == "meetings/tea.md";
        let mut page = Vec::new();
        let laid =
            markdown::dashboard_again(&agenda, &settings, &kept, is_changed, Vec::new(), &mut page)
                .expect("there is room");
        kept = Kept::new(laid, &agenda);
        text(&page).to_owned()
    };
    let report = "how it went with **Ada** · [";
    assert!(page(&joined).contains(&format!("{report}Meeting, 2026-11-10]")));
    assert!(joined.replace(0, &call));
    assert!(page(&joined).contains(&format!("{report}Call, 2026-11-10]")));
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
