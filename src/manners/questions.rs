//! # searchable-question
//!
//! **Advice:** look up what can be looked up. Their time is for what only they can tell you.
//!
//! **Rule:** a line below *Questions* that asks for a plain fact about the organisation, and for
//! nothing else. A question about the person, the work or a role is never one.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::Passage;
use crate::settings::Section;

use super::Page;
use super::phrases::Sentence;
use super::phrases::sentences;

/// Adds what there is to say about the questions in a note; `companies` are the words of the
/// names of those organisations whose people were asked.
pub(super) fn advise(
    page: &Page,
    passages: &[Passage],
    companies: &[Vec<String>],
    advice: &mut Vec<Diagnostic>,
) {
    let asked = passages.iter().filter(|passage| passage.section == Some(Section::Questions));
    for line in asked.flat_map(|passage| &passage.lines) {
        let mut asked = sentences(&line.text);
        let is_one = asked.len() == 1;
        for sentence in &mut asked {
            companies.iter().for_each(|company| sentence.replace(company, &["your", "company"]));
            if (sentence.is_question || is_one) && is_searchable(sentence) {
                let whole = sentence.whole();
                advice.push(catalog::searchable_question(page.phrase(line.line, whole), whole));
            }
        }
    }
}

fn is_searchable(sentence: &Sentence) -> bool {
    sentence.begins(FACTS) && !sentence.has(ABOUT_THEM)
}

/// What is about the person, the work or a role.
const ABOUT_THEM: &[&str] = &[
    "role|roles|job|jobs|position|profession|trade|career|day|week",
    "your|the work",
    "as a|an",
    "why|think|feel|mean|means|wish|hope|proud|surprise|surprised|learn|learned|learnt",
    "you personally",
];

const FACTS: &[&str] = &[
    "what does your|the|this ORG do|make|sell|produce|offer $",
    "what does your|the|this ORG do exactly|actually $",
    "what do|does your ORG do|make|sell|produce|offer $",
    "what products|services does|do your ORG make|sell|offer $",
    "what industry|sector is|are your|the ORG in $",
    "how many employees does|do|has your|the ORG have|employ $",
    "how many employees do|does you have $",
    "how many employees are there $",
    "how many people|staff does|do your|the ORG employ|have $",
    "how many people are employed $",
    "how many people work|works at|for|in your|the ORG $",
    "how many offices|branches|locations|shops|stores does|do your|the ORG have $",
    "how big|large|old is your|the ORG $",
    "when was * * founded|established|incorporated $",
    "in|which|what year * was * * founded|established|incorporated $",
    "how long has your|the ORG existed $",
    "who founded|started|owns your|the ORG $",
    "who is the|your ceo|founder|owner|chairman|president $",
    "who is the|your chief executive $",
    "who is the ceo|founder|owner|director|president of|at your ORG $",
    "where is|are your|the ORG based|located|headquartered $",
    "where is|are your|the headquarters $",
    "where is|are your|the head office $",
    "what is|are your|the ORG mission|vision|values|website|address|revenue|turnover $",
    "what is|are your|the ORG products|services $",
    "what is|are your|the ORG main|annual products|services|revenue|turnover $",
    "what is|are the mission|values|revenue|turnover|products|website of your ORG $",
    "is your|the ORG public|listed $",
    "is your|the ORG publicly traded|listed $",
    "who are your|the ORG main|biggest competitors $",
];
