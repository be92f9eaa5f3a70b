//! Whatever the notes say, what is exported can be read, and has no more and no less in it.

use keepwarm::render::csv;
use keepwarm::render::ics;
use keepwarm::rules;
use proptest::prelude::*;

use crate::export::read;
use crate::vault::TODAY;

use super::cases;
use super::folder::agenda;
use super::folder::join;
use super::hostile;
use super::realistic;

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn a_calendar_and_a_table_have_every_item_once(
        folder in prop_oneof![realistic::folders(), hostile::folders()],
    ) {
        let settings = folder.settings();
        let notes = folder.read(&settings);
        let joined = join(&settings, &notes);
        let vault = joined.vault();
        let agenda = agenda(&vault, TODAY);
        let planned = rules::planned(&vault, agenda.today);
        let dated = agenda.items.iter().filter(|item| item.due.is_some()).count();

        let events = read::calendar(&ics::calendar(&agenda, &planned, ics::Form::Events));
        prop_assert_eq!(events.all("VEVENT").len(), dated + planned.len());
        prop_assert_eq!(events.parts.len(), dated + planned.len());
        let to_dos = read::calendar(&ics::calendar(&agenda, &planned, ics::Form::ToDos));
        prop_assert_eq!(to_dos.all("VTODO").len(), agenda.items.len());
        prop_assert_eq!(to_dos.parts.len(), agenda.items.len() + planned.len());

        let table = read::table(&String::from_utf8(csv::table(&agenda)).unwrap());
        let ids: Vec<&str> = table.iter().skip(1).map(|row| row[0].as_str()).collect();
        let items: Vec<&str> = agenda.items.iter().map(|item| item.id.as_str()).collect();
        prop_assert_eq!(ids, items);
        let is_harmless = |cell: &String| {
            !cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !cell.contains(char::is_control)
        };
        prop_assert!(table.iter().flatten().all(is_harmless));
    }
}
