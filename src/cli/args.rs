//! Arguments and help.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgGroup;
use clap::Args;
use clap::CommandFactory;
use clap::FromArgMatches;
use clap::Parser;
use clap::Subcommand;
use clap::ValueEnum;
use clap::builder::PossibleValue;
use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;

use crate::agenda::ItemKind;
use crate::agenda::View;
use crate::date;
use crate::date::Date;
use crate::date::Duration;
use crate::date::Time;
use crate::draft;
use crate::import::Origin;
use crate::questions::Objective;
use crate::render::starting::Tense;
use crate::review::By;

use super::Exit;
use super::World;
use super::completions::Completions;
use super::edits::Mode;
use super::export::Export;
use super::help;
use super::man::Pages;
use super::pager;
use super::redact::Redact;
use super::stream;
use super::stream::Stream;

/// Keeps coffee chats from going cold.
///
/// keepwarm reads a folder of Markdown notes, one for each person and one for each conversation,
/// and says what you owe to whom: thank-yous, promises, check-ins. Without a command it prints
/// that.
#[derive(Debug, Parser)]
#[command(name = "keepwarm", version)]
pub(super) struct Arguments {
    /// The folder with the notes [default: $KEEPWARM_VAULT, else the nearest folder with a
    /// keepwarm.yaml, else this one]
    #[arg(short = 'C', value_name = "DIR", global = true, display_order = 100, help_heading = ALL)]
    pub(super) vault: Option<PathBuf>,

    /// The day to reckon for, YYYY-MM-DD [default: $KEEPWARM_TODAY, else today]
    #[arg(
        long,
        value_name = "DATE",
        global = true,
        display_order = 101,
        help_heading = ALL,
        value_parser = read_date
    )]
    pub(super) today: Option<Date>,

    /// Whether to use colours: always, never, or auto, on a terminal that does not say no
    #[arg(
        long,
        value_name = "WHEN",
        global = true,
        display_order = 102,
        help_heading = ALL,
        default_value = "auto",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(super) color: ColorChoice,

    /// Print long outputs as they are, not in $KEEPWARM_PAGER, $PAGER or less
    #[arg(long, global = true, display_order = 103, help_heading = ALL)]
    no_pager: bool,

    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// The heading of the options that every command has.
const ALL: &str = "With every command";

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Start a vault, or see what a folder of notes needs to be one
    Init(Init),
    /// Take ticks over into the notes, and write the dashboard
    Build(Build),
    /// Write the dashboard, and again whenever a note changes
    Watch(Watch),
    /// Print what is owed
    Agenda(Agenda),
    /// Print what is wrong with the notes, and how to mend it
    Check(Check),
    /// Print what is known about somebody, to read before you meet
    Show(Show),
    /// Write a letter to edit, from the notes' own facts
    Draft(Draft),
    /// Say in the notes that something is done
    Done(Done),
    /// Say in the notes that something is not needed
    Skip(Done),
    /// Put something off
    Snooze(Snooze),
    /// Note in somebody's log that there was contact
    Log(Log),
    /// Explain why something is owed
    Why(Why),
    /// Make a note about a person or a meeting
    #[command(subcommand)]
    New(New),
    /// Print questions to bring to a conversation
    Questions(Questions),
    /// Print the takeaways and advice of all chats, to think over
    Review(Review),
    /// Print what became of it all: new people, thanks, answers
    Stats(Stats),
    /// Write the agenda as a web page, a calendar, a table, or a document for programs
    #[command(subcommand)]
    Export(Export),
    /// Make notes about people from an address book
    Import(Import),
    /// Print what editors need to complete and check keys: a JSON Schema
    Schema(super::schema::Schema),
    /// Print what lets a shell complete commands, ids and names
    Completions(Completions),
    /// Print the manual page, or write all of them into a folder
    Man(Pages),
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// Also make a first contact and a first meeting, to look at
    #[arg(long)]
    pub(super) example: bool,

    /// Also put keepwarm's templates into a folder that has notes already, to be changed
    #[arg(long)]
    pub(super) templates: bool,

    /// Show what would be made, and make nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("seen").args(["dry_run", "redact", "plain"]))]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) dry_run: DryRun,

    #[command(flatten)]
    pub(super) redact: Redact,

    /// Show names and texts again, where the dashboard is redacted
    #[arg(long)]
    plain: bool,
}

