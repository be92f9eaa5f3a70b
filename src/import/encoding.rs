//! The text of a file that some other program wrote: UTF-8, UTF-16, or what Windows wrote before.

/// Returns the text; what is no Unicode is read as Windows-1252, which Outlook and Excel write.
///
/// # Errors
///
/// Says in words why it is no text.
pub fn decode(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err("it is an archive: unpack it, and name the file that is in it".to_owned());
    }
    let utf16 = |read: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    if bytes.starts_with(b"\xff\xfe") {
        return Ok(utf16(u16::from_le_bytes));
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Ok(utf16(u16::from_be_bytes));
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|error| {
        let bytes = error.into_bytes();
        bytes.into_iter().map(windows_1252).collect()
    });
    if text.contains('\0') {
        return Err("it is no text".to_owned());
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    // Long ago, lines ended in a carriage return alone.
    Ok(if text.contains('\n') { text.to_owned() } else { text.replace('\r', "\n") })
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_however_it_was_saved() {
        let decoded = |bytes: &[u8]| decode(bytes.to_vec());
        assert_eq!(decoded("\u{feff}Zoë €".as_bytes()).unwrap(), "Zoë €");
        assert_eq!(decoded(b"Zo\xeb \x80").unwrap(), "Zoë €");
        assert_eq!(decoded(b"\xff\xfeZ\0o\0\xeb\0").unwrap(), "Zoë");
        assert_eq!(decoded(b"\xfe\xff\0Z\0o\0\xeb").unwrap(), "Zoë");
        assert_eq!(decoded(b"a\rb\r").unwrap(), "a\nb\n");
        assert!(decoded(b"PK\x03\x04...").is_err());
        assert!(decoded(b"a\0b").is_err());
    }
}
