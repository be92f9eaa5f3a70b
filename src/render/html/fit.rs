//! How much of a name fits into a drawing, where no line can be broken, in any font that it may
//! come to be shown in.

use unicode_width::UnicodeWidthChar;

/// Returns a name, or as much of its beginning as takes at most `room` pixels.
pub(super) fn fit(name: &str, room: usize) -> String {
    if name.chars().map(pixels).sum::<usize>() <= room {
        return name.to_owned();
    }
    let mut used = pixels('…');
    let fits = |c: &char| {
        used += pixels(*c);
        used <= room
    };
    let start: String = name.chars().take_while(fits).collect();
    format!("{}…", start.trim_end())
}

/// Returns what a character takes in a common font that is wide, at a size of 13 pixels.
fn pixels(c: char) -> usize {
    match c {
        ' ' | '.' | ',' | ':' | '\'' | '|' | '!' | 'i' | 'j' | 'l' | 'I' => 5,
        '(' | ')' | '-' | 'f' | 'r' | 't' => 6,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 13,
        'A'..='Z' => 10,
        '\0'..='\u{7f}' => 9,
        _ => match c.width() {
            None | Some(0) => 0,
            Some(1) => 12,
            Some(_) => 17,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_name_is_cut_sooner_than_a_narrow_one() {
        assert_eq!(fit("Lili Illi", 60), "Lili Illi");
        assert_eq!(fit("Wim Mommsen", 60), "Wim…");
        assert_eq!(fit("李小龍李小龍", 70), "李小龍…");
    }
}
