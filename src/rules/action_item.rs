//! Which tasks of a meeting are the owner's own to act on.

use crate::note::State;
use crate::note::Task;
use crate::vault::Assigned;
use crate::vault::TaskKind;

/// Tells whether one of the tasks is an action item in that state.
pub(super) fn has(tasks: &[Task], assigned: &[Assigned], state: State) -> bool {
    has_any(tasks, assigned, &[TaskKind::ActionItem], &[state])
}

/// Tells whether one of the tasks is of one of the kinds, in one of the states.
pub(super) fn has_any(
    tasks: &[Task],
    assigned: &[Assigned],
    kinds: &[TaskKind],
    states: &[State],
) -> bool {
    let mut tasks = tasks.iter().zip(assigned);
    tasks.any(|(task, assigned)| kinds.contains(&assigned.kind) && states.contains(&task.state))
}
