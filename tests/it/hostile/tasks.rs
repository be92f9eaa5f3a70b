//! Boxes that are tasks and boxes that are none, wherever they stand and however they are dated.

use super::Case;
use super::contact_text;
use super::file;
use super::sized;
use super::tasks;
use super::vault::hold;

#[test]
fn a_task_is_a_list_item_with_a_box_and_a_text() {
    hold([boxes(), hidden(), texts(), sections()]);
}

#[test]
fn dates_of_tasks_are_read_or_told() {
    hold([dates()]);
}

#[test]
fn markdown_that_was_made_to_hurt_does_not() {
    hold([many(), pathological()]);
}

fn boxes() -> Vec<Case> {
    let no_tasks = "- [] a\n-[ ] b\n- [ ]c\n- [  ] d\n- [xx] e\n[ ] f\n- ( ) g\n- \\[ ] h\n\
                    - [ ](http://x) i\n";
    vec![
        tasks("bullets", "- [ ] a\n* [ ] b\n+ [ ] c\n1. [ ] d\n2) [ ] e\n10. [ ] f\n", 6),
        tasks(
            "states",
            "- [x] a\n- [X] b\n- [-] c\n- [>] d\n- [/] e\n- [?] f\n- [!] g\n- [ ] h\n",
            4,
        ),
        tasks("no-tasks", no_tasks, 0).decided("a box is one sign in brackets, and a blank"),
        tasks("empty", "- [ ]\n- [ ] \n- [ ]   \n- [x]\n", 0),
        tasks("no-break", "- [\u{a0}] a\n", 1).decided("any sign but x, - and > is open"),
        tasks("other-signs", "- [х] Cyrillic\n- [✓] a mark\n- [✅] emoji\n", 3)
            .decided("and so are those that only look like an x"),
        tasks("tabs", "-\t[ ]\ta\n", 1).decided("a tab is a blank"),
        tasks("nested", "- [ ] a\n  - [ ] b\n    - [x] c\n      1. [ ] d\n\t- [ ] e\n", 4),
        tasks("below-an-item", "- plain\n  - [ ] child\n", 1),
        tasks("same", "- [ ] same\n- [ ] same\n- [x] same\n- [ ] same\n", 3),
        tasks("rules", "---\n- [ ] a\n---\n- [ ] b\n", 2),
    ]
}

/// Boxes in what is no text: code, comments, tables, raw HTML.
fn hidden() -> Vec<Case> {
    let fences = "```\n- [ ] no\n```\n~~~md\n- [ ] no\n```\n- [ ] no\n~~~\n````\n```\n- [ ] no\n\
                  ````\n- [ ] yes\n";
    let comment = "<!-- - [ ] no -->\n<!--\n- [ ] no\n\n- [ ] no\n-->\n- [ ] yes\n";
    let html = "as CommonMark has it";
    vec![
        tasks("fences", fences, 1),
        tasks("open-fence", "- [ ] yes\n```\n- [ ] no\n", 1),
        tasks("fence-in-list", "- item\n  ```\n  - [ ] no\n  ```\n- [ ] yes\n", 1),
        tasks("fence-in-quote", "> ```\n> - [ ] no\n> ```\n> - [ ] yes\n", 1),
        tasks("no-fence", "``` a`b\n- [ ] yes\n", 1).decided(html),
        tasks("indented", "para\n\n    - [ ] no\n\n- [ ] yes\n", 1),
        tasks("code-span", "`- [ ] no`\n- `[ ] no`\n- [ ] yes `code`\n", 1),
        tasks("comment", comment, 1),
        tasks("open-comment", "- [ ] yes\n\n<!-- never closed\n- [ ] no\n", 1),
        tasks("obsidian", "%%\n- [ ] hidden\n%%\n- [ ] yes\n", 2)
            .decided("%% hides it in Obsidian only: what is open there is owed"),
        tasks("quotes", "> - [ ] a\n\n> [!todo] Title\n> - [ ] b\n>> - [ ] c\n", 3),
        tasks("details", "<details>\n<summary>x</summary>\n\n- [ ] yes\n\n</details>\n", 1)
            .decided(html),
        tasks("div", "<div>\n- [ ] no\n</div>\n\n- [ ] yes\n", 1).decided(html),
        tasks("script", "<script>\n- [ ] no\n\n- [ ] no\n</script>\n\n- [ ] yes\n", 1)
            .decided(html),
        tasks("table", "| a | b |\n|---|---|\n| - [ ] no | x |\n\n- [ ] yes\n", 1),
    ]
}

