//! More of anything takes longer in proportion, and no note takes for ever.
//!
//! What counts is the time of the processor, not of the clock: others may be busy meanwhile. What
//! fails is far above a straight line.

use std::thread;
use std::time::Duration;

use keepwarm::date;
use keepwarm::date::Today;
use keepwarm::note;
use keepwarm::note::Note;
use keepwarm::render::markdown;
use keepwarm::render::markdown::Page;
use keepwarm::rules;
use keepwarm::settings::Settings;
use keepwarm::vault::Joined;

use super::is_full;

/// What takes less than this is quick enough, however it grows.
const ENOUGH: Duration = Duration::from_millis(10);

/// Reads `text` as a note and shows what it owes; returns how long that took.
fn time(text: &str) -> Duration {
    let settings = Settings::new();
    let today = Today(date::read(crate::vault::TODAY).unwrap());
    let start = used();
    let note: Note = note::parse("meetings/2026-11-20-a.md".into(), text, &settings);
    let notes = [note];
    let joined = Joined::new(&settings, &notes, Vec::new());
    let mut page = Vec::new();
    let agenda = rules::due(&joined.vault(), today);
    markdown::dashboard(&agenda, &settings, &[], &mut page).unwrap();
    assert!(Page::read(&page).has_block());
    used() - start
}

/// Returns how long this thread has had a processor.
#[cfg(unix)]
fn used() -> Duration {
    let used = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(used).unwrap()
}

/// Returns how long ago something was: here nobody tells how long a thread has had a processor.
#[cfg(not(unix))]
fn used() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

/// What is repeated in a body.
const BODIES: &[&str] = &[
    "- [ ] a task\n",
    "- [ ] the same [[Ada]] 📅 2026-12-01 #tag ^id\n",
    "- [x] done ✅ 2026-11-20\n",
    "## Heading\n",
    "- [ ] ",
    "  - [ ] deeper\n",
    "- ",
    "> ",
    "> - [ ] quoted\n",
    "[",
    "[a](",
    "[[a](",
    "![a](<b",
    "[[",
    "[[a|",
    "*a **b _c ",
    "_a __b ",
    "`",
    "` `` ``` ",
    "<a b='",
    "<!-- ",
    "<!-- a -->\n",
    "%% ",
    "&amp",
    "\\",
    "| a | b |\n",
    "|---",
    "~~~\n",
    "[^1]: a\n\n",
    "[r]: /x\n",
    "word ",
    "Ada: ",
    "**Ada**: [[Ada]], ",
    "📅 2026-12-01 ",
    "[due:: ",
    "(due:: 2026-12-01) ",
    "2026-12-01 ",
    "due: ",
    "#promise ",
    "Attendees: [[Ada]], ",
    "Attendees:\n- Ada\n",
    "\u{2028}",
    "\t",
    "\r",
    "\r\n",
    "---\n",
    "===\n",
];

/// What is repeated in one task, and what stands at its end.
const TASKS: &[(&str, &str)] = &[
    ("word ", ""),
    ("[due:: ", ""),
    ("[due:: ", "]"),
    ("(due:: ", ")"),
    ("[due:: a  b] ", ""),
    ("[due:: x$] ", ""),
    ("[due:: [[", "]]"),
    ("[repeat:: ", "]"),
    ("@due(", ")"),
    ("due:", ""),
    ("due:[[", "]]"),
    ("due:2026-1-$ ", ""),
    ("📅", ""),
    ("📅 [[", "]]"),
    ("📅 2026-12-01 ", ""),
    ("📅 2026-1-$ ", ""),
    ("🔁 every ", ""),
    ("<!-- ", ""),
    ("<!-- ", "-->"),
    ("`a ``b ", ""),
    ("[[", "]]"),
    ("[[P$]] ", ""),
    ("[a](", ")"),
    ("(", "2026-12-01)"),
    ("word\n", ""),
];

/// What is repeated in one line that names people.
const ATTENDEES: &[&str] = &["Ada, ", "P$, ", "[[Ada]], ", "[[P$]] ", "[a](b) ", "[[", ", ", "**"];

/// What is repeated in a log.
const LOG: &[&str] = &["- 2026-11-01: call\n", "- 2026-1-5 call\n", "- [ ] t$\n", "- a <b>\n"];

