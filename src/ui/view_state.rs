//! What several panels of the window share and the next start remembers: view, theme, zoom, width, layers.
//!
//! Owns no annotations. Never: rules.

use super::Marking;
use crate::model::{ArticleId, TagRole};
use crate::session::{Action, Field, ViewSettings};
use std::collections::BTreeSet;

/// Which view fills the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ViewKind {
    /// The articles, one at a time.
    #[default]
    Read,
    /// All numbers in a table.
    Numbers,
    /// Facts above the articles.
    Facts,
    /// The sentences of the folder that are worth tagging, in a table.
    Scan,
}

/// Light or dark.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Dark text on light paper.
    Light,
    /// Light text on dark paper.
    Dark,
}

/// What a panel asks of the window itself. Carried out by the app after the last panel.
#[derive(Clone, PartialEq, Debug)]
pub enum UiAct {
    /// Show a view.
    View(ViewKind),
    /// Ask for a folder.
    OpenFolder,
    /// Ask for where to export.
    Export,
    /// Ask for where to write a picture.
    ExportPicture(Picture),
    /// Open the find bar of the Reader.
    Find,
    /// Open the search over all articles, with the focus in its field.
    FindEverywhere,
    /// Open or close the command palette.
    Palette,
    /// Open or close the table of mouse and keys.
    Help,
    /// Put text on the clipboard.
    Copy(String),
    /// Larger (1), smaller (-1), usual (0).
    Zoom(i8),
    /// Longer (1) or shorter (-1) lines.
    Width(i8),
    /// Change the theme.
    Theme(ThemeChoice),
    /// Give the Reader the focus.
    FocusReader,
    /// Make the list of sentences worth tagging, and show it.
    Scan,
    /// Back from a sentence to the view that led to it.
    BackToView,
    /// Switch a layer of the Reader on or off.
    Toggle(Layer),
    /// Carry something out, then put the focus into this field of the record that is selected then, or of the article.
    Correct {
        /// What to do first.
        first: Option<Box<Action>>,
        /// The field.
        field: Option<Field>,
    },
}

/// A picture that is to be written out.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// The name of its file, with its ending.
    pub name: String,
    /// What the file holds.
    pub bytes: std::sync::Arc<[u8]>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}, {} bytes)", self.name, self.bytes.len())
    }
}

/// A layer of the Reader: an entry of the legend.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the legend's words
pub enum Layer {
    Claim,
    Number,
    Counted,
    Source,
    Cue,
    Quote,
    Date,
    Place,
    Proposed,
    Invisible,
}

impl Layer {
    /// All layers, in the legend's order.
    pub const ALL: [Self; 10] = [
        Self::Claim,
        Self::Number,
        Self::Counted,
        Self::Source,
        Self::Cue,
        Self::Quote,
        Self::Date,
        Self::Place,
        Self::Proposed,
        Self::Invisible,
    ];

    /// The legend's word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Claim => "Claim",
            Self::Number => "Number",
            Self::Counted => "Counted",
            Self::Source => "Source",
            Self::Cue => "Cue",
            Self::Quote => "Quote",
            Self::Date => "Date",
            Self::Place => "Place",
            Self::Proposed => "Proposed",
            Self::Invisible => "Invisible",
        }
    }

    /// The layer that a tagged span belongs to.
    #[must_use]
    pub const fn of(role: TagRole) -> Self {
        match role {
            TagRole::Claim => Self::Claim,
            TagRole::Quote => Self::Quote,
            TagRole::Number | TagRole::Qualifier => Self::Number,
            TagRole::Counted => Self::Counted,
            TagRole::Source => Self::Source,
            TagRole::Cue => Self::Cue,
            TagRole::Date => Self::Date,
            TagRole::Place => Self::Place,
        }
    }
}

/// Zoom steps of the Reader's text, in percent.
pub const ZOOM: std::ops::RangeInclusive<f32> = 60.0..=250.0;
/// Widths of the reading column, in average chars.
pub const WIDTH: std::ops::RangeInclusive<f32> = 45.0..=120.0;
/// The reading column's usual width: within the 65–75 chars of product.md.
pub const USUAL_WIDTH: f32 = 70.0;

