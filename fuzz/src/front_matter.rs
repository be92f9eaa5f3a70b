//! Any text between two fences: read by both readers, with each problem in its place, and the same
//! behind a byte order mark.

use keepwarm::note::Content;
use keepwarm::note::Note;
use keepwarm::settings::Settings;
use keepwarm::yaml;
use keepwarm::yaml::Node;

use super::reading::PATHS;
use super::reading::read;

/// Checks one text.
pub fn check(bytes: &[u8]) {
    let Ok(yaml) = str::from_utf8(bytes) else { return };
    let settings = Settings::new();
    for (path, kind) in PATHS.into_iter().zip(["", "type: meeting\n"]) {
        let text = format!("---\n{kind}{yaml}\n---\n# Ada\n\n- [ ] write\n");
        let note = read(path, &text);
        let marked = read(path, &format!("\u{feff}{text}"));
        assert_eq!(without_words(&marked), without_words(&note));
        if note.content == Content::Other {
            assert!(!note.problems.is_empty(), "a note of ours is lost without a word");
        }
        let wide = keepwarm::note::parse(path.into(), &text, &settings);
        assert_eq!(wide, note, "a second reading is another");
    }
    check_quotes(yaml);
}

/// A text that is put into YAML, alone and in a list, is read as it was.
fn check_quotes(text: &str) {
    if text.matches(['[', '{']).count() > 20 {
        // So many brackets are taken for a nesting, wherever they stand.
        return;
    }
    let quoted = yaml::quoted(text);
    let line = format!("key: {quoted}\nlist: [{quoted}, {quoted}]\n");
    let text = Node::Scalar(text.into());
    let list = Node::List(vec![text.clone(), text.clone()]);
    let entry = |key: &'static str, value| (Node::Scalar(key.into()), value);
    let expected = Node::Map(vec![entry("key", text), entry("list", list)]);
    assert_eq!(yaml::parse(&line), Ok(expected), "{line:?}");
}

/// Leaves out the columns, which a mark on the first line may move.
fn without_words(note: &Note) -> Note {
    let mut note = note.clone();
    note.problems.iter_mut().for_each(|problem| problem.place = None);
    note
}
