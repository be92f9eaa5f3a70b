//! Links that are broken, that lead to several people or to none, and names that are more than that.

use super::Case;
use super::contact;
use super::contact_text;
use super::file;
use super::person;
use super::sized;
use super::vault::hold;

#[test]
fn a_link_leads_to_one_person_or_is_told() {
    hold([target(), links(), no_links(), several(), introductions()]);
}

#[test]
fn a_name_is_only_a_name() {
    hold([scripts(), markup(), addresses(), long()]);
}

/// A meeting with that person, with a task.
fn with(stem: &str, person: &str) -> Case {
    let text =
        format!("---\ntype: meeting\ndate: 2026-11-20\nwith: {person}\n---\nHi.\n\n- [ ] t\n");
    file(format!("meetings/{stem}.md"), text)
}

/// The person to whom the links lead; the meetings are their last touch.
fn target() -> Vec<Case> {
    let keys = "aliases: [LT, \"Linky T.\"]\nemail: linky@example.com\n";
    vec![file("people/linky.md", contact_text("Linky Target", keys))]
}

/// Every way to name somebody.
fn links() -> Vec<Case> {
    let links = [
        "\"[[Linky Target]]\"",
        "\"[[people/linky|Linky]]\"",
        "\"[[linky#Log]]\"",
        "\"[[linky.md]]\"",
        "\"[[people/linky.md#Log|L]]\"",
        "\"[Linky](../people/linky.md)\"",
        "\"[Linky](people/linky.md)\"",
        "Linky Target",
        "lt",
        "linky@example.com",
        "\"  [[ Linky Target ]]  \"",
        "\"[[LINKY TARGET]]\"",
        "[\"[[linky]]\", \"[[Linky Target]]\", lt]",
        "[[linky]]",
    ];
    let case = |(number, link)| {
        let case = with(&format!("link-{number}"), link);
        case.owes("thank-you-email 2026-11-20 Linky Target")
    };
    (0..).zip(links).map(case).collect()
}

/// Links that lead nowhere: what is owed stays owed, under the written name.
fn no_links() -> Vec<Case> {
    let form = "only what the specification calls a link is one: this is told, and stays owed";
    let written = "thank-you-email 2026-11-20 ";
    vec![
        with("missing", "\"[[Nobody Here]]\"")
            .owes("thank-you-email 2026-11-20 Nobody Here")
            .told("unknown-person"),
        with("markup", "\"[[<b>x</b>](javascript:alert(1))|y]]\"")
            .with_tasks(1)
            .told("unknown-person"),
        with("empty-link", "\"[[]]\"").with_tasks(1).told("meeting-without-people"),
        with("to-a-meeting", "\"[[link-0]]\"").with_tasks(1).told("unknown-person"),
        with("up-and-out", "\"[Eve](../../../etc/passwd)\"").with_tasks(1).told("unknown-person"),
        with("angles", "\"<linky@example.com>\"")
            .with_tasks(1)
            .told("unknown-person")
            .decided(form),
        with("embedded", "\"![[Linky Target]]\"")
            .with_tasks(1)
            .told("unknown-person")
            .decided(form),
        with("mention", "\"@Linky Target\"").with_tasks(1).told("unknown-person").decided(form),
        with("block", "\"[[linky^block]]\"").with_tasks(1).told("unknown-person").decided(form),
        file(
            "meetings/no-people.md",
            "---\ntype: meeting\ndate: 2026-11-20\n---\nHi.\n\n- [ ] t\n",
        )
        .owes(written)
        .told("meeting-without-people"),
        with("null", "null").owes(written).told("meeting-without-people"),
        with("map", "{name: Linky Target}").with_tasks(1).told("bad-value meeting-without-people"),
        with("number", "42")
            .owes("thank-you-email 2026-11-20 42")
            .told("unknown-person")
            .decided("somebody may be called 42"),
        with("item-on-the-line", "- \"[[linky]]\"").told("front-matter"),
    ]
}

/// Several people by one name.
fn several() -> Vec<Case> {
    let same = |stem: &str, name: &str, keys: &str| {
        file(format!("people/{stem}.md"), contact_text(name, keys)).named(name)
    };
    let nfd = "Zoe\u{308} A\u{30a}ngstro\u{308}m";
    let nfc = "Zo\u{eb} \u{c5}ngstr\u{f6}m";
    vec![
        same("acme/sam", "Sam at Acme", ""),
        same("globex/sam", "Sam at Globex", ""),
        with("ambiguous", "\"[[sam]]\"")
            .owes("thank-you-email 2026-11-20 sam")
            .told("ambiguous-person"),
        with("disambiguated", "\"[[acme/sam]]\"")
            .with_tasks(1)
            .told("ambiguous-person")
            .decided("half a path is no path: it is ambiguous, and told"),
        same("twin-1", "Twin Person", "").told("duplicate-person"),
        same("twin-2", "Twin Person", "").told("duplicate-person"),
        contact("mail-1", "email: same@example.com\n").told("duplicate-person"),
        contact("mail-2", "email: SAME@example.com\n").told("duplicate-person"),
        file("people/nfd.md", contact_text(nfd, "")),
        with("nfc", &format!("\"[[{nfc}]]\"")).with_tasks(1),
        contact("alias-of-another", "aliases: [Zz Last]\n"),
        with("many", &format!("[{}]", crowd(sized(100, 1000)).join(", ")))
            .with_tasks(1)
            .told("unknown-person"),
    ]
}

