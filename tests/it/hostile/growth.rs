//! More of anything takes longer in proportion, and no note takes for ever.
//!
//! Time is measured by the clock, so the quickest of three counts, and what fails is far above what
//! a busy machine makes of a straight line.

use std::time::Duration;
use std::time::Instant;

use keepwarm::date;
use keepwarm::date::Today;
use keepwarm::note;
use keepwarm::note::Note;
use keepwarm::render::markdown;
use keepwarm::rules;
use keepwarm::settings::Settings;
use keepwarm::vault::Vault;

use super::is_full;

/// So long a note has to take before it is asked how that grows.
const ENOUGH: Duration = Duration::from_millis(10);

/// Reads `text` as a note and shows what it owes; returns how long the quickest of three took.
fn time(text: &str) -> Duration {
    let settings = Settings::new();
    let today = Today(date::read(crate::vault::TODAY).unwrap());
    let mut times = [(); 3].map(|()| {
        let start = Instant::now();
        let note: Note = note::parse("meetings/2026-11-20-a.md".into(), text, &settings);
        let notes = [note];
        let vault = Vault::new(&settings, &notes, Vec::new());
        let page = markdown::dashboard(&rules::due(&vault, today), &settings, &[]);
        assert!(markdown::has_block(&page));
        start.elapsed()
    });
    times.sort_unstable();
    times[0]
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

/// What is repeated in front matter.
const FRONTS: &[&str] = &[
    "k#: v\n",
    "tags: [a]\n",
    "with#: [[Ada]]\n",
    "- a\n",
    "#\n",
    "? a#\n: b\n",
    "\"k#\": \"v\"\n",
    "k#: &a# v\n",
    "a: ",
    " ",
    "'",
    "\"\\n",
    "\t",
];

/// What is repeated in the list of people.
const PEOPLE: &[&str] = &["P#, ", "\"[[P#]]\", ", "\"[[P#]], P#\", ", "{a: b}, ", "\"P# skip\", "];

fn repeated(piece: &str, length: usize) -> String {
    let count = length.div_ceil(piece.len());
    (0..count).map(|number| piece.replace('#', &number.to_string())).collect()
}

/// Makes the text of a note of about so many bytes.
type Text = Box<dyn Fn(usize) -> String>;

/// Returns the shapes of notes that grow, by name.
fn shapes() -> Vec<(String, Text)> {
    let mut shapes: Vec<(String, Text)> = Vec::new();
    for piece in BODIES {
        let text = move |length| {
            format!("---\ntype: meeting\nwith: Ada\n---\nText.\n\n{}", repeated(piece, length))
        };
        shapes.push((format!("{piece:?} in the body"), Box::new(text)));
    }
    for piece in FRONTS {
        let text =
            move |length| format!("---\ntype: meeting\n{}\n---\nText.\n", repeated(piece, length));
        shapes.push((format!("{piece:?} in front matter"), Box::new(text)));
    }
    for piece in PEOPLE {
        let text = move |length| {
            let people = repeated(piece, length);
            let keys = ["with", "thank_you_email"].map(|key| format!("{key}: [{people}]\n"));
            format!("---\ntype: meeting\n{}---\nText.\n", keys.concat())
        };
        shapes.push((format!("{piece:?} in lists of people"), Box::new(text)));
    }
    shapes
}

/// Returns how long a shape takes at some length and at sixteen times that, if it takes more than a
/// moment at all: it grows until it is as long as is wanted, or slow enough to tell.
fn grow(text: &dyn Fn(usize) -> String) -> Option<(Duration, Duration)> {
    let largest = if is_full() { 1 << 20 } else { 16 << 10 };
    let mut lengths = (10..).map(|power| 1 << power).take_while(|length| *length <= largest);
    let slow = lengths.find(|length| time(&text(*length)) > ENOUGH)?;
    Some((time(&text(slow)), time(&text(16 * slow))))
}

#[test]
fn sixteen_times_as_much_takes_about_sixteen_times_as_long() {
    let steep = shapes().into_iter().filter_map(|(name, text)| {
        let (one, sixteen) = grow(&text)?;
        // A square takes 256 times as long. Some steps look at a text again and again, but only up
        // to a bound.
        let is_steep = sixteen > one * 100;
        is_steep.then(|| format!("{name}: {one:?}, sixteen times as much {sixteen:?}\n"))
    });
    let steep: String = steep.collect();
    assert!(steep.is_empty(), "{steep}");
}
