//! The one table of commands: label, tooltip, shortcut, when enabled, what it does.
//!
//! Menus, keys, the palette, the F1 table and tests all read it. Never: decides a rule; it asks `Session::can`.

use super::view_state::ThemeChoice;
use super::view_state::{Layer, UiAct, ViewKind};
use crate::session::{Action, Command, DateRole, Rejection, Session, TagKind};
use eframe::egui::{Key, KeyboardShortcut, Modifiers};

/// Everything that a menu, a key or the palette can ask for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)] // the labels say what each is
pub enum UiCommand {
    OpenFolder,
    Reload,
    Save,
    Export,
    Undo,
    Redo,
    Back,
    ShowRead,
    ShowNumbers,
    ShowFacts,
    Find,
    FindEverywhere,
    Palette,
    Help,
    PreviousArticle,
    NextArticle,
    ToggleReviewed,
    Tag(TagKind),
    MakeClaim,
    AcceptAll,
    NextProposal,
    PreviousProposal,
    AcceptProposal,
    CorrectProposal,
    RefuseProposal,
    NextSentence,
    Scan,
    ToggleProposals,
    ToggleInvisible,
    SameSource,
    SplitClaim,
    MergeClaims,
    TagEqual,
    Delete,
    CopyCitation,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Wider,
    Narrower,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
}

/// Where a shortcut acts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// In the whole window, but not in a text field that has a use for it.
    Window,
    /// Only while the Reader has the focus; by physical key on a layout without Latin letters.
    Reader,
}

/// What carrying out a command means.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Wishes to the session.
    Session(Vec<Action>),
    /// Something of the window's own.
    Window(UiAct),
}

impl UiCommand {
    /// All commands, in the order of the F1 table.
    pub const ALL: &[Self] = &[
        Self::OpenFolder,
        Self::Reload,
        Self::Save,
        Self::Export,
        Self::Undo,
        Self::Redo,
        Self::Back,
        Self::ShowRead,
        Self::ShowNumbers,
        Self::ShowFacts,
        Self::Scan,
        Self::Find,
        Self::FindEverywhere,
        Self::Palette,
        Self::Help,
        Self::PreviousArticle,
        Self::NextArticle,
        Self::ToggleReviewed,
        Self::MakeClaim,
        Self::AcceptAll,
        Self::NextProposal,
        Self::PreviousProposal,
        Self::AcceptProposal,
        Self::CorrectProposal,
        Self::RefuseProposal,
        Self::ToggleProposals,
        Self::ToggleInvisible,
        Self::Tag(TagKind::Number),
        Self::Tag(TagKind::Counted),
        Self::Tag(TagKind::Source),
        Self::Tag(TagKind::Cue),
        Self::Tag(TagKind::Quote),
        Self::Tag(TagKind::Date(DateRole::AsOf)),
        Self::Tag(TagKind::Date(DateRole::SaidAt)),
        Self::Tag(TagKind::Date(DateRole::Period)),
        Self::Tag(TagKind::Date(DateRole::Published)),
        Self::Tag(TagKind::Date(DateRole::Mark)),
        Self::Tag(TagKind::Place),
        Self::NextSentence,
        Self::SameSource,
        Self::SplitClaim,
        Self::MergeClaims,
        Self::TagEqual,
        Self::Delete,
        Self::CopyCitation,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::Wider,
        Self::Narrower,
        Self::ThemeSystem,
        Self::ThemeLight,
        Self::ThemeDark,
    ];

    /// The toolbar's kinds, in its order; 1…8 pick them.
    pub const TOOLBAR: [Self; 8] = [
        Self::MakeClaim,
        Self::Tag(TagKind::Number),
        Self::Tag(TagKind::Counted),
        Self::Tag(TagKind::Source),
        Self::Tag(TagKind::Cue),
        Self::Tag(TagKind::Quote),
        Self::Tag(TagKind::Date(DateRole::AsOf)),
        Self::Tag(TagKind::Place),
    ];

