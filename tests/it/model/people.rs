//! Who is meant, as `SPEC` §2 says it.

use super::world::CAST;
use super::world::Contact;
use super::world::Figure;
use super::world::Form;
use super::world::Meeting;
use super::world::NamedIn;
use super::world::OWNER;
use super::world::Prefix;
use super::world::Ref;
use super::world::Task;
use super::world::World;

/// Somebody with a note, by their place in the cast, or a name for whom there is none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    Known(usize),
    Named(String),
}

impl Who {
    pub(super) fn name(&self) -> String {
        match self {
            Who::Known(figure) => CAST[*figure].name.to_owned(),
            Who::Named(name) => name.clone(),
        }
    }

    pub(super) fn path(&self) -> Option<String> {
        match self {
            Who::Known(figure) => Some(format!("people/{}.md", CAST[*figure].stem)),
            Who::Named(_) => None,
        }
    }
}

pub(super) fn contact(world: &World, figure: usize) -> &Contact {
    world.contacts.iter().find(|contact| contact.figure == figure).unwrap()
}

/// Returns whom a reference means: the first step with exactly one contact.
pub(super) fn resolve(world: &World, reference: &Ref) -> Who {
    let Figure { name, stem, alias, email } = reference.figure();
    let target = match reference.form {
        Form::WikiName | Form::Name => name.to_owned(),
        Form::WikiStem => stem.to_owned(),
        Form::WikiPath | Form::Markdown => format!("people/{stem}"),
        Form::Alias => alias.to_owned(),
        Form::Email => email.to_owned(),
    };
    let written = match reference.form {
        Form::WikiPath | Form::Markdown => format!("Dear {alias}"),
        _ => target.clone(),
    };
    find(world, &target).map_or(Who::Named(written), Who::Known)
}

fn find(world: &World, target: &str) -> Option<usize> {
    let steps: [fn(Figure) -> String; 5] = [
        |figure| format!("people/{}", figure.stem),
        |figure| figure.stem.to_owned(),
        |figure| figure.name.to_owned(),
        |figure| figure.alias.to_owned(),
        |figure| figure.email.to_owned(),
    ];
    for step in steps {
        let mut found = Vec::new();
        for contact in &world.contacts {
            if step(CAST[contact.figure]).to_lowercase() == target.to_lowercase() {
                found.push(contact.figure);
            }
        }
        if found.len() == 1 {
            return Some(found[0]);
        }
    }
    None
}

/// Tells whether somebody is the vault's owner.
pub(super) fn is_owner(world: &World, who: &Who) -> bool {
    let owner = find(world, OWNER).map_or(Who::Named(OWNER.to_owned()), Who::Known);
    world.config.has_me && *who == owner
}

/// Returns the people of a meeting, each once, the owner left out.
pub(super) fn present(world: &World, meeting: &Meeting) -> Vec<Who> {
    let mut present = Vec::new();
    // In a line the links are the people, where there are any.
    let is_link_line = meeting.named_in == NamedIn::Line && meeting.with.iter().any(Ref::is_link);
    for reference in &meeting.with {
        let who = resolve(world, reference);
        let is_told = !is_link_line || reference.is_link();
        if is_told && !present.contains(&who) && !is_owner(world, &who) {
            present.push(who);
        }
    }
    present
}

/// Returns the contacts to whom a task's text links.
pub(super) fn linked(world: &World, task: &Task) -> Vec<Who> {
    let mut linked = Vec::new();
    let prefix = match task.prefix {
        Some(Prefix::Link(figure)) => Some(Ref { figure, form: Form::WikiName }),
        _ => None,
    };
    for reference in prefix.iter().chain(&task.links) {
        let who = resolve(world, reference);
        let is_contact = matches!(who, Who::Known(_)) && !is_owner(world, &who);
        if is_contact && !linked.contains(&who) {
            linked.push(who);
        }
    }
    linked
}

/// Tells whether a task begins with the owner's name.
pub(super) fn is_mine(world: &World, task: &Task) -> bool {
    match task.prefix {
        Some(Prefix::Me) => true,
        Some(Prefix::Name(figure) | Prefix::Link(figure)) => {
            world.config.has_me && CAST[figure].name == OWNER
        }
        _ => false,
    }
}

/// Returns whose a task is: the one person present who has the name before the colon.
pub(super) fn whose(world: &World, meeting: &Meeting, task: &Task) -> Option<Who> {
    let prefix = match task.prefix? {
        Prefix::Me => return None,
        Prefix::Name(figure) | Prefix::Link(figure) => CAST[figure].name,
        Prefix::FirstWord(figure) => CAST[figure].name.split(' ').next().unwrap(),
        Prefix::AtStem(figure) => CAST[figure].stem,
    };
    let has_name = |who: &Who| {
        let name = who.name();
        let mut names = vec![name.split(' ').next().unwrap().to_owned(), name];
        if let Who::Known(figure) = who {
            names.push(CAST[*figure].alias.to_owned());
            names.push(CAST[*figure].stem.to_owned());
        }
        names.iter().any(|name| name.to_lowercase() == prefix.to_lowercase())
    };
    let mut found: Vec<Who> = present(world, meeting);
    found.retain(has_name);
    (found.len() == 1).then(|| found.remove(0))
}
