//! Where on the earth somebody is.

use serde_json::Value;

use crate::safety::command;
use crate::safety::program;
use crate::vault::Vault;

/// From west to east; the outermost two never have the same day.
const ZONES: &[&str] =
    &["WEST+12", "NST3:30NDT,M3.2.0,M11.1.0", "GMT0BST,M3.5.0/1,M10.5.0", "EAST-14"];

fn agenda(vault: &Vault, zone: &str, is_day_fixed: bool) -> Vec<u8> {
    let mut command = command(program(), vault);
    command.args(["agenda", "--json"]).env("TZ", zone);
    if !is_day_fixed {
        command.env_remove("KEEPWARM_TODAY");
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{zone}");
    output.stdout
}

#[test]
fn the_time_zone_decides_what_day_it_is_and_nothing_else() {
    let vault = Vault::new()
        .contact("ada", "name: Ada\nlast_contact: 2026-03-29\nreached_out: 2026-11-14")
        .meeting("2026-11-20-ada", "with: Ada\ntime: 23:30", "- [ ] write by 2026-10-25\n")
        .meeting("x", "with: Ada\ndate: 2026-11-22T00:10", "");
    let here = agenda(&vault, ZONES[0], true);
    for zone in ZONES {
        assert_eq!(agenda(&vault, zone, true), here, "{zone}");
    }
    let days = ZONES.iter().map(|zone| {
        let json: Value = serde_json::from_slice(&agenda(&vault, zone, false)).unwrap();
        json["today"].as_str().unwrap().to_owned()
    });
    let days: Vec<String> = days.collect();
    assert!(days.is_sorted() && days[0] < days[3], "{days:?}");
}
