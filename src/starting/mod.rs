//! A new vault: the files that it begins with, and what a folder that has notes already needs.

mod attributes;
mod config;
mod example;
mod plan;
mod proposal;
mod survey;

pub use attributes::FILE_NAME as ATTRIBUTES;
pub use attributes::with_dashboard;
pub use config::config;
pub use example::example;
pub use plan::Step;
pub use plan::Way;
pub use proposal::Line;
pub use proposal::Proposal;
pub use survey::Counts;
pub use survey::Survey;
