//! `keepwarm init`: starts a vault; in a folder with notes it looks first, and changes none.

use std::path::Path;

use crate::composing::Form;
use crate::composing::Habit;
use crate::date::Today;
use crate::disk;
use crate::disk::Index;
use crate::disk::Use;
use crate::disk::Walker;
use crate::render::starting as report;
use crate::settings;
use crate::settings::Settings;
use crate::starting;
use crate::starting::Counts;
use crate::starting::Step;
use crate::starting::Survey;
use crate::starting::Way;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;

pub(super) fn run(
    place: Place,
    options: &args::Init,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let found = survey(&place.root, &place.settings, place.today);
    let (counts, proposal) = (found.counts(), found.proposal());
    let has_config = is_there(&place.root, settings::FILE_NAME);
    let config = starting::config(&proposal);
    let settings = match has_config {
        true => place.settings.clone(),
        false => settings::read(&config).map_err(|bad| Error::Config(bad, config.clone()))?,
    };
    let with = survey(&place.root, &settings, place.today).counts();
    let proposal_text = report::proposal(&proposal, (!has_config).then_some(&with));
    let plan = Plan { root: &place.root, settings: &settings, today: place.today, counts: &with };
    let steps = plan.steps(options, config)?;
    if !options.dry_run {
        disk::create_folder(&place.root, "")?;
        steps.iter().try_for_each(|step| make(&place.root, step))?;
    }
    let made = report::steps(&steps, options.tense());
    let next = next(&with, &steps, options);
    let place_text = match place.root == world.folder {
        true => String::new(),
        false => format!("In {}\n\n", crate::text::visible(&place.root.to_string_lossy())),
    };
    let text = [place_text, report::counts(&counts), proposal_text, made, next].concat();
    Stream::out(world, color).print(&text)?;
    Ok(Exit::Done)
}

/// Looks at all notes below `root`.
fn survey<'s>(root: &Path, settings: &'s Settings, today: Today) -> Survey<'s> {
    let mut survey = Survey::new(settings, today);
    let (found, _) = Walker::new(root, settings).walk("");
    for note in found.iter().filter(|note| note.is_utf8) {
        if let Some(text) = disk::read_text(root, &note.path) {
            survey.add(&note.path, &text);
        }
    }
    survey
}

/// What decides what is made.
struct Plan<'p> {
    root: &'p Path,
    settings: &'p Settings,
    today: Today,
    counts: &'p Counts,
}

impl Plan<'_> {
    fn steps(&self, options: &args::Init, config: String) -> Result<Vec<Step>, Error> {
        let index = Index::read(self.root, self.settings.clone(), Use::Once);
        let habit = Habit::of(&Place::join(&index).vault(), &disk::names(self.root, ""));
        let is_fresh = self.counts.contacts.is_empty() && self.counts.meetings.is_empty();
        let [contacts, meetings] = habit.folders();
        let mut steps = Vec::new();
        if self.counts.contacts.is_empty() {
            steps.push(self.folder(contacts, "a note for each person"));
        }
        if self.counts.meetings.is_empty() {
            steps.push(self.folder(meetings, "a note for each meeting"));
        }
        for (form, meaning) in [
            (Form::Contact, "what `keepwarm new contact` begins with"),
            (Form::Meeting, "what `keepwarm new meeting` begins with"),
        ] {
            let step = self.file(form.path(), meaning, form.text());
            if is_fresh || options.templates || step.way == Way::There {
                steps.push(step);
            }
        }
        steps.push(self.file(settings::FILE_NAME, "the settings, with what they mean", &config));
        if is_fresh || is_there(self.root, starting::ATTRIBUTES) || is_in_git(self.root) {
            steps.push(self.attributes()?);
        }
        if options.example {
            let [contact, meeting] = starting::example(&habit, self.today);
            steps.push(self.file(&contact.path, "a person, made up", &contact.text));
            steps.push(self.file(&meeting.path, "a meeting, made up", &meeting.text));
        }
        Ok(steps)
    }

    fn folder(&self, path: &str, meaning: &'static str) -> Step {
        let way = if self.root.join(path).is_dir() { Way::There } else { Way::New };
        Step { path: format!("{path}/"), meaning, text: String::new(), way }
    }

    fn file(&self, path: &str, meaning: &'static str, text: &str) -> Step {
        let way = if is_there(self.root, path) { Way::There } else { Way::New };
        Step { path: path.to_owned(), meaning, text: text.to_owned(), way }
    }

    /// Returns what git is told of the files that keepwarm writes.
    fn attributes(&self) -> Result<Step, Error> {
        let old = disk::read_if_there(self.root, starting::ATTRIBUTES)?;
        let generated = self.settings.generated();
        let new = starting::with_dashboard(old.as_deref().unwrap_or_default(), generated);
        let way = match (&old, &new) {
            (_, None) => Way::There,
            (None, Some(_)) => Way::New,
            (Some(_), Some(_)) => Way::Longer,
        };
        let meaning = "the dashboard is written anew, not merged by hand";
        let text = new.unwrap_or_default();
        Ok(Step { path: starting::ATTRIBUTES.to_owned(), meaning, text, way })
    }
}

/// Tells whether git keeps the folder, or one above it.
fn is_in_git(root: &Path) -> bool {
    let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    root.ancestors().any(|folder| folder.join(".git").exists())
}

fn is_there(root: &Path, path: &str) -> bool {
    root.join(path).symlink_metadata().is_ok()
}

fn make(root: &Path, step: &Step) -> Result<(), Error> {
    match step.way {
        Way::There => {}
        Way::New if step.path.ends_with('/') => disk::create_folder(root, &step.path)?,
        Way::New => disk::create(root, &step.path, step.text.as_bytes())?,
        Way::Longer => {
            disk::write_own(&root.join(&step.path), step.text.as_bytes(), |_| true)?;
        }
    }
    Ok(())
}

/// Returns the next thing to do.
fn next(counts: &Counts, steps: &[Step], options: &args::Init) -> String {
    let is_new = |step: &Step| step.path == starting::ATTRIBUTES && step.way != Way::There;
    let git = match steps.iter().any(is_new) {
        true => "With git, say once in each clone: git config merge.keepwarm.driver true\n",
        false => "",
    };
    let has_templates = steps.iter().any(|step| step.path == Form::Contact.path());
    let templates = match has_templates {
        true => "",
        false => "To change what new notes begin with: keepwarm init --templates\n",
    };
    let next = match () {
        () if options.dry_run => "Without --dry-run this is done.",
        () if options.example => "Next: `keepwarm build`, and a look at DASHBOARD.md.",
        () if counts.contacts.is_empty() => {
            "Next: `keepwarm new contact NAME`, for somebody whom you would like to meet."
        }
        () => "Next: `keepwarm agenda` for what is owed, `keepwarm check` for what is wrong.",
    };
    format!("{git}{templates}{next}\n")
}
