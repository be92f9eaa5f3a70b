//! A key of front matter is set, in every way to write front matter.

use keepwarm::change::Change;
use keepwarm::change::Means;
use keepwarm::change::Thanked;
use keepwarm::change::Whom;
use keepwarm::change::apply;
use keepwarm::note::Reply;

use super::CONTACT;
use super::MEETING;
use super::changed;
use super::day;
use super::refused;
use super::thank;
use super::thank_everyone;
use super::today;

/// Checks what becomes of a meeting's front matter when everyone is thanked.
fn check(before: &str, after: &str) {
    for body in ["", "\nText.\n", "Text, no last line break"] {
        let text = |front: &str| format!("---\ntype: meeting\n{front}---\n{body}");
        let found = changed(MEETING, &text(before), &[thank_everyone()]);
        assert_eq!(found, Ok(text(after)), "{before}");
    }
}

#[test]
fn a_value_is_written_where_nothing_stands() {
    for (before, after) in [
        ("thank_you_email:\n", "thank_you_email: 2026-11-21\n"),
        ("thank_you_email: \n", "thank_you_email: 2026-11-21\n"),
        ("thank_you_email:   \n", "thank_you_email:   2026-11-21\n"),
        ("thank_you_email: # not yet\n", "thank_you_email: 2026-11-21 # not yet\n"),
        ("thank_you_email:    # not yet\n", "thank_you_email: 2026-11-21   # not yet\n"),
        ("thank_you_email:\n# about the next\n", "thank_you_email: 2026-11-21\n# about the next\n"),
        ("thank_you_email: null\n", "thank_you_email: 2026-11-21\n"),
        ("thank_you_email: ~ # not yet\n", "thank_you_email: 2026-11-21 # not yet\n"),
        ("thank_you_email: ''\n", "thank_you_email: '2026-11-21'\n"),
        ("thank_you_email: \"\"  # not yet\n", "thank_you_email: \"2026-11-21\"  # not yet\n"),
        ("thank_you_email: []\n", "thank_you_email: [2026-11-21]\n"),
        ("thank_you_email:\n  -\n", "thank_you_email:\n  - 2026-11-21\n"),
        ("thank_you_email:\n  - \nwith: Ada\n", "thank_you_email:\n  - 2026-11-21\nwith: Ada\n"),
    ] {
        check(before, after);
    }
}

#[test]
fn a_value_is_replaced_in_its_quotes() {
    for (before, after) in [
        ("thank_you_email: no\n", "thank_you_email: 2026-11-21\n"),
        ("thank_you_email: false   # soon \n", "thank_you_email: 2026-11-21   # soon \n"),
        ("thank_you_email: 'no' # soon\n", "thank_you_email: '2026-11-21' # soon\n"),
        ("thank_you_email: \"pending\"\n", "thank_you_email: \"2026-11-21\"\n"),
        ("thank_you_email:\n  no\n", "thank_you_email:\n  2026-11-21\n"),
        ("thank_you_email: |\n  no\n\nwith: Ada\n", "thank_you_email: 2026-11-21\n\nwith: Ada\n"),
        ("thank_you_email: >-\n  no\n", "thank_you_email: 2026-11-21\n"),
        ("thank_you_email: [no]\n", "thank_you_email: [2026-11-21]\n"),
        ("thank_you_email:\n- 'no'\n", "thank_you_email:\n- '2026-11-21'\n"),
        ("thank_you_email: 2026-12-01\n", "thank_you_email: 2026-11-21\n"),
        ("thank_you_email: \"[[2026-12-01]]\"\n", "thank_you_email: \"[[2026-11-21]]\"\n"),
    ] {
        check(before, after);
    }
}

#[test]
fn the_key_that_is_there_is_the_one_that_changes() {
    for (before, after) in [
        ("Thank-You Email: no\n", "Thank-You Email: 2026-11-21\n"),
        ("thankYouEmail:\n", "thankYouEmail: 2026-11-21\n"),
        ("\"thank you email\": no\n", "\"thank you email\": 2026-11-21\n"),
        ("'thanked' : no\n", "'thanked' : 2026-11-21\n"),
        ("thank_you: no\nthanked:\n", "thank_you: 2026-11-21\nthanked:\n"),
        ("thank_you_email:\nthanked: no\n", "thank_you_email:\nthanked: 2026-11-21\n"),
        ("thanked:\nthank_you_email:\n", "thanked:\nthank_you_email: 2026-11-21\n"),
    ] {
        check(before, after);
    }
}

