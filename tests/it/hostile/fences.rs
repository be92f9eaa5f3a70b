//! What does and what does not begin and end front matter, and what merges leave in it.

use super::Case;
use super::contact;
use super::contact_text;
use super::file;
use super::person;
use super::tasks;
use super::vault::hold;

#[test]
fn front_matter_is_what_stands_between_two_fences_at_the_top() {
    hold([read(), broken(), foreign(), merged()]);
}

/// Front matter, however it is fenced.
fn read() -> Vec<Case> {
    let text = |name: &str| contact_text(name, "");
    vec![
        person("dots", text("Case dots").replace("---\nA note", "...\nA note")),
        person("blanks", text("Case blanks").replace("---\n", "---  \t\n")),
        contact("longer-dashes", "company: |\n  -----\n  x\n"),
        contact("dashes-in-a-value", "company: |\n  Acme\n  ---\n  Ltd\n"),
        contact("rules-below", "").below(b"\n---\n\ntwo\n\n***\n\n---\ntype: meeting\n---\n"),
    ]
}

/// Front matter that was meant to be some.
fn broken() -> Vec<Case> {
    let text = contact_text("Case", "");
    let indented = "  ---\n  type: contact\n  name: Case\n  ---\n";
    let quoted = "---\ntype: contact\nname: \"Case\n---\nin quotes\"\n---\n";
    let second = "---\ntype: contact\nname: Case\n--- # second\nfoo: bar\n---\n";
    vec![
        file("people/unclosed.md", "---\ntype: contact\nname: Case\n\n# Text\n")
            .told("front-matter"),
        file("people/in-quotes.md", quoted).told("front-matter"),
        file("people/list.md", "---\n- type: contact\n- name: Case\n---\n").told("front-matter"),
        file("people/sentence.md", "---\njust a sentence\n---\n")
            .told("front-matter")
            .decided("in a folder of ours a sentence between fences is told"),
        file("people/blank-lines.md", format!("\n\n{text}"))
            .told("front-matter")
            .decided("it is told: nobody sees two blank lines"),
        file("people/indented.md", indented).told("front-matter").decided("and so is a blank"),
        file("people/second.md", second)
            .told("front-matter")
            .decided("a fence has nothing behind it; YAML has one document"),
        file("people/directive.md", "---\n%YAML 1.2\n---\ntype: contact\n---\n")
            .told("front-matter")
            .decided("front matter needs no directive, and can have none"),
    ]
}

/// What other programs and other people put at the top of a file.
fn foreign() -> Vec<Case> {
    let text = contact_text("Case", "");
    let only = "in a note that is none of ours it is nothing";
    vec![
        file("notes/rule.md", "---\n\nProse after a rule, no keys.\n"),
        file("notes/letter.md", "---\nDear Ada: thank you for the chat.\n")
            .told("front-matter")
            .decided("a fence that never closes before `Dear Ada:`: a warning, and only by check"),
        file("people/four-dashes.md", format!("-{text}")).decided("four dashes are a rule"),
        file("people/language.md", text.replacen("---", "---yaml", 1))
            .decided("a fence has nothing behind it"),
        file("people/comments.md", "---\n# type: contact\n# name: Nobody\n---\n")
            .decided("without keys the folder tells what it is, and nothing is owed"),
        file("people/toml.md", "+++\ntype = \"contact\"\n+++\n").decided("TOML is prose to us"),
        file("notes/json.md", "{\n \"type\": \"contact\"\n}\n").decided(only),
        file("notes/semicolons.md", ";;;\n{\"type\":\"contact\"}\n;;;\n").decided(only),
        file("notes/title-first.md", "# Title\n\n---\ntype: contact\nname: Case\n---\n"),
        file("notes/underlined.md", "Ada Lovelace\n---\ntype: contact\n---\n"),
        file("notes/comment-first.md", format!("<!-- made by a program -->\n{text}")),
    ]
}

/// What git leaves where two people changed one line.
fn merged() -> Vec<Case> {
    let dates = "<<<<<<< HEAD\nlast_contact: 2026-09-01\n=======\nlast_contact: 2026-10-01\n\
                 >>>>>>> other\n";
    let front = format!("---\ntype: contact\nname: Case\n{dates}---\n");
    let ours = "<<<<<<< HEAD\n- [ ] ours\n=======\n- [x] theirs\n>>>>>>> other\n- [ ] outside\n";
    let diff3 = "<<<<<<< HEAD\n- [ ] a\n||||||| base\n- [ ] b\n=======\n- [ ] c\n>>>>>>> x\n";
    vec![
        file("people/conflict.md", front).told("conflict-markers"),
        tasks("conflict", ours, 2)
            .told("conflict-markers")
            .decided("what is open on either side stays owed, until somebody decides"),
        tasks("conflict-of-three", diff3, 3)
            .told("conflict-markers")
            .decided("what both once had stays owed too"),
        tasks("underline", "Heading\n=======\n\n- [ ] fine\n", 1),
        file("notes/conflict.md", "<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> z\n"),
    ]
}
