//! keepwarm's own questions. None of them can be answered by a search; each asks for something that
//! only the person across the table knows.

use super::Objective;
use super::Objective::Information;
use super::Objective::Insight;
use super::Objective::Relationship;
use super::When;
use super::When::Before;
use super::When::Closing;
use super::When::Middle;
use super::When::Opening;

/// What a question is good for, when to ask it, and its words.
pub(super) type Row = (Objective, When, &'static str);

pub(super) const QUESTIONS: &[Row] = &[
    (
        Information,
        Opening,
        "What did yesterday look like for you, from the first hour to the last?",
    ),
    (Information, Opening, "What made you try this work, when there were others to try?"),
    (
        Information,
        Opening,
        "Which part of your work would surprise somebody who knows only its name?",
    ),
    (Information, Opening, "When you explain your work to your family, what do you leave out?"),
    (Information, Middle, "What takes up more of your time than anybody outside would guess?"),
    (Information, Middle, "When something goes wrong here, what is it usually?"),
    (Information, Middle, "What did the first month ask of you that nobody had mentioned?"),
    (Information, Middle, "Who decides what you work on next, and how do you hear of it?"),
    (
        Information,
        Middle,
        "What are people here trusted with in their first year, and what only later?",
    ),
    (Information, Middle, "What had the last people you hired done before?"),
    (Information, Middle, "Which tool or habit would you miss first?"),
    (Information, Middle, "What about this work is different now from when you began?"),
    (Information, Closing, "What should I read, visit or try before I ask the next person?"),
    (Information, Closing, "What have I not asked that I ought to know?"),
    (Insight, Opening, "What kept you in this work once it was no longer new?"),
    (Insight, Opening, "What did you believe about this work at first that you believe no longer?"),
    (Insight, Opening, "What have you been thinking about lately that you cannot answer yet?"),
    (
        Insight,
        Middle,
        "What was the hardest decision of your last year, and how did you come to it?",
    ),
    (Insight, Middle, "What have you seen the good ones do that the others do not?"),
    (Insight, Middle, "Which advice that everybody gives about this work is wrong, do you think?"),
    (Insight, Middle, "If you began again tomorrow, what would you do first, and what not at all?"),
    (Insight, Middle, "When were you close to leaving, and why did you stay?"),
    (Insight, Middle, "From what I have told you, what do I not see yet?"),
    (Insight, Middle, "How could I find out within a month whether this work suits me?"),
    (Insight, Middle, "Which mistake taught you more than it cost?"),
    (Insight, Middle, "Where will this work be harder in five years, and where easier?"),
    (Insight, Closing, "What one thing would you have me try this week?"),
    (Insight, Closing, "If I came back in half a year, what would you hope to hear?"),
    (Relationship, Opening, "What are you glad to be working on at the moment?"),
    (Relationship, Opening, "What do people ask you most often, and what do you wish they asked?"),
    (Relationship, Opening, "What has been good about your year so far?"),
    (Relationship, Middle, "Who taught you the most, and how did the two of you meet?"),
    (Relationship, Middle, "Where do you go when you are stuck: to a person, a book, a walk?"),
    (Relationship, Middle, "Which piece of your work do you wish more people knew?"),
    (Relationship, Middle, "What would you like to learn next, and from whom?"),
    (Relationship, Middle, "Who does the same work quite differently from you, and well?"),
    (Relationship, Middle, "What do you do on a day when nobody needs anything from you?"),
    (Relationship, Closing, "Who else should I listen to, and may I say that you sent me?"),
    (Relationship, Closing, "What are you looking for at the moment that I might come across?"),
    (Relationship, Closing, "May I write to you when I have tried what you told me?"),
    (Information, Before, "What have you read, tried or asked already, so that I can begin there?"),
    (Information, Before, "Would you send me half a page about what you have done so far?"),
    (Information, Before, "What are you deciding, and by when?"),
    (Insight, Before, "What would you like to know when you leave that you do not know now?"),
    (Insight, Before, "Which two questions matter most to you? We will begin with them."),
    (Insight, Before, "What do you think the answer is, and what makes you doubt it?"),
    (Relationship, Before, "What was it that made you write to me rather than to somebody else?"),
    (Relationship, Before, "Is there somebody whom you hope to meet through me?"),
];