#[test]
fn a_name_of_the_owner_s_own_is_a_name_too() {
    let config = "keys: {thank_you_email: [Danke]}";
    let settings = keepwarm::settings::read(config).unwrap();
    let after = apply(MEETING, "---\ndanke: no\n---\n", &[thank_everyone()], &settings);
    assert_eq!(after.unwrap(), "---\ndanke: 2026-11-21\n---\n");
}

#[test]
fn what_stands_around_stays() {
    for (before, after) in [
        (
            "purpose: >\n  folded\n\n  text\nthanked: no\nplace: |\n  literal\n\n",
            "purpose: >\n  folded\n\n  text\nthanked: 2026-11-21\nplace: |\n  literal\n\n",
        ),
        (
            "x: &a [1, 2]\nthanked: no # here\ny: *a\n? odd\n: {z: 'q'}\n",
            "x: &a [1, 2]\nthanked: 2026-11-21 # here\ny: *a\n? odd\n: {z: 'q'}\n",
        ),
        ("x: \"a: b # c\"\t\nthanked: no\t\n", "x: \"a: b # c\"\t\nthanked: 2026-11-21\t\n"),
        ("ü: ö\nthanked: no\n", "ü: ö\nthanked: 2026-11-21\n"),
    ] {
        check(before, after);
    }
}

#[test]
fn a_missing_key_is_written_at_the_end_as_the_others_are() {
    for (before, after) in [
        ("with: Ada\n", "with: Ada\nthank_you_email: 2026-11-21\n"),
        ("file-class: x\n", "file-class: x\nthank-you-email: 2026-11-21\n"),
        ("fileClass: x\n", "fileClass: x\nthankYouEmail: 2026-11-21\n"),
        ("File Class: x\n", "File Class: x\nThank You Email: 2026-11-21\n"),
        ("File class: x\n", "File class: x\nThank you email: 2026-11-21\n"),
        ("File-Class: x\n", "File-Class: x\nThank-You-Email: 2026-11-21\n"),
        ("place: |\n  here\n\n", "place: |\n  here\n\nthank_you_email: 2026-11-21\n"),
        ("place: |+\n  here\n\n", "place: |+\n  here\n\nthank_you_email: 2026-11-21\n"),
        ("with:\n- Ada\n# end\n", "with:\n- Ada\n# end\nthank_you_email: 2026-11-21\n"),
    ] {
        check(before, after);
    }
}

#[test]
fn every_frame_of_front_matter_is_kept() {
    for (before, after) in [
        ("---\n---\nText", "---\nthank_you_email: 2026-11-21\n---\nText"),
        ("--- \r\n---\t\r\n", "--- \r\nthank_you_email: 2026-11-21\r\n---\t\r\n"),
        ("---\n# none\n---", "---\n# none\nthank_you_email: 2026-11-21\n---"),
        ("---\nwith: A\n...\n", "---\nwith: A\nthank_you_email: 2026-11-21\n...\n"),
        ("---\n  with: A\n---\n", "---\n  with: A\n  thank_you_email: 2026-11-21\n---\n"),
        ("\u{feff}---\r\nthanked: no\r\n---\r\n", "\u{feff}---\r\nthanked: 2026-11-21\r\n---\r\n"),
        ("---\r\nthanked:\n---\r\n", "---\r\nthanked: 2026-11-21\n---\r\n"),
        ("---\nwith: A\r\n---\n", "---\nwith: A\r\nthank_you_email: 2026-11-21\r\n---\n"),
        ("---\n{with: A}\n---\n", "---\n{with: A, thank_you_email: 2026-11-21}\n---\n"),
        ("---\n{ with: A, }\n---\n", "---\n{ with: A, thank_you_email: 2026-11-21 }\n---\n"),
        ("---\n{}\n---\n", "---\n{thank_you_email: 2026-11-21}\n---\n"),
        ("---\n{thanked: no, a: b}\n---\n", "---\n{thanked: 2026-11-21, a: b}\n---\n"),
        ("---\n{thanked: , a: b}\n---\n", "---\n{thanked: 2026-11-21, a: b}\n---\n"),
        (
            "---\n{\n  \"with\": \"A\"\n}\n---\n",
            "---\n{\n  \"with\": \"A\", \"thank_you_email\": \"2026-11-21\"\n}\n---\n",
        ),
    ] {
        assert_eq!(changed(MEETING, before, &[thank_everyone()]).unwrap(), after, "{before}");
    }
}

