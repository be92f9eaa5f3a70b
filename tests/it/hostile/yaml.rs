//! YAML that is broken, that means something else than it says, or that was made to hurt.

use super::Case;
use super::contact;
use super::contact_text;
use super::file;
use super::meeting_text;
use super::person;
use super::sized;
use super::vault::hold;

#[test]
fn values_are_read_as_they_are_written() {
    hold([spellings(), words(), names(), shapes(), kinds(), meetings()]);
}

#[test]
fn yaml_that_is_broken_is_told() {
    hold([broken(), doubled(), unfilled()]);
}

#[test]
fn yaml_that_was_made_to_hurt_does_not() {
    hold([bombs(), nests(), long(), tags()]);
}

/// Ways to write the same thing.
fn spellings() -> Vec<Case> {
    let odd_keys =
        "2: two\nnull: nothing\ntrue: yes\n1.5: x\n2026-01-01: y\n[a, b]: z\n? {c: d}\n: e\n";
    let text = |stem: &str| contact_text(&format!("Case {stem}"), "");
    vec![
        person("comments", text("comments # not the name")).named("Case comments"),
        contact("tag-without-quotes", "tags: #crm\n"),
        contact("anchors", "aliases: &a [Case]\ntags: *a\n"),
        contact("odd-keys", odd_keys),
        contact("null-twice", "null: a\n~: b\n").decided("a key that is no text is nobody's"),
        person("tabs", text("tabs").replace(": ", ":\t"))
            .decided("a tab behind the colon is a blank to YAML, and to us"),
        contact("phone", "phone: 004915112345678\n"),
        contact("phone-plus", "phone: +1 (555) 010-0199\n"),
        person("space-before-colon", text("space before colon").replace(": ", " : ")),
        person("quoted-keys", text("quoted keys").replace("name:", "\"name\":")),
        person(
            "one-line",
            "---\n{type: contact, name: Case one line, last_contact: 2026-09-01}\n---\n",
        ),
        person(
            "other-spellings",
            "---\nTYPE: Contact\nFull-Name: Case other spellings\nLast Contact: 2026-09-01\n---\n",
        ),
        person(
            "alias-and-key",
            "---\ntype: contact\nname: Case alias and key\nlast_contacted: 2026-11-01\n\
             last_contact: 2026-09-01\n---\n",
        ),
        contact("slip", "last_conact: 2026-11-20\n").told("unknown-key"),
        contact("merge-key", "base: &b {company: Acme}\n<<: *b\n")
            .decided("`<<` is a key of somebody else's: nothing is merged"),
    ]
}

/// Words that YAML takes for something else; a name is the text as it is written.
fn words() -> Vec<Case> {
    let texts = ["yes", "no", "on", "off", "y", "n", "true", "False"].into_iter();
    let numbers = [
        "42",
        "007",
        "0o17",
        "0x1F",
        "1.50",
        "1e3",
        ".inf",
        ".nan",
        "2026-01-05",
        "1_000",
        "1:30",
        "123456789012345678901234567890",
    ];
    let case = |(number, word): (usize, &'static str)| {
        file(format!("people/word-{number}.md"), contact_text(word, ""))
            .named(word)
            .decided("a name is text: nothing is ever printed otherwise than it was written")
    };
    let nothing = ["null", "NULL", "~", "\"\"", "''", ""].into_iter();
    let nothing = (0..).zip(nothing).map(|(number, word)| {
        file(format!("people/no-word-{number}.md"), contact_text(word, ""))
            .named(format!("no-word-{number}"))
    });
    (0..).zip(texts.chain(numbers)).map(case).chain(nothing).collect()
}