impl Build {
    /// Returns who is to see the dashboard, if that is to change.
    pub(super) fn new_view(&self) -> Option<View> {
        match (self.plain, self.redact.view()) {
            (true, _) => Some(View::Full),
            (false, View::Redacted) => Some(View::Redacted),
            (false, View::Full) => None,
        }
    }
}

/// Whether anything is written.
#[derive(Debug, Args)]
pub(super) struct DryRun {
    /// Show what would change in the notes, and write nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct Watch {
    /// Say nothing but what is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,

    /// Once a day, have the desktop show what is due
    #[arg(long)]
    pub(super) notify: bool,
}

#[derive(Debug, Args)]
pub(super) struct Agenda {
    #[command(flatten)]
    pub(super) filter: Filter,

    #[command(flatten)]
    pub(super) redact: Redact,

    /// Print JSON, one document
    #[arg(long)]
    pub(super) json: bool,
}

/// The options of a [`Filter`].
const FILTERS: [&str; 4] = ["kind", "who", "until", "overdue"];

/// Which of the items are meant.
#[derive(Debug, Default, Args)]
pub(super) struct Filter {
    /// Only items of this kind; may be given several times
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    pub(super) kind: Vec<ItemKind>,

    /// Only items for people whose name has these words
    #[arg(long, value_name = "NAME")]
    pub(super) who: Option<String>,

    /// Only items due until then: a date, or a duration from today like `2w`
    #[arg(long, value_name = "WHEN", value_parser = Until::read)]
    pub(super) until: Option<Until>,

    /// Only items that are overdue
    #[arg(long)]
    pub(super) overdue: bool,
}

#[derive(Debug, Args)]
pub(super) struct Done {
    /// The items' ids, as `keepwarm agenda` shows them, or the beginnings of them
    #[arg(
        value_name = "ID",
        required_unless_present_any = FILTERS,
        conflicts_with_all = FILTERS,
    )]
    pub(super) ids: Vec<String>,

    #[command(flatten)]
    pub(super) filter: Filter,

    /// The day on which it was done, if not today
    #[arg(long, value_name = "DATE", value_parser = read_date)]
    pub(super) on: Option<Date>,

    #[command(flatten)]
    pub(super) dry_run: DryRun,
}

#[derive(Debug, Args)]
pub(super) struct Snooze {
    /// The item's id, as `keepwarm agenda` shows it, or the beginning of it
    pub(super) id: String,

    /// Until when: `2w`, `tomorrow`, `friday`, `next friday`, or a date
    #[arg(required = true, value_name = "WHEN")]
    pub(super) when: Vec<String>,

    #[command(flatten)]
    pub(super) dry_run: DryRun,
}

#[derive(Debug, Args)]
pub(super) struct Log {
    /// Their name or an alias, or the beginnings of its words
    pub(super) who: String,

    /// What there was: one line
    #[arg(required = true, value_name = "TEXT")]
    pub(super) text: Vec<String>,

    /// The day of it, if not today
    #[arg(long, value_name = "DATE", value_parser = read_date)]
    pub(super) on: Option<Date>,

    #[command(flatten)]
    pub(super) dry_run: DryRun,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Exit with 1 also where there are only warnings
    #[arg(long)]
    pub(super) strict: bool,

    #[command(flatten)]
    pub(super) redact: Redact,

    /// Print JSON, one document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// The contact: a name, the beginnings of its words, an alias, an e-mail address or the note
    #[arg(required = true)]
    pub(super) who: Vec<String>,

