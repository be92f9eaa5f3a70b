//! `keepwarm watch`: a loop round the ordinary pass. It gathers what the system says of changed
//! files, looks at just those, and writes what is different.

mod burst;
mod config;
mod dashboard_guard;
mod kept;
mod notice;
mod report;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::Sender;
use std::time::Duration;
use std::time::Instant;

use chrono::NaiveDateTime;
use chrono::Timelike;

use crate::agenda::Agenda;
use crate::date::Date;
use crate::date::Today;
use crate::disk::Index;
use crate::disk::Lock;
use crate::disk::Use;
use crate::disk::WatchError;
use crate::disk::Watcher;
use crate::settings;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::dashboard;
use super::dashboard::Dashboard;
use super::dashboard::Written;
use super::edits::Edited;
use super::error;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;
use super::world::Notice;

use burst::Burst;
use burst::Message;
use config::Config;
use dashboard_guard::Guard;
use kept::Kept;
use kept::Shelf;
use notice::Notices;
use report::Report;

/// So often all files are looked at, in case an event was lost.
const RESCAN: Duration = Duration::from_secs(300);
/// So often they are looked at where the system cannot watch.
const POLL: Duration = Duration::from_secs(2);
/// So long after a folder appeared it is looked at again: files made before the system watched it
/// were never told.
const SECOND_LOOK: Duration = Duration::from_secs(1);

/// So long another keepwarm that is writing is waited for, before it is tried later.
const PATIENCE: Duration = Duration::from_secs(1);

/// How it goes on when the dashboard was reckoned.
enum Next {
    /// It was not quiet: more happened.
    More(Burst),
    /// Something is ticked, somebody else is writing too, or it failed: that takes a whole build.
    Build,
    /// It was written; what the desktop is to show, if that could be told.
    Built(Written, Result<Option<Notice>, Error>),
}

/// A vault that is being watched.
struct Watch {
    root: PathBuf,
    /// The day that the person asked for; otherwise it is today's.
    fixed: Option<Today>,
    sender: Sender<Message>,
    index: Index,
    config: Config,
    /// `None` where the system cannot watch: then all files are looked at, again and again.
    watcher: Option<Watcher>,
    guard: Guard,
    report: Report,
    notices: Notices,
    day: Date,
    last_scan: Instant,
    second_looks: Vec<(Instant, String)>,
    /// Whether the last pass could not be written.
    is_unwritten: bool,
    /// The configured outputs that could not be written in the last pass.
    unwritten: BTreeSet<String>,
    /// Whether there is reason to write; it stays while somebody is just saving the dashboard.
    has_reason: bool,
    /// The notes that have changed since it was written.
    changed: BTreeSet<String>,
    /// Whether the vault's folder was gone when we last looked.
    is_gone: bool,
}

pub(super) fn run(
    place: Place,
    options: &args::Watch,
    fixed: Option<Today>,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let (sender, messages) = mpsc::channel();
    let stop = sender.clone();
    (world.on_stop)(Box::new(move || {
        // When nobody listens any more, we have stopped already.
        let _ = stop.send(Message::Stop);
    }));
    let mut watch = Watch::start(place, options, fixed, sender, world, color)?;
    let mut taken_in: Option<Burst> = None;
    loop {
        let shelf = Shelf::new(&watch.index);
        let base = shelf.join(&watch.index);
        let mut kept = Kept::new(&shelf, &base);
        while kept.catch_up(&watch.index) {
            let next = match taken_in.take() {
                Some(burst) => {
                    watch.build_when_quiet(&mut kept, &burst, &messages, world, color)?
                }
                None => None,
            };
            let mut next = next.unwrap_or_else(|| Burst::gather(&messages, watch.wait(world)));
            if next.is_last {
                watch.report.end(&mut Stream::err(world, color))?;
                return Ok(Exit::Done);
            }
            watch.take_in(&mut next, world, color)?;
            taken_in = Some(next);
        }
    }
}

