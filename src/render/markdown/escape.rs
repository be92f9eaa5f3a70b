//! Making text from notes safe inside a line of Markdown: it can break no line, link or comment,
//! and brings in no HTML.

use std::borrow::Cow;

use crate::render::LONGEST;
use crate::render::shorten;
use crate::text::collapse;
use crate::text::visible;

/// Escapes words from a note; addresses of web pages stay alive in them.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    if is_harmless(text) {
        return text.into();
    }
    words(&shorten(&collapse(&visible(text)))).into()
}

/// Tells whether `text` is short and has nothing that could need escaping, as most texts.
fn is_harmless(text: &str) -> bool {
    text.len() <= LONGEST
        && text.bytes().all(|byte| HARMLESS[usize::from(byte)])
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
}

/// The bytes that are never escaped, wherever they stand.
const HARMLESS: [bool; 256] = {
    let mut harmless = [false; 256];
    let bytes = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 '\"(),-./:;?@+{}";
    let mut index = 0;
    while index < bytes.len() {
        harmless[bytes[index] as usize] = true;
        index += 1;
    }
    harmless
};

/// Escapes words that are one line already; blanks at their ends stay.
fn words(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut escaped = String::with_capacity(text.len() + 8);
    for (index, c) in chars.iter().copied().enumerate() {
        let before = index.checked_sub(1).map(|before| chars[before]);
        let after = chars.get(index + 1).copied();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let needs_backslash = match c {
            '\\' | '`' | '*' | '[' | ']' | '~' | '$' => true,
            '_' => !(is_word(before) && is_word(after)),
            '%' | '=' | '|' => before == Some(c) || after == Some(c),
            '#' => !is_word(before) && is_word(after),
            '!' => after == Some('['),
            _ => false,
        };
        match c {
            '<' => escaped.push_str("&lt;"),
            '&' if is_entity(&chars[index + 1..]) => escaped.push_str("&amp;"),
            c => {
                if needs_backslash {
                    escaped.push('\\');
                }
                escaped.push(c);
            }
        }
    }
    escaped
}

/// Escapes a name: what looks like the address of a web page in it is only text.
pub(super) fn name(name: &str) -> Cow<'_, str> {
    let escaped = text(name);
    if escaped.is_empty() {
        return "?".into();
    }
    if !escaped.contains("://") && !escaped.contains("www.") {
        return escaped;
    }
    escaped.replace("://", "\\://").replace("www.", "www\\.").into()
}

/// Escapes a message of ours, in which backticks mark the note's own words.
pub(super) fn message(message: &str) -> String {
    let message = collapse(&visible(message));
    let parts: Vec<&str> = message.split('`').collect();
    let is_balanced = parts.len() % 2 == 1;
    if !is_balanced {
        return text(&message).into_owned();
    }
    let escaped = parts.iter().enumerate().map(|(index, part)| match index % 2 {
        0 => words(part),
        _ => format!("`{part}`"),
    });
    escaped.collect()
}

/// Returns a wikilink to the note at `path`, unless it has what no wikilink can have.
pub(super) fn wikilink(path: &str, label: &str) -> Option<String> {
    let target = path.strip_suffix(".md")?;
    // Nothing in a wikilink can be escaped: it must need no escaping.
    let is_plain = |text: &str| {
        words(text) == text && visible(text) == text && !text.contains(['|', '#', '^'])
    };
    (is_plain(target) && is_plain(label)).then(|| format!("[[{target}|{label}]]"))
}

/// Tells whether what follows an `&` makes it an entity, `amp;` or `#x3c;`.
fn is_entity(rest: &[char]) -> bool {
    let name = rest.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    name > 0 && rest.get(name) == Some(&';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_a_note_is_live() {
        assert_eq!(
            text("*b* _e_ `c` ~~s~~ #tag ![x](y)"),
            r"\*b\* \_e\_ \`c\` \~\~s\~\~ \#tag \!\[x\](y)"
        );
        assert_eq!(
            text("<script>a && b</script> --> &lt;"),
            "&lt;script>a && b&lt;/script> --> &amp;lt;"
        );
        assert_eq!(text("a\u{2028}b\u{202e}c\r\nd"), "a b\u{fffd}c d");
        assert_eq!(text("R&D for snake_case at 100%"), "R&D for snake_case at 100%");
        assert_eq!(name("see http://evil.example"), r"see http\://evil.example");
    }

    #[test]
    fn messages_keep_the_note_s_words_in_code() {
        assert_eq!(message("`2026-1-5` is not a date"), "`2026-1-5` is not a date");
        assert_eq!(message("did you mean `x`?"), "did you mean `x`?");
        assert_eq!(message("there is `<b>` here"), "there is `<b>` here");
    }
}
