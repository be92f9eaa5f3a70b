//! What is printed for programs has the form that is published.

use proptest::prelude::*;

use crate::schema::strict_agenda;

use super::cases;
use super::hostile;
use super::realistic;

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn the_agenda_has_the_form_that_is_published(
        folder in prop_oneof![realistic::folders(), hostile::folders()],
    ) {
        let json = folder.json();
        let errors = strict_agenda().iter_errors(&json).map(|error| error.to_string());
        prop_assert_eq!(errors.collect::<Vec<String>>(), Vec::<String>::new());
    }
}
