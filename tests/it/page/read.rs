//! Reading the page as a browser does: its elements, and what they say.

use std::collections::BTreeMap;

use html5gum::Token;
use html5gum::Tokenizer;
use html5gum::emitters::default::DefaultEmitter;

/// An element with all that is in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: BTreeMap<String, String>,
    children: Vec<Node>,
}

#[derive(Debug)]
enum Node {
    Element(Element),
    Text(String),
}

/// Elements that have no end.
const VOID: [&str; 2] = ["meta", "link"];

impl Element {
    /// Reads a page, in which every element is closed, and nothing is an error.
    pub(super) fn read(page: &str) -> Element {
        let mut emitter = DefaultEmitter::<()>::default();
        emitter.naively_switch_states(true);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let mut open = vec![Element::default()];
        for token in Tokenizer::new_with_emitter(page, emitter) {
            match token.unwrap() {
                Token::StartTag(tag) => {
                    let attributes = tag.attributes.iter();
                    let attributes = attributes.map(|(name, value)| (text(name), text(value)));
                    let name = text(&tag.name);
                    let element =
                        Element { name, attributes: attributes.collect(), children: Vec::new() };
                    match tag.self_closing || VOID.contains(&element.name.as_str()) {
                        true => last(&mut open).children.push(Node::Element(element)),
                        false => open.push(element),
                    }
                }
                Token::EndTag(tag) => {
                    let element = open.pop().unwrap();
                    assert_eq!(element.name, text(&tag.name), "closed in this order");
                    last(&mut open).children.push(Node::Element(element));
                }
                Token::String(words) => last(&mut open).children.push(Node::Text(text(&words))),
                Token::Comment(_) | Token::Doctype(_) => {}
                Token::Error(error) => panic!("{error:?}"),
            }
        }
        assert_eq!(open.len(), 1, "all are closed");
        open.remove(0)
    }

    /// Returns all elements below this one, in their order.
    pub(super) fn below(&self) -> Vec<&Element> {
        let mut below = Vec::new();
        for child in &self.children {
            if let Node::Element(element) = child {
                below.push(element);
                below.extend(element.below());
            }
        }
        below
    }

    /// Returns the elements of a name, in their order.
    pub(super) fn all(&self, name: &str) -> Vec<&Element> {
        self.below().into_iter().filter(|element| element.name == name).collect()
    }

    /// Returns the value of an attribute; nothing where it has none.
    pub(super) fn value(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).map_or("", String::as_str)
    }

    /// Returns the element with an id.
    pub(super) fn with_id(&self, id: &str) -> &Element {
        self.below().into_iter().find(|element| element.value("id") == id).unwrap()
    }

    /// Returns what it says, with one blank between words.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text.split_whitespace().collect::<Vec<&str>>().join(" ")
    }

    /// Returns what it says, with everything that is not seen.
    pub(super) fn raw_text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text
    }

    fn add_text(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(words) => text.push_str(words),
                Node::Element(element) => element.add_text(text),
            }
        }
    }

    /// Returns the rows of the tables in it, below their heads, with ` | ` between cells.
    pub(super) fn rows(&self) -> Vec<String> {
        let rows = self.all("tbody").into_iter().flat_map(|body| body.all("tr"));
        let is_cell = |element: &&Element| matches!(element.name.as_str(), "th" | "td");
        let row = |row: &Element| {
            let cells = row.below().into_iter().filter(is_cell).map(Element::text);
            cells.collect::<Vec<String>>().join(" | ").trim_end().to_owned()
        };
        rows.map(row).collect()
    }
}

fn last(open: &mut [Element]) -> &mut Element {
    open.last_mut().unwrap()
}