    #[command(flatten)]
    pub(super) redact: Redact,

    /// Print JSON, one document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Draft {
    /// An id, as `keepwarm agenda` shows it; or a contact: a name or the beginnings of its words
    #[arg(required = true, value_name = "ID|WHO")]
    pub(super) what: Vec<String>,

    /// The kind of letter [default: what the id asks for, or what is owed to the contact first]
    #[arg(long, value_name = "KIND", value_parser = letters())]
    pub(super) kind: Option<draft::Kind>,

    /// Put the letter into the clipboard
    #[arg(long, conflicts_with = "mailto")]
    pub(super) copy: bool,

    /// Open the letter in the mail program; piped, print the address that does it
    #[arg(long)]
    pub(super) mailto: bool,
}

#[derive(Debug, Args)]
pub(super) struct Why {
    /// The item's id, as `keepwarm agenda` shows it, or the beginning of it
    pub(super) id: String,

    #[command(flatten)]
    pub(super) redact: Redact,
}

#[derive(Debug, Subcommand)]
pub(super) enum New {
    /// Make a note about a person
    Contact(NewContact),
    /// Make a note to prepare a meeting in, and to write it up
    Meeting(NewMeeting),
}

#[derive(Debug, Args)]
pub(super) struct NewContact {
    /// What to call them
    pub(super) name: String,

    /// Where to write to
    #[arg(long, value_name = "ADDRESS")]
    pub(super) email: Option<String>,

    /// Where they work
    #[arg(long, value_name = "NAME")]
    pub(super) company: Option<String>,

    /// What they do there
    #[arg(long, value_name = "TEXT")]
    pub(super) role: Option<String>,

    /// Who introduced them; may be given several times
    #[arg(long, value_name = "WHO")]
    pub(super) referred_by: Vec<String>,

    /// How you found them
    #[arg(long, value_name = "TEXT")]
    pub(super) met_through: Option<String>,

    /// A tag; may be given several times
    #[arg(long, value_name = "TAG")]
    pub(super) tag: Vec<String>,

    /// Make a note although there is one about somebody of that name
    #[arg(long)]
    pub(super) another: bool,

    /// Do not open the note in $VISUAL or $EDITOR
    #[arg(long)]
    no_edit: bool,
}

#[derive(Debug, Args)]
pub(super) struct NewMeeting {
    /// With whom: a name, or the beginnings of its words; may be given several times
    #[arg(long, value_name = "WHO", required = true)]
    pub(super) with: Vec<String>,

    /// The day, YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = read_date)]
    pub(super) on: Date,

    /// When it begins, like 14:30
    #[arg(long, value_name = "TIME", value_parser = read_time)]
    pub(super) time: Option<Time>,

    /// Where, or the link for a call
    #[arg(long, value_name = "TEXT")]
    pub(super) place: Option<String>,

    /// What you want to understand when you leave
    #[arg(long, value_name = "TEXT")]
    pub(super) purpose: Option<String>,

    /// What the suggested questions are to be good for
    #[arg(long, value_parser = objectives())]
    pub(super) objective: Option<Objective>,

    /// They asked for your time, not you for theirs
    #[arg(long, conflicts_with = "objective")]
    pub(super) giving: bool,

    /// Make a note about those who have none yet
    #[arg(long)]
    pub(super) create: bool,

    /// Make a note although there is one about that day and these people
    #[arg(long)]
    pub(super) another: bool,

    /// Do not open the note in $VISUAL or $EDITOR
    #[arg(long)]
    no_edit: bool,
}

/// What to do with a new note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    Editor,
    Nothing,
}

impl Init {
    pub(super) fn tense(&self) -> Tense {
        if self.dry_run { Tense::Would } else { Tense::Done }
    }
}

impl NewContact {
    pub(super) fn open(&self) -> Open {
        open(self.no_edit)
    }
}