/// Where a name comes from.
fn names() -> Vec<Case> {
    let without = "---\ntype: contact\nlast_contact: 2026-09-01\n---\n";
    let folded = "---\ntype: contact\nname: >\n  Case\n  folded\nlast_contact: 2026-09-01\n---\n";
    let literal = "---\ntype: contact\nname: |\n  Case literal\n  # Heading\n  - [x] task\n\
                   last_contact: 2026-09-01\n---\n";
    let title = contact_text("", "title: Case title\n").replace("name: \n", "");
    vec![
        person("heading", format!("{without}```\n# not this\n```\n# Case heading\n")),
        person("title", title).decided("in most vaults `title` is the note's, and so the name"),
        person("folded", folded),
        person("literal", literal).named("Case literal # Heading - [x] task"),
        person("escaped", contact_text("\"Case\\nescaped\\u2028too\"", ""))
            .named("Case escaped too"),
        person("tagged", contact_text("!!str 43", ""))
            .named("43")
            .decided("a tag says nothing to us: the value is what stands behind it"),
    ]
}

/// Lists and mappings where there should be text.
fn shapes() -> Vec<Case> {
    vec![
        file("people/name-list.md", contact_text("[Ada, Lovelace]", ""))
            .named("name-list")
            .told("bad-value"),
        file("people/name-map.md", contact_text("{first: Ada, last: Lovelace}", ""))
            .named("name-map")
            .told("bad-value"),
        person(
            "crlf-in-block",
            contact_text("Case crlf in block", "company: |\n  A\n  B\n").replace('\n', "\r\n"),
        ),
    ]
}

/// What tells the kind of a note.
fn kinds() -> Vec<Case> {
    let text = |keys: &str, name: &str| {
        format!("---\n{keys}\nname: {name}\nlast_contact: 2026-09-01\n---\n")
    };
    vec![
        person("type-list", text("type: [note, contact]", "Case type list")),
        person("type-link", text("categories:\n  - \"[[People]]\"", "Case type link")),
        person("type-tag", text("tags: [crm/person]", "Case type tag")),
        person("type-first", text("type: contact\ntags: [meeting]", "Case type first")),
        file("meetings/person.md", text("type: person", "Case here")).named("Case here"),
    ]
}

/// Meetings whose values YAML reads in a way of its own.
fn meetings() -> Vec<Case> {
    let planned = |time: &str| {
        format!(
            "---\ntype: meeting\ndate: 2026-11-25\ntime: {time}\nwith: \"[[Anchor Person]]\"\n\
             purpose: x\nplace: y\n---\n"
        )
    };
    let with = |people: &str| {
        meeting_text("2026-11-20", "- [ ] t\n").replace("\"[[Anchor Person]]\"", people)
    };
    let prepare = "prepare 2026-11-25 Anchor Person: research, questions";
    vec![
        file("meetings/base-60.md", planned("14:30")).owes(prepare),
        file("meetings/leading-zero.md", planned("09:05")).owes(prepare),
        file("meetings/nested.md", with("[[Anchor Person]]"))
            .owes("action-item 2026-11-23 Anchor Person: t"),
        file("meetings/nested-two.md", with("[[Anchor Person]], [[Second Person]]"))
            .told("front-matter"),
        file("meetings/nested-list.md", with("[[[Anchor Person]], [[Second Person]]]"))
            .owes("action-item 2026-11-23 Anchor Person, Second Person: t")
            .decided("a list of links without quotes is taken as it was meant"),
        file("meetings/two-in-quotes.md", with("\"[[Anchor Person]], [[Second Person]]\""))
            .owes("action-item 2026-11-23 Anchor Person, Second Person: t")
            .decided("two links in one text are two people"),
    ]
}

fn bad(stem: &str, lines: &str) -> Case {
    file(format!("people/{stem}.md"), format!("---\ntype: contact\n{lines}\n---\nbody\n"))
        .told("front-matter")
}

/// The slips that people make.
fn broken() -> Vec<Case> {
    vec![
        bad("tab", "aliases:\n\t- Tab"),
        bad("no-blank", "name:Case"),
        bad("colon", "role: Lead: platform team"),
        bad("at-sign", "linkedin: @ada"),
        bad("backtick", "role: `engineer`"),
        bad("percent", "role: %engineer"),
        bad("escape", "company: \"C:\\people\""),
        bad("quote", "name: \"Case"),
        bad("bracket", "aliases: [a, b"),
        bad("indent", "aliases:\n   - a\n  - b"),
        bad("no-such-alias", "name: *nobody"),
    ]
}

