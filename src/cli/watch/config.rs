//! The configuration while it is watched: a half-saved one does not count.

use std::fs;
use std::path::Path;
use std::time::Instant;

use crate::disk;
use crate::disk::DOUBT;
use crate::settings;
use crate::settings::Settings;

use super::super::Error;

/// The text of `keepwarm.yaml` as it was used last.
#[derive(Debug)]
pub(super) struct Config {
    text: Vec<u8>,
    /// Since when it has been gone, empty or unusable.
    doubt: Option<Instant>,
}

impl Config {
    /// Reads what is there now.
    pub(super) fn read(root: &Path) -> Config {
        Config { text: text(root), doubt: None }
    }

    /// Returns the settings if they are others than before, or why they cannot be used. A file
    /// that is gone, empty or unusable is believed when it has been so for a while.
    pub(super) fn reload(&mut self, root: &Path, now: Instant) -> Option<Result<Settings, Error>> {
        let text = text(root);
        if text == self.text {
            self.doubt = None;
            return None;
        }
        let settings = disk::read_settings(root);
        let is_whole = matches!(settings, Ok(Ok(_))) && !text.is_empty();
        if !is_whole && now < *self.doubt.get_or_insert(now) + DOUBT {
            return None;
        }
        self.doubt = None;
        self.text = text;
        Some(match settings {
            Ok(Ok(settings)) => Ok(settings),
            Ok(Err(problems)) => {
                Err(Error::Config(problems, String::from_utf8_lossy(&self.text).into_owned()))
            }
            Err(error) => Err(Error::Disk(error)),
        })
    }

    /// Returns when a doubtful file is to be looked at again.
    pub(super) fn next_doubt(&self) -> Option<Instant> {
        self.doubt.map(|since| since + DOUBT)
    }
}

fn text(root: &Path) -> Vec<u8> {
    let file = root.join(settings::FILE_NAME);
    // Opening a pipe could hang; reading the settings tells what is wrong with it.
    let is_file = fs::metadata(&file).is_ok_and(|metadata| metadata.is_file());
    if is_file { fs::read(&file).unwrap_or_default() } else { Vec::new() }
}