impl Watch {
    fn start(
        place: Place,
        options: &args::Watch,
        fixed: Option<Today>,
        sender: Sender<Message>,
        world: &mut World,
        color: Color,
    ) -> Result<Watch, Error> {
        let day = place.today.0;
        let root = place.root.clone();
        // The watch begins before the first look: what happens in between is noticed.
        let (watcher, error) = watch_folder(&root, &sender);
        let mut watch = Watch {
            config: Config::read(&root),
            index: place.read_for(Use::Watch),
            fixed,
            sender,
            watcher,
            guard: Guard::new(),
            report: Report::new(options.quiet, world.err_is_terminal),
            notices: Notices::new(options.notify),
            day,
            last_scan: Instant::now(),
            second_looks: Vec::new(),
            is_unwritten: false,
            unwritten: BTreeSet::new(),
            has_reason: false,
            changed: BTreeSet::new(),
            is_gone: false,
            root,
        };
        let mut err = Stream::err(world, color);
        watch.report.start(&watch.root, watch.index.n_notes(), &mut err)?;
        if let Some(error) = error {
            watch.report.polls(&error, POLL, &mut err)?;
        }
        watch.tell_of_share(&mut err)?;
        let lock = Lock::take(&watch.root, PATIENCE);
        watch.build(lock, world, color)?;
        Ok(watch)
    }

    /// Returns how long the loop may sleep.
    fn wait(&self, world: &World) -> Duration {
        let now = Instant::now();
        let until = |at: Instant| at.saturating_duration_since(now);
        if self.is_gone {
            // There is nothing to look at before it is back.
            return world.tick.min(until(self.next_scan()));
        }
        let midnight = || until_midnight((world.now)());
        [
            Some(world.tick),
            self.fixed.is_none().then(midnight),
            Some(until(self.next_scan())),
            self.index.next_doubt().map(until),
            self.config.next_doubt().map(until),
            self.second_looks.first().map(|(at, _)| until(*at)),
            // What could not be written is tried again at the next tick, not at once.
            self.guard.next().filter(|_| !self.is_unwritten).map(until),
        ]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(world.tick)
    }

    /// Returns when all files are to be looked at again.
    fn next_scan(&self) -> Instant {
        let tells_all = self.watcher.as_ref().is_some_and(|watcher| watcher.share().is_none());
        self.last_scan + if tells_all { RESCAN } else { POLL }
    }

    /// Looks at what may have changed, and remembers what did.
    fn take_in(&mut self, burst: &mut Burst, world: &mut World, color: Color) -> Result<(), Error> {
        let now = Instant::now();
        if !self.root.is_dir() {
            self.last_scan = now;
            if !std::mem::replace(&mut self.is_gone, true) {
                self.watcher = None;
                self.report.gone(&self.root, &mut Stream::err(world, color))?;
            }
            return Ok(());
        }
        if let Some(why) = &burst.not_shown
            && !std::mem::replace(&mut self.notices.is_failure_told, true)
        {
            self.report.not_shown(why, &mut Stream::err(world, color))?;
        }
        // Another folder may be in its place, or there are folders that we were not told of.
        let is_unsure = self.is_gone || burst.is_lossy || burst.paths.contains(&self.root);
        let failure = if is_unsure {
            self.watch_again(world, color)?
        } else {
            burst.failure.take().filter(|_| self.watcher.is_some())
        };
        if let Some(error) = failure {
            self.watcher = None;
            self.report.polls(&error, POLL, &mut Stream::err(world, color))?;
        }
        let touched = self.touched(&burst.paths);
        self.reload_settings(now, world, color)?;
        if is_unsure || now >= self.next_scan() {
            self.changed.extend(self.index.rescan(now));
            // A slow disk is left alone for as long as a fast one.
            self.last_scan = Instant::now();
        }
        self.changed.extend(self.index.refresh(&touched, now));
        let changed = self.second_look(now);
        self.changed.extend(changed);
        self.changed.extend(self.index.settle(now));
        let day = self.today(world);
        let is_new_day = std::mem::replace(&mut self.day, day) != day;
        let path = self.root.join(&self.index.settings().dashboard);
        let is_foreign = self.guard.is_foreign(&path, now);
        let lacks_output = self.lacks_output(&touched);
        self.has_reason |= !self.changed.is_empty() || is_new_day || is_foreign || lacks_output;
        Ok(())
    }

    /// Tells whether one of the outputs among the `touched` files is to be written: what stood in
    /// its way may be gone, or somebody has deleted it.
    fn lacks_output(&self, touched: &BTreeSet<String>) -> bool {
        let outputs = self.index.settings().outputs.iter().map(|output| &output.path);
        outputs
            .filter(|path| touched.contains(*path))
            .any(|path| self.unwritten.contains(path) || !self.root.join(path).exists())
    }

