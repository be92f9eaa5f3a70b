//! Bytes that are no text, line ends of every kind, and characters that cannot be seen.

use super::Case;
use super::contact;
use super::contact_text;
use super::file;
use super::meeting_text;
use super::person;
use super::tasks;
use super::vault::hold;

#[test]
fn texts_in_odd_encodings_are_read_or_told() {
    hold([utf8(), others(), nearly_empty(), unseen()]);
}

/// UTF-8 with marks and line ends of every kind.
fn utf8() -> Vec<Case> {
    let text = |stem: &str| contact_text(&format!("Case {stem}"), "");
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let task = "## Action items\n- [ ] a task 📅 2026-11-25\n- [x] done\n";
    vec![
        person("bom", format!("\u{feff}{}", text("bom"))),
        person("crlf", crlf(&text("crlf"))),
        person("bom-crlf", format!("\u{feff}{}", crlf(&text("bom crlf")))),
        person("mixed", text("mixed").replacen('\n', "\r\n", 2)),
        person("no-last-newline", text("no last newline").trim_end()),
        person("fence-at-the-end", text("fence at the end").trim_end_matches("\nA note.\n")),
        tasks("task-at-the-end", "- [ ] the last line, without an end", 1),
        file("meetings/crlf.md", crlf(&meeting_text("2026-11-20", task)))
            .owes("action-item 2026-11-25 Anchor Person: a task"),
        file("people/cr-only.md", text("cr only").replace('\n', "\r"))
            .told("front-matter")
            .decided("no editor of this century saves lines like that: told, not guessed at"),
        tasks("lone-cr", "- [ ] a\rb\n", 1)
            .decided("a carriage return ends a line in Markdown: the task goes on below"),
    ]
}

/// Other encodings, and UTF-8 that is none.
fn others() -> Vec<Case> {
    let text = contact_text("Case utf16", "");
    let utf16 = |to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    };
    let utf32: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let with = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let front = |name: &[u8]| [b"---\ntype: contact\nname: ", name, b"\n---\n"].concat();
    let body = [text.as_bytes(), b"caf\xe9 and \xff\xfe\n"].concat();
    vec![
        file("people/bad-byte-below.md", body).told("not-utf8"),
        file("people/bad-byte.md", front(b"Ren\xe9e")).told("not-utf8"),
        file("people/latin-1.md", front(b"Jos\xe9 M\xfcller")).told("not-utf8"),
        file("people/surrogates.md", front(b"x\xed\xa0\xbd\xed\xb2\x96")).told("not-utf8"),
        file("people/overlong.md", front(b"x\xc0\xafy")).told("not-utf8"),
        file("people/utf16le.md", with(b"\xff\xfe", utf16(u16::to_le_bytes))).told("not-utf8"),
        file("people/utf16be.md", with(b"\xfe\xff", utf16(u16::to_be_bytes))).told("not-utf8"),
        file("people/utf16-unmarked.md", utf16(u16::to_le_bytes))
            .told("not-utf8")
            .decided("every other byte is zero: that is UTF-16, whatever UTF-8 allows"),
        file("people/utf32.md", with(b"\xff\xfe\0\0", utf32)).told("not-utf8"),
        file("people/nul.md", front(b"A\0B")).told("front-matter"),
        contact("nul-below", "")
            .below(b"a\0b\n")
            .decided("a NUL is a character, shown as \u{fffd}"),
        file("people/~$anchor.md", b"\x05user\0\0")
            .decided("what an office program locks with has no keys: it is only counted"),
    ]
}

/// Files with nothing in them: no keys, no people.
fn nearly_empty() -> Vec<Case> {
    let texts = ["", " \n\t\n\n", "---", "---\n", "---\n---\n", "\u{feff}", "\n"];
    let case = |(number, text)| {
        file(format!("people/empty-{number}.md"), text)
            .decided("a contact without a touch owes nothing, whether it counts as one or not")
    };
    (1..).zip(texts).map(case).collect()
}

/// What cannot be seen, or does not end a line.
fn unseen() -> Vec<Case> {
    let text = |stem: &str| contact_text(&format!("Case {stem}"), "");
    let breaks = "- [ ] one\u{2028}two\u{2029}three\u{85}four\u{b}five\u{c}six\n";
    vec![
        tasks("line-separators", breaks, 1),
        file("people/zero-width.md", format!("\u{200b}{}", text("zero width")))
            .told("front-matter")
            .decided("it was meant for us, so it is told"),
        file("people/two-marks.md", format!("\u{feff}\u{feff}{}", text("two marks")))
            .told("front-matter")
            .decided("the second mark is text before the fence"),
        person("blank-in-key", text("blank in key").replace("last_", "last\u{a0}"))
            .decided("a no-break space is a blank, as it looks"),
        contact("controls", "").below("bell\x07 escape\x1b[2J csi\u{9b}31m\n".as_bytes()),
        contact("long-lines", "").below(&b"x".repeat(super::sized(200_000, 4 << 20))),
    ]
}
