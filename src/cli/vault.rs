//! Finding the vault and reading it.

use std::mem::ManuallyDrop;
use std::path::Path;
use std::path::PathBuf;

use percent_encoding::AsciiSet;
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;

use crate::date::Today;
use crate::disk;
use crate::disk::Index;
use crate::disk::Use;
use crate::note;
use crate::note::Details;
use crate::settings;
use crate::settings::Settings;
use crate::vault::Joined;

use super::Error;
use super::World;
use super::args::Arguments;
use super::args::Command;
use super::args::read_date;
use super::progress;
use super::progress::Draw;

/// The vault's folder, how it is to be read, and the day.
pub(super) struct Place {
    /// The folder.
    pub(super) root: PathBuf,
    /// What `keepwarm.yaml` says.
    pub(super) settings: Settings,
    /// The day to reckon for.
    pub(super) today: Today,
    /// Where to say that reading takes its time.
    draw: Option<Draw>,
}

impl Place {
    /// Finds the vault that the arguments, else the environment, else the current folder mean.
    pub(super) fn find(arguments: &Arguments, world: &World) -> Result<Place, Error> {
        let today = fixed_today(arguments, world)?;
        let today = today.unwrap_or_else(|| Today((world.now)().date()));
        let root = root(arguments, world)?;
        let settings = match disk::read_settings(&root)? {
            Ok(settings) => settings,
            Err(problems) => {
                let text = disk::read_text(&root, settings::FILE_NAME).unwrap_or_default();
                return Err(Error::Config(problems, text));
            }
        };
        let draw = progress::draw(world).filter(|_| !is_quiet(arguments));
        Ok(Place { root, settings, today, draw })
    }

    /// Reads all notes. They are kept until the end, and the system then frees them at once.
    pub(super) fn read(self) -> ManuallyDrop<Index> {
        ManuallyDrop::new(self.read_for(Use::Once))
    }

    /// Reads all notes for what they are used.
    pub(super) fn read_for(self, used: Use) -> Index {
        let Place { root, settings, draw, .. } = self;
        progress::tell(draw, |n_read| Index::read_counting(&root, settings, used, n_read))
    }

    /// Joins the notes.
    pub(super) fn join(index: &Index) -> Joined<'_> {
        Joined::new(index.settings(), index.notes(), index.problems())
    }

    /// Reads what the note at `path` says for people; nothing where it cannot be read any more.
    pub(super) fn details(index: &Index, path: &str) -> Details {
        match disk::read_text(index.root(), path) {
            Some(text) => note::details(path, &text, index.settings()),
            None => Details::default(),
        }
    }

    /// Returns the address of the folder, `file:///home/wren/notes/`.
    pub(super) fn address(&self) -> Option<String> {
        const KEPT: &AsciiSet =
            &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
        let root = std::path::absolute(&self.root).ok()?;
        let root = root.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
        let root = root.trim_matches('/');
        Some(format!("file:///{}/", utf8_percent_encode(root, KEPT)))
    }
}

/// Returns the day that the arguments, else the environment, ask for.
pub(super) fn fixed_today(arguments: &Arguments, world: &World) -> Result<Option<Today>, Error> {
    if let Some(today) = arguments.today {
        return Ok(Some(Today(today)));
    }
    match (world.variable)("KEEPWARM_TODAY").filter(|value| !value.is_empty()) {
        None => Ok(None),
        Some(value) => read_date(&value).map(|date| Some(Today(date))).map_err(|help| {
            Error::Words(format!("`{value}` in $KEEPWARM_TODAY is not a date: {help}"))
        }),
    }
}

fn root(arguments: &Arguments, world: &World) -> Result<PathBuf, Error> {
    let variable = (world.variable)("KEEPWARM_VAULT").filter(|value| !value.is_empty());
    let (root, origin) = match (&arguments.vault, variable) {
        (Some(root), _) => (world.folder.join(root), ""),
        (None, Some(root)) => (world.folder.join(root), " (from $KEEPWARM_VAULT)"),
        (None, None) => (nearest(&world.folder), ""),
    };
    let is_begun = matches!(arguments.command, Some(Command::Init(_)));
    if root.is_dir() || is_begun && !root.exists() {
        return Ok(root);
    }
    let what = if root.exists() { "is not a folder" } else { "does not exist" };
    let folder = root.display();
    Err(Error::Words(format!("{folder}{origin} {what}: name the folder with your notes with -C")))
}

fn is_quiet(arguments: &Arguments) -> bool {
    matches!(&arguments.command, Some(Command::Watch(options)) if options.quiet)
}

/// Returns the nearest folder, from `folder` upwards, that has a `keepwarm.yaml`; else `folder`.
fn nearest(folder: &Path) -> PathBuf {
    let has_settings = |folder: &&Path| folder.join(settings::FILE_NAME).is_file();
    folder.ancestors().find(has_settings).unwrap_or(folder).to_owned()
}
