//! `draft`: letters to edit, from the notes' own facts.

use snapbox::Data;
use snapbox::IntoData;
use snapbox::str;

use crate::vault::Output;
use crate::vault::Vault;

/// Ada was met last month; Mary introduced her, and she could introduce Grace.
fn vault() -> Vault {
    Vault::new()
        .config("me: Wren Applewick")
        .file("story.md", "# Me\n\nI repair clocks and\nask why they stop.\n\nMore of me.\n")
        .contact("mary", "name: Mary Somerville\nemail: mary@example.org")
        .contact(
            "ada",
            "name: Dr. Ada Lovelace\nemail: ada@example.org\nrole: analyst, part-time\n\
             company: Analytical Engines\naddress: 12 St James's Square, London\n\
             in_common: long walks\nmet_through: a lecture on looms\n\
             referred_by: \"[[mary]]\"\nreached_out: [2026-10-01]",
        )
        .contact("grace", "name: Grace Hopper\nrole: admiral\nreferred_by: \"[[ada]]\"")
        .meeting("2026-10-20-ada", "with: \"[[ada]]\"", TALK)
}

const TALK: &str = "
## Summary
We sat by the window.

## Takeaways
- Write the *table* before the program
- Bring paper.

## Action items
- [x] Write a table for one sum ✅ 2026-10-22
- [ ] Buy squared paper

## Promises
- [ ] Lend her the book on looms by 2026-11-30

## Waiting for
- [ ] Ada: name a day at the workshop
";

/// Compares a whole output; `SNAPSHOTS=overwrite` writes it here.
fn compare(output: &Output, expected: impl IntoData) {
    let text = format!("{}\nexit {}\n{}", output.out, output.status, output.err);
    snapbox::assert_data_eq!(Data::text(text).raw(), expected.into_data().raw());
}

