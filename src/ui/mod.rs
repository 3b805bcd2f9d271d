//! The window: reads `&Session`, owns what is only of the view, emits actions.
//!
//! Never: store, files, locks, domain rules. Every panel is a function of state,
//! `fn panel_ui(ui, &Session, &mut PanelState, &mut Vec<Action>)`; panels that ask something of the window
//! itself take `&mut Vec<UiAct>` beside it. What several panels share is [`view_state::ViewState`].

mod app;
pub mod articles;
pub mod bottom_bar;
pub mod chrome;
pub mod commands;
mod crash;
pub mod dialogs;
pub mod facts;
pub mod fonts;
pub mod frame_log;
pub mod held;
pub mod inspector;
pub mod languages;
pub mod legend;
mod marking;
pub mod names;
pub mod near;
pub mod numbers;
pub mod palette;
pub mod reader;
pub mod redating;
pub mod scan;
pub mod search_panel;
pub mod shortcuts;
pub mod theme;
pub mod top_bar;
pub mod view_state;
pub mod welcome;
pub mod widgets;

pub use app::{App, run};
pub use marking::{MarkTarget, Marking};
