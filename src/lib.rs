//! keepwarm keeps coffee chats from going cold: it reads a folder of Markdown notes about people
//! and conversations, and says what is owed to whom and by when.
//!
//! # The flow
//!
//! `Walker → read → note::parse → Index`, then
//! `Vault → rules::due → Agenda → render → disk::Revision`.
//!
//! One file becomes one [`note::Note`], whatever else there is; a [`disk::Index`] keeps them, file
//! by file. All notes together become a [`vault::Vault`], whatever the day. A vault and a day
//! become an [`agenda::Agenda`], and that is what every view shows. A watch is a loop round this.
//!
//! What somebody ticks goes the other way: `Request → ticking::plan → Change → [Edit] → text`, read
//! again before `disk::replace` puts it where it was. Then everything is reckoned anew.
//! A new note comes from a [`composing::Habit`] and a [`template::Template`]; nothing that is
//! there is replaced by it.
//!
//! # The words
//!
//! - **Vault**: the folder with the notes; here, the notes joined.
//! - **Note**: one file. **Contact**: a note about a person. **Meeting**: a note about a meeting.
//! - **Task**: a list item with a box, in a note.
//! - **Touch**: a sign of life between the owner and a contact.
//! - **Card**: a person as an address book has them, before there is a note.
//! - **Agenda**: everything that is owed on a day. **Item**: one thing that is owed.
//! - **Block**: the lines of the dashboard that are generated; around them the text is the user's.
//! - **Revision**: what a file is to hold, told piece by piece. **Fingerprint**: what it held.
//! - **Output**: the agenda in another form, in a file of its own beside the dashboard.
//! - **Tick**: a box of the dashboard that somebody filled in.
//! - **Change**: one thing to say in a note. **Edit**: some bytes replaced, and no others.
//! - **Template**: what a new note begins with.
//! - **Habit**: where a vault keeps its notes, and what it calls them.
//! - **Survey**: a look at a folder that has notes, but may be no vault yet.
//! - **Brief**: all that is known about one contact, to read before a talk.
//! - **Draft**: a letter to edit, made of the notes' own facts.
//! - **Chat**: a held meeting that was no ordinary one. **Review**: what was learned in them.
//!   **Statistics**: what became of it all, counted. **Overview**: the year at a glance.
//! - **Tie**: how things stand with a contact who is to hear from the owner now and then.
//! - **Veil**: what others may see of a vault: initials, dates and counts.
//! - **Diagnostic**: one thing that is wrong with a note.
//!
//! # What always holds
//!
//! - Reading a note never fails: it yields what could be read, and diagnostics.
//! - Only [`disk`] knows files; only `main` knows the clock; only [`cli`] knows the terminal and
//!   the environment.
//! - Same vault, same day, same bytes; what did not change is not rewritten.
//! - Notes change only through [`text::Edit`], and every change is read back.
//! - The agenda holds no formatting; renderers hold no rules.
//! - Every diagnostic has a code, a place and a way out.
//! - A module uses only modules listed above it.

mod parallel;

mod fetch;

mod sorting;

pub mod few;

pub mod text;

pub mod date;

pub mod diagnostic;

pub mod yaml;

pub mod settings;

pub mod note;

pub mod vault;

pub mod questions;

pub mod template;

pub mod composing;

pub mod import;

pub mod starting;

pub mod agenda;

pub mod rules;

pub mod brief;

pub mod statistics;

pub mod overview;

pub mod review;

pub mod draft;

pub mod redaction;

pub mod manners;

pub mod schema;

pub mod render;

pub mod change;

pub mod ticking;

pub mod disk;

pub mod cli;