#[test]
fn a_thank_you_says_what_stayed_and_what_will_be_done() {
    compare(
        &vault().run("draft ada --kind thank-you"),
        str![[r#"
To: Dr. Ada Lovelace <ada@example.org>
Subject: Thank you for 20 October

Dear Ada,

Thank you for your time on 20 October. I keep coming back to something you told me: Write the table before the program.

One thing on the list that I made afterwards is done already: "Write a table for one sum." I have not forgotten what I promised, either: "Lend her the book on looms."

May I write again in a couple of months, and tell you what came of it?

With kind regards,
Wren Applewick

---
Not part of the letter, from your notes:

What they told me, 20 October
- Write the table before the program
- Bring paper.

What I did about it
- Write a table for one sum

What I mean to do
- Buy squared paper

What I promised
- Lend her the book on looms

What they promised
- name a day at the workshop

exit 0
thank-you to Dr. Ada Lovelace, nothing left to fill in

"#]],
    );
}

#[test]
fn a_note_by_hand_has_an_address_and_says_something_else() {
    compare(
        &vault().run("draft ada --kind note"),
        str![[r#"
For: Dr. Ada Lovelace
Address: 12 St James's Square, London

Dear Ada,

Thank you for making time for me on 20 October. What you told me has stayed with me: Bring paper. I am glad that I asked you.

I wish you well with [something that lies before them].

Warmly,
Wren Applewick

---
Not part of the letter, from your notes:

What they told me, 20 October
- Write the table before the program
- Bring paper.

What I did about it
- Write a table for one sum

What I mean to do
- Buy squared paper

What I promised
- Lend her the book on looms

What they promised
- name a day at the workshop

exit 0
note to Dr. Ada Lovelace, 1 blank `[…]` to fill in

"#]],
    );
}

#[test]
fn a_check_in_tells_what_came_of_it() {
    compare(
        &vault().run("draft ada --kind check-in"),
        str![[r#"
To: Dr. Ada Lovelace <ada@example.org>
Subject: What came of your advice

Dear Ada,

When we spoke on 20 October, you told me this: Write the table before the program. It has stayed with me. Afterwards I put this on my list: "Write a table for one sum." It is done. [What came of it.]

[My news, in a sentence. Congratulations on theirs, or an article that made me think of them.]

I have not forgotten what I promised. It still stands on my list: "Lend her the book on looms." You will have it by [day].

Is there anything that I can do for you at the moment? I would be glad to. If not, this needs no answer.

With kind regards,
Wren Applewick

---
Not part of the letter, from your notes:

What they told me, 20 October
- Write the table before the program
- Bring paper.

What I did about it
- Write a table for one sum

What I mean to do
- Buy squared paper

What I promised
- Lend her the book on looms

What they promised
- name a day at the workshop

exit 0
check-in to Dr. Ada Lovelace, 3 blanks `[…]` to fill in

"#]],
    );
}

#[test]
fn an_outreach_asks_for_one_small_thing() {
    compare(
        &vault().run("draft ada --kind outreach"),
        str![[r#"
To: Dr. Ada Lovelace <ada@example.org>
Subject: A question about your work as analyst

Dear Ada,

My name is Wren Applewick. I repair clocks and ask why they stop.

Mary Somerville suggested that I write to you. I think we have something in common: long walks. I would like to learn from you: [one thing that you know and I cannot look up].

Could I ask you about it for twenty minutes, by phone or at a place that suits you? I am free [two or three times in the next weeks], and gladly at any other time that is easier for you.

If it does not fit just now, that is quite all right.

With kind regards,
Wren Applewick

---
Not part of the letter, from your notes:

What they told me, 20 October
- Write the table before the program
- Bring paper.

What I did about it
- Write a table for one sum

What I mean to do
- Buy squared paper

What I promised
- Lend her the book on looms

What they promised
- name a day at the workshop

exit 0
outreach to Dr. Ada Lovelace, 2 blanks `[…]` to fill in

"#]],
    );
}

#[test]
fn a_report_goes_to_whoever_introduced_them() {
    let vault = vault();
    let output = vault.run("draft mary --kind report-back");
    compare(
        &output,
        str![[r#"
To: Mary Somerville <mary@example.org>
Subject: How it went with Dr. Ada Lovelace

Dear Mary,

Ada and I met on 20 October. Thank you for bringing us together. I took this away: Write the table before the program.

One thing on the list that I made afterwards is done already: "Write a table for one sum."

Should you ever want to meet somebody whom I know, tell me. I would be glad to do the same for you.

With kind regards,
Wren Applewick

---
Not part of the letter, from your notes:

What Dr. Ada Lovelace told me, 20 October
- Write the table before the program
- Bring paper.

What I did about it
- Write a table for one sum

What I mean to do
- Buy squared paper

exit 0
report-back to Mary Somerville, nothing left to fill in

"#]],
    );
    assert_eq!(vault.run("draft ada --kind report-back"), output, "it is understood from Ada too");
}

#[test]
fn a_nudge_asks_again_without_reproach() {
    let vault = vault().contact("bo", "name: Bo\nreached_out: [2026-11-01, 2026-11-14]");
    compare(
        &vault.run("draft bo"),
        str![[r#"
To: Bo <[their e-mail address]>
Subject: My question of 14 November

Dear Bo,

I wrote to you on 14 November, and letters like mine are easily lost in a full week. I would still like to learn from you: [one thing that you know and I cannot look up].

Would twenty minutes be possible, by phone or at a place that suits you? I am free [two or three times in the next weeks]. A "not now" is a good answer, too.

With kind regards,
Wren Applewick

exit 0
nudge to Bo, 3 blanks `[…]` to fill in

"#]],
    );
    let vault = vault.contact("bo", "name: Bo\nreached_out: 2026-11-01\nreply: later");
    assert!(vault.run("draft bo").out.contains("You answered that a later time would be better,"));
}

#[test]
fn an_introduction_comes_with_lines_to_forward() {
    let vault = vault();
    let output = vault.run("draft ada --kind intro");
    compare(
        &output,
        str![[r#"
To: Dr. Ada Lovelace <ada@example.org>
Subject: Would you introduce me to Grace Hopper?

Dear Ada,

Would you be willing to introduce me to Grace Hopper (admiral)? I would like to ask about [one thing, and why this person knows it best]. Twenty minutes would be plenty.

You know best whether it would be welcome, so "better not" is a good answer. Below are a few lines that you could forward.

Thank you, and with kind regards,
Wren Applewick

Lines to forward:

Dear Grace, my name is Wren Applewick. I repair clocks and ask why they stop. I would like to ask you about [one thing, and why you]. Could you spare twenty minutes, by phone or at a place that suits you? I am free [two or three times in the next weeks], and can be reached at [my e-mail address].

---
Not part of the letter, from your notes:

What I promised
- Lend her the book on looms

What they promised
- name a day at the workshop

exit 0
intro to Dr. Ada Lovelace, 4 blanks `[…]` to fill in

"#]],
    );
    assert_eq!(vault.run("draft grace --kind intro"), output, "it is understood from Grace too");
}

#[test]
fn after_a_yes_comes_a_day() {
    let vault = vault().contact("bo", "name: Bo\nreached_out: 2026-11-14\nreply: yes");
    compare(
        &vault.run("draft bo"),
        str![[r#"
To: Bo <[their e-mail address]>
Subject: A day for our talk

Dear Bo,

Thank you for saying yes. I can come to you, or ring you, whichever is easier, and twenty minutes are enough.

Would one of these suit you: [two or three times in the next weeks]? If not, name any other, and I will make it fit.

So that you know what to expect, this is what I would like to ask you: [one question].

With kind regards,
Wren Applewick

exit 0
schedule to Bo, 3 blanks `[…]` to fill in

"#]],
    );
}

#[test]
fn whoever_asked_for_my_time_is_asked_how_it_went() {
    let front = "with: \"[[mary]]\"\ndirection: giving";
    let vault = vault().meeting("2026-09-01-mary", front, "## Takeaways\n- She will move.\n");
    compare(
        &vault.run("draft mary --kind check-in"),
        str![[r#"
To: Mary Somerville <mary@example.org>
Subject: How did it go?

Dear Mary,

When we spoke on 1 September, you were thinking about [what they were thinking about]. I have wondered since how it went.

[My news, in a sentence. Congratulations on theirs, or an article that made me think of them.]

Is there anything that I can do for you at the moment? I would be glad to. If not, this needs no answer, though I would like one.

With kind regards,
Wren Applewick

---
Not part of the letter, from your notes:

What they told me, 1 September
- She will move.

exit 0
check-in to Mary Somerville, 2 blanks `[…]` to fill in

"#]],
    );
}

#[test]
fn what_nobody_wrote_down_stays_a_blank() {
    let vault = Vault::new().contact("bo", "name: Bo");
    for kind in
        ["outreach", "thank-you", "note", "check-in", "report-back", "nudge", "intro", "schedule"]
    {
        let output = vault.run(&format!("draft bo --kind {kind}"));
        assert_eq!(output.status, 0);
        assert!(output.out.contains("[my name]"), "{kind}: {}", output.out);
        let n_blanks = output.out.matches('[').count();
        assert_eq!(output.err, format!("{kind} to Bo, {n_blanks} blanks `[…]` to fill in\n"));
    }
    compare(
        &vault.run("draft bo"),
        str![[r#"
To: Bo <[their e-mail address]>
Subject: A question about [their work, in a few words]

Dear Bo,

My name is [my name]. [Who I am, in a sentence or two.]

[How I found you, in one sentence.] I would like to learn from you: [one thing that you know and I cannot look up].

Could I ask you about it for twenty minutes, by phone or at a place that suits you? I am free [two or three times in the next weeks], and gladly at any other time that is easier for you.

If it does not fit just now, that is quite all right.

With kind regards,
[my name]

exit 0
outreach to Bo, 8 blanks `[…]` to fill in

"#]],
    );
}

#[test]
fn an_id_says_which_letter_is_meant() {
    let vault = vault()
        .meeting("2026-11-20-bo", "with: Bo Unknown", "## Takeaways\n- Rest.\n")
        .contact("cy", "name: Cy\nlast_contact: 2026-01-01");
    let json = vault.json();
    let drafts: Vec<String> = json["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            let id = item["id"].as_str().unwrap();
            let output = vault.run(&format!("draft {id}"));
            let said = output.err.replace(id, "ID");
            format!("{}: {said}", item["kind"].as_str().unwrap())
        })
        .collect();
    let unfit = |kind: &str| {
        format!(
            "{kind}: error: no letter does what ID ({kind}) asks for: say with --kind which one \
             you want\n"
        )
    };
    assert_eq!(
        drafts,
        [
            "thank-you-email: thank-you to Dr. Ada Lovelace, nothing left to fill in\n".to_owned(),
            "thank-you-email: thank-you to Bo Unknown, 2 blanks `[…]` to fill in\n".to_owned(),
            unfit("pick-action"),
            unfit("promise"),
            unfit("action-item"),
            "check-in: check-in to Cy, 4 blanks `[…]` to fill in\n".to_owned(),
            "report-back: report-back to Mary Somerville, nothing left to fill in\n".to_owned(),
            "waiting: nudge to Dr. Ada Lovelace, nothing left to fill in\n".to_owned(),
        ]
    );
    let waiting = json["items"][7]["id"].as_str().unwrap();
    let output = vault.run(&format!("draft {waiting}"));
    assert!(output.out.contains("noted like this: \"name a day at the workshop.\""));
    let promise = json["items"][3]["id"].as_str().unwrap();
    let output = vault.run(&format!("draft {promise} --kind check-in"));
    assert!(output.err.starts_with("check-in to Dr. Ada Lovelace,"), "{}", output.err);
    let output = vault.run(&format!("draft {}", &promise[..4]));
    assert!(output.err.contains(promise), "the beginning of an id is enough: {}", output.err);
}

#[test]
fn a_note_by_hand_for_an_id_is_about_its_meeting() {
    let vault = Vault::new()
        .contact("bo", "name: Bo")
        .meeting("2026-11-10-bo", "with: bo", "## Takeaways\n- First.\n")
        .meeting("2026-11-18-bo", "with: bo\nthank_you_email: yes", "## Takeaways\n- Last.\n");
    let json = vault.json();
    let first = json["items"][0]["id"].as_str().unwrap();
    let output = vault.run(&format!("draft {first} --kind note"));
    assert!(output.out.contains("has stayed with me: First."), "{}", output.out);
}

#[test]
fn without_a_kind_it_is_what_is_owed_first() {
    let vault = vault();
    let kind = |vault: &Vault, who: &str| {
        let output = vault.run(&format!("draft {who}"));
        output.err.split(' ').next().unwrap().to_owned()
    };
    assert_eq!(kind(&vault, "ada"), "thank-you");
    assert_eq!(kind(&vault, "mary"), "report-back");
    assert_eq!(kind(&vault, "grace"), "outreach");
    let vault = vault
        .contact("bo", "name: Bo\nlast_contact: 2026-11-20")
        .contact("cy", "name: Cy\nreached_out: 2026-11-20");
    assert_eq!(kind(&vault, "bo"), "check-in");
    assert_eq!(kind(&vault, "cy"), "nudge");
}

#[test]
fn days_are_said_as_people_say_them() {
    let subject = |today: &str| {
        let output = vault().today(today).run("draft ada --kind thank-you");
        output.out.lines().nth(1).unwrap().to_owned()
    };
    assert_eq!(subject("2026-10-21"), "Subject: Thank you for yesterday");
    assert_eq!(subject("2026-10-22"), "Subject: Thank you for Tuesday");
    assert_eq!(subject("2026-10-26"), "Subject: Thank you for Tuesday");
    assert_eq!(subject("2026-10-27"), "Subject: Thank you for 20 October");
    assert_eq!(subject("2027-10-27"), "Subject: Thank you for 20 October 2026");
}

#[test]
fn a_summary_is_no_takeaway() {
    let vault = Vault::new().contact("bo", "name: Bo").meeting(
        "2026-11-20-bo",
        "with: bo",
        "## Summary\nHe was late.\n",
    );
    let output = vault.run("draft bo");
    let (letter, beside) = output.out.split_once("\n---\n").unwrap();
    assert!(letter.contains("something you told me: [what they said that stayed with me]."));
    assert!(beside.contains("- He was late."));
}

#[test]
fn a_vault_has_its_own_templates() {
    let template = "\u{feff}Subject: Hi {{ first_name }}\r\n\r\n{% for line in takeaways %}\n\
                    - {{ line }}\n{% endfor %}\nBye,\\\n{{ me }}\n";
    let vault = vault().file("templates/drafts/thank-you.md", template);
    let output = vault.run("draft ada");
    let letter = output.out.split("\n---\n").next().unwrap();
    assert_eq!(
        letter,
        "Subject: Hi Ada\n\n- Write the table before the program\n- Bring paper. Bye,\nWren \
         Applewick\n"
    );
}

#[test]
fn a_template_that_cannot_be_filled_in_is_told() {
    let run = |template: &str| {
        let vault = vault().file("templates/drafts/thank-you.md", template);
        let output = vault.run("draft ada");
        assert_eq!((output.status, output.out.as_str()), (2, ""));
        output.err
    };
    assert_eq!(
        run("Dear {{ first_nam }},\n"),
        "error[config]: there is nothing to put in for `first_nam`\n \
         --> templates/drafts/thank-you.md:1:9\n  |\n1 | Dear {{ first_nam }},\n  |         \
         ^^^^^^^^^\n  |\n  = help: did you mean `first_name`?\n\n"
    );
    let endless =
        run("{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}");
    assert!(endless.contains("this template does not come to an end"), "{endless}");
    let cut_off = run("x\n{% if %}\n");
    assert!(cut_off.contains("thank-you.md:2:"), "{cut_off}");
}

#[test]
fn a_letter_goes_to_the_clipboard() {
    let vault =
        vault().variable("WAYLAND_DISPLAY", "wayland-0").variable("DISPLAY", ":0").program("xclip");
    let output = vault.run("draft grace --copy");
    assert_eq!((output.status, output.out.as_str()), (0, ""));
    assert_eq!(
        output.err,
        "To: Grace Hopper <[their e-mail address]>\nSubject: A question about your work as \
         admiral\ncopied: outreach to Grace Hopper, 3 blanks `[…]` to fill in\n"
    );
    let given = vault.given();
    assert_eq!(given.len(), 1);
    assert!(given[0].starts_with("xclip -selection clipboard\nDear Grace,\n\nMy name is Wren"));
    assert!(given[0].ends_with("With kind regards,\nWren Applewick\n"), "no notes: {}", given[0]);
}

#[test]
#[cfg(target_os = "linux")]
fn where_there_is_no_clipboard_it_is_said() {
    let output = vault().run("draft ada --copy");
    let words = "error: there is no clipboard here: install `wl-copy`, `xclip` or `xsel`, or leave \
                 out --copy, and the letter is printed\n";
    assert_eq!((output.status, output.err.as_str()), (2, words));
}

#[test]
fn a_letter_goes_to_the_mail_program() {
    let vault = vault()
        .program("mail")
        .file("templates/drafts/nudge.md", "Subject: a & b\n\nDear {{ first_name }},\n\n50 % ä\n");
    let address = "mailto:ada@example.org?subject=a%20%26%20b&body=Dear%20Ada%2C%0D%0A%0D%0A50%20%25%20%C3%A4";
    let piped = vault.run("draft ada --kind nudge --mailto");
    assert_eq!((piped.status, piped.out), (0, format!("{address}\n")));
    assert_eq!(vault.given(), [""; 0], "piped, nothing is opened");
    let arguments = ["draft", "ada", "--kind", "nudge", "--mailto"];
    let shown = vault.run_in(vault.path(), &arguments, Some(80));
    assert_eq!((shown.status, shown.out.as_str()), (0, ""));
    assert_eq!(vault.given(), [address]);
    let output = Vault::new().contact("bo", "name: Bo");
    let output = output.run_in(output.path(), &["draft", "bo", "--mailto"], Some(80));
    assert_eq!(output.status, 2);
    assert!(output.err.contains("no mail program could be opened: there is none;"), "{output:?}");
    assert_eq!(vault.run("draft ada --copy --mailto").status, 2);
}

#[test]
fn on_a_terminal_lines_are_short() {
    let vault = vault();
    let output = vault.run_in(vault.path(), &["draft", "ada"], Some(40));
    assert!(output.out.lines().all(|line| line.chars().count() <= 40), "{}", output.out);
    let wide = vault.run_in(vault.path(), &["draft", "ada"], Some(200));
    assert!(wide.out.lines().all(|line| line.chars().count() <= 80), "{}", wide.out);
}

#[test]
fn notes_cannot_add_headers_or_control_the_terminal() {
    let vault = Vault::new()
        .file(
            "people/ada.md",
            "---\ntype: contact\nname: \"Ada\\nBcc: all@example.org\"\n\
             email: \"ada@example.org\\r\\nCc: x@example.org\"\n\
             role: \"a\\e[31m{{ me }}{% for %}\"\n---\n",
        )
        .meeting("2026-11-20-ada", "with: \"[[ada]]\"", "## Takeaways\n- \u{1b}[2J\u{202e}x\n");
    for kind in ["outreach", "thank-you"] {
        let output = vault.run(&format!("draft ada.md --kind {kind}"));
        let output = match output.status {
            0 => output,
            _ => vault.run(&format!("draft ada --kind {kind}")),
        };
        assert_eq!(output.status, 0, "{}", output.err);
        let headers = output.out.split("\n\n").next().unwrap();
        assert_eq!(headers.lines().count(), 2, "{headers}");
        let is_odd = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!output.out.contains(is_odd), "{:?}", output.out);
    }
}

#[test]
fn a_name_with_a_comma_stays_one_address() {
    let vault = Vault::new().contact("ada", "name: Lovelace, Ada\nemail: ada@example.org");
    let output = vault.run("draft ada");
    assert!(output.out.starts_with("To: \"Lovelace, Ada\" <ada@example.org>\n"), "{}", output.out);
}

#[test]
fn whom_nobody_knows_gets_no_letter() {
    let output = vault().run("draft zoe");
    assert_eq!((output.status, output.out.as_str()), (2, ""));
    assert_eq!(output.err, "error: there is no contact `zoe`\n");
    assert_eq!(vault().run("draft ada --kind love").status, 2);
}
