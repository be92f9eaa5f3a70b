//! A link to a contact, as somebody would write it.

use crate::vault::ContactId;
use crate::vault::Vault;

/// Returns the shortest link that leads from the note `from` to a contact: by name where that is
/// enough, else by path.
pub fn link(vault: &Vault, id: ContactId, from: &str) -> String {
    let contact = vault.contact(id);
    let name = contact.contact().name();
    let path = crate::text::without_extension(contact.path());
    let links = [
        format!("[[{name}]]"),
        format!("[[{path}|{name}]]"),
        format!("[[{path}]]"),
        name.to_string(),
    ];
    // `[[C# Guild]]` would lead to a heading: only a link that is read back as meant will do.
    let leads = |link: &&String| vault.meant(link, from) == Some(id);
    let link = links.iter().find(leads).unwrap_or(&links[3]);
    link.clone()
}
