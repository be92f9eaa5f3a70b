//! The picture of a diagnostic: the source line, a caret below it, and the way out.

use annotate_snippets::AnnotationKind;
use annotate_snippets::Group;
use annotate_snippets::Level;
use annotate_snippets::Origin;
use annotate_snippets::Renderer;
use annotate_snippets::Snippet;

use super::Diagnostic;
use super::Severity;
use crate::text::Place;

/// The longest line that is shown whole, in characters; of longer ones only the beginning is.
const LONGEST_LINE: usize = 240;

/// The lines of a file, found once for all that is wrong with it.
pub struct Lines<'t>(Vec<&'t str>);

impl<'t> Lines<'t> {
    /// Finds the lines of `text`.
    pub fn of(text: &'t str) -> Lines<'t> {
        Lines(text.split('\n').collect())
    }

    /// Returns the line at `place`, cut to a length that can be shown, and the index of the
    /// character meant in it.
    fn at(&self, place: Place) -> Option<(&'t str, usize)> {
        let line = self.0.get(place.line as usize - 1)?;
        let line = line.strip_suffix('\r').unwrap_or(line);
        let start = place.column as usize - 1;
        let end = line.char_indices().nth(LONGEST_LINE).map_or(line.len(), |(offset, _)| offset);
        let cut = &line[..end];
        (start <= cut.chars().count()).then_some((cut, start))
    }
}

/// Returns the picture of `diagnostic` in its file; without the file's lines, its words alone.
/// The picture is coloured; the stream that it is written to takes the colours off where needed.
pub fn show(diagnostic: &Diagnostic, lines: Option<&Lines>) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE.with_name("advice"),
    };
    let message = crate::text::visible(&diagnostic.message);
    let path = crate::text::visible(&diagnostic.path);
    let title = level.primary_title(message.as_ref()).id(diagnostic.code.word());
    let mut group = Group::with_title(title);
    let found = diagnostic.place.zip(lines).and_then(|(place, lines)| lines.at(place));
    let source = found.as_ref().map(|(line, _)| crate::text::visible(line).into_owned());
    match (&source, diagnostic.place, &found) {
        (Some(source), Some(place), Some((_, start))) => {
            let span = span(source, *start, diagnostic.width);
            group = group.element(
                Snippet::source(source.as_str())
                    .line_start(place.line as usize)
                    .path(path.as_ref())
                    .annotation(AnnotationKind::Primary.span(span)),
            );
        }
        _ => {
            let origin = Origin::path(path.as_ref());
            group = group.element(match diagnostic.place {
                Some(place) => origin.line(place.line as usize),
                None => origin,
            });
        }
    }
    let help = diagnostic.help.as_deref().map(crate::text::visible);
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_ref()));
    }
    Renderer::styled().render(&[group])
}

/// Returns the bytes of `width` characters of `line` from character `start` on, at least one.
fn span(line: &str, start: usize, width: u32) -> std::ops::Range<usize> {
    let offset = |index: usize| line.char_indices().nth(index).map_or(line.len(), |(at, _)| at);
    let from = offset(start);
    let to = offset(start + width.max(1) as usize);
    from..to
}