    /// Returns the paths of the burst that are worth a look.
    fn touched(&mut self, files: &BTreeSet<PathBuf>) -> BTreeSet<String> {
        let mut touched = BTreeSet::new();
        for file in files {
            if *file == self.root {
                continue;
            }
            let path = self.index.relative(file);
            let is_hidden = path.split('/').any(|name| name.starts_with('.'));
            if is_hidden {
                continue;
            }
            if file.is_dir() {
                self.second_looks.push((Instant::now() + SECOND_LOOK, path.clone()));
            }
            touched.insert(path);
        }
        touched
    }

    fn second_look(&mut self, now: Instant) -> BTreeSet<String> {
        let is_ripe = |(at, _): &(Instant, String)| *at <= now;
        let ripe = self.second_looks.iter().filter(|look| is_ripe(look));
        let paths = ripe.map(|(_, path)| path.clone()).collect();
        self.second_looks.retain(|look| !is_ripe(look));
        self.index.refresh(&paths, now)
    }

    /// Reads everything anew if the configuration is another one; one that cannot be used is told,
    /// and the last good one holds on.
    fn reload_settings(
        &mut self,
        now: Instant,
        world: &mut World,
        color: Color,
    ) -> Result<(), Error> {
        let Some(settings) = self.config.reload(&self.root, now) else {
            return Ok(());
        };
        let mut err = Stream::err(world, color);
        self.report.end(&mut err)?;
        match settings {
            Ok(settings) => {
                self.index.configure(settings, now);
                self.changed.insert(settings::FILE_NAME.to_owned());
            }
            Err(error) => error::report(&error, &mut err),
        }
        Ok(())
    }

    /// Says so where other machines may write without our being told.
    fn tell_of_share(&mut self, err: &mut Stream) -> Result<(), Error> {
        match self.watcher.as_ref().and_then(Watcher::share) {
            Some(kind) => self.report.shares(kind, POLL, err),
            None => Ok(()),
        }
    }

    /// Watches the folder that is there now; returns why it cannot be watched, if that is news.
    fn watch_again(
        &mut self,
        world: &mut World,
        color: Color,
    ) -> Result<Option<WatchError>, Error> {
        let is_back = std::mem::replace(&mut self.is_gone, false);
        if !is_back && self.watcher.is_none() {
            return Ok(None);
        }
        // The system lets us have only so many: the old one goes first.
        self.watcher = None;
        let (watcher, error) = watch_folder(&self.root, &self.sender);
        self.watcher = watcher;
        if is_back {
            let mut err = Stream::err(world, color);
            self.report.back(&self.root, &mut err)?;
            self.tell_of_share(&mut err)?;
        }
        Ok(error)
    }

    /// Writes the dashboard, if there is reason to, once it is quiet; returns what comes instead.
    /// While we wait, what it will say is reckoned, and made ready to take the old one's place.
    fn build_when_quiet(
        &mut self,
        kept: &mut Kept,
        burst: &Burst,
        messages: &Receiver<Message>,
        world: &mut World,
        color: Color,
    ) -> Result<Option<Burst>, Error> {
        let is_wanted = self.has_reason || self.is_unwritten;
        if self.is_gone || !is_wanted || self.guard.is_half_saved(Instant::now()) {
            return Ok(None);
        }
        // What was reckoned too early once is not reckoned too early again.
        if burst.is_more
            && let Some(more) = burst.go_on(messages)
        {
            return Ok(Some(more));
        }
        match self.build_from(kept, burst, messages, world, color) {
            Next::More(burst) => return Ok(Some(burst)),
            Next::Build => {
                let lock = Lock::take(&self.root, PATIENCE);
                // Whoever was writing until now may have changed notes, too.
                if let Some(more) = burst.go_on(messages) {
                    return Ok(Some(more));
                }
                self.build(lock, world, color)?;
            }
            Next::Built(written, notice) => {
                self.guard.wrote(written, Instant::now());
                self.is_built();
                self.show(notice?, world);
            }
        }
        Ok(None)
    }