    /// What it is called, in menus, buttons and the palette.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::OpenFolder => "Open folder…",
            Self::Reload => "Read the folder again",
            Self::Save => "Save now",
            Self::Export => "Export…",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::Back => "Back",
            Self::ShowRead => "Read",
            Self::ShowNumbers => "Numbers",
            Self::ShowFacts => "Facts",
            Self::Find => "Find in article",
            Self::FindEverywhere => "Find in all articles",
            Self::Palette => "Commands",
            Self::Help => "Mouse and keys",
            Self::PreviousArticle => "Previous article",
            Self::NextArticle => "Next article",
            Self::ToggleReviewed => "Article reviewed",
            Self::MakeClaim => "Claim",
            Self::AcceptAll => "Accept all",
            Self::NextProposal => "Next proposal",
            Self::PreviousProposal => "Previous proposal",
            Self::AcceptProposal => "Accept proposal",
            Self::CorrectProposal => "Correct proposal",
            Self::RefuseProposal => "Refuse proposal",
            Self::ToggleProposals => "Show or hide proposals",
            Self::ToggleInvisible => "Show or hide invisible characters",
            Self::Scan => "Scan folder",
            Self::Tag(TagKind::Number) => "Number",
            Self::Tag(TagKind::Counted) => "Counted",
            Self::Tag(TagKind::Source) => "Source",
            Self::Tag(TagKind::Cue) => "Cue",
            Self::Tag(TagKind::Quote) => "Quote",
            Self::Tag(TagKind::Date(DateRole::AsOf)) => "Date: as of",
            Self::Tag(TagKind::Date(DateRole::SaidAt)) => "Date: said at",
            Self::Tag(TagKind::Date(DateRole::Period)) => "Date: period",
            Self::Tag(TagKind::Date(DateRole::Published)) => "Date: article’s date",
            Self::Tag(TagKind::Date(DateRole::Mark)) => "Date: of no number",
            Self::Tag(TagKind::Place) => "Place",
            Self::NextSentence => "Next sentence worth tagging",
            Self::SameSource => "Same source as before",
            Self::SplitClaim => "Split claim here",
            Self::MergeClaims => "Merge with the next claim",
            Self::TagEqual => "Tag all equal mentions",
            Self::Delete => "Delete",
            Self::CopyCitation => "Copy with citation",
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::ZoomReset => "Zoom 100 %",
            Self::Wider => "Wider text",
            Self::Narrower => "Narrower text",
            Self::ThemeSystem => "Theme: as the system",
            Self::ThemeLight => "Theme: light",
            Self::ThemeDark => "Theme: dark",
        }
    }

    /// What it does, in a sentence.
    #[must_use]
    pub const fn tooltip(self) -> &'static str {
        match self {
            Self::OpenFolder => "Open a folder of articles (.txt); subfolders are read too",
            Self::Reload => "Look for new and changed articles",
            Self::Save => "Write everything now (it is written by itself within a second)",
            Self::Export => "Write annotations out as RON, JSON or CSV",
            Self::Undo => "Take back the last act, in whichever article it was",
            Self::Redo => "Do again what was taken back",
            Self::Back => "Back to where you were before the last jump",
            Self::ShowRead => "Read and tag the articles",
            Self::ShowNumbers => "All numbers of all articles in one table",
            Self::ShowFacts => {
                "What the articles say of one question, by whom, and whether it holds"
            }
            Self::Find => "Find words in this article",
            Self::FindEverywhere => "Find words in all articles and notes",
            Self::Palette => "Find any command by its name",
            Self::Help => "The table of mouse and keys",
            Self::PreviousArticle => "Show the article above in the list",
            Self::NextArticle => "Show the article below in the list",
            Self::ToggleReviewed => {
                "Say that you are done with this article, with claims or without"
            }
            Self::MakeClaim => "Tag the selected sentence or words as a claim",
            Self::AcceptAll => "Take all that is printed in the claim as it is proposed",
            Self::NextProposal => "Go to the next open proposal of this article",
            Self::PreviousProposal => "Go to the open proposal before",
            Self::AcceptProposal => "Take the selected proposal as it is",
            Self::CorrectProposal => "Take the selected proposal and go into its field",
            Self::RefuseProposal => "Refuse the selected proposal: it is not proposed again",
            Self::ToggleProposals => "Draw what is proposed in the text, or leave it out",
            Self::ToggleInvisible => {
                "Mark where a character stands that cannot be seen, or leave the marks out"
            }
            Self::Scan => {
                "List all sentences of the folder with a number that somebody gives, and without a claim"
            }
            Self::Tag(TagKind::Number) => "A number, with its qualifier and unit",
            Self::Tag(TagKind::Counted) => "What is counted",
            Self::Tag(TagKind::Source) => "Who says it",
            Self::Tag(TagKind::Cue) => "The word that attributes: said, according to",
            Self::Tag(TagKind::Quote) => "What is said: the content of the attribution",
            Self::Tag(TagKind::Date(DateRole::AsOf)) => "As of when the number holds",
            Self::Tag(TagKind::Date(DateRole::SaidAt)) => "When it was said",
            Self::Tag(TagKind::Date(DateRole::Period)) => "The time counted over, or of the event",
            Self::Tag(TagKind::Date(DateRole::Published)) => "When the article was published",
            Self::Tag(TagKind::Date(DateRole::Mark)) => "A date that belongs to no number",
            Self::Tag(TagKind::Place) => "Where",
            Self::NextSentence => {
                "Go to the next sentence with a number that somebody gives, and without a claim"
            }
            Self::SameSource => {
                "Copy the source chain and said-at of the attribution before onto this claim"
            }
            Self::SplitClaim => "Split the claim in two at the start of the selection",
            Self::MergeClaims => "Join the next claim of the article to this one",
            Self::TagEqual => "Tag the same words wherever they stand in claims of this article",
            Self::Delete => "Delete the selected record",
            Self::CopyCitation => {
                "Copy the selection, or the claim, with outlet, date, file and offsets"
            }
            Self::ZoomIn => "Larger text",
            Self::ZoomOut => "Smaller text",
            Self::ZoomReset => "Text at its usual size",
            Self::Wider => "Longer lines",
            Self::Narrower => "Shorter lines",
            Self::ThemeSystem => "Light or dark as the system says",
            Self::ThemeLight => "Dark text on light paper",
            Self::ThemeDark => "Light text on dark paper",
        }
    }

    /// Its keys.
    #[must_use]
    pub const fn shortcut(self) -> Option<KeyboardShortcut> {
        const SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        let (modifiers, key) = match self {
            Self::OpenFolder => (Modifiers::COMMAND, Key::O),
            Self::Reload => (Modifiers::NONE, Key::F5),
            Self::Save => (Modifiers::COMMAND, Key::S),
            Self::Export => (Modifiers::COMMAND, Key::E),
            Self::Undo => (Modifiers::COMMAND, Key::Z),
            Self::Redo => (SHIFT, Key::Z),
            Self::Back => (Modifiers::ALT, Key::ArrowLeft),
            Self::Find => (Modifiers::COMMAND, Key::F),
            Self::FindEverywhere => (SHIFT, Key::F),
            Self::Palette => (Modifiers::COMMAND, Key::K),
            Self::Help => (Modifiers::NONE, Key::F1),
            Self::PreviousArticle => (Modifiers::ALT, Key::ArrowUp),
            Self::NextArticle => (Modifiers::ALT, Key::ArrowDown),
            Self::MakeClaim => (Modifiers::NONE, Key::Num1),
            Self::Tag(TagKind::Number) => (Modifiers::NONE, Key::Num2),
            Self::Tag(TagKind::Counted) => (Modifiers::NONE, Key::Num3),
            Self::Tag(TagKind::Source) => (Modifiers::NONE, Key::Num4),
            Self::Tag(TagKind::Cue) => (Modifiers::NONE, Key::Num5),
            Self::Tag(TagKind::Quote) => (Modifiers::NONE, Key::Num6),
            Self::Tag(TagKind::Date(DateRole::AsOf)) => (Modifiers::NONE, Key::Num7),
            Self::Tag(TagKind::Place) => (Modifiers::NONE, Key::Num8),
            Self::AcceptAll => (Modifiers::NONE, Key::Enter),
            Self::NextProposal => (Modifiers::NONE, Key::CloseBracket),
            Self::PreviousProposal => (Modifiers::NONE, Key::OpenBracket),
            Self::AcceptProposal => (Modifiers::NONE, Key::Y),
            Self::RefuseProposal => (Modifiers::NONE, Key::N),
            Self::NextSentence => (Modifiers::NONE, Key::J),
            Self::SameSource => (Modifiers::NONE, Key::S),
            Self::Delete => (Modifiers::NONE, Key::Delete),
            Self::CopyCitation => (Modifiers::COMMAND, Key::C),
            Self::ZoomIn => (Modifiers::COMMAND, Key::Plus),
            Self::ZoomOut => (Modifiers::COMMAND, Key::Minus),
            Self::ZoomReset => (Modifiers::COMMAND, Key::Num0),
            _ => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// Where its keys act.
    #[must_use]
    pub const fn scope(self) -> Scope {
        match self {
            Self::MakeClaim
            | Self::Tag(_)
            | Self::AcceptAll
            | Self::NextProposal
            | Self::PreviousProposal
            | Self::AcceptProposal
            | Self::RefuseProposal
            | Self::NextSentence
            | Self::SameSource
            | Self::Delete
            | Self::CopyCitation => Scope::Reader,
            _ => Scope::Window,
        }
    }

    /// What it does now.
    ///
    /// # Errors
    /// Why it cannot be done now.
    pub fn effect(self, session: &Session) -> Result<Effect, Rejection> {
        let window = |act| Ok(Effect::Window(act));
        match self {
            Self::OpenFolder => window(UiAct::OpenFolder),
            Self::Export if session.folder().is_none() => {
                Err(Rejection::because("Open a folder of articles first."))
            }
            Self::Export => window(UiAct::Export),
            Self::ShowRead => window(UiAct::View(ViewKind::Read)),
            Self::ShowNumbers => window(UiAct::View(ViewKind::Numbers)),
            Self::ShowFacts => window(UiAct::View(ViewKind::Facts)),
            Self::Scan => {
                session.can(&Action::Scan)?;
                window(UiAct::Scan)
            }
            Self::ToggleProposals => window(UiAct::Toggle(Layer::Proposed)),
            Self::ToggleInvisible => window(UiAct::Toggle(Layer::Invisible)),
            Self::CorrectProposal => {
                let proposal = session.selected_proposal();
                let proposal =
                    proposal.ok_or_else(|| Rejection::because("Select a proposal first."))?;
                session.can(&Action::AcceptSelected)?;
                let first = Some(Box::new(Action::AcceptSelected));
                window(UiAct::Correct { first, field: proposal.field })
            }
            Self::Find => window(UiAct::Find),
            Self::FindEverywhere => window(UiAct::FindEverywhere),
            Self::Palette => window(UiAct::Palette),
            Self::Help => window(UiAct::Help),
            Self::CopyCitation => match session.citation() {
                Some(text) => window(UiAct::Copy(text)),
                None => Err(Rejection::because("Select words or a claim to copy.")),
            },
            Self::ZoomIn => window(UiAct::Zoom(1)),
            Self::ZoomOut => window(UiAct::Zoom(-1)),
            Self::ZoomReset => window(UiAct::Zoom(0)),
            Self::Wider => window(UiAct::Width(1)),
            Self::Narrower => window(UiAct::Width(-1)),
            Self::ThemeSystem => window(UiAct::Theme(ThemeChoice::System)),
            Self::ThemeLight => window(UiAct::Theme(ThemeChoice::Light)),
            Self::ThemeDark => window(UiAct::Theme(ThemeChoice::Dark)),
            _ => {
                let actions = self.actions(session)?;
                for action in &actions {
                    session.can(action)?;
                }
                Ok(Effect::Session(actions))
            }
        }
    }

    /// Asks for it: what it does goes to the session or to the window; why it cannot be done becomes a notice.
    pub fn emit(self, session: &Session, out: &mut Vec<Action>, acts: &mut Vec<UiAct>) {
        match self.effect(session) {
            Ok(Effect::Session(actions)) => out.extend(actions),
            Ok(Effect::Window(act)) => acts.push(act),
            Err(rejection) => out.push(Action::Refused(rejection)),
        }
    }

    fn actions(self, session: &Session) -> Result<Vec<Action>, Rejection> {
        let selection = session.selection();
        let article =
            || selection.article.clone().ok_or_else(|| Rejection::because("No article is shown."));
        let words = || {
            selection
                .text
                .ok_or_else(|| Rejection::because("Select a sentence, or drag over words, first."))
        };
        let record = || {
            selection
                .record
                .clone()
                .ok_or_else(|| Rejection::because("Select a claim or a tag first."))
        };
        let claim = || {
            let article = article()?;
            let claim = selection
                .record
                .as_ref()
                .and_then(|record| session.document(&article)?.claim_of(record).cloned());
            claim.ok_or_else(|| Rejection::because("Select a claim first."))
        };
        Ok(vec![match self {
            Self::Reload => Action::Reload,
            Self::Save => Action::Save,
            Self::Undo => Action::Undo,
            Self::Redo => Action::Redo,
            Self::Back => Action::Back,
            Self::PreviousArticle => Action::ShowNext(-1),
            Self::NextArticle => Action::ShowNext(1),
            Self::ToggleReviewed => {
                let article = article()?;
                let reviewed = session.row(&article).is_some_and(|row| row.reviewed);
                Action::Do(Command::SetReviewed { article, reviewed: !reviewed })
            }
            Self::MakeClaim => {
                Action::Do(Command::MakeClaim { article: article()?, spans: vec![words()?] })
            }
            Self::Tag(kind) => {
                Action::Do(Command::Tag { article: article()?, span: words()?, kind })
            }
            Self::AcceptAll => {
                let within = session.shown_within().ok_or_else(|| {
                    Rejection::because("Select a claim, or a sentence that holds a number, first.")
                })?;
                Action::Do(Command::AcceptAll { article: article()?, within })
            }
            Self::NextProposal => Action::WalkProposals { forward: true },
            Self::PreviousProposal => Action::WalkProposals { forward: false },
            Self::AcceptProposal => Action::AcceptSelected,
            Self::RefuseProposal => Action::RefuseSelected,
            Self::NextSentence => Action::NextToTag,
            Self::SameSource => {
                Action::Do(Command::SameSource { article: article()?, claim: claim()? })
            }
            Self::SplitClaim => Action::Do(Command::SplitClaim {
                article: article()?,
                claim: claim()?,
                at: words()?.start,
            }),
            Self::MergeClaims => {
                let (article, into) = (article()?, claim()?);
                let document = session.document(&article);
                let claims = document.map(|d| d.claims_in_order()).unwrap_or_default();
                let at = claims.iter().position(|claim| claim.id == into);
                let next = at.and_then(|at| claims.get(at + 1));
                let from = next.map(|claim| claim.id.clone());
                let from = from.ok_or_else(|| Rejection::because("No claim follows this one."))?;
                Action::Do(Command::MergeClaims { article, into, from })
            }
            Self::TagEqual => {
                let (article, record) = (article()?, record()?);
                let document = session.document(&article);
                let anchors = document.map(|d| d.anchors_of(&record)).unwrap_or_default();
                // The anchor that the selected words stand on, else the record's main one.
                let on = |anchor: &&(crate::model::Slot, &crate::model::Anchor)| {
                    selection.text.is_some() && anchor.1.span() == selection.text
                };
                let slot = anchors.iter().find(on).or_else(|| anchors.first());
                let slot = slot.map(|(slot, _)| *slot);
                let slot = slot.ok_or_else(|| Rejection::because("Select a tag first."))?;
                let slot = crate::model::SlotRef { record, slot };
                Action::Do(Command::TagEqual { article, slot })
            }
            Self::Delete => Action::Do(Command::Delete { article: article()?, record: record()? }),
            _ => return Err(Rejection::because("Nothing to do.")),
        }])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// As the README spells it.
    fn spelled(shortcut: KeyboardShortcut) -> String {
        let KeyboardShortcut { modifiers, logical_key } = shortcut;
        let mut keys = String::new();
        for (held, name) in
            [(modifiers.command, "Ctrl"), (modifiers.shift, "Shift"), (modifiers.alt, "Alt")]
        {
            if held {
                keys += name;
                keys += " + ";
            }
        }
        keys + match logical_key {
            Key::ArrowLeft => "←",
            // Told together.
            Key::ArrowUp | Key::ArrowDown => "↑ ↓",
            Key::OpenBracket => "[",
            Key::CloseBracket => "]",
            Key::Delete => "Del",
            Key::Num1
            | Key::Num2
            | Key::Num3
            | Key::Num4
            | Key::Num5
            | Key::Num6
            | Key::Num7
            | Key::Num8 => "1 … 8",
            key => key.name(),
        }
    }

    #[test]
    fn every_shortcut_is_in_the_readme() {
        let readme = include_str!("../../README.md");
        let (_, keys) = readme.split_once("## Keys").unwrap_or_default();
        let (keys, _) = keys.split_once("\n## ").unwrap_or_default();
        for command in UiCommand::ALL {
            let Some(shortcut) = command.shortcut() else { continue };
            let spelled = spelled(shortcut);
            let told = |cell: &str| cell.split(", ").any(|keys| keys.trim() == spelled);
            let rows = keys.lines().filter_map(|row| row.split('|').nth(1));
            assert!(rows.into_iter().any(told), "{command:?}: {spelled}");
        }
    }

    #[test]
    fn no_two_commands_share_their_keys_or_their_label() {
        let mut keys = HashSet::new();
        let mut labels = HashSet::new();
        for command in UiCommand::ALL {
            assert!(labels.insert(command.label()), "{command:?} has another’s label");
            if let Some(shortcut) = command.shortcut() {
                let key = (shortcut.modifiers, shortcut.logical_key);
                assert!(keys.insert(key), "{command:?} has another’s keys");
            }
        }
        for command in UiCommand::TOOLBAR {
            assert!(UiCommand::ALL.contains(&command));
            assert!(command.shortcut().is_some(), "{command:?} has no digit");
        }
    }
}
