//! The map of introductions: a drawing for each tree, everyone in a line of their own, below and
//! to the right of whoever introduced them.

use minijinja::Value;

use crate::overview::Person;
use crate::overview::Tree;
use crate::render::counted;

use super::Templates;
use super::context::context;
use super::fit::fit;
use super::words::Links;
use super::words::shown_name;

const WIDTH: usize = 340;
const ROW: usize = 24;
const INDENT: usize = 22;
const RADIUS: usize = 5;
/// So many introductions in a row are drawn.
const DEEPEST: usize = 6;
/// So many people are drawn in one tree: what fits on a page.
const MOST_PEOPLE: usize = 36;
/// So many trees are drawn.
const MOST_TREES: usize = 48;
/// So many introductions stand in the list.
const MOST_ROWS: usize = 300;

/// Returns the map, with its list, as HTML.
pub(super) fn figure(trees: &[Tree], links: &Links, templates: &Templates) -> Value {
    let drawings = trees.iter().take(MOST_TREES).map(drawing);
    let n_introductions: usize = trees.iter().map(|tree| tree.people.len() - 1).sum();
    let values = context! {
        words => counted(n_introductions, "introduction", "introductions"),
        trees => drawings.collect::<Value>(),
        n_more_trees => trees.len().saturating_sub(MOST_TREES),
        rows => rows(trees, links),
        n_more_rows => n_introductions.saturating_sub(MOST_ROWS),
        width => WIDTH,
        radius => RADIUS,
    };
    templates.fill("introductions.html", values)
}

fn drawing(tree: &Tree) -> Value {
    let is_near = |person: &&Person| person.depth <= DEEPEST;
    let shown: Vec<&Person> = tree.people.iter().filter(is_near).take(MOST_PEOPLE).collect();
    let mut above = [0; DEEPEST + 1];
    let mut people = Vec::new();
    for (row, person) in shown.iter().enumerate() {
        above[person.depth] = row;
        let parent = person.depth.checked_sub(1).map(|depth| above[depth]);
        people.push(dot(person, row, parent));
    }
    let n_more = tree.people.len() - shown.len();
    let n_rows = shown.len() + usize::from(n_more > 0);
    let root = &tree.people[0];
    context! {
        name => name(root),
        n => counted(tree.people.len() - 1, "introduction", "introductions"),
        people,
        n_more,
        height => n_rows * ROW,
        last_y => (n_rows - 1) * ROW + 17,
    }
}

/// Returns somebody in a drawing, with the line from whoever introduced them.
fn dot(person: &Person, row: usize, parent: Option<usize>) -> Value {
    let x = RADIUS + 2 + person.depth * INDENT;
    let y = row * ROW + ROW / 2;
    let line = parent.map(|parent| {
        let from = parent * ROW + ROW / 2 + RADIUS + 1;
        let (down, right) = (y - from - 8, INDENT - RADIUS - 1 - 8);
        format!("M{} {from}v{down}q0 8 8 8h{right}", x - INDENT)
    });
    let text_x = x + RADIUS + 6;
    context! {
        name => fit(&name(person), WIDTH - text_x),
        class => if person.is_met { "met" } else { "unmet" },
        is_repeated => person.is_repeated,
        line,
        x,
        y,
        text_x,
        text_y => y + 5,
    }
}

/// Returns who introduced whom, an introduction each.
fn rows(trees: &[Tree], links: &Links) -> Value {
    let rows = trees.iter().flat_map(|tree| {
        let mut above: Vec<&Person> = Vec::new();
        tree.people.iter().filter_map(move |person| {
            above.truncate(person.depth);
            let by = above.last().copied();
            above.push(person);
            by.map(|by| row(by, person, links))
        })
    });
    rows.take(MOST_ROWS).collect()
}

fn row(by: &Person, person: &Person, links: &Links) -> Value {
    context! {
        by => name(by),
        by_address => links.address(by.contact.path()),
        name => name(person),
        address => links.address(person.contact.path()),
        met => if person.is_met { "yes" } else { "not yet" },
    }
}

fn name(person: &Person) -> String {
    shown_name(person.contact.contact().name())
}
