//! What a person can see: notes and a day in, text and files out.

mod example;
mod vault;
