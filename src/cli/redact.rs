//! `--redact`: the same view for other eyes.

use clap::Args;

use crate::agenda::View;
use crate::diagnostic::Diagnostic;
use crate::redaction;

use super::Error;

/// Who may see what is shown.
#[derive(Debug, Args)]
pub(super) struct Redact {
    /// Show initials for names, and no addresses, places, paths or texts
    #[arg(long)]
    redact: bool,
}

impl Redact {
    /// Everything is shown.
    pub(super) fn no() -> Redact {
        Redact { redact: false }
    }

    pub(super) fn view(&self) -> View {
        if self.redact { View::Redacted } else { View::Full }
    }
}

/// Returns an error without what the configuration says.
pub(super) fn redacted(error: Error) -> Error {
    match error {
        Error::Config(problems, _) => {
            let problems: Vec<Diagnostic> = problems.iter().map(redaction::of_config).collect();
            Error::Config(problems, String::new())
        }
        other => other,
    }
}