impl NewMeeting {
    pub(super) fn open(&self) -> Open {
        open(self.no_edit)
    }
}

fn open(is_not_wanted: bool) -> Open {
    if is_not_wanted { Open::Nothing } else { Open::Editor }
}

#[derive(Debug, Args)]
pub(super) struct Questions {
    /// Only questions that are good for this
    #[arg(long, value_parser = objectives())]
    pub(super) objective: Option<Objective>,

    /// Only what to ask a visitor to send beforehand
    #[arg(long)]
    pub(super) giving: bool,

    /// Print JSON, one document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Review {
    /// What to gather the chats by
    #[arg(long, value_name = "WHAT", default_value = "month", value_parser = groupings())]
    pub(super) by: By,

    /// Only chats since then
    #[arg(long, value_name = "DATE", value_parser = read_date)]
    pub(super) since: Option<Date>,

    /// Only chats with people whose name has these words
    #[arg(long, value_name = "NAME")]
    pub(super) who: Option<String>,

    /// Only chats with this tag, or with people who have it
    #[arg(long, value_name = "TAG")]
    pub(super) tag: Option<String>,

    #[command(flatten)]
    pub(super) redact: Redact,
}

#[derive(Debug, Args)]
pub(super) struct Stats {
    #[command(flatten)]
    pub(super) redact: Redact,

    /// Print JSON, one document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "A note that is there is never changed, and nobody gets a second one.")]
pub(super) struct Import {
    /// What the file is: the `Connections.csv` of LinkedIn's data export, or vCards
    #[arg(value_parser = origins())]
    pub(super) origin: Origin,

    /// The file
    pub(super) file: PathBuf,

    /// Only people with these words in their name, company or position; may be given several
    /// times
    #[arg(long = "match", value_name = "TEXT")]
    pub(super) matches: Vec<String>,

    /// Only print what would be made
    #[arg(long)]
    pub(super) dry_run: bool,
}

impl Review {
    /// Tells whether only some of the chats are wanted.
    pub(super) fn has_filter(&self) -> bool {
        self.since.is_some() || self.who.is_some() || self.tag.is_some()
    }
}

/// The last day of a filter.
#[derive(Debug, Clone, Copy)]
pub(super) enum Until {
    Day(Date),
    After(Duration),
}

impl Until {
    fn read(text: &str) -> Result<Until, String> {
        let day = date::read(text).map(Until::Day);
        let after = || Duration::read(text).map(Until::After);
        day.or_else(after).ok_or("write a date like 2026-11-20, or a duration like 2w".to_owned())
    }

    pub(super) fn day(self, today: Date) -> Date {
        match self {
            Until::Day(day) => day,
            Until::After(duration) => duration.after(today),
        }
    }
}

impl DryRun {
    pub(super) fn mode(&self) -> Mode {
        if self.dry_run { Mode::Show } else { Mode::Write }
    }
}

impl Filter {
    /// Tells whether only some of the items are wanted.
    pub(super) fn is_set(&self) -> bool {
        !self.kind.is_empty() || self.who.is_some() || self.until.is_some() || self.overdue
    }
}

impl Arguments {
    /// Reads the arguments, the program's name first.
    pub(super) fn read(
        arguments: &[OsString],
        width: Option<usize>,
    ) -> Result<Arguments, clap::Error> {
        let command = help::with_groups(Arguments::command(), width.unwrap_or(80));
        let matches = command.try_get_matches_from(arguments)?;
        Arguments::from_arg_matches(&matches)
    }

    /// Returns who may see what is shown.
    pub(super) fn view(&self) -> View {
        match &self.command {
            Some(Command::Agenda(options)) => options.redact.view(),
            Some(Command::Build(options)) => options.redact.view(),
            Some(Command::Check(options)) => options.redact.view(),
            Some(Command::Export(options)) => options.view(),
            Some(Command::Review(options)) => options.redact.view(),
            Some(Command::Show(options)) => options.redact.view(),
            Some(Command::Stats(options)) => options.redact.view(),
            Some(Command::Why(options)) => options.redact.view(),
            _ => View::Full,
        }
    }

