//! Questions to bring to a conversation: keepwarm's own and the vault's, and a handful of them that
//! fits a meeting.

mod bank;
mod own;

pub use own::FILE_NAME;
pub use own::read;

/// What somebody would like to take home from a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Objective {
    /// What the work is like, as only those know who do it.
    Information,
    /// What they have learned from it, and what they would do.
    Insight,
    /// To know one another better.
    Relationship,
}

impl Objective {
    /// Every objective, in their order.
    pub const ALL: [Objective; 3] =
        [Objective::Information, Objective::Insight, Objective::Relationship];

    /// Returns the word that people and programs read.
    pub fn word(self) -> &'static str {
        match self {
            Objective::Information => "information",
            Objective::Insight => "insight",
            Objective::Relationship => "relationship",
        }
    }
}

/// When to ask a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// Before the meeting, by letter: for somebody who asked for the owner's time.
    Before,
    /// First.
    Opening,
    /// Once they have begun to tell.
    Middle,
    /// Before everybody leaves.
    Closing,
}

impl When {
    /// Every moment, in their order.
    pub const ALL: [When; 4] = [When::Before, When::Opening, When::Middle, When::Closing];

    /// Returns the word that people and programs read.
    pub fn word(self) -> &'static str {
        match self {
            When::Before => "before",
            When::Opening => "opening",
            When::Middle => "middle",
            When::Closing => "closing",
        }
    }
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its words.
    pub text: String,
    /// What it is good for.
    pub objective: Objective,
    /// When to ask it.
    pub when: When,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a question comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// From keepwarm.
    Keepwarm,
    /// From the vault's `questions.yaml`.
    Vault,
}

/// Returns keepwarm's own questions.
pub fn bank() -> Vec<Question> {
    let question = |&(objective, when, text): &bank::Row| Question {
        text: text.to_owned(),
        objective,
        when,
        origin: Origin::Keepwarm,
    };
    bank::QUESTIONS.iter().map(question).collect()
}

/// What a handful of questions is for.
#[derive(Debug, Clone, Copy)]
pub enum Occasion {
    /// The owner asks: with an objective, or a little of each.
    Asking(Option<Objective>),
    /// They ask the owner: what to ask them to send beforehand.
    Giving,
}

/// Where the choice begins, among the questions that fit.
#[derive(Debug, Clone, Copy)]
pub struct Turn<'n> {
    /// With whom the meeting is.
    pub name: &'n str,
    /// How many meetings with them there were or will be already.
    pub n_meetings: usize,
}

/// Picks a balanced handful out of `questions`: one to open, three for the middle, one to close;
/// or four for a visitor. The same turn picks the same ones, the next turn picks others.
pub fn pick<'q>(questions: &'q [Question], occasion: Occasion, turn: Turn) -> Vec<&'q Question> {
    use Objective::Information;
    use Objective::Insight;
    use Objective::Relationship;
    let handful = match occasion {
        Occasion::Asking(Some(one)) => vec![
            (When::Opening, Some(one), 1),
            (When::Middle, Some(one), 3),
            (When::Closing, Some(one), 1),
        ],
        Occasion::Asking(None) => vec![
            (When::Opening, None, 1),
            (When::Middle, Some(Information), 1),
            (When::Middle, Some(Insight), 1),
            (When::Middle, Some(Relationship), 1),
            (When::Closing, None, 1),
        ],
        Occasion::Giving => vec![
            (When::Before, Some(Information), 1),
            (When::Before, Some(Insight), 2),
            (When::Before, Some(Relationship), 1),
        ],
    };
    let fitting = |when, objective: Option<Objective>| {
        let is_for = move |question: &&Question| {
            question.when == when && objective.is_none_or(|wanted| question.objective == wanted)
        };
        questions.iter().filter(is_for).collect::<Vec<_>>()
    };
    let some = |(when, objective, n)| some(&fitting(when, objective), n, turn);
    handful.into_iter().flat_map(some).collect()
}

/// Takes `n` questions in a row, as in a ring; each turn goes on where the one before it ended.
fn some<'q>(ring: &[&'q Question], n: usize, turn: Turn) -> Vec<&'q Question> {
    if ring.is_empty() {
        return Vec::new();
    }
    let start = first(turn.name) % ring.len() + turn.n_meetings % ring.len() * n;
    (start..start + n.min(ring.len())).map(|place| ring[place % ring.len()]).collect()
}

/// Returns a number that is always the same for a name, and usually another for another name.
fn first(name: &str) -> usize {
    let fnv = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    crate::text::fold(name).bytes().fold(0x811c_9dc5, fnv) as usize
}