/// What a task says: its first paragraph, on one line, without its dates.
fn texts() -> Vec<Case> {
    let lines = "- [ ] one\n  two\nthree\n\n  another paragraph\n- [ ] other\n";
    let fields =
        "- [ ] a ➕ 2026-11-01 🛫 2026-11-02 ⏳ 2026-12-03 📅 2026-12-04 🔁 every week ⏫ #tag\n";
    let markers = "- [ ] close --> <!-- kw:aaaaaa --> | `x` [a](b) <script>\n\
                   - [ ] <!-- keepwarm: end -->\n- [ ] \x1b[31mred\n";
    let item = "action-item 2026-11-23 Anchor Person: ";
    vec![
        tasks("lines", lines, 2).owes("action-item 2026-11-23 Anchor Person: one two three"),
        tasks("hard-breaks", "- [ ] a   \n- [ ] b\\\n  c\n", 2),
        tasks("block-id", "- [ ] a 📅 2026-11-30 ^abc-1\n", 1)
            .owes("action-item 2026-11-30 Anchor Person: a"),
        tasks("block-id-inside", "- [ ] a ^x 📅 2026-11-30\n", 1)
            .owes("action-item 2026-11-30 Anchor Person: a ^x")
            .decided("a block id ends the line, for Obsidian too"),
        tasks("foreign-fields", "- [ ] a 🆔 abc ⛔ def 🏁 delete #tag\n", 1)
            .owes("action-item 2026-11-23 Anchor Person: a 🆔 abc ⛔ def 🏁 delete #tag")
            .decided("what no table of ours has is text"),
        tasks("fields", fields, 1).owes("action-item 2026-12-04 Anchor Person: a #tag"),
        tasks("comment-inside", "- [ ] yes <!-- note 📅 2020-01-01 --> more\n", 1)
            .owes("action-item 2026-11-23 Anchor Person: yes <!-- note 📅 2020-01-01 --> more")
            .decided("a date in a comment is only text"),
        tasks("injection", markers, 2).decided(&format!("{item}a comment alone is no text")),
        tasks("somebody", "- [ ] tell [[Zz Last]] about it\n", 1)
            .owes("action-item 2026-11-23 Zz Last: tell [[Zz Last]] about it"),
        file("people/tasks.md", contact_text("Case tasks", "last_touch: 2026-11-20\n"))
            .below(b"- [ ] without a day\n- [ ] dated due:2026-12-01\n")
            .with_tasks(2),
    ]
}

fn sections() -> Vec<Case> {
    let body = "## Preparation\n- [ ] a\n## Promises\n- [ ] b\n## Waiting for\n- [ ] c\n\
                ## Questions\n- [ ] d\n## ✅ Action Items!\n- [ ] e\n### Sub\n- [ ] f\n\
                ## 3. Next steps:\n- [ ] g\n";
    vec![tasks("sections", body, 3)]
}

