//! Markdown from a note, made ready to stand among other texts: it stays Markdown, and cannot
//! reach beyond its place.

use std::ops::Range;

use pulldown_cmark::Event;
use pulldown_cmark::HeadingLevel;
use pulldown_cmark::LinkType;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;

use crate::sorting::sort_by_key;
use crate::text::visible;

use super::body;

/// A piece of a text, and what stands there instead.
type Edit = (Range<usize>, String);

/// Returns a part of the note at `path`, percent-encoded as in a link, to be shown in a file at
/// the vault's root: no comments, no headings, no tasks, no live HTML, no fence left open. Its
/// links still lead where they led.
pub fn excerpt(text: &str, path: &str) -> String {
    // What is no HTML any more may turn out to be Markdown: look again until there is nothing.
    const MOST_ROUNDS: usize = 8;
    let mut text = without_obsidian_comments(&readable(text));
    for _ in 0..MOST_ROUNDS {
        let edits = tamed(&text);
        if edits.is_empty() {
            break;
        }
        text = edited(&text, edits);
    }
    if tamed(&text).is_empty() {
        let text = edited(&text, moved_links(&text, path));
        if let Some(closed) = closed(text.trim_matches('\n').trim_end()) {
            return closed;
        }
    }
    let fence = "`".repeat(longest('`', &text).max(2) + 1);
    format!("{fence}\n{}\n{fence}", text.trim_matches('\n'))
}

/// Returns the text with its lines and tabs, and nothing else that cannot be seen.
fn readable(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let lines = text.split('\n').map(|line| {
        let parts: Vec<_> = line.split('\t').map(visible).collect();
        parts.join("\t")
    });
    lines.collect::<Vec<String>>().join("\n")
}

fn without_obsidian_comments(text: &str) -> String {
    let comments = body::obsidian_comments(text).into_iter();
    let text = edited(text, comments.map(|comment| (comment, String::new())).collect());
    // One that is never closed would hide what follows.
    text.replace("%%", "%\\%")
}

/// Finds comments, other HTML, headings and boxes, and what is to stand there.
fn tamed(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (event, range) in Parser::new_ext(text, body::options()).into_offset_iter() {
        match event {
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => html(text, range, &mut edits),
            Event::Start(Tag::Heading { .. }) => edits.push(no_heading(text, range)),
            // Elsewhere it would be a second task.
            Event::TaskListMarker(_) => {
                let has_gap = text[range.end..].starts_with(' ');
                edits.push((range.start..range.end + usize::from(has_gap), String::new()));
            }
            _ => {}
        }
    }
    // The line below a heading is known before the words in it.
    sort(&mut edits);
    edits
}

/// Takes out comments, and makes other HTML text; only line breaks stay what they are.
fn html(text: &str, range: Range<usize>, edits: &mut Vec<Edit>) {
    let mut start = range.start;
    while let Some(found) = text[start..range.end].find('<') {
        let open = start + found;
        let rest = &text[open..range.end];
        start = open + 1;
        if rest.starts_with("<!--") {
            start = rest.find("-->").map_or(range.end, |end| open + end + 3);
            edits.push((open..start, String::new()));
        } else if !["<br>", "<br/>", "<br />"].iter().any(|line_break| rest.starts_with(line_break))
        {
            edits.push((open..start, "&lt;".to_owned()));
        }
    }
}

/// Puts a backslash before what makes a line, or the line above it, a heading.
fn no_heading(text: &str, range: Range<usize>) -> Edit {
    let heading = text[range.clone()].trim_end();
    let is_underlined = !heading.starts_with('#');
    let line = if is_underlined { heading.rfind('\n').map_or(0, |end| end + 1) } else { 0 };
    let mark = heading[line..].find(['#', '=', '-']).unwrap_or(0);
    let at = range.start + line + mark;
    (at..at, "\\".to_owned())
}

/// Finds the relative links, and where they lead from the vault's root.
fn moved_links(text: &str, path: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (event, range) in Parser::new_ext(text, body::options()).into_offset_iter() {
        let (Event::Start(Tag::Link { link_type, .. })
        | Event::Start(Tag::Image { link_type, .. })) = event
        else {
            continue;
        };
        if link_type == LinkType::Inline
            && let Some(place) = destination(text, range)
            && let Some(moved) = moved(&text[place.clone()], path)
        {
            edits.push((place, moved));
        }
    }
    // A picture may stand in the words of a link.
    sort(&mut edits);
    edits.dedup_by(|later, earlier| later.0.start < earlier.0.end);
    edits
}

