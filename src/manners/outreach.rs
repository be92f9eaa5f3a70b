//! # long-draft, asks-for-job, hidden-purpose, no-request
//!
//! **Advice:** write to somebody you do not know in few words: who you are, what you would like to
//! learn, one small request. Never ask for a job: their advice is what they can give.
//!
//! **Rule:** a draft is what stands below a heading *Outreach*, when it reads like a letter. What a
//! sentence says not to want, or asks about the other's own way, is no request for a job.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::Line;
use crate::note::Passage;
use crate::text::letters;

use super::Page;
use super::phrases::Sentence;
use super::phrases::sentences;

/// So many words are read to their end.
const MOST_WORDS: usize = 150;

/// Shorter texts are remarks, not letters.
const LEAST_WORDS: usize = 20;

const HEADINGS: &[&str] =
    &["outreach", "outreachdraft", "outreachemail", "outreachletter", "outreachmessage"];

/// Adds what there is to say about the drafts in a note.
pub(super) fn advise(page: &Page, passages: &[Passage], advice: &mut Vec<Diagnostic>) {
    let is_outreach = |heading: &String| HEADINGS.contains(&&*letters(heading));
    for passage in passages.iter().filter(|passage| passage.headings.iter().any(is_outreach)) {
        let lines = letter(page, &passage.lines);
        let Some(first) = lines.first() else { continue };
        let n_words = lines.iter().map(|line| n_words(&line.text)).sum();
        let said: Vec<(u32, Sentence)> = lines
            .iter()
            .flat_map(|line| sentences(&line.text).into_iter().map(|said| (line.line, said)))
            .collect();
        let has = |patterns: &[&str]| said.iter().any(|(_, sentence)| sentence.has(patterns));
        let is_letter = n_words >= LEAST_WORDS && has(ME) && has(YOU);
        if n_words > MOST_WORDS {
            advice.push(catalog::long_draft(page.line(first.line), n_words, MOST_WORDS));
        }
        if !is_letter {
            continue;
        }
        if let Some((line, phrase)) = job(&said) {
            advice.push(catalog::asks_for_job(page.phrase(line, phrase), phrase));
        }
        if let Some((line, phrase)) = first_of(&said, VAGUE) {
            advice.push(catalog::hidden_purpose(page.phrase(line, phrase), phrase));
        }
        if !said.iter().any(|(_, sentence)| sentence.is_question) && !has(REQUESTS) {
            advice.push(catalog::no_request(page.line(first.line)));
        }
    }
}

/// Returns the lines of the letter: tasks are none, nor what stands below a rule.
fn letter<'l>(page: &Page, lines: &'l [Line]) -> Vec<&'l Line> {
    let first = lines.first().map_or(0, |line| line.line as usize);
    let rest = page.text.lines().enumerate().skip(first);
    let is_rule = |line: &str| matches!(line.trim(), "---" | "***" | "* * *" | "___");
    let end = rest.filter(|(_, line)| is_rule(line)).map(|(index, _)| index).next();
    let end = end.unwrap_or(usize::MAX);
    lines.iter().filter(|line| line.task.is_none() && (line.line as usize) <= end).collect()
}

/// Counts the words of a text.
pub(super) fn n_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Finds a request for a job.
fn job<'s>(said: &'s [(u32, Sentence)]) -> Option<(u32, &'s str)> {
    let is_meant =
        |(_, sentence): &&(u32, Sentence)| !sentence.has(DENIALS) && !sentence.begins(STORY);
    said.iter().filter(is_meant).find_map(|(line, said)| Some((*line, said.find(JOBS)?)))
}

fn first_of<'s>(said: &'s [(u32, Sentence)], patterns: &[&str]) -> Option<(u32, &'s str)> {
    let is_meant = |(_, sentence): &&(u32, Sentence)| !sentence.has(DENIALS);
    said.iter().filter(is_meant).find_map(|(line, said)| Some((*line, said.find(patterns)?)))
}

const ME: &[&str] = &["i|im|id|ive|ill|my|me"];

const YOU: &[&str] = &["you|your|youre|youve"];

const DENIALS: &[&str] = &[
    "not|never|nor|neither|without|instead",
    "dont|wont|isnt|arent|didnt|cant|couldnt|wouldnt|wasnt",
    "rather than",
    "no job|jobs|position|role|vacancy",
];

/// How a question begins that asks about the other's own way.
const STORY: &[&str] = &["how|why|when|where|which", "what was|were|is|makes|made|does|do"];

const JOBS: &[&str] = &[
    "give|offer|find|get me a|an|any job|position|role|internship|traineeship",
    "is|be there a|an|any job|position|role|place * for me",
    "you|to|consider|considering|about hire|employ|recruit|hiring|employing me",
    "you would|could|might|will hire|employ|recruit me",
    "are you hiring|recruiting",
    "are you currently|still|now|also hiring|recruiting",
    "your TEAM is|are hiring|recruiting",
    "is|are your TEAM hiring|recruiting",
    "is|are your TEAM currently|still|now hiring|recruiting",
    "any openings|vacancies",
    "any * job|jobs openings|available|open|going",
    "job|current|suitable|internship opening|openings|vacancy|vacancies",
    "any|some open position|positions|role|roles",
    "open positions|roles at|in|on|with your",
    "for|have|find|get|in a|an|any job|position|role|internship at|with your",
    "for|have|find|get|in a|an|any job|position|role|internship in|on your TEAM",
    "for|have|find any jobs|positions|roles|internships at|with|in|on your",
    "apply|applying|application for * job|position|role|internship at|with|in|on your",
    "would|id|want|hope|eager|keen love|like|to * join your TEAM $",
    "would|id|want|hope|eager|keen love|like|to * join your TEAM as|after",
    "i would|really love|like|want to work for|at you|your",
    "i would really|very love|much|like * to work for|at you|your",
    "id love|like|really * to work for|at you|your",
    "i want|hope to work for|at you|your",
    "consider me for * job|position|role|internship|opening|vacancy",
    "consider my application",
    "refer|recommend me for|to * job|position|role|manager|hr|recruiter",
    "put in a good word",
    "attached|attaching|attach|enclosed|enclose|forward|pass|hand * my resume|résumé|resumé|cv",
    "my resume|résumé|resumé|cv is attached|enclosed",
];

const VAGUE: &[&str] = &[
    "pick|picking your brain|brains",
    "broaden|expand|grow|build|widen|extend|increase my network",
    "broaden|expand|grow|build|widen|extend|increase my professional network",
    "broadening|expanding|growing|building|widening|extending|increasing my network",
    "broadening|expanding|growing|building|widening|extending my professional network",
    "explore|discuss|see|find * synergies",
    "touch base",
    "mutually beneficial",
];

const REQUESTS: &[&str] = &[
    "minutes",
    "half an hour",
    "hour|hours|moment|bit|little of your time",
    "let me know",
    "tell me whether|if|when",
    "would|could|can|will|might|may you|i|we",
    "would|be grateful|glad|happy|delighted|thankful if|for|to",
    "appreciate",
    "please",
    "like|love|want|wish|hope * to ask|meet|visit|speak|talk|hear|call|ring|interview",
    "ask|invite you",
    "are you free",
    "if you have|had|could|can|would|are",
];
