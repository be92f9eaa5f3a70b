//! Advice that `check` gives: about drafts, questions, the story, and meetings without a purpose.

use serde_json::Value;

use crate::vault::Vault;

/// Returns the advice of `check`, a line each: code, place, message.
fn advice(vault: &Vault) -> Vec<String> {
    let problems = vault.problems();
    problems.iter().filter_map(|line| line.strip_prefix("advice ")).map(str::to_owned).collect()
}

/// Returns the codes of the advice about a letter to Ada.
fn codes(letter: &str) -> Vec<String> {
    let text = format!("---\ntype: contact\n---\n## Outreach\n\n{letter}\n");
    let vault = Vault::new().file("people/ada.md", &text);
    let codes = advice(&vault).into_iter().map(|line| line.split(' ').next().unwrap().to_owned());
    codes.collect()
}

/// Returns a letter that is fine, with one more sentence in it.
fn letter(sentence: &str) -> String {
    format!(
        "Dear Ada,\n\nMy name is Wren, and I repair clocks. I read your table of numbers and would \
         like to learn how you found the order of the steps. {sentence}\n\nCould I ask you about \
         it for twenty minutes?\n\nWith kind regards,\nWren"
    )
}

#[test]
fn a_good_letter_is_left_alone() {
    assert_eq!(codes(&letter("")), [""; 0]);
}

#[test]
fn a_request_for_a_job_is_told() {
    for sentence in [
        "Do you have any job openings?",
        "Are there any open positions at the moment?",
        "Could you give me a job?",
        "I am looking for a job at your company.",
        "I'm currently looking for a new position. Is there a role in your team for me?",
        "I’d love to work for you.",
        "I would love to join your team.",
        "I would really like to work at your firm.",
        "Would you consider hiring me?",
        "Please consider me for the open role.",
        "Are you currently hiring?",
        "I saw that your company is hiring.",
        "Could you refer me for the position?",
        "Could you recommend me to your manager?",
        "Perhaps you can put in a good word for me.",
        "My résumé is attached.",
        "I have attached my CV.",
        "Could you pass on my resume?",
        "Do you know of any vacancies?",
        "I am applying for an internship at your museum.",
        "I am very interested in a role on your team.",
        "I hope you would hire me.",
        "Is your team recruiting?",
        "I would like to join your department as an analyst.",
    ] {
        assert_eq!(codes(&letter(sentence)), ["asks-for-job"], "{sentence}");
    }
}

#[test]
fn talking_about_jobs_is_not_asking_for_one() {
    for sentence in [
        "I am not asking for a job.",
        "I'm not looking for a position at your company, only for advice.",
        "This is about your craft rather than a job at your workshop.",
        "How did you get your first job?",
        "How did you come to have a job at your present firm?",
        "What does a good day in your job look like?",
        "I left my job at a bank last year.",
        "I start a new job in May.",
        "Before I apply for jobs, I want to understand what the work is like.",
        "I wonder what it is like to work at your company.",
        "What is it like to work for your firm?",
        "May I join your team meeting for a morning?",
        "I would like to work with you on the repair café.",
        "Your work as a hiring manager interests me.",
        "How do you hire people who repair things?",
        "You once wrote about the role of chance.",
        "I read your piece on open positions in chess.",
        "Do you go to gallery openings?",
        "My sister works for you.",
        "Would you look at my résumé?",
        "I am curious about the role of a conservator.",
        "Which jobs would you do again?",
        "How does one get a job in your field?",
        "What makes somebody happy in a role in your team?",
        "I would like to hear what is the hardest part of a job in your field.",
        "How are you thinking about hiring these days?",
        "They once offered me a job in a bank.",
        "I hope to have a job in your line of work one day.",
        "I have an open position on this question.",
    ] {
        assert_eq!(codes(&letter(sentence)), [""; 0], "{sentence}");
    }
}

#[test]
fn worn_phrases_are_told() {
    for sentence in [
        "I would love to pick your brain.",
        "May I come and *pick your* brain?",
        "Picking your brain would be wonderful.",
        "I want to broaden my network.",
        "I am expanding my professional network.",
        "Let us explore possible synergies.",
        "I just wanted to touch base.",
        "It could be mutually beneficial.",
    ] {
        assert_eq!(codes(&letter(sentence)), ["hidden-purpose"], "{sentence}");
    }
    for sentence in [
        "I do not want to pick your brain, I have one question.",
        "I picked your book for our club.",
        "How does the brain pick what to keep?",
        "How did you build the network of stations?",
        "My network at home is slow.",
        "The base was touched with gold.",
        "Your article about synergies made me think.",
    ] {
        assert_eq!(codes(&letter(sentence)), [""; 0], "{sentence}");
    }
}

