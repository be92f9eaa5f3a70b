//! What is to be made in a folder so that it is a vault.

/// One thing to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its path, relative to the vault, with `/`; that of a folder ends in one.
    pub path: String,
    /// What it is for.
    pub meaning: &'static str,
    /// What stands in it; nothing in a folder.
    pub text: String,
    /// How it is made.
    pub way: Way,
}

/// How something is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It is there already: nothing is to be done.
    There,
    /// It is new.
    New,
    /// Lines are added to a file that is there.
    Longer,
}
