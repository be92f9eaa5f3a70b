//! The map of introductions, as trees: below each person those whom they introduced.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::rules::History;
use crate::sorting::sort_by_key;
use crate::text::fold;
use crate::vault::Acquaintance;
use crate::vault::ContactId;

/// Somebody whom nobody in the vault introduced, and all whom they led to.
#[derive(Debug)]
pub struct Tree<'v> {
    /// The people, each followed by those whom they introduced.
    pub people: Vec<Person<'v>>,
}

/// Somebody in a tree.
#[derive(Debug)]
pub struct Person<'v> {
    /// Who.
    pub contact: &'v Acquaintance<'v>,
    /// How many introductions led to them from the first one of the tree.
    pub depth: usize,
    /// Whether the owner has met them.
    pub is_met: bool,
    /// Whether they stand elsewhere already, with those whom they introduced: several people
    /// introduced them.
    pub is_repeated: bool,
}

/// Returns the trees, whoever led to most meetings first.
///
/// Each introduction is in one tree, and there once. Where people introduced each other in a
/// circle, the tree begins with the one among them who led to most meetings.
pub(super) fn trees<'v>(history: &History<'v>) -> Vec<Tree<'v>> {
    let introduced = introduced(history);
    let led_to: FxHashSet<ContactId> =
        introduced.values().flatten().map(|contact| contact.id()).collect();
    let is_met = |contact: &&&Acquaintance| history.past(contact.id()).first_held.is_some();
    let mut people: Vec<ContactId> = introduced.keys().copied().collect();
    sort_by_key(&mut people, |id| {
        let of_one = &introduced[id];
        let name = fold(history.vault.contact(*id).contact().name()).into_owned();
        (Reverse((of_one.iter().filter(is_met).count(), of_one.len())), name)
    });
    let first = people.iter().filter(|id| !led_to.contains(id));
    let mut seen = FxHashSet::default();
    let mut trees = Vec::new();
    for root in first.chain(&people) {
        if !seen.contains(root) {
            trees.push(tree(history.vault.contact(*root), &introduced, history, &mut seen));
        }
    }
    trees
}

/// Returns whom each person introduced, by name.
fn introduced<'v>(history: &History<'v>) -> BTreeMap<ContactId, Vec<&'v Acquaintance<'v>>> {
    let mut introduced: BTreeMap<ContactId, Vec<&Acquaintance>> = BTreeMap::new();
    for (contact, _) in history.contacts() {
        for introducer in &contact.introducers {
            introduced.entry(*introducer).or_default().push(contact);
        }
    }
    for people in introduced.values_mut() {
        sort_by_key(people, |contact| fold(contact.contact().name()).into_owned());
    }
    introduced
}

fn tree<'v>(
    root: &'v Acquaintance<'v>,
    introduced: &BTreeMap<ContactId, Vec<&'v Acquaintance<'v>>>,
    history: &History<'v>,
    seen: &mut FxHashSet<ContactId>,
) -> Tree<'v> {
    let mut people = Vec::new();
    let mut next = vec![(root, 0)];
    while let Some((contact, depth)) = next.pop() {
        let is_repeated = !seen.insert(contact.id());
        let is_met = history.past(contact.id()).first_held.is_some();
        people.push(Person { contact, depth, is_met, is_repeated });
        let below = introduced.get(&contact.id()).filter(|_| !is_repeated);
        next.extend(below.into_iter().flatten().rev().map(|contact| (*contact, depth + 1)));
    }
    Tree { people }
}
