//! The accessibility tree of a running window: what a screen reader sees, and where every word stands.
//!
//! Owns: one snapshot. Never: talks to the window.

use eframe::egui::accesskit::{Node, NodeId, Rect, Role, TreeUpdate};
use std::collections::HashMap;

/// One snapshot of the tree.
pub struct Tree {
    nodes: HashMap<NodeId, Node>,
    parents: HashMap<NodeId, NodeId>,
    order: Vec<NodeId>,
    focus: NodeId,
    /// Pixels of a point; bounds are in points.
    pub pixels: f64,
}

/// Words on the screen.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Words {
    /// The box of the first character.
    pub first: Rect,
    /// The box of the last character.
    pub last: Rect,
}

impl Words {
    /// A point on the first character's left part, where a drag over the words begins.
    pub fn start(&self) -> (f64, f64) {
        (self.first.x0 + 0.2 * self.first.width(), middle(&self.first).1)
    }

    /// A point on the last character's right part, where a drag over the words ends.
    pub fn end(&self) -> (f64, f64) {
        (self.last.x1 - 0.2 * self.last.width(), middle(&self.last).1)
    }

    /// A point on the first character.
    pub fn on(&self) -> (f64, f64) {
        middle(&self.first)
    }
}

/// The middle of a box.
pub fn middle(rect: &Rect) -> (f64, f64) {
    ((rect.x0 + rect.x1) / 2.0, (rect.y0 + rect.y1) / 2.0)
}

/// What a node says: its name, else its content.
pub fn said(node: &Node) -> &str {
    node.label().filter(|label| !label.is_empty()).or_else(|| node.value()).unwrap_or_default()
}

impl Tree {
    /// A snapshot from what the window sends.
    pub fn new(update: TreeUpdate, pixels: f32) -> Self {
        let order: Vec<_> = update.nodes.iter().map(|(id, _)| *id).collect();
        let nodes: HashMap<_, _> = update.nodes.into_iter().collect();
        let mut parents = HashMap::new();
        for (id, node) in &nodes {
            for child in node.children() {
                parents.insert(*child, *id);
            }
        }
        Self { nodes, parents, order, focus: update.focus, pixels: f64::from(pixels) }
    }

    /// All nodes.
    pub fn all(&self) -> impl Iterator<Item = &Node> {
        self.order.iter().filter_map(|id| self.nodes.get(id))
    }

    /// The nodes of a role that say exactly this.
    pub fn every(&self, role: Role, says: &str) -> Vec<&Node> {
        self.all().filter(|node| node.role() == role && said(node) == says).collect()
    }

    /// The first node of a role that says exactly this.
    pub fn one(&self, role: Role, says: &str) -> Option<&Node> {
        self.every(role, says).first().copied()
    }

    /// The first node, text runs aside, that says something with these words in it.
    pub fn saying(&self, words: &str) -> Option<&Node> {
        self.all().find(|node| node.role() != Role::TextRun && said(node).contains(words))
    }

    /// A control's name: its own, or that of the label it belongs to.
    pub fn name<'t>(&'t self, node: &'t Node) -> &'t str {
        let labels = || node.labelled_by().iter().filter_map(|id| self.nodes.get(id)).map(said);
        node.label()
            .filter(|label| !label.is_empty())
            .or_else(|| labels().next())
            .unwrap_or_default()
    }

    /// A field that is typed into, by its name.
    pub fn field(&self, name: &str) -> Option<&Node> {
        self.all().find(|node| is_field(node.role()) && self.name(node) == name)
    }

    /// The node that has the keyboard.
    pub fn focused(&self) -> Option<&Node> {
        self.nodes.get(&self.focus)
    }

    /// Where words stand in the text block that holds `within`; white space is not compared, so that both may run over line ends.
    pub fn words(&self, within: &str, words: &str) -> Option<Words> {
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>();
        let (within, words) = (bare(within), bare(words));
        for id in &self.order {
            let Some(block) = self.nodes.get(id) else { continue };
            let (mut chars, mut boxes) = (Vec::new(), Vec::new());
            for run in block.children().iter().filter_map(|child| self.nodes.get(child)) {
                if run.role() == Role::TextRun {
                    characters(run, &mut chars, &mut boxes);
                }
            }
            let Some(from) = find(&chars, &within) else { continue };
            let at = from + find(chars.get(from..).unwrap_or_default(), &words)?;
            return Some(Words { first: *boxes.get(at)?, last: *boxes.get(at + words.len() - 1)? });
        }
        None
    }

    /// A node's ancestors, nearest first.
    pub fn above(&self, node: &Node) -> Vec<&Node> {
        let id =
            self.order.iter().find(|id| self.nodes.get(id).is_some_and(|n| std::ptr::eq(n, node)));
        let mut found = Vec::new();
        let mut at = id.and_then(|id| self.parents.get(id));
        while let Some(parent) = at {
            found.extend(self.nodes.get(parent));
            at = self.parents.get(parent);
        }
        found
    }

    /// Every node in a line of its own, for messages of failed tests.
    pub fn shown(&self) -> String {
        let mut text = String::new();
        for node in self.all() {
            let says = said(node);
            if node.role() == Role::TextRun || (says.is_empty() && node.description().is_none()) {
                continue;
            }
            let bounds = node.bounds().map_or_else(String::new, |b| {
                format!("{:.0},{:.0}–{:.0},{:.0}", b.x0, b.y0, b.x1, b.y1)
            });
            let value = node.value().filter(|value| *value != says).unwrap_or_default();
            let says = if is_field(node.role()) { self.name(node) } else { says };
            let about = node.description().unwrap_or_default();
            let line = format!("{:?} {says:?} {value:?} [{about}] {bounds}\n", node.role());
            text.push_str(&line);
        }
        text
    }
}

/// The characters of a text run that are no white space, and the box of each.
fn characters(run: &Node, chars: &mut Vec<char>, boxes: &mut Vec<Rect>) {
    let Some(bounds) = run.bounds() else { return };
    let value = run.value().unwrap_or_default();
    let positions = run.character_positions().unwrap_or_default();
    let widths = run.character_widths().unwrap_or_default();
    let mut byte = 0;
    for (at, length) in run.character_lengths().iter().enumerate() {
        let piece = value.get(byte..byte + usize::from(*length)).unwrap_or_default();
        byte += usize::from(*length);
        let left = bounds.x0 + f64::from(positions.get(at).copied().unwrap_or_default());
        let right = left + f64::from(widths.get(at).copied().unwrap_or_default());
        for c in piece.chars().filter(|c| !c.is_whitespace()) {
            chars.push(c);
            boxes.push(Rect { x0: left, y0: bounds.y0, x1: right, y1: bounds.y1 });
        }
    }
}

/// Whether a role is one that is typed into.
pub const fn is_field(role: Role) -> bool {
    matches!(role, Role::TextInput | Role::MultilineTextInput | Role::SearchInput)
}

fn find(text: &[char], words: &[char]) -> Option<usize> {
    (!words.is_empty()).then(|| text.windows(words.len()).position(|part| part == words)).flatten()
}
