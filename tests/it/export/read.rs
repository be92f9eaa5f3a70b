//! Independent readers of what is exported: RFC 5545 and RFC 4180, as strict as they are written.

/// A part of a calendar.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Component {
    /// `VEVENT`, say.
    pub(crate) kind: String,
    /// The names of the properties with their parameters, and their values without escapes.
    pub(crate) properties: Vec<(String, String)>,
    /// The parts of this part.
    pub(crate) parts: Vec<Component>,
}

impl Component {
    /// Returns the value of a property; `-` where there is none.
    pub(crate) fn value(&self, name: &str) -> &str {
        let found = self.properties.iter().find(|(known, _)| known == name);
        found.map_or("-", |(_, value)| value)
    }

    /// Returns the parts of a kind.
    pub(crate) fn all(&self, kind: &str) -> Vec<&Component> {
        self.parts.iter().filter(|part| part.kind == kind).collect()
    }
}

/// Reads a calendar.
pub(crate) fn calendar(text: &str) -> Component {
    let mut open = vec![Component::default()];
    for line in unfolded(text) {
        let (name, value) = line.split_once(':').unwrap();
        match name {
            "BEGIN" => open.push(Component { kind: value.to_owned(), ..Component::default() }),
            "END" => {
                let part = open.pop().unwrap();
                assert_eq!(part.kind, value);
                open.last_mut().unwrap().parts.push(part);
            }
            _ => {
                let property = (name.to_owned(), unescaped(value));
                open.last_mut().unwrap().properties.push(property);
            }
        }
    }
    let [root] = open.try_into().unwrap();
    let [calendar] = root.parts.try_into().unwrap();
    assert_eq!(calendar.kind, "VCALENDAR");
    calendar
}

/// Joins the lines that were folded; none may have more than 75 octets, or part of a character.
fn unfolded(text: &str) -> Vec<String> {
    let lines = text.as_bytes().strip_suffix(b"\r\n").unwrap();
    let mut unfolded: Vec<String> = Vec::new();
    for line in std::str::from_utf8(lines).unwrap().split("\r\n") {
        assert!(!line.is_empty() && line.len() <= 75, "{line:?}");
        assert!(!line.contains(char::is_control), "{line:?}");
        match line.strip_prefix(' ') {
            Some(rest) => unfolded.last_mut().unwrap().push_str(rest),
            None => unfolded.push(line.to_owned()),
        }
    }
    unfolded
}

fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        assert!(!matches!(c, ';' | ','), "not escaped: {value}");
        text.push(match c {
            '\\' => match chars.next() {
                Some('n') => '\n',
                Some(c @ ('\\' | ';' | ',')) => c,
                other => panic!("no escape: {other:?} in {value}"),
            },
            c => c,
        });
    }
    text
}

/// Reads a table, the header included; every cell must be in quotes.
pub(crate) fn table(text: &str) -> Vec<Vec<String>> {
    let mut rest = text.strip_prefix('\u{feff}').unwrap();
    let mut rows = vec![Vec::new()];
    while !rest.is_empty() {
        let mut cell = String::new();
        rest = rest.strip_prefix('"').unwrap();
        loop {
            let (inside, after) = rest.split_once('"').unwrap();
            cell.push_str(inside);
            rest = after;
            match rest.strip_prefix('"') {
                Some(after) => {
                    cell.push('"');
                    rest = after;
                }
                None => break,
            }
        }
        rows.last_mut().unwrap().push(cell);
        if let Some(after) = rest.strip_prefix("\r\n") {
            rows.push(Vec::new());
            rest = after;
        } else {
            rest = rest.strip_prefix(',').unwrap();
        }
    }
    assert_eq!(rows.pop(), Some(Vec::new()));
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    rows
}
