//! `import`: an address book in, notes about new people out, and nothing that is there changed.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::vault::Output;
use crate::vault::Vault;

const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

/// Imports LinkedIn rows below the header of today.
fn linkedin(vault: &Vault, rows: &str) -> Output {
    import(vault, "linkedin", format!("{HEADER}{rows}").as_bytes(), &[])
}

fn vcard(vault: &Vault, text: &str) -> Output {
    import(vault, "vcard", text.as_bytes(), &[])
}

fn import(vault: &Vault, origin: &str, bytes: &[u8], options: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book");
    std::fs::write(&file, bytes).unwrap();
    let arguments = [&["import", origin, file.to_str().unwrap()], options].concat();
    let output = vault.run_in(vault.path(), &arguments, None);
    let err = output.err.replace(file.to_str().unwrap(), "[BOOK]");
    Output { err, ..output }
}

fn output(status: u8, out: &str, err: &str) -> Output {
    Output { status, out: out.to_owned(), err: err.to_owned() }
}

fn files(vault: &Vault) -> Vec<String> {
    let entries = walkdir::WalkDir::new(vault.path()).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    let path = |entry: walkdir::DirEntry| {
        entry.path().strip_prefix(vault.path()).unwrap().to_str().unwrap().replace('\\', "/")
    };
    let mut files: Vec<String> = files.map(path).collect();
    files.sort();
    files
}

#[test]
fn linkedin_s_export_is_read_as_it_comes() {
    let vault = Vault::new();
    let export = "\u{feff}Notes:\r\n\
        \"When exporting your connection data, you may notice that some of the email addresses \
        are missing. First, last, and always: see https://www.linkedin.com/help\"\r\n\
        \r\n\
        First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n\
        Ada,Lovelace,https://www.linkedin.com/in/ada,ada@example.org,\"Engines, Ltd.\",\
        \"Analyst \"\"of\"\" engines\",05 Nov 2026\r\n\
        Grace,Hopper,https://www.linkedin.com/in/grace,,,,21 Mar 2024\r\n\
        ,,,,,,\r\n";
    let seen = import(&vault, "linkedin", export.as_bytes(), &[]);
    let out = "people/ada-lovelace.md · Ada Lovelace · Analyst \"of\" engines · Engines, Ltd.\n\
        people/grace-hopper.md · Grace Hopper\n";
    assert_eq!(seen, output(0, out, "2 notes made, 1 without a person's name\n"));
    assert_eq!(
        vault.read("people/ada-lovelace.md"),
        "---\n\
        name: Ada Lovelace\n\
        company: \"Engines, Ltd.\"\n\
        role: \"Analyst \\\"of\\\" engines\"\n\
        email: ada@example.org\n\
        linkedin: \"https://www.linkedin.com/in/ada\"\n\
        met_through: \"LinkedIn, connected 2026-11-05\"\n\
        ---\n"
    );
    assert_eq!(
        vault.read("people/grace-hopper.md"),
        "---\n\
        name: Grace Hopper\n\
        linkedin: \"https://www.linkedin.com/in/grace\"\n\
        met_through: \"LinkedIn, connected 2024-03-21\"\n\
        ---\n"
    );
}

#[test]
fn who_was_imported_is_owed_nothing() {
    let vault = Vault::new();
    linkedin(&vault, "Ada,Lovelace,,ada@example.org,,,05 Nov 2020\n");
    assert_eq!(vault.items(), [""; 0]);
    assert_eq!(vault.problems(), [""; 0]);
    assert_eq!(vault.json()["counts"]["contacts"], 1);
}

