//! What stands below the front matter: portraits of people, minutes of meetings.

use keepwarm::date::Date;

use super::Person;
use super::days_before;
use super::rng::Rng;
use super::slug;
use super::words;

/// Returns the sentences that people say.
pub(super) fn sentences() -> Vec<String> {
    (0..4000).map(|number| sentence(&mut Rng::new("sentence", number))).collect()
}

fn sentence(rng: &mut Rng) -> String {
    let mut said: Vec<String> =
        (0..rng.between(6, 18)).map(|_| rng.word(words::WORDS).to_owned()).collect();
    if rng.chance(0.06) {
        let mark = rng.pick(&["**", "*", "`", "~~"]);
        let index = rng.below(said.len());
        said[index] = format!("{mark}{}{mark}", said[index]);
    }
    if rng.chance(0.15) {
        let index = rng.below(said.len() - 1);
        said[index].push(',');
    }
    let mut sentence = said.join(" ");
    sentence[..1].make_ascii_uppercase();
    sentence + rng.word(". . . . ? !")
}

/// Writes bodies of notes.
pub(super) struct Writer<'v> {
    pub(super) rng: &'v mut Rng,
    pub(super) today: Date,
    pub(super) people: &'v [Person],
    pub(super) sentences: &'v [String],
}

impl<'v> Writer<'v> {
    /// Writes what is known of a person, in some hundreds of words.
    pub(super) fn portrait(mut self, stem: &str, name: &str, company: &str) -> String {
        let target = self.number(100, 600);
        let mut text = format!("# {name}\n\n{}\n", self.paragraph((target / 4).max(20)));
        let end = text.len() + target * 6;
        for heading in ["Background", "How we met", "Interests", "Notes", "Ideas"] {
            if text.len() > end {
                break;
            }
            text += &format!("\n## {heading}\n\n");
            if self.rng.chance(0.4) {
                (0..self.number(2, 6)).for_each(|_| text += &format!("- {}\n", self.sentence()));
            } else {
                let n_words = self.number(30, 140);
                text += &format!("{}\n", self.paragraph(n_words));
            }
        }
        if self.rng.chance(0.03) {
            text += "\n```\n- [ ] not a task: inside a code block 📅 2026-01-01\nlet x = 1;\n```\n";
        }
        text += &format!(
            "\n## Links\n\n- [LinkedIn](https://linkedin.example/in/{stem})\n\
             - [{company}](https://{}.example/)\n",
            slug(company)
        );
        (0..self.rng.below(4)).for_each(|_| text += &format!("- Knows {}\n", self.link()));
        text
    }

    /// Writes what was said in a meeting, and what is to be done.
    pub(super) fn minutes(mut self, person: &Person, date: Date) -> String {
        let mut text = format!("# Meeting with {}, {date}\n\n## Questions\n\n", person.name);
        for number in 1..=self.number(2, 6) {
            let sentence = self.sentence();
            text += &format!("{number}. {}?\n", &sentence[..sentence.len() - 1]);
        }
        text += "\n## Summary\n";
        for _ in 0..self.number(1, 3) {
            let n_words = self.number(30, 90);
            text += &format!("\n{}\n", self.paragraph(n_words));
        }
        text += "\n## Takeaways\n\n";
        (0..self.number(2, 5)).for_each(|_| text += &format!("- {}\n", self.sentence()));
        text += "\n## Action items\n\n";
        match *self.rng.pick(&[0, 1, 1, 2, 2, 3, 3, 4, 6]) {
            0 => text += "None.\n",
            n_tasks => (0..n_tasks).for_each(|_| text += &self.task(person, date)),
        }
        if self.rng.chance(0.02) {
            text += "\n```\n- [ ] not a task: inside a code block 📅 2026-01-01\n```\n";
        }
        text
    }

    fn task(&mut self, person: &Person, date: Date) -> String {
        let rng = &mut *self.rng;
        let first = person.name.split(' ').next().unwrap();
        let text = rng.pick(words::TASKS).replace("{n}", first);
        let mut text = text.replace("{w}", rng.word(words::WORDS));
        if rng.chance(0.2) {
            text += &format!(" [[{}]]", person.stem);
        }
        if rng.chance(0.85) {
            text += &format!(" 📅 {}", days_before(date, -rng.between(1, 45)));
        }
        let open = match (self.today - date).num_days() {
            ..30 => 0.6,
            30..120 => 0.15,
            120.. => 0.03,
        };
        if rng.chance(open) {
            return format!("- [ ] {text}\n");
        }
        if rng.chance(0.7) {
            let done = days_before(date, -rng.between(0, 40)).min(self.today.max(date));
            text += &format!(" ✅ {done}");
        }
        format!("- [x] {text}\n")
    }

    /// Writes so many words, a link among them now and then.
    fn paragraph(&mut self, n_words: usize) -> String {
        let mut text = String::new();
        while text.split(' ').count() <= n_words {
            let sentence = self.sentence();
            let open = &sentence[..sentence.len() - 1];
            text += &if self.rng.chance(0.07) {
                format!("{open} with {}. ", self.link())
            } else if self.rng.chance(0.04) {
                let company = self.rng.word(words::COMPANIES).to_lowercase();
                let page = self.rng.below(9999);
                format!("{open} (see [notes](https://{company}.example/{page})). ")
            } else {
                format!("{sentence} ")
            };
        }
        text.truncate(text.trim_end().len());
        text
    }

    fn link(&mut self) -> String {
        let Person { stem, name } = self.rng.pick(self.people);
        match self.rng.chance(0.6) {
            true => format!("[[{stem}]]"),
            false => format!("[[{stem}|{}]]", name.split(' ').next().unwrap()),
        }
    }

    fn sentence(&mut self) -> &'v str {
        self.rng.pick::<String>(self.sentences)
    }

    fn number(&mut self, first: i64, last: i64) -> usize {
        usize::try_from(self.rng.between(first, last)).unwrap()
    }
}