    /// Does so from what was kept, where the dashboard is as we left it.
    fn build_from(
        &mut self,
        kept: &mut Kept,
        burst: &Burst,
        messages: &Receiver<Message>,
        world: &mut World,
        color: Color,
    ) -> Next {
        let start = Instant::now();
        let Some(old) = self.guard.as_left() else {
            return burst.go_on(messages).map_or(Next::Build, Next::More);
        };
        let (root, changed, unwritten) = (&self.root, &self.changed, &mut self.unwritten);
        let (report, notices) = (&mut self.report, &mut self.notices);
        kept.reckon(&self.index, Today(self.day), old.page.view, |new| {
            let ready = new.stage(root, old);
            let reckoned = start.elapsed();
            if let Some(more) = burst.go_on(messages) {
                return (Next::More(more), false);
            }
            let quiet = Instant::now();
            let Some(_lock) = Lock::take(root, PATIENCE) else { return (Next::Build, false) };
            let written = ready.and_then(|ready| ready.put(root));
            let Ok(Some((agenda, mut written))) = written else { return (Next::Build, false) };
            let (edited, took) = (Edited::default(), reckoned + quiet.elapsed());
            let time = (world.now)().time();
            let mut err = Stream::err(world, color);
            let problems = take(unwritten, &mut written);
            let told = report
                .warn(problems, &mut err)
                .and_then(|()| report.built(agenda, changed, &edited, took, time, &mut err));
            (Next::Built(written, told.map(|()| notices.next(agenda))), true)
        })
    }

    fn is_built(&mut self) {
        self.has_reason = false;
        self.is_unwritten = false;
        self.changed.clear();
    }

    /// Takes over ticks, reckons and writes; a failure is told, and tried again at the next tick.
    fn build(&mut self, lock: Option<Lock>, world: &mut World, color: Color) -> Result<(), Error> {
        let start = Instant::now();
        self.has_reason = false;
        // Whoever has the lock is done soon; waiting for ever would make us deaf.
        let Some(_lock) = lock else {
            self.is_unwritten = true;
            return Ok(());
        };
        let time = (world.now)().time();
        let mut err = Stream::err(world, color);
        let mut edited = Edited::default();
        let (guard, report) = (&mut self.guard, &mut self.report);
        let (notices, changed) = (&mut self.notices, &self.changed);
        let unwritten = &mut self.unwritten;
        let finish = |agenda: &Agenda, mut written: Written, edited: &Edited| {
            let problems = [edited.problems(), take(unwritten, &mut written)].concat();
            guard.wrote(written, Instant::now());
            let told = report.warn(problems, &mut err).and_then(|()| {
                report.built(agenda, changed, edited, start.elapsed(), time, &mut err)
            });
            told.map(|()| notices.next(agenda))
        };
        let today = Today(self.day);
        let index = &mut self.index;
        let old = Dashboard::of(index);
        let told =
            old.and_then(|old| dashboard::refresh(index, old, today, None, &mut edited, finish));
        match told {
            Ok(told) => {
                self.is_built();
                self.is_unwritten = edited.is_unfinished();
                self.show(told?, world);
                Ok(())
            }
            Err(error) => {
                if !std::mem::replace(&mut self.is_unwritten, true) {
                    self.report.end(&mut err)?;
                    edited.tell(&mut err)?;
                    error::report(&error, &mut err);
                }
                Ok(())
            }
        }
    }

    /// Has the desktop show a notice, if there is one.
    fn show(&self, notice: Option<Notice>, world: &mut World) {
        let Some(notice) = notice else { return };
        let sender = self.sender.clone();
        let not_shown = move |why| {
            // When nobody listens any more, we have stopped already.
            let _ = sender.send(Message::NotShown(why));
        };
        (world.notify)(notice, Box::new(not_shown));
    }

    fn today(&self, world: &World) -> Date {
        self.fixed.map_or_else(|| (world.now)().date(), |today| today.0)
    }
}

/// Remembers which outputs could not be written; returns why not.
fn take(unwritten: &mut BTreeSet<String>, written: &mut Written) -> Vec<String> {
    let outputs = written.unwritten.drain(..);
    let (paths, problems) = outputs.map(|output| (output.path, output.problem)).unzip();
    *unwritten = paths;
    problems
}

/// Returns how long this day still lasts, by the clock.
fn until_midnight(now: NaiveDateTime) -> Duration {
    let seconds = u64::from(now.num_seconds_from_midnight());
    let begun = Duration::new(seconds, now.nanosecond().min(999_999_999));
    Duration::from_secs(24 * 60 * 60).saturating_sub(begun)
}

fn watch_folder(
    root: &std::path::Path,
    sender: &Sender<Message>,
) -> (Option<Watcher>, Option<WatchError>) {
    let sender = sender.clone();
    let tell = move |event| {
        // When nobody listens any more, we are about to stop.
        let _ = sender.send(Message::Event(event));
    };
    match Watcher::new(root, tell) {
        Ok(watcher) => (Some(watcher), None),
        Err(error) => (None, Some(error)),
    }
}