#[test]
fn a_note_without_front_matter_gets_some() {
    let front = "---\nthank_you_email: 2026-11-21\n---\n";
    for text in ["", "# Coffee\n", "Text", "---\n\nText after a rule.\n"] {
        let after = changed(MEETING, text, &[thank_everyone()]);
        assert_eq!(after.unwrap(), format!("{front}{text}"));
    }
    let after = changed(MEETING, "\u{feff}# Coffee\r\n", &[thank_everyone()]);
    let front = front.replace('\n', "\r\n");
    assert_eq!(after.unwrap(), format!("\u{feff}{front}# Coffee\r\n"));
}

#[test]
fn what_cannot_be_changed_safely_is_left_to_the_owner() {
    let by_hand = "; write `2026-11-21` by hand in `thanked`";
    for (value, reason) in [
        ("&b no", "it has an anchor"),
        ("!!str no", "it has a tag"),
        ("!done no", "it has a tag"),
        ("*a", "it is an alias"),
        ("\n  - &b no", "it has an anchor"),
        ("\n  - a: no", "it is no single value"),
        ("soon\n  or late", "`soon or late` is none of the values that are known"),
        ("soon", "`soon` is none of the values that are known"),
        ("[\"[[Ada]] no\"]", "it speaks of each person by name"),
        ("2026-11-20", "it says something else already"),
        ("skip", "it says something else already"),
    ] {
        let text = format!("---\nx: &a no\nthanked: {value}\n---\n");
        let expected = format!("3: `thanked` cannot be changed safely: {reason}{by_hand}");
        assert_eq!(refused(MEETING, &text, thank_everyone()), expected, "{value}");
    }
    let text = "---\n? thanked\n: no\n---\n";
    assert!(changed(MEETING, text, &[thank_everyone()]).is_err());
}

#[test]
fn a_note_that_cannot_be_read_is_not_changed() {
    for (text, place, reason) in [
        ("---\nwith: A\nwith: B\n---\n", 3, "the key `with` is written twice; keep one of the two"),
        ("---\nwith: A\n", 1, "its first line is a fence `---`, but no second one follows"),
        ("---\rwith: A\r---\r", 1, "its lines end in a carriage return alone"),
        ("\n---\nwith: A\n---\n", 1, "something stands before its front matter"),
        ("---\ntype: person\n---\n", 1, "it is not about a meeting any more"),
    ] {
        let found = refused(MEETING, text, thank_everyone());
        assert!(found.starts_with(&format!("{place}: ")) && found.contains(reason), "{found}");
    }
    let text = "Text\n<<<<<<< HEAD\nthis\n=======\nthat\n>>>>>>> branch\n";
    assert!(refused(MEETING, text, thank_everyone()).starts_with("2: "));
    let other = refused("notes/x.md", "Text\n", thank_everyone());
    assert!(other.starts_with("1: it is neither a contact nor a meeting any more"), "{other}");
}