#[test]
fn a_letter_without_a_request_is_told() {
    let letter = |end: &str| {
        format!(
            "Dear Ada,\n\nMy name is Wren, and I repair clocks. I read your table of numbers with \
             delight, and I have thought about the order of the steps ever since. {end}\n\nWren"
        )
    };
    for end in [
        "",
        "Thank you for your time.",
        "I look forward to hearing from you.",
        "It has changed my work.",
        "I admire you.",
    ] {
        assert_eq!(codes(&letter(end)), ["no-request"], "{end}");
    }
    for end in [
        "Could I visit you?",
        "I would be grateful for twenty minutes of your time.",
        "Please tell me how you began.",
        "I would like to ask you how you began.",
        "Let me know whether a call would suit you.",
        "If you have half an hour in May, I will come to you.",
        "I'd be glad to buy you a coffee and hear how you began.",
        "I would love to speak with you about it.",
        "May I ring you on Friday.",
    ] {
        assert_eq!(codes(&letter(end)), [""; 0], "{end}");
    }
}

#[test]
fn a_long_draft_is_told_from_the_151st_word_on() {
    let words = |n: usize| "word ".repeat(n);
    assert_eq!(codes(&words(150)), [""; 0]);
    assert_eq!(codes(&words(151)), ["long-draft"]);
    let notes = format!("{}\n\n---\nNot part of the letter:\n{}", words(150), words(40));
    assert_eq!(codes(&notes), [""; 0], "what stands below a line is no letter");
    assert_eq!(codes(&format!("{}\n<!-- {} -->", words(150), words(40))), [""; 0]);
    assert_eq!(codes(&format!("{}\n- [ ] {}", words(150), words(40))), [""; 0]);
}

#[test]
fn remarks_and_other_headings_are_no_drafts() {
    let remarks = "- 2026-11-01 wrote to her, asked for a job at your company by mistake\n";
    assert_eq!(codes(remarks), [""; 0]);
    assert_eq!(codes("Is she hiring? Ask Mary."), [""; 0]);
    assert_eq!(codes("Sehr geehrte Frau Lovelace, ich habe Ihr Buch gern gelesen."), [""; 0]);
    let job = letter("Could you give me a job?");
    let text = format!("---\ntype: contact\n---\n## Letters\n\n{job}\n");
    assert_eq!(advice(&Vault::new().file("people/ada.md", &text)), [""; 0]);
    let text = format!("---\ntype: contact\n---\n## Outreach draft\n### First\n\n{job}\n");
    assert_eq!(
        advice(&Vault::new().file("people/ada.md", &text)),
        ["asks-for-job people/ada.md:9:140 `give me a job` asks for a job"]
    );
}

#[test]
fn every_letter_of_ours_is_well_mannered() {
    let vault = Vault::new()
        .config("me: Wren")
        .file("story.md", "I repair clocks, and ask why they stop.\n")
        .contact("ada", "name: Ada\nrole: analyst\nin_common: walks\nmet_through: a lecture")
        .meeting("2026-10-20-ada", "with: ada\npurpose: x", "## Takeaways\n- Start small.\n");
    for kind in ["outreach", "thank-you", "check-in", "report-back", "nudge", "intro", "schedule"] {
        let draft = vault.run(&format!("draft ada --kind {kind}")).out;
        assert_eq!(codes(&draft), [""; 0], "{kind}");
    }
}

/// Returns the questions that could be looked up, of a list of questions for Ada.
fn searchable(questions: &[&str]) -> Vec<String> {
    let list: String = questions.iter().map(|question| format!("- {question}\n")).collect();
    let vault = Vault::new()
        .contact("ada", "name: Ada\ncompany: \"[[Seven Skeps]]\"\nrole: beekeeper")
        .meeting("2026-11-20-ada", "with: ada\npurpose: x", &format!("## Questions\n{list}"));
    let of = |line: String| {
        let (_, rest) = line.split_once('`').unwrap();
        rest.split_once('`').unwrap().0.to_owned()
    };
    advice(&vault).into_iter().map(of).collect()
}

#[test]
fn questions_that_a_search_would_answer_are_told() {
    for question in [
        "What does your company do?",
        "What exactly is it that matters? What does your firm make?",
        "What does Seven Skeps do?",
        "How many employees does your company have?",
        "How many employees do you have?",
        "How many people work for Seven Skeps?",
        "How many people does Seven Skeps employ",
        "When was your company founded?",
        "When was the Society for Small Clocks founded?",
        "In which year was Seven Skeps established?",
        "Who founded your company?",
        "Who is your CEO?",
        "Where is your company based?",
        "Where are your headquarters?",
        "What is your company's mission?",
        "What are Seven Skeps' values?",
        "How big is your organisation?",
        "[ ] **What does your company do?**",
    ] {
        assert_eq!(searchable(&[question]).len(), 1, "{question}");
    }
}

