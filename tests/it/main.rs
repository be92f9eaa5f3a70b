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
#[cfg(target_os = "linux")]
mod faults;
mod first_impression;
mod front_matter;
mod fuzz_corpus;
mod hostile;
mod import;
mod init;
mod kinds;
mod large;
mod links;
mod man;
mod manners;
mod model;
mod new;
mod outside;
mod page;
mod portability;
mod powershell;
mod preparation;
mod programs;
#[cfg(target_os = "linux")]
mod promises;
mod properties;
mod questions;
mod readme;
mod redact;
mod report_backs;
mod requests;
mod review;
mod safety;
mod schema;
mod sections;
mod show;
mod stats;
mod supply_chain;
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
