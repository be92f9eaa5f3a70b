//! One paragraph, line by line, without the marks of the lists and quotes around it.

use std::borrow::Cow;

use memchr::memchr;

use super::task::without_comments;

/// A paragraph that is being read, and where its lines stand in the source.
#[derive(Debug)]
pub(super) struct Paragraph<'t> {
    source: &'t str,
    is_quoted: bool,
    spans: Vec<Span>,
    /// Whether the last line is still growing.
    is_open: bool,
}

/// One line of the source, without what stands before the text.
#[derive(Debug, Clone)]
struct Span {
    start: usize,
    end: usize,
    has_content: bool,
    /// HTML inside the line.
    hidden: Vec<std::ops::Range<usize>>,
}

/// One line of a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Line<'t> {
    /// The text, without HTML.
    pub(super) text: Cow<'t, str>,
    /// Where it begins in the source.
    pub(super) start: usize,
    /// Whether it has anything to read: text, code, an image.
    pub(super) has_content: bool,
}

impl<'t> Paragraph<'t> {
    pub(super) fn new(source: &'t str, is_quoted: bool) -> Self {
        Paragraph { source, is_quoted, spans: Vec::new(), is_open: false }
    }

    /// Begins a line at `start`, unless one is open; it goes on to the end of the source's line.
    pub(super) fn begin_line(&mut self, start: usize) {
        if !self.is_open {
            // The parser leaves the backslash of `\[` out of the text.
            let is_escaped = self.source[..start].ends_with('\\');
            let start = if is_escaped { start - 1 } else { start };
            let end = line_end(self.source, start);
            self.spans.push(Span { start, end, has_content: false, hidden: Vec::new() });
            self.is_open = true;
        }
    }

    /// Ends the open line before the break at `end`.
    pub(super) fn end_line(&mut self, end: usize) {
        if let Some(span) = self.spans.last_mut().filter(|_| self.is_open) {
            span.end = end;
        }
        self.is_open = false;
    }

    /// Ends the open line before a list that begins in it, as in `- [ ] - [ ] task`.
    pub(super) fn cut(&mut self, end: usize) {
        if let Some(span) = self.spans.last_mut().filter(|_| self.is_open) {
            span.end = span.end.min(end);
        }
    }

    /// Makes the open line reach as far as `end`: a code span may go over several lines.
    pub(super) fn reach(&mut self, end: usize) {
        if let Some(span) = self.spans.last_mut().filter(|_| self.is_open)
            && end > span.end
        {
            span.end = line_end(self.source, end);
        }
    }

    /// Notes that the open line has something to read.
    pub(super) fn has_content(&mut self) {
        if let Some(span) = self.spans.last_mut().filter(|_| self.is_open) {
            span.has_content = true;
        }
    }

    /// Takes HTML out of what is read of the open line.
    pub(super) fn hide(&mut self, html: std::ops::Range<usize>) {
        self.reach(html.end);
        if let Some(span) = self.spans.last_mut().filter(|_| self.is_open) {
            span.hidden.push(html);
        }
    }

    /// Returns where the paragraph begins in the source.
    pub(super) fn start(&self) -> usize {
        self.spans.first().map_or(0, |span| span.start)
    }

    /// Returns where the paragraph ends in the source.
    pub(super) fn end(&self) -> usize {
        self.spans.last().map_or(0, |span| span.end)
    }

    /// Tells whether any line has something to read.
    pub(super) fn has_text(&self) -> bool {
        self.spans.iter().any(|span| span.has_content)
    }

    /// Returns the text, its lines joined by one blank, without HTML.
    pub(super) fn text(&self) -> String {
        let lines: Vec<Cow<str>> = self.lines().map(|line| line.text).collect();
        without_comments(&lines.join(" ")).trim().to_owned()
    }

    /// Returns the lines.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'t>> {
        self.spans.iter().map(|span| Line {
            text: self.line_text(span),
            start: span.start,
            has_content: span.has_content,
        })
    }

    /// Returns the text, its lines joined by one blank, as it stands there.
    pub(super) fn raw_text(&self) -> String {
        let lines: Vec<Cow<str>> = self
            .spans
            .iter()
            .map(|span| self.without_margin(Cow::Borrowed(&self.source[span.start..span.end])))
            .collect();
        lines.join(" ")
    }

    fn line_text(&self, span: &Span) -> Cow<'t, str> {
        if span.hidden.is_empty() {
            return self.without_margin(Cow::Borrowed(&self.source[span.start..span.end]));
        }
        let mut text = String::new();
        let mut start = span.start;
        for hidden in &span.hidden {
            text.push_str(&self.source[start..hidden.start.max(start)]);
            start = hidden.end.max(start);
        }
        text.push_str(&self.source[start..span.end.max(start)]);
        self.without_margin(Cow::Owned(text))
    }

    /// Joins the lines of a text that goes over several, without the quotes' marks before them.
    fn without_margin<'s>(&self, text: Cow<'s, str>) -> Cow<'s, str> {
        if memchr(b'\n', text.as_bytes()).is_none() {
            return text;
        }
        let mut lines = text.lines();
        let mut joined = lines.next().unwrap_or_default().to_owned();
        for line in lines {
            let line = line.trim_start();
            let is_mark = |c: char| self.is_quoted && c == '>' || c.is_whitespace();
            joined.push(' ');
            joined.push_str(line.trim_start_matches(is_mark));
        }
        Cow::Owned(joined)
    }
}

fn line_end(source: &str, start: usize) -> usize {
    let newline = memchr(b'\n', &source.as_bytes()[start..]);
    let end = newline.map_or(source.len(), |length| start + length);
    if source[start..end].ends_with('\r') { end - 1 } else { end }
}

impl<'t> Line<'t> {
    /// Returns a line of text that begins at `start`, without HTML.
    pub(super) fn simple(text: &'t str, start: usize) -> Line<'t> {
        Line { text: Cow::Borrowed(text), start, has_content: true }
    }

    /// Splits a line like `**Attendees:** [[Ada]], Grace` into the label and what follows it.
    pub(super) fn label(&self) -> Option<(&str, &str)> {
        let text = self.text.trim_start_matches(['*', '_', ' ']);
        let colon = memchr(b':', text.as_bytes())?;
        let (label, rest) = (&text[..colon], &text[colon + 1..]);
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        let rest = rest.trim_start_matches(['*', '_']).trim_start();
        Some((label.trim_end_matches(['*', '_', ' ']), rest))
    }

    /// Tells a line that only announces something, like `Topic:`.
    pub(super) fn is_label(&self) -> bool {
        self.text
            .trim_end_matches(|c: char| matches!(c, '*' | '_') || c.is_whitespace())
            .ends_with(':')
    }
}
