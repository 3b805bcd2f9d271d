//! A picture of a fact over time as lines, marks and words: one description for the window and for every file.
//!
//! Pure: no colours, no fonts; an [`Ink`] says what something is drawn for. Never: lays out (`lay`).

use std::ops::Range;
use std::sync::Arc;

/// What something is drawn for: its colour follows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Ink {
    /// Hairlines of the grid.
    Line,
    /// Secondary words, what cannot be compared, what nobody is named for.
    Muted,
    /// Words.
    Text,
    /// The analyst's own reading.
    Reading,
    /// An origin, by its place among the named ones.
    Origin(u8),
}

/// The shape of a mark.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // shapes
pub enum Shape {
    Circle,
    Square,
    Diamond,
    Triangle,
    Down,
    Star,
}

impl Shape {
    /// The corners of the shape about the origin, for a mark of radius 1; none for a circle.
    #[must_use]
    pub const fn corners(self) -> &'static [(f32, f32)] {
        match self {
            Self::Circle => &[],
            Self::Square => &[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
            Self::Diamond => &[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)],
            Self::Triangle => &[(0.0, -1.15), (1.1, 0.85), (-1.1, 0.85)],
            Self::Down => &[(-1.1, -0.85), (1.1, -0.85), (0.0, 1.15)],
            Self::Star => &[(0.0, -1.2), (1.14, -0.37), (0.7, 0.97), (-0.7, 0.97), (-1.14, -0.37)],
        }
    }
}

/// Where words stand about their place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// They begin there.
    Start,
    /// They are centred there.
    Middle,
    /// They end there.
    End,
}

/// A place in points from the upper left corner.
pub type At = (f32, f32);

/// How much of its colour is left of what is pale.
pub const FAINT: f32 = 0.35;

/// One thing that is drawn.
#[derive(Clone, PartialEq, Debug)]
pub enum Item {
    /// A line.
    Line {
        /// From where.
        from: At,
        /// To where.
        to: At,
        /// For what.
        ink: Ink,
        /// How wide.
        width: f32,
        /// In dots.
        dotted: bool,
        /// Pale: one of so many that they would cover what they belong to.
        faint: bool,
    },
    /// The head of an arrow.
    Arrow {
        /// Its tip.
        tip: At,
        /// The direction that it points in: one of (0, ±1), (±1, 0).
        to: At,
        /// For what.
        ink: Ink,
        /// Pale.
        faint: bool,
    },
    /// A figure.
    Mark {
        /// Its middle.
        at: At,
        /// Its shape.
        shape: Shape,
        /// For what.
        ink: Ink,
        /// Filled: its time is stated.
        filled: bool,
        /// Its radius.
        size: f32,
    },
    /// The ground, over what was drawn before: words on it are read across lines.
    Ground {
        /// Its upper left corner.
        from: At,
        /// Its lower right corner.
        to: At,
    },
    /// Words in one line, centred on their height.
    Words {
        /// Where.
        at: At,
        /// How about that place.
        side: Side,
        /// For what.
        ink: Ink,
        /// Size of the letters.
        size: f32,
        /// The words.
        text: String,
    },
}

/// Figures that one mark stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// Which, of [`Scene::members`].
    pub members: Range<usize>,
    /// Whether zooming takes them apart: they are not all of one time and value.
    pub comes_apart: bool,
}

/// A mark that can be pointed at.
#[derive(Clone, PartialEq, Debug)]
pub struct Spot {
    /// Its middle.
    pub at: At,
    /// The member's row; of several one.
    pub row: usize,
    /// What it stands for where that is more than one figure.
    pub group: Option<Group>,
}

/// A picture.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scene {
    /// Width and height, in points.
    pub size: At,
    /// What is drawn, from below to above.
    pub items: Vec<Item>,
    /// What can be pointed at.
    pub spots: Vec<Spot>,
    /// The rows of members of groups.
    pub members: Arc<[u32]>,
    /// The left, top, right and bottom of the axes.
    pub plot: (f32, f32, f32, f32),
    /// The times and values that the axes run over.
    pub window: super::window::Window,
    /// Figures drawn together with others, because they touch.
    pub together: usize,
}