#[test]
fn requests_become_a_list_that_grows() {
    for (before, after) in [
        ("reached_out:", "reached_out: 2026-11-21"),
        ("reached_out: []", "reached_out: [2026-11-21]"),
        ("reached_out: 2026-11-01", "reached_out: [2026-11-01, 2026-11-21]"),
        ("asked: \"2026-11-01\" # mail", "asked: [\"2026-11-01\", \"2026-11-21\"] # mail"),
        ("asked: \"[[2026-11-01]]\"", "asked: [\"[[2026-11-01]]\", \"[[2026-11-21]]\"]"),
        ("asked: [2026-11-01]", "asked: [2026-11-01, 2026-11-21]"),
        ("asked: [2026-10-01,2026-11-01]", "asked: [2026-10-01,2026-11-01,2026-11-21]"),
        ("asked: [ '2026-11-01', ] # x", "asked: [ '2026-11-01', '2026-11-21', ] # x"),
        (
            "asked: [\n  2026-10-01, # first\n  2026-11-01\n  ]",
            "asked: [\n  2026-10-01, # first\n  2026-11-01, 2026-11-21\n  ]",
        ),
        (
            "asked: [\n  2026-10-01,\n  2026-11-01\n]",
            "asked: [\n  2026-10-01,\n  2026-11-01,\n  2026-11-21\n]",
        ),
        (
            "asked:\n- 2026-11-01 # mail\n# more",
            "asked:\n- 2026-11-01 # mail\n- 2026-11-21\n# more",
        ),
        (
            "asked:\n  -   '2026-10-01'\n  -   '2026-11-01'\nx: y",
            "asked:\n  -   '2026-10-01'\n  -   '2026-11-01'\n  -   '2026-11-21'\nx: y",
        ),
        ("x: y", "x: y\nreached_out: 2026-11-21"),
        ("asked: [2026-11-21]", "asked: [2026-11-21]"),
    ] {
        let text = |front: &str| format!("---\r\n{}\r\n---\r\n", front.replace('\n', "\r\n"));
        let found = changed(CONTACT, &text(before), &[Change::ReachOut(today())]);
        assert_eq!(found, Ok(text(after)), "{before}");
    }
    for before in ["asked: in March", "asked: [2026-11-01, soon]", "asked: {a: 2026-11-01}"] {
        let text = format!("---\n{before}\n---\n");
        assert!(changed(CONTACT, &text, &[Change::ReachOut(today())]).is_err(), "{before}");
    }
}

#[test]
fn a_snooze_and_a_reply_are_set() {
    let until = || Change::Snooze(day("2026-12-01"));
    for (before, change, after) in [
        ("name: A\n", until(), "name: A\nsnooze_until: 2026-12-01\n"),
        ("snooze: 2026-11-01 # x\n", until(), "snooze: 2026-12-01 # x\n"),
        ("snooze: \"[[2026-11-01]]\"\n", until(), "snooze: \"[[2026-12-01]]\"\n"),
        ("snooze: '[[daily/2026-11-01|x]]'\n", until(), "snooze: '[[daily/2026-12-01]]'\n"),
        ("snooze: 2026-12-01\n", until(), "snooze: 2026-12-01\n"),
        ("reply: later\n", Change::Reply(Reply::No), "reply: no\n"),
        ("Reply:\n", Change::Reply(Reply::Later), "Reply: later\n"),
        ("name: A\n", Change::Reply(Reply::Yes), "name: A\nreply: yes\n"),
    ] {
        let text = |front: &str| format!("---\n{front}---\n");
        assert_eq!(changed(CONTACT, &text(before), &[change]), Ok(text(after)), "{before}");
    }
    assert!(changed(CONTACT, "---\nsnooze: spring\n---\n", &[until()]).is_err());
    assert!(changed(CONTACT, "---\nreply: maybe\n---\n", &[Change::Reply(Reply::No)]).is_err());
}

#[test]
fn several_changes_make_one_text() {
    let note =
        Change::Thank { means: Means::Note, whom: Whom::Everyone, thanked: Thanked::Skipped };
    let email = thank(Whom::Everyone, Thanked::On(today()));
    let after = changed(MEETING, "---\nwith: A\n---\n", &[email, note]).unwrap();
    let expected = "---\nwith: A\nthank_you_email: 2026-11-21\nthank_you_note: skip\n---\n";
    assert_eq!(after, expected);
    let changes = [Change::Snooze(day("2026-12-01")), Change::Reply(Reply::Later)];
    let after = changed(CONTACT, "---\n---\n", &changes).unwrap();
    assert_eq!(after, "---\nsnooze_until: 2026-12-01\nreply: later\n---\n");
}