fn dates() -> Vec<Case> {
    let due = ["📅 $", "📆 $", "🗓️ $", "📅️ $", "[due:: $]", "(due:: $)", "due:$", "@due($)", "📅$"];
    let due = due.into_iter().chain(["[due::$]", "[DUE:: $]", "[due:: [[$]]]", "by $", "($)", "$"]);
    let due = due.chain(["due: $", "[[$]]", "(by $)", "until $."]);
    let case = |(number, form): (usize, &str)| {
        let body = format!("- [ ] a task {}\n", form.replace('$', "2026-12-01"));
        let case = tasks(&format!("due-{number}"), &body, 1);
        case.owes("action-item 2026-12-01 Anchor Person: a task")
    };
    let others = vec![
        tasks("words", "- [ ] a due Friday\n- [ ] b @2026-12-01\n- [ ] c @{2026-12-01}\n", 3)
            .decided("no guess at a weekday; what stands behind an @ is no date of ours"),
        tasks(
            "bad",
            "- [ ] a 📅 2026-02-30\n- [ ] b [due:: soon]\n- [ ] c 📅\n- [ ] d 📅 2026-1-5\n\
             - [ ] e due:\n",
            5,
        )
        .told("bad-date"),
        tasks("two", "- [ ] a 📅 2026-12-01 📅 2026-12-05\n", 1)
            .owes("action-item 2026-12-01 Anchor Person: a")
            .decided("the first of two wins, as in the table of forms"),
        tasks("two-forms", "- [ ] b [due:: 2026-12-09] 📅 2026-12-01\n", 1)
            .owes("action-item 2026-12-01 Anchor Person: b")
            .decided("the first row and column of the table wins, wherever it stands"),
        tasks("code", "- [ ] document `📅 2026-12-01`\n", 1)
            .owes("action-item 2026-11-23 Anchor Person: document `📅 2026-12-01`")
            .decided("a date in code is only text"),
        tasks("open-and-done", "- [ ] a ✅ 2026-11-20\n- [x] b\n- [x] c ✅ 2026-11-20\n", 1),
    ];
    (0..).zip(due).map(case).chain(others).collect()
}

/// Very many tasks and headings, and a very long one.
fn many() -> Vec<Case> {
    let n_tasks = sized(2_000, 100_000);
    let list: String = (0..n_tasks).map(|n| format!("- [ ] task number {n:06}\n")).collect();
    let n_headings = sized(2_000, 10_000);
    let headings: String = (0..n_headings).map(|n| format!("## H{n}\n")).collect();
    let words = "word ".repeat(sized(20_000, 200_000));
    let deep: String = (0..500).map(|n| format!("{}- [ ] n{n}\n", "  ".repeat(n))).collect();
    vec![
        tasks("many", &list, n_tasks),
        tasks("headings", &format!("{headings}- [ ] t\n"), 1),
        tasks("long", &format!("- [ ] {words}\n- [ ] after\n"), 2)
            .decided("it is cut where it is shown, not where it is read"),
        tasks("deep", &deep, 500).decided("nesting has no limit"),
    ]
}

/// What brings other readers of Markdown to their knees.
fn pathological() -> Vec<Case> {
    let n = sized(2_000, 20_000);
    let patterns = [
        ("brackets", "[".repeat(n)),
        ("emphasis", "*a ".repeat(n)),
        ("underscores", "_a __b ".repeat(n)),
        ("quotes", format!("{}x", "> ".repeat(n / 4))),
        ("links", "[a](".repeat(n)),
        ("images", "![a](<b".repeat(n)),
        ("entities", "&".repeat(n)),
        ("ticks", (1..n / 20).map(|n| format!("e{}", "`".repeat(n))).collect()),
        ("wikilinks", "[[a|".repeat(n)),
        ("tags", "<a b='".repeat(n)),
        ("tables", format!("{}\n{}\n", "|a".repeat(n / 4), "|-".repeat(n / 4))),
        ("references", (0..n / 4).map(|n| format!("[r{n}]: x\n")).collect()),
        ("footnotes", (0..n / 4).map(|n| format!("[^f{n}]: x\n\n")).collect()),
    ];
    let case = |(name, pattern): (&str, String)| {
        tasks(name, &format!("{pattern}\n\nText.\n\n- [ ] t\n"), 1)
    };
    let fence = tasks("ticks-alone", &format!("{}\n- [ ] no\n", "`".repeat(n)), 0)
        .decided("so many ticks at the margin are a fence, which never closes");
    patterns.into_iter().map(case).chain([fence]).collect()
}
