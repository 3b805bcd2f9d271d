//! A number as it is printed: with its sign, its unit and its second end.
//!
//! Owns: what is known of it before what is counted is looked for. Never: reads.

use super::numeral::Numeral;
use super::units::UnitAt;
use crate::model::Value;
use crate::recognize::proposal::Form;

/// A number with its unit and its second end.
pub(super) struct Printed {
    pub(super) numeral: Numeral,
    pub(super) value: Value,
    pub(super) form: Form,
    /// First token: a currency, "between", or the number.
    pub(super) from: usize,
    /// One past the number.
    pub(super) number_end: usize,
    pub(super) unit: Option<UnitAt>,
    pub(super) aged: Option<(usize, usize)>,
    /// One past number and unit.
    pub(super) end: usize,
    /// A sign of minus before the number.
    pub(super) minus: bool,
    pub(super) ranged: bool,
}
