//! What a person can see: notes and a day in, text and files out.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stderr, reason = "a test that is left out says so")]
#![expect(clippy::print_stdout, reason = "a test that cannot be run here says so")]

mod agenda_json;
mod changes;
mod check_ins;
mod commands;
mod completions;
mod config;
mod dashboard;
mod diagnostics;
mod draft;
mod example;
mod export;
mod first_impression;
mod front_matter;
mod import;
mod init;
mod kinds;
mod links;
mod man;
mod manners;
mod new;
mod page;
mod preparation;
mod programs;
mod properties;
mod questions;
mod readme;
mod report_backs;
mod requests;
mod review;
mod safety;
mod sections;
mod show;
mod stats;
mod task_rules;
mod tasks;
#[cfg(unix)]
mod terminal;
mod thank_yous;
mod ticks;
mod tidy;
mod vault;
mod walk;
mod watch;
mod write_ups;
