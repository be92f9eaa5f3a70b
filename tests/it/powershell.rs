//! Completion in PowerShell, which may not be here to be asked: its script as a grammar of the
//! language reads it, and all that the script relies on in our answers.

use serde_json::Value;
use serde_json::json;

use crate::programs::find_python;
use crate::vault::Vault;

/// Reads PowerShell: each argument after the first is the text of a script, of which the nodes of
/// the kind that the first names are told.
const READ: &str = r#"
import json, sys
import tree_sitter, tree_sitter_powershell

parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))

def nodes(node, kind):
    if node.type == kind:
        yield node.text.decode()
    for child in node.children:
        yield from nodes(child, kind)

def read(script):
    root = parser.parse(script.encode()).root_node
    return None if root.has_error else list(nodes(root, sys.argv[1]))

print(json.dumps([read(script) for script in sys.argv[2:]]))
"#;

/// Returns the nodes of a kind in each of some scripts, `null` for what is no PowerShell; `None`
/// where nothing here can tell.
fn nodes<'a>(kind: &str, scripts: impl IntoIterator<Item = &'a str>) -> Option<Value> {
    let mut python = find_python("tree_sitter_powershell")?;
    let output = python.args(["-c", READ, kind]).args(scripts).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// Names that PowerShell would do something with, were they not quoted.
const HOSTILE: [&str; 9] = [
    "Qa Lovelace",
    "Qb $(touch pwned)",
    "Qc `touch` @pwned",
    "Qd O'Hara \"the boss\"",
    "Qe; touch, pwned",
    "Qf O’Hara ‘x‚ y‛",
    "Qg * ? [a] {a,b} ~ #",
    "Qh \\ back $HOME | & > < %",
    "Qi 李小龍 Zoë 👩",
];

fn vault() -> Vault {
    let vault = Vault::new().contact("nobody", "name: ''\naliases: ['']").meeting(
        "2026-11-20 Coffee",
        "with: Ada Lovelace",
        "Learnt.\n",
    );
    HOSTILE.iter().enumerate().fold(vault, |vault, (index, name)| {
        vault.contact(&format!("p{index}"), &format!("name: '{}'", name.replace('\'', "''")))
    })
}

/// Returns the lines that the script gets, for words as it passes them.
fn answered(vault: &Vault, words: &[&str]) -> Vec<String> {
    let arguments = [&["completions", "powershell", "--", "=keepwarm"], words].concat();
    let output = vault.run_in(vault.path(), &arguments, None);
    assert_eq!((output.status, output.err.as_str()), (0, ""));
    output.out.lines().map(str::to_owned).collect()
}

fn script() -> String {
    Vault::new().run("completions powershell").out
}

#[test]
fn the_script_is_powershell() {
    let script = script();
    let Some(parameters) = nodes("script_parameter", [script.as_str()]) else { return };
    assert_eq!(parameters, json!([["$wordToComplete", "$commandAst", "$cursorPosition"]]));
    let calls = nodes("invokation_expression", [script.as_str()]).unwrap();
    assert_eq!(
        calls[0].as_array().unwrap().last().unwrap(),
        "[System.Management.Automation.CompletionResult]::new(\
         $value, $shown, 'ParameterValue', $about)"
    );
    assert_eq!(nodes("command", ["foreach ($x in 'a { }"]), Some(json!([null])), "it can tell");
}

#[test]
fn the_script_survives_every_code_page() {
    assert!(script().is_ascii());
}

#[test]
fn words_come_as_they_were_meant() {
    let vault = vault();
    let boss = "'Qd O''Hara \"the boss\"'\tQd O'Hara \"the boss\"\tQd O'Hara \"the boss\"";
    for typed in ["=qd", "=Qd%20O", "=qd%20o%27HARA%20%22the", "=Qd%20O'H"] {
        assert_eq!(answered(&vault, &["=show", typed]), ["words", boss], "{typed}");
    }
    assert_eq!(answered(&vault, &["=show", "=zz"]), ["words"]);
    assert_eq!(answered(&vault, &["=show", "=Qi%20%E6%9D%8E"]).len(), 2);
    assert_eq!(answered(&vault, &["=show", "=qh%20%5C"]).len(), 2);
    assert_eq!(answered(&vault, &["=done", "=--note", "=", "=ada"]).len(), 2);
    assert_eq!(answered(&vault, &["=import", "=vcard", "="]), ["files"]);
}

#[test]
fn a_vault_in_the_home_folder_is_found_as_windows_calls_it() {
    let there = vault();
    let (home, name) = (there.path().parent().unwrap(), there.path().file_name().unwrap());
    let here = Vault::new().variable("USERPROFILE", home.to_str().unwrap());
    let place = format!("=~/{}", name.to_str().unwrap());
    assert_eq!(answered(&here, &["=-C", &place, "=show", "=qa"]).len(), 2);
}

#[test]
fn no_field_is_ever_empty() {
    let vault = vault();
    let lines: &[&[&str]] = &[
        &["="],
        &["=-"],
        &["=show", "="],
        &["=show", "=nobody"],
        &["=agenda", "=--who", "="],
        &["=done", "="],
        &["=done", "=--kind="],
        &["=completions", "="],
        &["=help", "="],
    ];
    for line in lines {
        let lines = answered(&vault, line);
        assert!(lines.len() > 1 && lines[0] == "words", "{line:?}: {lines:?}");
        for fields in lines[1..].iter().map(|line| line.split('\t').collect::<Vec<_>>()) {
            assert_eq!(fields.len(), 3, "{fields:?}");
            assert!(fields.iter().all(|field| !field.is_empty()), "{fields:?}");
        }
    }
}

#[test]
fn names_stay_one_word() {
    let vault = vault();
    let words = HOSTILE.map(|name| {
        let lines = answered(&vault, &["=show", &format!("={}", &name[..2])]);
        lines[1].split('\t').next().unwrap().to_owned()
    });
    let lines = words.clone().map(|word| format!("keepwarm show {word}"));
    let Some(read) = nodes("string_literal", lines.iter().map(String::as_str)) else { return };
    assert_eq!(read, json!(words.map(|word| [word])));
}