/// What the panels share.
#[derive(Clone, PartialEq, Debug)]
pub struct ViewState {
    /// The view shown.
    pub view: ViewKind,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// The Reader's text size, in percent of its usual 16 points.
    pub zoom: f32,
    /// The reading column's width, in average chars.
    pub width: f32,
    /// Layers switched off.
    pub hidden: BTreeSet<Layer>,
    /// What the next drag over text is for.
    pub marking: Marking,
    /// Whether the search over all articles is open.
    pub searching: bool,
    /// The view that led to a sentence, and the article it stands in: Back returns to the view.
    pub from: Option<(ViewKind, ArticleId)>,
}

impl Default for ViewState {
    fn default() -> Self {
        Self {
            view: ViewKind::Read,
            theme: ThemeChoice::System,
            zoom: 100.0,
            width: USUAL_WIDTH,
            hidden: BTreeSet::new(),
            marking: Marking::default(),
            searching: false,
            from: None,
        }
    }
}

impl ViewState {
    /// Whether a layer is shown.
    #[must_use]
    pub fn shows(&self, layer: Layer) -> bool {
        !self.hidden.contains(&layer)
    }

    /// Switches a layer on or off.
    pub fn toggle(&mut self, layer: Layer) {
        if !self.hidden.remove(&layer) {
            self.hidden.insert(layer);
        }
    }

    /// What the last session kept; what is missing or odd becomes the usual.
    #[must_use]
    pub fn from_settings(settings: &ViewSettings) -> Self {
        let text = |name: &str| settings.texts.get(name).map(String::as_str).unwrap_or_default();
        let number = |name: &str, usual: f32| {
            settings.numbers.get(name).map_or(usual, |number| *number as f32)
        };
        let hidden: BTreeSet<_> = text("hidden layers").split(", ").collect();
        Self {
            view: match text("view") {
                "Numbers" => ViewKind::Numbers,
                "Facts" => ViewKind::Facts,
                _ => ViewKind::Read,
            },
            theme: match text("theme") {
                "light" => ThemeChoice::Light,
                "dark" => ThemeChoice::Dark,
                _ => ThemeChoice::System,
            },
            zoom: number("zoom", 100.0).clamp(*ZOOM.start(), *ZOOM.end()),
            width: number("width", USUAL_WIDTH).clamp(*WIDTH.start(), *WIDTH.end()),
            hidden: Layer::ALL.into_iter().filter(|layer| hidden.contains(layer.label())).collect(),
            ..Self::default()
        }
    }

    /// Writes what the next start needs into the settings.
    pub fn keep_in(&self, settings: &mut ViewSettings) {
        let view = match self.view {
            ViewKind::Numbers => "Numbers",
            ViewKind::Facts => "Facts",
            ViewKind::Read | ViewKind::Scan => "Read",
        };
        let theme = match self.theme {
            ThemeChoice::System => "system",
            ThemeChoice::Light => "light",
            ThemeChoice::Dark => "dark",
        };
        let hidden: Vec<_> = self.hidden.iter().map(|layer| layer.label()).collect();
        settings.texts.insert("view".to_owned(), view.to_owned());
        settings.texts.insert("theme".to_owned(), theme.to_owned());
        settings.texts.insert("hidden layers".to_owned(), hidden.join(", "));
        settings.numbers.insert("zoom".to_owned(), f64::from(self.zoom));
        settings.numbers.insert("width".to_owned(), f64::from(self.width));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let mut state = ViewState { zoom: 130.0, theme: ThemeChoice::Dark, ..Default::default() };
        state.toggle(Layer::Cue);
        state.toggle(Layer::Date);
        let mut settings = ViewSettings::default();
        state.keep_in(&mut settings);
        assert_eq!(ViewState::from_settings(&settings), state);
        assert_eq!(ViewState::from_settings(&ViewSettings::default()), ViewState::default());
    }
}