/// What is repeated in front matter.
const FRONTS: &[&str] = &[
    "k$: v\n",
    "tags: [a]\n",
    "with$: [[Ada]]\n",
    "- a\n",
    "#\n",
    "? a$\n: b\n",
    "\"k$\": \"v\"\n",
    "k$: &a$ v\n",
    "a: ",
    " ",
    "'",
    "\"\\n",
    "\t",
];

/// What is repeated in lists, and the lists.
const LISTS: &[&str] = &[
    "P$, ",
    "\"[[P$]]\", ",
    "\"[[P$]], P$\", ",
    "{a: b}, ",
    "\"P$ skip\", ",
    "[[P$]], ",
    "2026-1-5, ",
];
const OF_MEETINGS: &[&str] = &["with", "thank_you_email", "date"];
const OF_CONTACTS: &[&str] = &["reached_out", "check_in", "referred_by"];

/// Returns a piece so often that it is about so long; `$` is a number, another one each time.
fn repeated(piece: &str, length: usize) -> String {
    let count = length.div_ceil(piece.len());
    (0..count).map(|number| piece.replace('$', &number.to_string())).collect()
}

/// Makes the text of a note of about so many bytes.
type Text = Box<dyn Fn(usize) -> String + Sync>;

/// Returns the shapes of notes that grow, by name.
fn shapes() -> Vec<(String, Text)> {
    let mut shapes: Vec<(String, Text)> = Vec::new();
    let mut add = |name: &str, before: String, piece: &'static str, after: &'static str| {
        let text = move |length| format!("{before}{}{after}", repeated(piece, length));
        shapes.push((format!("{piece:?} {after:?} in {name}"), Box::new(text)));
    };
    let front = |keys: &str| format!("---\n{keys}\n---\nText.\n\n");
    let meeting = front("type: meeting\nwith: Ada");
    for piece in BODIES {
        add("the body", meeting.clone(), piece, "");
    }
    for (piece, after) in TASKS {
        add("a task", format!("{meeting}- [ ] a "), piece, after);
    }
    for piece in ATTENDEES {
        add("a line of people", format!("{}Attendees: ", front("type: meeting")), piece, "");
        add("an item of people", format!("{}# People\n- ", front("type: meeting")), piece, "");
    }
    for piece in LOG {
        add("a log", format!("{}## Log\n", front("type: contact")), piece, "");
    }
    for piece in FRONTS {
        add("front matter", "---\ntype: meeting\n".to_owned(), piece, "\n---\nText.\n");
    }
    for (kind, keys) in [("meeting", OF_MEETINGS), ("contact", OF_CONTACTS)] {
        for (key, piece) in keys.iter().flat_map(|key| LISTS.iter().map(move |piece| (key, piece)))
        {
            add(key, format!("---\ntype: {kind}\n{key}: ["), piece, "]\n---\nText.\n");
        }
    }
    shapes
}

/// Returns what grows out of proportion: how long it takes, and how long eight times as much.
fn steep(name: &str, text: &Text) -> Option<String> {
    let length = if is_full() { 1 << 20 } else { 8 << 10 };
    let (one, eight) = (time(&text(length)), time(&text(8 * length)));
    // A square takes 64 times as long. Some steps look at a text again and again, but only up to a
    // bound.
    let is_steep = eight > ENOUGH && eight > one * 24;
    is_steep.then(|| format!("{name}: {one:?}, eight times as much {eight:?}\n"))
}

#[test]
fn eight_times_as_much_takes_about_eight_times_as_long() {
    const N_AT_ONCE: usize = 4;
    let shapes = shapes();
    let steep: String = thread::scope(|scope| {
        let parts = (0..N_AT_ONCE).map(|start| shapes.iter().skip(start).step_by(N_AT_ONCE));
        let parts = parts.map(|part| {
            scope.spawn(move || {
                // What is done side by side is done on this thread, whose time is measured.
                let alone = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
                let alone = alone.build().unwrap();
                let steep = |(name, text): &(String, Text)| steep(name, text);
                alone.install(|| part.filter_map(steep).collect::<String>())
            })
        });
        let parts: Vec<_> = parts.collect();
        parts.into_iter().map(|part| part.join().unwrap()).collect()
    });
    assert!(steep.is_empty(), "{steep}");
}
