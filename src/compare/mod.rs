//! What a quantity says in numbers: its bounds.
//!
//! Pure. Never: decides for the analyst; sums.
