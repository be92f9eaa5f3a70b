//! Months on end in which the goal was reached.

/// In how many months on end the goal was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Streak {
    /// Until now; a month that is not over yet does not end it.
    pub current: usize,
    /// The longest ever.
    pub longest: usize,
}

/// Returns the streak, from the number of new people in each month until this one.
pub(super) fn streak(new: impl Iterator<Item = usize>, target: u32) -> Option<Streak> {
    let mut months: Vec<bool> = new.map(|n| n >= target as usize).collect();
    let longest = months.split(|reached| !reached).map(<[bool]>::len).max().unwrap_or(0);
    if months.last() == Some(&false) {
        months.pop();
    }
    let current = months.iter().rev().take_while(|reached| **reached).count();
    (target > 0).then_some(Streak { current, longest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_that_is_not_over_does_not_end_a_streak() {
        let of = |new: &[usize]| streak(new.iter().copied(), 1).map(|s| (s.current, s.longest));
        assert_eq!(of(&[1, 1, 1, 0, 2, 1, 0]), Some((2, 3)));
        assert_eq!(of(&[1, 1, 0, 0]), Some((0, 2)));
        assert_eq!(of(&[0, 1]), Some((1, 1)));
        assert_eq!(of(&[]), Some((0, 0)));
        assert_eq!(streak([1].into_iter(), 0), None);
        assert_eq!(streak([1, 2].into_iter(), 2), Some(Streak { current: 1, longest: 1 }));
    }
}
