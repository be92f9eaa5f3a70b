//! Markdown inside one line, as it reads.

use std::borrow::Cow;

use pulldown_cmark::Event;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;

/// Returns a line of Markdown as it reads: links as their words, emphasis without its marks, no
/// comments. HTML is kept as it is written: it is for the reader to see, not to run.
pub fn plain(text: &str) -> Cow<'_, str> {
    let has_marks = |text: &str| text.contains(['*', '_', '`', '\\', '~', '&', '<', '[']);
    if !has_marks(text) {
        return text.trim().into();
    }
    let text = super::without_links(text);
    let text = super::task::without_comments(&text);
    if !has_marks(&text) {
        return text.trim().to_owned().into();
    }
    let mut plain = String::with_capacity(text.len());
    for event in Parser::new_ext(&text, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                plain.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            _ => {}
        }
    }
    plain.trim().to_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_without_its_marks() {
        assert_eq!(
            plain("**Ada**: send [[people/ada|her]] the *Goose* score <!-- x --> `a*b` #promise"),
            "Ada: send her the Goose score  a*b #promise"
        );
        assert_eq!(plain("a <b> & 1 < 2"), "a <b> & 1 < 2");
    }
}
