//! What a part of the page is filled with: names, each with its value.
//!
//! minijinja has such a macro, too. Wherever it is written, it looks for each name among those
//! before it, which adds thirty kilobytes to the program.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Object;

/// Returns a value that has the values by their names; a name alone stands for the variable.
macro_rules! context {
    ($($name:ident $(=> $value:expr)?),* $(,)?) => {
        $crate::render::html::context::values(vec![
            $((stringify!($name), $crate::render::html::context::context!(@ $name $($value)?))),*
        ])
    };
    (@ $name:ident) => { minijinja::Value::from($name) };
    (@ $name:ident $value:expr) => { minijinja::Value::from($value) };
}

pub(super) use context;

pub(super) fn values(values: Vec<(&'static str, Value)>) -> Value {
    Value::from_object(Context(values))
}

#[derive(Debug)]
struct Context(Vec<(&'static str, Value)>);

impl Object for Context {
    fn get_value(self: &Arc<Self>, name: &Value) -> Option<Value> {
        self.get_value_by_str(name.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, name: &str) -> Option<Value> {
        let (_, value) = self.0.iter().find(|(known, _)| *known == name)?;
        Some(value.clone())
    }
}
