//! Links in a note's text: `[[Ada]]`, `[[people/ada|Ada]]`, `[Ada](people/ada.md)`.

use std::borrow::Cow;

use memchr::memchr;
use memchr::memchr3;
use percent_encoding::percent_decode_str;

use crate::text::beginning;
use crate::text::trim;

/// The longest destination with its title that is read, in bytes.
const LONGEST_PLACE: usize = 4096;

/// A reference to a person, as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<'t> {
    /// What it points to: a path, a name or an address, without heading.
    pub target: Cow<'t, str>,
    /// What to call them when the target is not found.
    pub written: Cow<'t, str>,
}

impl<'t> Reference<'t> {
    /// Reads a whole text: exactly one link, or a plain name.
    pub fn read(text: &'t str) -> Reference<'t> {
        let text = trim(text);
        match next_link(text, 0) {
            Some(link) if link.range == (0..text.len()) => link.reference,
            _ => Reference { target: text.into(), written: text.into() },
        }
    }
}

/// A link and the bytes where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link<'t> {
    /// What it refers to.
    pub reference: Reference<'t>,
    /// Where it stands.
    pub range: std::ops::Range<usize>,
}

/// Returns the links in `text`, in their order; embedded files (`![[…]]`) are none.
pub fn links(text: &str) -> impl Iterator<Item = Link<'_>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let link = next_link(text, start)?;
        start = link.range.end;
        Some(link)
    })
}

/// Returns the first link in `text` from byte `start` on.
fn next_link(text: &str, mut start: usize) -> Option<Link<'_>> {
    loop {
        let open = start + memchr(b'[', &text.as_bytes()[start..])?;
        let is_embedded = text[..open].ends_with('!');
        let found = wikilink(&text[open..]).or_else(|| markdown_link(&text[open..]));
        let Some((reference, length)) = found else {
            start = open + 1;
            continue;
        };
        start = open + length;
        if !is_embedded && let Some(reference) = reference {
            return Some(Link { reference, range: open..start });
        }
    }
}

/// Reads `[[target#heading|alias]]` at the start of `text`; one without a target is a link to
/// nothing. Also returns its length in bytes.
fn wikilink(text: &str) -> Option<(Option<Reference<'_>>, usize)> {
    let inside = text.strip_prefix("[[")?;
    let bytes = inside.as_bytes();
    let length = bytes.windows(2).position(|two| two == b"]]" || matches!(two[0], b'\n' | b'['))?;
    if bytes[length] != b']' {
        return None;
    }
    let inside = &inside[..length];
    let (target, alias) = match inside.split_once('|') {
        // In a table the bar is written `\|`.
        Some((target, alias)) => (target.trim_end_matches('\\'), Some(alias.trim())),
        None => (inside, None),
    };
    let target = target.split('#').next().unwrap_or_default().trim();
    let reference = (!target.is_empty()).then(|| Reference {
        target: target.into(),
        written: match alias {
            Some(alias) if !alias.is_empty() => alias.into(),
            _ => crate::text::stem(target).into(),
        },
    });
    Some((reference, length + 4))
}

/// Reads `[text](destination "title")` at the start of `text`. A destination outside the vault
/// says nothing about a person, so there the text is the name.
fn markdown_link(text: &str) -> Option<(Option<Reference<'_>>, usize)> {
    let close = 1 + text[1..].find(['[', ']', '\n'])?;
    let label = &text[1..close];
    let inside = text[close..].strip_prefix("](")?;
    // No place is that long: without a limit, brackets that never close would be looked for again
    // and again.
    let inside = beginning(inside, LONGEST_PLACE);
    let (destination, rest) = match inside.strip_prefix('<') {
        Some(inside) => inside.split_once('>')?,
        None => {
            let end = memchr3(b' ', b')', b'\n', inside.as_bytes())?;
            (&inside[..end], &inside[end..])
        }
    };
    let length = close + 2 + inside.len() - rest.len() + rest.find(')')? + 1;
    let label = label.trim();
    let is_outside = destination.contains(':');
    let path = destination.split('#').next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let target = match path {
        _ if is_outside => Cow::Borrowed(label),
        Cow::Borrowed(path) => Cow::Borrowed(path.trim()),
        Cow::Owned(path) => Cow::Owned(path.trim().to_owned()),
    };
    let reference = (!target.is_empty()).then(|| Reference {
        written: match label {
            "" => crate::text::stem(&target).to_owned().into(),
            label => label.into(),
        },
        target,
    });
    Some((reference, length))
}

/// Returns `text` as it reads, with each link as its words.
pub fn without_links(text: &str) -> Cow<'_, str> {
    let mut plain = String::new();
    let mut end = 0;
    for link in links(text) {
        plain.push_str(&text[end..link.range.start]);
        plain.push_str(&link.reference.written);
        end = link.range.end;
    }
    if end == 0 {
        return Cow::Borrowed(text);
    }
    plain.push_str(&text[end..]);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String) {
        let reference = Reference::read(text);
        (reference.target.into_owned(), reference.written.into_owned())
    }

    fn pair(target: &str, written: &str) -> (String, String) {
        (target.to_owned(), written.to_owned())
    }

    #[test]
    fn every_form_of_link_is_read() {
        assert_eq!(read("[[Ada Lovelace]]"), pair("Ada Lovelace", "Ada Lovelace"));
        assert_eq!(read("[[people/ada|Ada]]"), pair("people/ada", "Ada"));
        assert_eq!(read("[[people/ada.md#Log]]"), pair("people/ada.md", "ada"));
        assert_eq!(read("[Ada](people/ada%20l.md)"), pair("people/ada l.md", "Ada"));
        assert_eq!(read("[Ada](<people/ada l.md> \"x\")"), pair("people/ada l.md", "Ada"));
        assert_eq!(read("[Ada](https://example.org/ada)"), pair("Ada", "Ada"));
        assert_eq!(read(" Ada Lovelace "), pair("Ada Lovelace", "Ada Lovelace"));
        assert_eq!(read("[[Ada]] and [[Grace]]").0, "[[Ada]] and [[Grace]]");
    }

    #[test]
    fn links_are_found_in_a_sentence() {
        let text = "Ask [[Ada]] [x] about ![[scan.png]] and [Grace](g.md), not [[]].";
        let found: Vec<_> = links(text).map(|link| link.reference.written).collect();
        assert_eq!(found, ["Ada", "Grace"]);
        assert_eq!(without_links(text), "Ask Ada [x] about ![[scan.png]] and Grace, not [[]].");
    }
}