fn crowd(n_people: usize) -> Vec<String> {
    (0..n_people).map(|number| format!("\"P{number:04}\"")).collect()
}

/// Introductions that go round in a circle, or begin with nobody.
fn introductions() -> Vec<Case> {
    vec![
        contact("cycle-a", "referred_by: \"[[cycle-b]]\"\n"),
        contact("cycle-b", "referred_by: \"[[cycle-a]]\"\n"),
        contact("self-made", "referred_by: \"[[self-made]]\"\n")
            .decided("nobody owes a report to themselves, and it is no slip worth a word"),
        contact("by-a-ghost", "referred_by: \"[[Ghost]]\"\n").told("unknown-person"),
    ]
}

/// Contacts with these names, in quotes.
fn called(stem: &str, names: &[&str]) -> Vec<Case> {
    let case = |(number, name): (usize, &&str)| {
        let quoted = serde_json::to_string(name).unwrap();
        let text = contact_text(&quoted, &format!("email: {quoted}\n"));
        file(format!("people/{stem}-{number}.md"), text).named(*name)
    };
    (0..).zip(names).map(case).collect()
}

/// Names in every script stay as they are.
fn scripts() -> Vec<Case> {
    called(
        "script",
        &[
            "שָׁלוֹם לוי",
            "محمد بن سلمان",
            "李小龍",
            "👩‍👩‍👧‍👦 Family 🇩🇪",
            "Z̸̧͎̠̀͒a̵l̶g̷o̸",
            "नि\u{200d}क्षि",
            "Evil \u{202e}gnp.exe",
            "İIıi Şahin",
            "Weiß STRASSE",
            "ﬁnn",
            "Аda Lovelace",
            "\u{e000}\u{f8ff} x",
            "\u{10fffd} y",
            "ＦＵＬＬＷＩＤＴＨ",
        ],
    )
}

/// Names that would be something else in Markdown, HTML, a comment, a terminal or a table.
fn markup() -> Vec<Case> {
    called(
        "markup",
        &[
            "*bold* _em_ `code` ~~s~~ #tag ![x](y)",
            "A] [B](http://evil.example)",
            "[click](http://evil.example)",
            "<script>alert(1)</script><img src=x onerror=alert(1)>",
            "&lt;b&gt; &amp; &#x202e;",
            "--> visible <!--",
            "<!-- kw:aaaaaa -->",
            "<!-- keepwarm: end -->",
            "<!-- keepwarm: begin -->",
            "A | B || C",
            "``` A",
            "A]] [[B|C",
            "%% hidden %%",
            "`= dv.current()` {{title}} <% tp %>",
            "\x1b[31mred\x1b[0m \x1b]8;;http://evil\x1b\\x",
            "Line one\n# Heading\n- [x] task\n---",
            "A\rB",
            "A\tB",
            "# Heading",
            "- [ ] task",
            "---",
            "1. one",
            "> quote",
            "A\\* \\[x\\]",
            "https://evil.example/a b",
            "<https://evil.example>",
            "[^1]: x",
            "$$x$$",
            "<details><summary>",
            "@everyone #1 GH-1",
            "$(touch pwned) `id` ; rm -rf ~",
            "%s %n {} {0} {name}",
            "=HYPERLINK(\"http://evil\";\"x\")",
            "A\r\nEND:VEVENT\r\nBEGIN:VEVENT",
            "\",\"id\":\"x",
            "   padded   ",
            "..",
            "../../etc/passwd",
        ],
    )
}

/// Addresses that would write to somebody else, or say something of their own.
fn addresses() -> Vec<Case> {
    let addresses = [
        "a@b.example",
        "ada@example.org?cc=eve@example.org",
        "ada@example.org&bcc=eve@example.org",
        "ada@example.org,eve@example.org",
        "ada@example.org%0Abcc:eve@example.org",
        "\"ada@example.org\\nbcc: eve@example.org\"",
        "ada@example.org?subject=x&body=y",
        "javascript:alert(1)//@example.org",
        "\"Ada <ada@example.org>\"",
        "ada@example.org) [x](http://evil.example",
        "ada@example.org#x",
    ];
    let case = |(number, address): (usize, &str)| {
        contact(&format!("address-{number}"), &format!("email: {address}\n"))
    };
    (0..).zip(addresses).map(case).collect()
}

/// A name that fills a book; where it is shown it is cut.
fn long() -> Vec<Case> {
    let name = "N".repeat(sized(10_000, 100_000));
    vec![person("long", contact_text(&name, "")).named(name)]
}
