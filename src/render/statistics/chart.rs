//! Bar charts of a few lines, as wide as the terminal lets them be.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use crate::render::terminal::INFALLIBLE;
use crate::render::terminal::QUIET;
use crate::render::terminal::readable;
use crate::render::terminal::shortened;

/// The longest bar, in columns.
const LONGEST_BAR: usize = 24;
const MARGIN: usize = 2;
const GAP: usize = 2;

/// A line of a chart.
pub(super) struct Bar {
    /// What it is about.
    pub(super) label: String,
    /// How long it is.
    pub(super) n: usize,
    /// How long it could be, where that has a meaning: the rest is drawn, too.
    pub(super) of: Option<usize>,
    /// What stands behind it.
    pub(super) words: String,
}

/// Returns the lines of a chart in at most `width` columns; nothing where every bar would be empty.
pub(super) fn chart(bars: &[Bar], width: Option<usize>) -> String {
    let most = bars.iter().map(|bar| bar.of.unwrap_or(bar.n)).max().unwrap_or(0);
    if most == 0 {
        return String::new();
    }
    let widest = |text: fn(&Bar) -> &str| bars.iter().map(|bar| text(bar).width()).max();
    let words = widest(|bar| &bar.words).unwrap_or(0);
    // The label gets what it needs, the bar what is left; neither takes all of it.
    let room = width.map(|width| width.saturating_sub(MARGIN + 2 * GAP + words));
    let label = widest(|bar| &bar.label).unwrap_or(0);
    let label = room.map_or(label, |room| label.min(room.saturating_sub(room / 3)));
    let bar = room.map_or(LONGEST_BAR, |room| room.saturating_sub(label).min(LONGEST_BAR));
    let mut text = String::new();
    for one in bars {
        let name = fitting(&readable(&one.label), label);
        let full = cells(one.n, most, bar);
        let rest = one.of.map_or(0, |of| cells(of, most, bar).saturating_sub(full));
        let drawn = format!("{}{}", "█".repeat(full), "░".repeat(rest));
        let gap = " ".repeat(usize::from(!drawn.is_empty()) * GAP);
        let words = &one.words;
        writeln!(text, "{:MARGIN$}{name}{:GAP$}{QUIET}{drawn}{QUIET:#}{gap}{words}", "", "")
            .expect(INFALLIBLE);
    }
    text
}

/// Returns how many of `room` cells stand for `n`: one for each where there is room for `most`.
fn cells(n: usize, most: usize, room: usize) -> usize {
    if most <= room { n } else { (n * room).div_ceil(most) }
}

/// Returns text in exactly `room` columns.
fn fitting(text: &str, room: usize) -> String {
    let text = if text.width() > room { shortened(text, room) } else { text.to_owned() };
    let blanks = " ".repeat(room.saturating_sub(text.width()));
    format!("{text}{blanks}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(label: &str, n: usize) -> Bar {
        Bar { label: label.to_owned(), n, of: None, words: n.to_string() }
    }

    fn shown(bars: &[Bar], width: Option<usize>) -> String {
        anstream::adapter::strip_str(&chart(bars, width)).to_string()
    }

    #[test]
    fn small_numbers_are_a_cell_each() {
        assert_eq!(shown(&[bar("a", 2), bar("李小龍", 0)], None), "  a       ██  2\n  李小龍  0\n");
        assert_eq!(shown(&[bar("a", 0)], None), "");
    }

    #[test]
    fn a_line_is_never_wider_than_the_terminal() {
        let bars = [bar("a rather long purpose of a chat", 1000), bar("b", 1)];
        for width in 20..90 {
            let text = shown(&bars, Some(width));
            assert!(text.lines().all(|line| line.width() <= width), "{width}\n{text}");
        }
        assert_eq!(
            shown(&bars, Some(30)),
            "  a rather long…  ██████  1000\n  b               █  1\n"
        );
    }
}
