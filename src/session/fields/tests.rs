use super::*;
use crate::model::{Claim, ClaimId, Part, Status};

#[test]
fn a_choice_is_taken_by_name_or_by_label() {
    let claim = Claim {
        id: ClaimId::new("c"),
        anchors: Vec::new(),
        part: Part::Body,
        status: Status::Draft,
        tags: Vec::new(),
        note: String::new(),
        created: String::new(),
        changed: String::new(),
    };
    let record = Record::Claim(claim);
    let set = |typed: &str| set(&record, Field::Status, typed, Around::NOTHING).unwrap();
    let shown = |record: Record| record_text(&record, Field::Status).unwrap();
    assert_eq!(shown(set("Query").unwrap()), "Query");
    assert_eq!(shown(set("reviewed").unwrap()), "Reviewed");
    assert!(set("done").unwrap_err().reason.contains("draft, reviewed, query"));
}