#[test]
fn questions_that_only_they_can_answer_are_left_alone() {
    let questions = [
        "What does a beekeeper do all day?",
        "What does your role at Seven Skeps look like?",
        "What does your company do when a hive dies?",
        "What does your company do that others do not?",
        "What do you do first in the morning?",
        "What does your team do differently from others?",
        "How many employees do you trust with the keys?",
        "How many people work in your team?",
        "How many people came to the first evening class?",
        "How many hives can one person keep?",
        "When was the last time that you doubted it?",
        "When was the moment when you knew?",
        "When was your company founded, and what did it feel like?",
        "When was the role of chair founded?",
        "Where is your company going?",
        "Where are you based when the heather blooms?",
        "Who is the person you learned most from?",
        "Who founded your way of keeping records?",
        "What is your company's mission in a bad year?",
        "What are your values?",
        "What do people get wrong about Seven Skeps?",
        "How big is the gap between plan and season?",
        "Why was your company founded?",
        "As a beekeeper, what does the company do for you?",
        "What does your company do in your role as chair?",
        "Look up: what does your company do",
        "What would you ask me?",
        "Was würden Sie anders machen?",
    ];
    assert_eq!(searchable(&questions), [""; 0]);
    assert_eq!(searchable(&["<!-- What does your company do? -->"]), [""; 0]);
}

#[test]
fn a_story_is_told_from_the_251st_word_on() {
    let story = |n: usize| {
        let text = format!("# My story\n\n{}\n", "word ".repeat(n));
        advice(&Vault::new().file("story.md", &text))
    };
    assert_eq!(story(248), [""; 0]);
    assert_eq!(story(250), [""; 0], "a heading is no part of it");
    assert_eq!(
        story(251),
        ["long-story story.md:3:1 this story has 251 words, and 250 are enough"]
    );
    let elsewhere = Vault::new().file("x/story.md", &"word ".repeat(300));
    assert_eq!(advice(&elsewhere), [""; 0]);
}

#[test]
fn a_meeting_should_say_what_it_is_for() {
    let vault = || Vault::new().contact("ada", "name: Ada");
    let with = |stem: &str, front: &str| vault().meeting(stem, &format!("with: ada\n{front}"), "");
    let held = "no-purpose meetings/2026-11-01.md:1:1 this meeting does not say what it was for";
    let far = "no-purpose meetings/2026-12-24.md:1:1 this meeting does not say what it is for";
    let custom = |vault: Vault| vault.meeting("2026-10-01", "with: ada\npurpose: bees", "");
    assert_eq!(advice(&custom(with("2026-11-01", ""))), [held]);
    assert_eq!(advice(&with("2026-12-24", "")), [far]);
    let four = with("2026-11-01", "").meeting("2026-11-02", "with: ada", "");
    let four = four.meeting("2026-12-24", "with: ada", "");
    let quiet = [
        (with("2026-11-01", ""), "a vault without the custom"),
        (custom(four), "most of the others have none"),
        (with("2026-11-24", ""), "`prepare` asks for it"),
        (custom(with("2026-11-01", "direction: giving")), "they asked"),
        (custom(with("2026-11-01", "direction: none")), "an ordinary meeting"),
        (custom(with("2026-11-01", "status: cancelled")), "it was called off"),
        (custom(with("2026-11-01", "").config("since: 2026-11-02")), "it is long ago"),
        (with("2026-12-24", "why: bees"), "it has one"),
    ];
    for (vault, reason) in quiet {
        assert_eq!(advice(&vault), [""; 0], "{reason}");
    }
}

#[test]
fn each_advice_can_be_switched_off() {
    let vault = |config: &str| {
        let text = letter("Could you give me a job? I want to pick your brain.");
        let vault = Vault::new()
            .config(config)
            .file("people/ada.md", &format!("---\ntype: contact\n---\n## Outreach\n\n{text}\n"));
        let codes =
            advice(&vault).into_iter().map(|line| line.split(' ').next().unwrap().to_owned());
        codes.collect::<Vec<String>>()
    };
    assert_eq!(vault("advice: {long-draft: false}"), ["asks-for-job", "hidden-purpose"]);
    assert_eq!(vault("advice: {asks-for-job: off, hidden-purpose: true}"), ["hidden-purpose"]);
    assert_eq!(vault("advice: off"), [""; 0]);
    assert_eq!(vault("advice:").len(), 2);
    let output = Vault::new().config("advice: {long-drafts: false}").run("check");
    assert_eq!(output.status, 2);
    assert!(output.err.contains("did you mean `long-draft`?"), "{}", output.err);
}

#[test]
fn advice_is_no_fault_and_only_check_gives_it() {
    let vault = Vault::new().contact("ada", "name: Ada").meeting(
        "2026-12-24-ada",
        "with: ada",
        "## Questions\n- What does your company do?\n",
    );
    let output = vault.run("check --strict");
    assert_eq!(output.status, 0);
    assert_eq!(output.err, "0 errors, 0 warnings, 2 pieces of advice in 2 notes\n");
    let json: Value = serde_json::from_str(&vault.run("check --strict --json").out).unwrap();
    assert_eq!(json["diagnostics"][0]["severity"], "advice");
    assert_eq!(json["diagnostics"].as_array().unwrap().len(), 2);
    assert_eq!(vault.json()["diagnostics"].as_array().unwrap().len(), 0);
    assert_eq!(vault.run("build").status, 0);
    let dashboard = vault.read("DASHBOARD.md");
    assert!(!dashboard.contains("Notes to fix") && !dashboard.contains("advice"), "{dashboard}");
}