#[test]
fn old_exports_and_other_dates_are_read() {
    for (written, day) in [
        ("11/5/26", "2026-11-05"),
        ("2026-11-05", "2026-11-05"),
        ("05-Nov-26", "2026-11-05"),
        ("25/11/2026", "2026-11-25"),
        ("im November", "im November"),
    ] {
        let old = format!(
            "First Name,Last Name,Email Address,Company,Position,Connected On\n\
            Ada,Lovelace,ada@example.org,Engines,Analyst,{written}\n"
        );
        for text in [old.clone(), old.replace(',', ";"), old.replace(',', "\t")] {
            let vault = Vault::new();
            import(&vault, "linkedin", text.as_bytes(), &[]);
            let note = vault.read("people/ada-lovelace.md");
            assert!(note.contains(&format!("connected {day}\"\n")), "{text}\n{note}");
            assert!(note.contains("\nemail: ada@example.org\n"), "{note}");
        }
    }
}

#[test]
fn cards_of_phones_and_mail_programs_are_read() {
    let vault = Vault::new();
    let apple = "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//macOS 14//EN\r\n\
        N:Lovelace;Ada;;;\r\nFN:Ada Lovelace\r\nORG:Engines Ltd;Research;\r\nTITLE:Analyst\r\n\
        EMAIL;type=INTERNET;type=WORK:ada@work.example\r\n\
        item1.EMAIL;type=INTERNET;type=pref:ada@example.org\r\nitem1.X-ABLabel:_$!<Other>!$_\r\n\
        TEL;type=WORK;type=FAX:+44 1\r\nTEL;type=CELL;type=VOICE:+44 3\r\n\
        item2.ADR;type=HOME:;;12 St James Sq;London;;SW1;United Kin\r\n gdom\r\n\
        item3.URL:https\\://ada.example/x\r\n\
        X-SOCIALPROFILE;type=linkedin;x-user=ada:http://www.linkedin.com/in/ada\r\n\
        NOTE:- [ ] this owes nothing\\n---\r\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n BBBB\r\n\
        END:VCARD\r\n";
    let outlook = "BEGIN:VCARD\r\nVERSION:2.1\r\n\
        N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB;Bj=C3=B6rn;;;\r\n\
        TEL;PREF;FAX:+49 2\r\nTEL;CELL;VOICE:+49 1\r\nEMAIL;PREF;INTERNET:bjoern@example.org\r\n\
        ORG:Acme\\, Inc.\r\nEND:VCARD\r\n\r\n";
    let new = "BEGIN:VCARD\nVERSION:4.0\nKIND:individual\nFN:Grace Hopper\n\
        N:Hopper;Grace;;Rear Admiral;\nTEL;VALUE=uri;TYPE=\"voice,cell\":tel:+1-555\n\
        EMAIL;PREF=2:b@x.example\nEMAIL;PREF=1:a@x.example\n\
        SOCIALPROFILE;SERVICE-TYPE=LinkedIn:https://www.linkedin.com/in/grace\n\
        ROLE:Programmer\nEND:VCARD\n";
    let others = "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Friends\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:3.0\nFN:Acme\nORG:Acme\nX-ABShowAs:COMPANY\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:3.0\nN:Never;Closed;;;\n\
        begin:vcard\nVERSION:3.0\nFN:Alan Turing\n\
        X-SOCIALPROFILE;type=linkedin:x-apple:alan-turing\nEND:VCARD\n";
    let seen = vcard(&vault, &[apple, outlook, new, others].concat());
    let out = "people/ada-lovelace.md · Ada Lovelace · Analyst · Engines Ltd\n\
        people/björn-zoë.md · Björn Zoë · Acme, Inc.\n\
        people/grace-hopper.md · Grace Hopper · Programmer\n\
        people/closed-never.md · Closed Never\n\
        people/alan-turing.md · Alan Turing\n";
    assert_eq!(seen, output(0, out, "5 notes made, 2 without a person's name\n"));
    assert_eq!(
        vault.read("people/ada-lovelace.md"),
        "---\n\
        name: Ada Lovelace\n\
        company: Engines Ltd\n\
        role: Analyst\n\
        email: [ada@example.org, ada@work.example]\n\
        phone: \"+44 3\"\n\
        linkedin: \"http://www.linkedin.com/in/ada\"\n\
        website: \"https://ada.example/x\"\n\
        location: \"London, United Kingdom\"\n\
        ---\n"
    );
    assert_eq!(
        vault.read("people/björn-zoë.md"),
        "---\nname: Björn Zoë\ncompany: \"Acme, Inc.\"\nemail: bjoern@example.org\nphone: \"+49 1\"\n---\n"
    );
    assert_eq!(
        vault.read("people/grace-hopper.md"),
        "---\nname: Grace Hopper\nrole: Programmer\nemail: [a@x.example, b@x.example]\n\
        phone: \"+1-555\"\nlinkedin: \"https://www.linkedin.com/in/grace\"\n---\n"
    );
    assert_eq!(
        vault.read("people/alan-turing.md"),
        "---\nname: Alan Turing\nlinkedin: \"https://www.linkedin.com/in/alan-turing\"\n---\n"
    );
    assert_eq!(vault.items(), [""; 0]);
}