fn doubled() -> Vec<Case> {
    vec![
        bad("twice", "name: One\nname: Two"),
        bad("twice-in-case", "name: One\nName: Two")
            .decided("the same key in two spellings is a key written twice"),
    ]
}

/// Templates that nobody filled in.
fn unfilled() -> Vec<Case> {
    let text = "---\ntype: contact\nname: {{title}}\nlast_contact: {{date}}\n---\n";
    vec![
        file("people/braces.md", "---\ntype: contact\nname: Case\nlast_contact: {{date}}\n---\n")
            .told("bad-value")
            .decided("to YAML it is a mapping, and so no date"),
        file(
            "people/percent-date.md",
            "---\ntype: contact\nlast_contact: <% tp.date.now(\"YYYY-MM-DD\") %>\n---\n",
        )
        .told("bad-date"),
        file("templates/person.md", text),
    ]
}

/// Text that becomes huge when it is read.
fn bombs() -> Vec<Case> {
    let laughs = |pieces: &str| {
        let mut text = format!("a: &a [{}]\n", ["lol"; 9].join(","));
        for (before, name) in pieces.chars().zip(pieces.chars().skip(1)) {
            let nine = vec![format!("*{before}"); 9].join(",");
            text.push_str(&format!("{name}: &{name} [{nine}]\n"));
        }
        text
    };
    let copies = vec!["*a"; 2000].join(",");
    let much = format!("a: &a \"{}\"\nb: [{copies}]", "x".repeat(100_000));
    let square = format!("a: &a \"{}\"\nb: [{copies}]\n", "x".repeat(1000));
    vec![
        bad("laughs", laughs("abcdefghi").trim_end())
            .decided("it is given up long before it is large"),
        contact("square", &square).decided("two megabytes are no bomb"),
        bad("copies-of-much", &much).decided("nobody writes that much by hand"),
        bad("cycle", "x: &x [*x]").decided("an alias inside its own anchor is refused"),
    ]
}

/// Nesting that would overflow a stack.
fn nests() -> Vec<Case> {
    let n = sized(2_000, 10_000);
    let blocks: String = (0..1000).map(|n| format!("{}k:\n", " ".repeat(n))).collect();
    let limit = "nobody nests 64 deep by hand";
    vec![
        bad("lists", &format!("x: {}{}", "[".repeat(n), "]".repeat(n))).decided(limit),
        bad("open-lists", &format!("x: {}", "[".repeat(10 * n))),
        bad("maps", &format!("x: {}1{}", "{a: ".repeat(n), "}".repeat(n))).decided(limit),
        bad("blocks", blocks.trim_end()).decided("the YAML reader has a limit of its own"),
        bad("dashes", &format!("x:\n{}y", "- ".repeat(n))).decided("and keeps it here"),
    ]
}

/// Very many keys, and very long ones.
fn long() -> Vec<Case> {
    let n_keys = sized(2_000, 10_000);
    let keys: String = (0..n_keys).map(|n| format!("custom_{n:05}: {n}\n")).collect();
    let length = sized(100_000, 1 << 20);
    let key = format!("{}: v", "k".repeat(length));
    vec![
        contact("many-keys", &keys),
        bad("long-key", &key).decided("a key has at most 1,024 characters, says YAML"),
        contact("long-value", &format!("company: {}\n", "v".repeat(length)))
            .decided("a value may be long; where it is shown it is cut"),
    ]
}

/// Tags: nothing is run, and nothing is decoded.
fn tags() -> Vec<Case> {
    let python = "!!python/object/apply:os.system [\"touch pwned\"]";
    vec![
        file("people/python.md", contact_text(python, "")).named("python").told("bad-value"),
        file("people/tag.md", contact_text("!person Case tag", ""))
            .named("Case tag")
            .decided("a tag says nothing to us"),
        file("people/binary.md", contact_text("!!binary \"Q2FzZQ==\"", ""))
            .named("Q2FzZQ==")
            .decided("nothing is decoded"),
    ]
}
