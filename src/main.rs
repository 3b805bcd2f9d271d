//! Arguments, logging, the window or a command. Never: domain logic.

fn main() {}
