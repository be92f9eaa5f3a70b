//! The forms of notes, configuration and agenda as JSON Schemas, for editors and programs: draft
//! 7, which every YAML language server understands. They are made from the tables that the
//! readers go by, and from the words that the agenda is written with.

mod agenda;
mod config;
mod form;
mod front_matter;

pub use agenda::agenda;
pub use config::config;
pub use front_matter::contact;
pub use front_matter::meeting;

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::yaml;
use crate::yaml::Node;

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// Returns a whole schema as text, of what is called `title`.
fn document(title: &str, schema: Value) -> String {
    let mut document = Map::new();
    document.insert("$schema".to_owned(), json!(DRAFT));
    document.insert("title".to_owned(), json!(title));
    if let Value::Object(entries) = schema {
        document.extend(entries);
    }
    format!("{:#}\n", Value::Object(document))
}

/// Returns a schema that stands elsewhere in the document, under this name.
fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn any_of(schemas: Vec<Value>) -> Value {
    json!({ "anyOf": schemas })
}

fn matching(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": format!("^{pattern}$") })
}

/// The same, with what an editor is to say of other texts: it would show the pattern.
fn told(pattern: &str, expected: &str) -> Value {
    let mut schema = matching(pattern);
    schema["patternErrorMessage"] = format!("Write {expected}.").into();
    schema
}

fn null() -> Value {
    json!({ "type": "null" })
}

/// Returns the value of an example or a default, which the tables have in YAML.
fn value(yaml: &str) -> Value {
    fn of(node: &Node) -> Value {
        match node {
            Node::Scalar(text) => match (text.parse::<bool>(), text.parse::<u32>()) {
                (Ok(truth), _) => truth.into(),
                (_, Ok(number)) => number.into(),
                _ => Value::String(text.to_string()),
            },
            Node::List(nodes) => nodes.iter().map(of).collect(),
            Node::Map(entries) => {
                let name = |key: &Node| key.scalar().unwrap_or_default().to_owned();
                let mut object = Map::new();
                object.extend(entries.iter().map(|(key, node)| (name(key), of(node))));
                object.into()
            }
            Node::Null | Node::Unread => Value::Null,
        }
    }
    of(&yaml::parse(yaml).expect("the tables have YAML"))
}
