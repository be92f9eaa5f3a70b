//! What a note says can neither run nor break the page, and nothing is ever loaded.

use crate::vault::Vault;

use super::exported;
use super::page;
use super::read::Element;

/// Names and texts that would do something if they were not only text.
const HOSTILE: [&str; 12] = [
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></desc></text><a href=javascript:alert(1)>x</a>",
    "--><iframe src=//evil.example></iframe>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt;&#x3c;i&#62;",
    "turned \u{202e}round\u{202c} \u{2066}x",
    "nul \u{0} esc \u{1b}[31m bell \u{7}",
    "javascript:alert(1)",
    "](javascript:alert(1))",
];

/// Returns a text in quotes, as YAML reads it back.
fn quoted(text: &str) -> String {
    let char = |c: char| match c {
        'a'..='z' | 'A'..='Z' | ' ' => format!("{c}"),
        c => format!("\\U{:08x}", u32::from(c)),
    };
    format!("\"{}\"", text.chars().map(char).collect::<String>())
}

/// Somebody by each of the names, with a meeting, a place, a purpose, and an introduction.
pub(super) fn hostile() -> Vault {
    let mut vault = Vault::new().contact("host", "name: Host");
    let long = "W".repeat(5000);
    for (n, name) in HOSTILE.iter().copied().chain([long.as_str()]).enumerate() {
        let name = quoted(name);
        vault = vault
            .contact(
                &format!("p{n}"),
                &format!("name: {name}\nemail: {name}\nreferred_by: host\naliases: [x{n}]"),
            )
            .meeting(
                &format!("2026-11-{:02} x", n + 1),
                &format!("with: [x{n}]\nplace: {name}\npurpose: {name}"),
                "Said.\n\n- [ ] <img src=x onerror=alert(2)> http://x.example/\"><script>\n",
            )
            .meeting(
                &format!("2026-11-{:02} plan", 22 + n % 7),
                &format!("with: [x{n}]\nplace: {name}"),
                "## Prep\n\n- [ ] </li></ul><script>alert(3)</script>\n",
            );
    }
    vault
        .file(
            "people/javascript:alert(1) #?%.md",
            "---\nname: Odd path\nlast_contact: 2026-1-1\n---\n",
        )
        .file("people/\"><script>.md", "---\nname: [\n---\n")
}

/// Every attribute that there is on the page.
const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "charset",
    "class",
    "content",
    "cx",
    "cy",
    "d",
    "datetime",
    "height",
    "href",
    "http-equiv",
    "id",
    "lang",
    "name",
    "r",
    "role",
    "rx",
    "scope",
    "viewbox",
    "width",
    "x",
    "y",
];

/// Every element that there is on the page.
const ELEMENTS: &[&str] = &[
    "a",
    "b",
    "bdi",
    "body",
    "caption",
    "circle",
    "code",
    "desc",
    "details",
    "div",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "html",
    "li",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "path",
    "rect",
    "section",
    "span",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "ul",
];

#[test]
fn nothing_from_a_note_is_more_than_text() {
    for vault in [hostile(), super::world(), Vault::new()] {
        let page = page(&vault);
        for element in page.below() {
            assert!(ELEMENTS.contains(&element.name.as_str()), "{}", element.name);
            for (name, value) in &element.attributes {
                let name = name.to_ascii_lowercase();
                assert!(ATTRIBUTES.contains(&name.as_str()), "{name}={value}");
            }
            if element.name == "a" {
                assert!(is_harmless(element.value("href")), "{}", element.value("href"));
            }
        }
    }
}

/// Tells whether an address is a place on the page, a web page, an e-mail or a note.
fn is_harmless(address: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
    let is_known = ["#", "https://", "http://", "mailto:"].iter().any(|s| address.starts_with(s));
    is_known || !address.starts_with('/') && address.chars().all(is_plain)
}

#[test]
fn names_are_shown_as_they_are_written() {
    let names = page(&hostile()).with_id("introductions").rows();
    for name in &HOSTILE[..8] {
        let row = format!("Host | {name} | yes");
        assert!(names.contains(&row), "{row}\n{names:#?}");
    }
    assert!(names.contains(&"Host | turned \u{fffd}round\u{fffd} \u{fffd}x | yes".to_owned()));
}

#[test]
fn what_is_not_seen_is_made_visible_and_what_is_endless_is_cut() {
    let text = page(&hostile()).raw_text();
    let is_hidden = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
    assert_eq!(text.chars().find(|c| is_hidden(*c)), None);
    assert!(!text.contains(&"W".repeat(201)));
}

#[test]
fn a_path_is_never_taken_for_another_kind_of_address() {
    let page = page(&hostile());
    let links = page.all("a").into_iter().map(|link| link.value("href").to_owned());
    let links: Vec<String> = links.filter(|link| link.contains("javascript")).collect();
    assert_eq!(links[0], "people/javascript%3Aalert%281%29%20%23%3F%25.md");
    assert!(links.iter().all(|link| *link == links[0]), "{links:?}");
}

#[test]
fn the_policy_lets_its_own_style_through_and_nothing_else() {
    let text = exported(&hostile());
    let page = Element::read(&text);
    let [style] = page.all("style").try_into().unwrap();
    let digest = base64(&hmac_sha256::Hash::hash(style.raw_text().as_bytes()));
    let policy = page
        .all("meta")
        .into_iter()
        .find(|meta| meta.value("http-equiv").eq_ignore_ascii_case("content-security-policy"));
    assert_eq!(
        policy.unwrap().value("content"),
        format!(
            "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        ),
        "STYLE_HASH in src/render/html/mod.rs is that of style.css"
    );
    let style = style.raw_text();
    for loads in ["@import", "url(", "http:", "https:", "//"] {
        assert!(!style.contains(loads), "{loads}");
    }
    // The policy comes before everything that it is about.
    assert!(text.find("Content-Security-Policy").unwrap() < text.find("<style>").unwrap());
}

/// Writes 32 bytes as the policy does.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place > chunk.len() { '=' } else { char::from(sign) });
        }
    }
    text
}