#[test]
fn a_file_in_an_old_encoding_is_read() {
    let vault = Vault::new();
    import(&vault, "vcard", b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Zo\xeb\r\nEND:VCARD\r\n", &[]);
    let utf16 = format!("{HEADER}Anaïs,Nin,,,,,\n");
    let utf16: Vec<u8> =
        [0xfeff].into_iter().chain(utf16.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    import(&vault, "linkedin", &utf16, &[]);
    assert_eq!(files(&vault), ["people/anaïs-nin.md", "people/zoë.md"]);
}

#[test]
fn only_those_who_match_are_taken() {
    let rows = "Ada,Lovelace,,,Engines Ltd,Senior Analyst,\n\
        Grace,Hopper,,,US Navy,Programmer,\nAlan,Turing,,,Engines Ltd,Gardener,\n";
    let book = format!("{HEADER}{rows}");
    let run = |options: &[&str]| {
        import(&Vault::new(), "linkedin", book.as_bytes(), &[options, &["--dry-run"]].concat())
    };
    let ada = "people/ada-lovelace.md · Ada Lovelace · Senior Analyst · Engines Ltd\n";
    let grace = "people/grace-hopper.md · Grace Hopper · Programmer · US Navy\n";
    let one = "1 note would be made\n";
    assert_eq!(run(&["--match", "engines ANALYST"]), output(0, ada, one));
    let both = run(&["--match", "analyst", "--match", "hop"]);
    assert_eq!(both, output(0, &format!("{ada}{grace}"), "2 notes would be made\n"));
    let nobody = "nobody of 3 matches\n0 notes would be made\n";
    assert_eq!(run(&["--match", "plumber"]), output(0, "", nobody));
}

#[test]
fn a_dry_run_makes_nothing() {
    let vault = Vault::new();
    let book = format!("{HEADER}Ada,Lovelace,,,,,\n");
    let seen = import(&vault, "linkedin", book.as_bytes(), &["--dry-run"]);
    let out = "people/ada-lovelace.md · Ada Lovelace\n";
    assert_eq!(seen, output(0, out, "1 note would be made\n"));
    assert_eq!(files(&vault), [""; 0]);
}

#[test]
fn the_same_file_a_second_time_makes_nothing() {
    let vault = Vault::new();
    let rows = "Ada,Lovelace,,,,,\nGrace,Hopper,https://www.linkedin.com/in/grace,,,,\n🦊,,,,,,\n";
    linkedin(&vault, rows);
    let before: Vec<String> = files(&vault).iter().map(|path| vault.read(path)).collect();
    assert_eq!(linkedin(&vault, rows), output(0, "", "0 notes made, 3 there already\n"));
    let after: Vec<String> = files(&vault).iter().map(|path| vault.read(path)).collect();
    assert_eq!((before.len(), before), (3, after));
}

#[test]
fn a_card_whose_first_line_seems_to_go_on_is_read() {
    let card = "BEGIN:VCARD\r\n folded\r\nVERSION:3.0\r\nFN:Ada Lovelace\r\nEND:VCARD\r\n";
    let seen = vcard(&Vault::new(), card);
    assert_eq!(seen, output(0, "people/ada-lovelace.md · Ada Lovelace\n", "1 note made\n"));
}

#[test]
fn people_are_known_by_e_mail_then_page_then_name() {
    let vault = Vault::new()
        .contact("countess", "name: Ada King Lovelace\nemail: Ada@Example.org")
        .contact("amazing", "name: Grace Hopper\nlinkedin: https://uk.linkedin.com/in/Grace/?x=1")
        .contact("prof", "name: Alan Turing\naliases: [Prof]")
        .contact("kj", "name: Katherine Johnson\nwebsite: http://www.kj.example/");
    let rows = "Ada,Lovelace,,ada@example.org,,,\n\
        Grace B.,Hopper,https://www.linkedin.com/in/grace,,,,\n\
        PROF,,,prof@example.org,,,\n";
    assert_eq!(linkedin(&vault, rows), output(0, "", "0 notes made, 3 there already\n"));
    let card = "BEGIN:VCARD\nVERSION:4.0\nFN:K. Johnson\nURL:https://kj.example\nEND:VCARD\n";
    assert_eq!(vcard(&vault, card), output(0, "", "0 notes made, 1 there already\n"));
    let colleague =
        "BEGIN:VCARD\nVERSION:4.0\nFN:Mary Jackson\nURL:https://kj.example\nEND:VCARD\n";
    assert_eq!(vcard(&vault, colleague).err, "1 note made\n");
}

#[test]
fn whoever_is_doubtful_is_told_and_not_guessed() {
    let vault = Vault::new()
        .contact("ada", "name: Ada Lovelace\nemail: ada@example.org")
        .contact("jo-1", "name: Jo Smith")
        .contact("jo-2", "name: Jo Smith")
        .contact("office", "name: Grace Hopper\nemail: office@example.org");
    let rows = "Ada,Lovelace,,ada@elsewhere.example,,,\n\
        Jo,Smith,,,,,\n\
        Alan,Turing,,office@example.org,,,\n\
        Eve,Moore,https://www.linkedin.com/in/eve-1,,,,\n\
        Eve,Moore,https://www.linkedin.com/in/eve-2,,,,\n";
    let err = "doubtful: Ada Lovelace has the name of people/ada.md, and another e-mail\n\
        doubtful: Jo Smith could be people/jo-1.md or people/jo-2.md\n\
        doubtful: Alan Turing has the e-mail of people/office.md\n\
        doubtful: Eve Moore has the name of people/eve-moore.md, and another LinkedIn profile\n\
        1 note made, 4 doubtful\n";
    assert_eq!(linkedin(&vault, rows), output(1, "people/eve-moore.md · Eve Moore\n", err));
}

#[test]
fn the_owner_needs_no_note() {
    let vault = Vault::new()
        .config("me: [Sam Taylor, Sam T.]\n")
        .contact("sam", "name: Sam Taylor\nemail: sam@example.org");
    let rows = "Sam,Taylor,,,,,\nSam,T.,,,,,\n";
    assert_eq!(linkedin(&vault, rows), output(0, "", "0 notes made, 2 there already\n"));
}

#[test]
fn nothing_is_overwritten() {
    let vault = Vault::new()
        .file("people/ada-lovelace.md", "A page that is no contact: no front matter.\n")
        .file("people/ada-lovelace-2.md", "");
    linkedin(&vault, "Ada,Lovelace,,,,,\n");
    assert_eq!(
        vault.read("people/ada-lovelace.md"),
        "A page that is no contact: no front matter.\n"
    );
    assert_eq!(vault.read("people/ada-lovelace-2.md"), "");
    assert_eq!(
        vault.read("people/ada-lovelace-3.md"),
        "---\nname: Ada Lovelace\nmet_through: LinkedIn\n---\n"
    );
}

#[test]
fn new_notes_lie_where_the_others_lie_and_are_named_like_them() {
    let vault = Vault::new()
        .file("CRM/Friends/Ada Lovelace.md", "---\ntype: person\n---\n")
        .file("CRM/Friends/Grace Hopper.md", "---\ntype: person\n---\n")
        .file("people/alan-turing.md", "---\nname: Alan Turing\n---\n");
    let seen = linkedin(&vault, "Zoë: \"Q\",O'Neil/Smith,,,,,\n");
    let out = "CRM/Friends/Zoë Q O'Neil Smith.md · Zoë: \"Q\" O'Neil/Smith\n";
    assert_eq!(seen, output(0, out, "1 note made\n"));
    assert_eq!(
        vault.read("CRM/Friends/Zoë Q O'Neil Smith.md"),
        "---\ntype: contact\nname: \"Zoë: \\\"Q\\\" O'Neil/Smith\"\nmet_through: LinkedIn\n---\n"
    );
    let vault = Vault::new().config("folders: {contact: [\"crm/who\"]}\n");
    linkedin(&vault, "Ada,Lovelace,,,,,\n");
    assert_eq!(files(&vault), ["crm/who/ada-lovelace.md", "keepwarm.yaml"]);
    assert_eq!(vault.json()["counts"]["contacts"], 1);
}

#[test]
fn hostile_names_and_values_stay_values_in_the_folder() {
    let vault = Vault::new();
    let rows = "../../etc,passwd,,,,,\n\
        C:\\Windows,..,,,,,\n\
        🦊,,,,,,\n🐻,,,,,,\n\
        Con,,,,,,\n\
        \"Ada\u{1b}[31m\n---\ntype: x\",\u{202e}Love\u{200b}lace\0,,\"a@b.c\nreached_out: 2020-01-01\",\"=cmd|' /C calc'!A0\",\"[[Grace]]: #x\",\n\
        yes,,,,null,007,\n";
    let seen = linkedin(&vault, &rows.replace('\0', ""));
    assert_eq!((seen.status, seen.err.as_str()), (0, "7 notes made\n"));
    let expected = [
        "people/ada-31m-type-x-lovelace.md",
        "people/c-windows.md",
        "people/con-note.md",
        "people/etc-passwd.md",
        "people/yes.md",
        "people/🐻.md",
        "people/🦊.md",
    ];
    assert_eq!(files(&vault), expected);
    assert_eq!(
        vault.read(expected[0]),
        "---\n\
        name: \"Ada[31m --- type: x Lovelace\"\n\
        company: \"=cmd|' /C calc'!A0\"\n\
        role: \"[[Grace]]: #x\"\n\
        met_through: LinkedIn\n\
        ---\n"
    );
    assert_eq!(
        vault.read("people/yes.md"),
        "---\nname: \"yes\"\ncompany: \"null\"\nrole: \"007\"\nmet_through: LinkedIn\n---\n"
    );
    assert_eq!(vault.problems(), [""; 0]);
    assert_eq!(vault.items(), [""; 0]);
    assert_eq!(vault.json()["counts"]["contacts"], 7);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_is_not_written_into() {
    let vault = Vault::new().config("me: x\n");
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), vault.path().join("people")).unwrap();
    let seen = linkedin(&vault, "Ada,Lovelace,,,,,\n");
    let err = "0 notes made\n\
        error: cannot make [VAULT]/people/ada-lovelace.md: \
        [VAULT]/people is a symbolic link; nothing there is read\n";
    assert_eq!(seen, output(2, "", err));
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[test]
fn a_file_that_is_no_address_book_is_told() {
    let vault = Vault::new();
    let failed = |words: &str| output(2, "", &format!("error: [BOOK] was not read: {words}\n"));
    let no_header = "no line in it has the columns `First Name` and `Last Name`: \
        is it the `Connections.csv` of LinkedIn's data export?";
    assert_eq!(import(&vault, "linkedin", b"a,b\n", &[]), failed(no_header));
    assert_eq!(import(&vault, "linkedin", b"", &[]), failed(no_header));
    assert_eq!(import(&vault, "vcard", b"a,b\n", &[]), failed("there is no vCard in it"));
    let archive = failed("it is an archive: unpack it, and name the file that is in it");
    assert_eq!(import(&vault, "linkedin", b"PK\x03\x04xyz", &[]), archive);
    assert_eq!(import(&vault, "vcard", b"\0\x01", &[]), failed("it is no text"));
    let missing = vault.run("import vcard nowhere.vcf");
    assert_eq!(missing.status, 2);
    assert!(missing.err.starts_with("error: cannot read [VAULT]/nowhere.vcf: "), "{}", missing.err);
    assert_eq!(files(&vault), [""; 0]);
}

#[test]
fn a_quote_that_never_closes_is_told() {
    let mut rows = "Ada,Lovelace,,,,,\n\"Grace,Hopper,,,,,\n".to_owned();
    rows.extend((0..40).map(|n| format!("Person,Number {n},,,,,\n")));
    let seen = linkedin(&Vault::new(), &rows);
    let err = "[BOOK]: a quote that opens on line 3 does not close\n\
        1 note made, 1 without a person's name\n";
    assert_eq!(seen, output(1, "people/ada-lovelace.md · Ada Lovelace\n", err));
}

#[test]
fn thousands_of_rows_are_read_in_one_go() {
    let rows: String = (0..20_000).map(|n| format!("🦊,{n:06},,,,,\n")).collect();
    let book = format!("{HEADER}{rows}");
    let vault = Vault::new().contact("fox", "name: 🦊 000007");
    let seen = import(&vault, "linkedin", book.as_bytes(), &["--dry-run"]);
    assert_eq!(seen.err, "19999 notes would be made, 1 there already\n");
    assert!(seen.out.starts_with("people/🦊-000000.md · 🦊 000000\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a file, nothing is written but notes below `people`, and none of them
    /// owes anything or has anything to mend.
    #[test]
    fn any_file_makes_sound_notes_or_none(
        pieces in vec(any::<Index>(), 0..24),
        bytes in vec(any::<u8>(), 0..6),
        place in any::<Index>(),
    ) {
        const PIECES: &[&str] = &[
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n",
            "Ada,Lovelace,https://x.y/\"?#,a@b.c,\"x\"\"y\",: - [ ] #,1/2/3\n", "\"", ",", "\n", ";",
            "BEGIN:VCARD\r\n", "VERSION:3.0\n", "VERSION:2.1\n", "FN:", "N:a;b,c;;\n", "END:VCARD\n",
            "EMAIL;TYPE=pref:a@b.c\n", "TEL;ENCODING=QUOTED-PRINTABLE;CHARSET=x:=C3=\n=AB\n", "\\n",
            " folded\n", "item1.ADR;X=\"a:b\":;;;;;;\n", "PHOTO;ENCODING=b:AAA\n", "../..", "---\n",
            "{{", "[[x]]", "\u{2028}", "Zo\u{eb}", "URL:linkedin.com/in/%ff\n", "ORG;LANGUAGE=x:\n",
        ];
        let text: String = pieces.iter().map(|index| *index.get(PIECES)).collect();
        let mut book = text.into_bytes();
        let place = place.index(book.len() + 1);
        book.splice(place..place, bytes);
        for origin in ["linkedin", "vcard"] {
            let vault = Vault::new();
            let seen = import(&vault, origin, &book, &[]);
            prop_assert!(seen.status <= 2);
            let made = files(&vault);
            prop_assert!(made.iter().all(|path| path.starts_with("people/") && path.ends_with(".md")));
            prop_assert_eq!(made.len(), seen.out.lines().count());
            prop_assert_eq!(vault.json()["counts"]["contacts"].as_u64(), Some(made.len() as u64));
            prop_assert_eq!(vault.items(), [""; 0]);
        }
    }
}