/// Returns the place of what stands between the last `](` of a link and its end, without title.
fn destination(text: &str, link: Range<usize>) -> Option<Range<usize>> {
    let start = link.start + text[link.clone()].rfind("](")? + 2;
    let inside = &text[start..link.end];
    let (start, inside) = match inside.strip_prefix('<') {
        Some(rest) => (start + 1, rest.split('>').next()?),
        None => (start, inside.split([' ', '\n', ')']).next()?),
    };
    Some(start..start + inside.len())
}

/// Returns where a relative destination leads from the vault's root; `None` for any other, and for
/// those that lead out of the vault.
fn moved(destination: &str, path: &str) -> Option<String> {
    if destination.contains(':') || destination.starts_with(['/', '\\']) || destination.is_empty() {
        return None;
    }
    if destination.starts_with('#') {
        return Some(format!("{path}{destination}"));
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in destination.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Closes a fence that is open at the end; `None` where the text cannot be closed so.
fn closed(text: &str) -> Option<String> {
    let fences = ['`', '~'].map(|mark| mark.to_string().repeat(longest(mark, text).max(3)));
    let ends = [String::new()].into_iter().chain(fences.map(|fence| format!("\n{fence}")));
    ends.map(|end| format!("{text}{end}")).find(|text| is_closed(text))
}

/// Tells whether a heading below the text would be one.
fn is_closed(text: &str) -> bool {
    let probed = format!("{text}\n\n# Probe\n");
    let mut events = Parser::new_ext(&probed, body::options()).into_offset_iter();
    events.any(|(event, range)| {
        let is_heading =
            matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }));
        is_heading && range.start == text.len() + 2
    })
}

/// Returns the length of the longest run of `mark`.
fn longest(mark: char, text: &str) -> usize {
    text.split(|c| c != mark).map(str::len).max().unwrap_or(0)
}

/// Returns the text with the edits, which do not overlap and are in order.
fn sort(edits: &mut [Edit]) {
    sort_by_key(edits, |(place, _)| place.start);
}

fn edited(text: &str, edits: Vec<Edit>) -> String {
    let mut new = String::with_capacity(text.len());
    let mut end = 0;
    for (range, instead) in edits {
        new.push_str(&text[end..range.start]);
        new.push_str(&instead);
        end = range.end;
    }
    new.push_str(&text[end..]);
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        excerpt(text, "meetings/2026/ada%20b.md")
    }

    #[test]
    fn plain_markdown_stays_as_it_is() {
        let text =
            "- **one** [[Ada]] `a <b>`\n\t- two\n\n> said\n\n| a | b |\n|---|---|\n| c | d |";
        assert_eq!(of(text), text);
        assert_eq!(of("```html\n<b>\n# no\n```"), "```html\n<b>\n# no\n```");
    }

    #[test]
    fn nothing_stays_open_or_live() {
        assert_eq!(of("a\n```\ncode"), "a\n```\ncode\n```");
        assert_eq!(of("~~~~\n```\n~~~"), "~~~~\n```\n~~~\n~~~~");
        assert_eq!(of("a <!-- b\nc --> d"), "a  d");
        assert_eq!(of("<!-- b\n\n# c"), "");
        assert_eq!(
            of("<details>\n# a\n</details> <br>"),
            "&lt;details>\n\\# a\n&lt;/details> <br>"
        );
        assert_eq!(of("<div>\na\n==="), "&lt;div>\na\n\\===");
        assert_eq!(of("a <script>x</script> b"), "a &lt;script>x&lt;/script> b");
        assert_eq!(of("- [ ] a\n- [x] b\n  - [/] c"), "- a\n- b\n  - [/] c");
        assert_eq!(of("a %% b %% c"), "a  c");
        assert_eq!(of("a %% b"), "a %\\% b");
        assert_eq!(of("a\u{1b}[31m\u{202e}b"), "a\u{fffd}[31m\u{fffd}b");
        assert_eq!(of("> # a\n> b\n> ---"), "> \\# a\n> b\n> \\---");
    }

    #[test]
    fn relative_links_are_told_from_the_root() {
        assert_eq!(of("[a](../x.md#y)"), "[a](meetings/x.md#y)");
        assert_eq!(of("[a](./x%20y.md \"t\")"), "[a](meetings/2026/x%20y.md \"t\")");
        assert_eq!(of("[a](<x y.md>)"), "[a](<meetings/2026/x y.md>)");
        assert_eq!(of("![a](a.png)"), "![a](meetings/2026/a.png)");
        assert_eq!(of("[![a](a.png)](b.md)"), "[![a](meetings/2026/a.png)](meetings/2026/b.md)");
        assert_eq!(of("[a](#b)"), "[a](meetings/2026/ada%20b.md#b)");
        for text in ["[a](https://x.y)", "[a](/x.md)", "[a](../../../x.md)", "[a](mailto:b@c.d)"] {
            assert_eq!(of(text), text);
        }
    }
}
