//! Guessing which known word a mistyped one was meant to be.

/// Returns the known word nearest to `word`, if it is near enough to be a slip of the fingers.
///
/// One slip is allowed in words of four letters and more, two from eight on; the first letter
/// must be right, and a digit is never a slip (`phone2` is not `phone`).
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    const MOST_SLIPS: usize = 2;
    let first = word.chars().next();
    let length = word.chars().count();
    let n_digits = digits(word);
    let slips = |candidate: &str| {
        let other = candidate.chars().count();
        let allowed = match length.max(other) {
            0..=3 => 0,
            4..=7 => 1,
            _ => MOST_SLIPS,
        };
        // Each character that the other word does not have is a slip at least: most words need no
        // closer look.
        let may_be_near = length.abs_diff(other) <= allowed
            && digits(candidate) == n_digits
            && n_strange(word, candidate) <= allowed;
        let slips = may_be_near.then(|| strsim::osa_distance(word, candidate));
        slips.filter(|slips| (1..=allowed).contains(slips))
    };
    known
        .into_iter()
        .filter(|candidate| candidate.chars().next() == first)
        .filter_map(|candidate| Some((slips(candidate)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Returns the only known code with one slip in it, or two signs in the wrong order; a code has no
/// meaning that would tell slips from other codes.
pub fn nearest_code<'k>(code: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let mut near = known.into_iter().filter(|known| strsim::osa_distance(code, known) == 1);
    near.next().filter(|_| near.next().is_none())
}

/// Returns how many characters one word has, at least, that the other lacks; a few different ones
/// are taken for the same.
fn n_strange(one: &str, other: &str) -> usize {
    let mut more = [0_i32; 32];
    let place = |c: char| c as usize % 32;
    one.chars().for_each(|c| more[place(c)] += 1);
    other.chars().for_each(|c| more[place(c)] -= 1);
    let n_of = |sign: i32| more.iter().map(|more| (more * sign).max(0).unsigned_abs()).sum::<u32>();
    n_of(1).max(n_of(-1)) as usize
}

fn digits(word: &str) -> usize {
    word.chars().filter(char::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_other_words_are_not() {
        let known = ["email", "phone", "lastcontact", "with"];
        assert_eq!(nearest("lastconact", known), Some("lastcontact"));
        assert_eq!(nearest("emial", known), Some("email"));
        assert_eq!(nearest("phone2", known), None);
        assert_eq!(nearest("email", known), None, "the word itself is no slip");
        assert_eq!(nearest("created", known), None);
    }

    #[test]
    fn a_slip_in_a_code_is_found_unless_it_may_be_another() {
        let known = ["k3f9a2", "x3f9a2", "p7y0st"];
        assert_eq!(nearest_code("p7yost", known), Some("p7y0st"));
        assert_eq!(nearest_code("7py0st", known), Some("p7y0st"));
        assert_eq!(nearest_code("z3f9a2", known), None);
        assert_eq!(nearest_code("p7", known), None);
    }
}
