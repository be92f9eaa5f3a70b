//! The agenda in other forms, as the configuration wants them: each in a file of its own beside the
//! dashboard, and never in place of somebody else's.

use std::path::Path;

use crate::agenda::Agenda;
use crate::disk;
use crate::disk::Generated;
use crate::render::csv;
use crate::render::html;
use crate::render::html::Target;
use crate::render::ics;
use crate::render::json;
use crate::rules;
use crate::settings::Format;
use crate::settings::Output;
use crate::text::visible;
use crate::vault::Vault;

/// An output that could not be written.
#[derive(Debug)]
pub(super) struct Unwritten {
    /// The file, relative to the vault.
    pub(super) path: String,
    /// Why, in a line.
    pub(super) problem: String,
}

/// Writes the configured outputs; returns those that could not be written.
pub(super) fn write(root: &Path, vault: &Vault, agenda: &Agenda) -> Vec<Unwritten> {
    let unwritten = vault.settings.outputs.iter().filter_map(|output| {
        let problem = write_one(root, output, vault, agenda).err()?;
        let problem = format!("error: {}", visible(&problem));
        Some(Unwritten { path: output.path.clone(), problem })
    });
    unwritten.collect()
}

fn write_one(root: &Path, output: &Output, vault: &Vault, agenda: &Agenda) -> Result<(), String> {
    let Output { format, path } = output;
    let refused = |why: &str| Err(format!("{} was not written: {why}", root.join(path).display()));
    let bytes = match format {
        Format::Html => html::page(vault, agenda, &Target::output(path)).into_bytes(),
        Format::Ics => {
            let planned = rules::planned(vault, agenda.today);
            ics::calendar(agenda, &planned, ics::Form::Events).into_bytes()
        }
        Format::Json => json::agenda_line(agenda),
        Format::Csv => csv::table(agenda),
    };
    match disk::write_generated(root, path, &bytes, |old| is_ours(*format, old)) {
        Ok(Generated::Written | Generated::UpToDate) => Ok(()),
        Ok(Generated::Foreign) => {
            refused("it is not keepwarm's own; move it away, or choose another name in `outputs:`")
        }
        Err(error) => Err(error.to_string()),
    }
}

/// Tells whether a file is what we write in a format.
pub(super) fn is_ours(format: Format, bytes: &[u8]) -> bool {
    match format {
        Format::Html => html::is_ours(bytes),
        Format::Ics => ics::is_ours(bytes),
        Format::Json => json::is_agenda(bytes),
        Format::Csv => csv::is_ours(bytes),
    }
}