    /// Returns arguments that name a vault and a day, and nothing else.
    pub(super) fn of(vault: Option<PathBuf>, today: Option<Date>) -> Arguments {
        Arguments { vault, today, color: ColorChoice::Auto, no_pager: true, command: None }
    }
}

impl Agenda {
    /// Returns the options of an agenda with all that is owed.
    pub(super) fn whole() -> Agenda {
        let filter = Filter { kind: Vec::new(), who: None, until: None, overdue: false };
        Agenda { filter, redact: Redact::no(), json: false }
    }
}

/// Returns the whole command line as clap knows it.
pub fn command() -> clap::Command {
    help::with_groups(Arguments::command(), 80)
}

/// Prints help, or what is wrong with the arguments.
pub(super) fn report(error: &clap::Error, arguments: &[OsString], world: &mut World) -> Exit {
    let color = stream::color(color_choice(arguments), world);
    let text = error.render().ansi().to_string();
    // There is nobody to tell that even this could not be written.
    if error.use_stderr() {
        let _ = Stream::err(world, color).print(&text);
        return Exit::Failed;
    }
    let _ = pager::print(&text, world, color);
    Exit::Done
}

/// Returns what arguments that cannot be read say about colours.
fn color_choice(arguments: &[OsString]) -> ColorChoice {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let after = words.iter().skip_while(|word| *word != "--color").nth(1);
    let value = words.iter().find_map(|word| word.strip_prefix("--color="));
    match value.or(after.map(|word| &**word)) {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

/// Reads a day as it is written in notes.
pub(super) fn read_date(text: &str) -> Result<Date, String> {
    date::read(text).ok_or_else(|| match date::suggest(text) {
        Some(date) => format!("did you mean {date}?"),
        None => "write the date as year-month-day, like 2026-11-20".to_owned(),
    })
}

fn read_time(text: &str) -> Result<Time, String> {
    Time::read(text).ok_or("write the time as hours and minutes, like 14:30".to_owned())
}

fn origins() -> impl TypedValueParser<Value = Origin> {
    PossibleValuesParser::new(["linkedin", "vcard"]).map(|word| match word.as_str() {
        "linkedin" => Origin::Linkedin,
        _ => Origin::Vcard,
    })
}

fn groupings() -> impl TypedValueParser<Value = By> {
    PossibleValuesParser::new(["month", "tag", "company", "person"]).map(|word| {
        match word.as_str() {
            "tag" => By::Tag,
            "company" => By::Company,
            "person" => By::Person,
            _ => By::Month,
        }
    })
}

fn kinds() -> impl TypedValueParser<Value = ItemKind> {
    let words = ItemKind::ALL.iter().map(|kind| PossibleValue::new(kind.word()));
    PossibleValuesParser::new(words).map(|word| {
        let kind = ItemKind::ALL.iter().find(|kind| kind.word() == word);
        *kind.expect("clap lets only these words through")
    })
}

fn objectives() -> impl TypedValueParser<Value = Objective> {
    let words = Objective::ALL.map(|objective| PossibleValue::new(objective.word()));
    PossibleValuesParser::new(words).map(|word| {
        let objective = Objective::ALL.iter().find(|objective| objective.word() == word);
        *objective.expect("clap lets only these words through")
    })
}

fn letters() -> impl TypedValueParser<Value = draft::Kind> {
    let words = draft::Kind::ALL.iter().map(|kind| PossibleValue::new(kind.word()));
    PossibleValuesParser::new(words).map(|word| {
        let kind = draft::Kind::ALL.iter().find(|kind| kind.word() == word);
        *kind.expect("clap lets only these words through")
    })
}
