//! Proposals: what was recognised in an article and is neither in its records nor refused.
//!
//! Owns: when articles are recognised, what of it is open at the words that are selected, and walking through it.
//! Never: changes records; acceptances and refusals are commands, planned in `plan`.

mod keep;
mod open;
mod places;
mod recognition;
mod scan;
mod view;
mod walk;
mod words;
mod worth;

pub(super) use keep::{Kept, Recognising};
pub(crate) use open::{Looking, Offer, What, home};
pub(super) use recognition::Made;
pub use recognition::Recognizer;
pub(crate) use recognition::{Recognition, Refused};
pub(super) use scan::Scan;
pub use view::{Proposal, ProposalKey, ScanRow, ScanState, Within};
pub(super) use worth::{Scanning, Seeking};
