//! The agenda and the year at a glance as one web page that needs nothing else: no script, no
//! font, no network. It opens from the disk, and its policy forbids all that it does not do.

mod agenda;
mod context;
mod fit;
mod introductions;
mod months;
mod ties;
mod touches;
mod words;

use minijinja::AutoEscape;
use minijinja::Environment;
use minijinja::UndefinedBehavior;
use minijinja::Value;
use minijinja::syntax::SyntaxConfig;

use crate::agenda::Agenda;
use crate::date::Duration;
use crate::date::day_in_words;
use crate::overview::overview;
use crate::vault::Vault;

use context::context;

use super::counted;
use super::counts;
use super::encoded_path;

/// How every page begins; a file that does not is somebody's own.
const BEGIN: &str = "<!doctype html>\n<!-- keepwarm: generated, do not edit -->\n";

/// So often an open page loads itself anew, in seconds.
const RELOAD_SECONDS: u32 = 60;

const STYLE: &str = include_str!("style.css");

/// The SHA-256 of [`STYLE`], in Base64: the one style that the policy lets through.
const STYLE_HASH: &str = "T5uToKOoB3k72IpknKROe75lFer6rniNNj8USNEeB5I=";

const PARTS: &[(&str, &str)] = &[
    ("agenda.html", include_str!("agenda.html")),
    ("introductions.html", include_str!("introductions.html")),
    ("months.html", include_str!("months.html")),
    ("page.html", include_str!("page.html")),
    ("ties.html", include_str!("ties.html")),
    ("touches.html", include_str!("touches.html")),
    ("words.html", include_str!("words.html")),
];

/// The file that a page is for.
#[derive(Debug, Clone)]
pub struct Target {
    /// The way from its folder to the vault's, percent-encoded: `../`.
    to_root: String,
    reload: Reload,
}

impl Target {
    /// The file at `path` in the vault, which is written again and again.
    pub fn output(path: &str) -> Target {
        let to_root = "../".repeat(path.matches('/').count());
        Target { to_root, reload: Reload::EachMinute }
    }

    /// A page by itself, in a folder from which `way` leads to the vault's: nothing, or a path
    /// that ends in `/`.
    pub fn alone(way: &str) -> Target {
        Target { to_root: encoded_path(way).into_owned(), reload: Reload::Never }
    }
}

/// Whether an open page loads itself anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reload {
    /// It stays as it is: it is for keeping, or for somebody else.
    Never,
    /// It does, each minute: a watch writes it again and again.
    EachMinute,
}

/// Tells whether a file is a page of ours, however git ends its lines.
pub fn is_ours(bytes: &[u8]) -> bool {
    let mut bytes = bytes.iter().copied().filter(|byte| *byte != b'\r');
    BEGIN.bytes().all(|byte| bytes.next() == Some(byte))
}

/// Returns the page.
pub fn page(vault: &Vault, agenda: &Agenda, target: &Target) -> String {
    let templates = Templates::new();
    let overview = overview(vault, agenda.today);
    let today = agenda.today.0;
    let links = words::Links::new(vault.settings, &target.to_root);
    let counts = agenda.counts;
    let context = context! {
        begin => Value::from_safe_string(BEGIN.to_owned()),
        policy => Value::from_safe_string(format!(
            "default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; \
             form-action 'none'"
        )),
        reload => (target.reload == Reload::EachMinute).then_some(RELOAD_SECONDS),
        style => Value::from_safe_string(STYLE.to_owned()),
        day => day_in_words(today),
        date => today.to_string(),
        next_week => Duration::Days(7).after(today).to_string(),
        counts => self::counts(agenda).into_iter().collect::<Value>(),
        goal => super::goal(agenda),
        is_empty => is_empty(agenda),
        others => (counts.other_notes > 0).then(|| {
            counted(counts.other_notes, "note is", "notes are")
        }),
        agenda => agenda::groups(agenda, &links, &templates),
        touches => touches::figure(&overview.touches, &templates),
        months => months::figure(&overview, &agenda.goal, &templates),
        ties => ties::figure(&overview, agenda.today, &links, &templates),
        introductions => introductions::figure(&overview.introductions, &links, &templates),
        source => format!(
            "{}, {} and {}",
            counted(counts.contacts, "contact", "contacts"),
            counted(counts.meetings, "meeting", "meetings"),
            counted(counts.other_notes, "other note", "other notes"),
        ),
    };
    templates.fill("page.html", context).to_string()
}

/// Tells whether there is nothing to show, not even what is wrong.
fn is_empty(agenda: &Agenda) -> bool {
    let (to_fix, others) = super::to_fix(agenda);
    agenda.counts.contacts + agenda.counts.meetings + to_fix.len() == 0 && others.is_none()
}

/// The parts of the page, ready to be filled in.
struct Templates(Environment<'static>);

impl Templates {
    fn new() -> Templates {
        let mut environment = Environment::new();
        environment.set_syntax(syntax());
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        for (name, text) in PARTS {
            environment.add_template(name, text).expect("the tests have read every part");
        }
        Templates(environment)
    }

    /// Returns a part with its values, each of them escaped.
    fn fill(&self, name: &str, values: Value) -> Value {
        let part = self.0.get_template(name).expect("every part has been added");
        let text = part.render(values).expect("the tests have filled in every part");
        Value::from_safe_string(text)
    }
}

/// A line with nothing but `{% … %}` leaves no line behind.
fn syntax() -> SyntaxConfig {
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    syntax.build().expect("the delimiters are the usual ones")
}
