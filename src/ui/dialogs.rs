//! Dialogs: open a folder, export, settle a conflict; and the system's file dialogs, asked without ever holding a frame.
//!
//! A file dialog of the system may be missing, or never answer: a typed path always works beside it.
//! Never: files (paths are passed to the session as they are).

use super::theme::{self, palette};
use super::view_state::Picture;
use super::welcome;
use super::widgets::{self, primary_button};
use crate::model::{ArticleId, visible};
use crate::session::{Action, Conflict, ExportFormat, ExportRequest, PictureRequest, Session};
use crossbeam_channel::{Receiver, TryRecvError, bounded};
use eframe::egui::{self, Context, Frame, Id, Key, Margin, RichText, Ui};
use std::path::{Path, PathBuf};

/// What the system's dialog is to choose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Pick {
    Folder,
    SaveFile,
}

/// The system's dialog: asked for, waited for.
#[derive(Default)]
struct SystemDialog {
    wanted: Option<(Pick, PathBuf)>,
    waiting: Option<Receiver<Option<PathBuf>>>,
    /// The last one gave nothing: it was cancelled, or there is none here.
    gave_nothing: bool,
}

impl SystemDialog {
    fn ask(&mut self, pick: Pick, from: &str) {
        if self.waiting.is_none() {
            self.wanted = Some((pick, PathBuf::from(from)));
        }
    }

    /// Begins what was asked for, and takes in what was chosen.
    fn poll(&mut self, ctx: &Context, frame: Option<&eframe::Frame>) -> Option<PathBuf> {
        if let Some((pick, from)) = self.wanted.take() {
            self.gave_nothing = false;
            self.waiting = self.begin(ctx, frame, pick, &from);
        }
        match self.waiting.as_ref()?.try_recv() {
            Err(TryRecvError::Empty) => None,
            Ok(chosen) => {
                self.waiting = None;
                self.gave_nothing = chosen.is_none();
                chosen
            }
            Err(TryRecvError::Disconnected) => {
                self.waiting = None;
                self.gave_nothing = true;
                None
            }
        }
    }

    fn begin(
        &mut self,
        ctx: &Context,
        frame: Option<&eframe::Frame>,
        pick: Pick,
        from: &Path,
    ) -> Option<Receiver<Option<PathBuf>>> {
        let mut dialog = rfd::AsyncFileDialog::new();
        if let Some(frame) = frame {
            dialog = dialog.set_parent(frame);
        }
        let folder = if pick == Pick::Folder { Some(from) } else { from.parent() };
        if let Some(folder) = folder.filter(|folder| folder.is_absolute()) {
            dialog = dialog.set_directory(folder);
        }
        if let (Pick::SaveFile, Some(name)) = (pick, from.file_name()) {
            dialog = dialog.set_file_name(name.to_string_lossy());
        }
        let (answer, answers) = bounded(1);
        let ctx = ctx.clone();
        // The future is made here, on the window's thread, and waited for on one of its own.
        let asked: std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>> =
            match pick {
                Pick::Folder => Box::pin(dialog.pick_folder()),
                Pick::SaveFile => Box::pin(dialog.save_file()),
            };
        let waiting = move || {
            let chosen = pollster::block_on(asked).map(PathBuf::from);
            // Nobody listens any more if the window has closed.
            drop(answer.send(chosen));
            ctx.request_repaint();
        };
        match std::thread::Builder::new().name("file dialog".to_owned()).spawn(waiting) {
            Ok(_) => Some(answers),
            Err(error) => {
                tracing::warn!("no file dialog: {error}");
                self.gave_nothing = true;
                None
            }
        }
    }
}

#[derive(Default)]
struct OpenDialog {
    path: String,
    system: SystemDialog,
}

struct ExportDialog {
    format: ExportFormat,
    article: Option<ArticleId>,
    /// The file's name without its ending, with its folder: what an unedited path is made of.
    stem: PathBuf,
    path: String,
    edited: bool,
    /// What was chosen in the system's dialog, which asks before it lets a file be replaced.
    chosen: Option<String>,
    system: SystemDialog,
}

struct PictureDialog {
    picture: Picture,
    path: String,
    /// What was chosen in the system's dialog, which asks before it lets a file be replaced.
    chosen: Option<String>,
    system: SystemDialog,
}

/// All dialogs of the window; at most one is open.
#[derive(Default)]
pub struct DialogsState {
    open: Option<OpenDialog>,
    export: Option<ExportDialog>,
    picture: Option<PictureDialog>,
    /// Conflicts that are to wait.
    later: Vec<ArticleId>,
}

impl DialogsState {
    /// Asks for a folder: our dialog, and the system's in front of it.
    pub fn ask_folder(&mut self, session: &Session) {
        let path = session
            .folder()
            .map(|folder| folder.to_string_lossy().into_owned())
            .unwrap_or_default();
        let mut dialog = OpenDialog { path, system: SystemDialog::default() };
        dialog.system.ask(Pick::Folder, &dialog.path);
        self.open = Some(dialog);
    }

    /// Asks what to write out, and where to.
    pub fn ask_export(&mut self, session: &Session) {
        let Some(folder) = session.folder() else { return };
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let stem = folder.parent().unwrap_or(folder).join(format!("{name}-annotations"));
        let mut dialog = ExportDialog {
            format: ExportFormat::Csv,
            article: None,
            stem,
            path: String::new(),
            edited: false,
            chosen: None,
            system: SystemDialog::default(),
        };
        dialog.suggest();
        self.export = Some(dialog);
    }

    /// Asks where to write a picture.
    pub fn ask_picture(&mut self, session: &Session, picture: Picture) {
        let Some(folder) = session.folder() else { return };
        let path = folder.parent().unwrap_or(folder).join(&picture.name);
        let path = path.to_string_lossy().into_owned();
        let system = SystemDialog::default();
        self.picture = Some(PictureDialog { picture, path, chosen: None, system });
    }

    /// Shows the conflicts again that were left for later.
    pub fn ask_conflicts(&mut self) {
        self.later.clear();
    }

    /// Whether any dialog is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_some() || self.export.is_some() || self.picture.is_some()
    }

    /// Begins and ends the system's dialogs. To be called once before every frame, on the window's thread.
    pub fn poll(&mut self, ctx: &Context, frame: Option<&eframe::Frame>, out: &mut Vec<Action>) {
        if let Some(dialog) = &mut self.open
            && let Some(chosen) = dialog.system.poll(ctx, frame)
        {
            out.push(Action::Open(vec![chosen]));
            self.open = None;
        }
        if let Some(dialog) = &mut self.export
            && let Some(chosen) = dialog.system.poll(ctx, frame)
        {
            dialog.path = chosen.to_string_lossy().into_owned();
            dialog.chosen = Some(dialog.path.clone());
            dialog.edited = true;
        }
        if let Some(dialog) = &mut self.picture
            && let Some(chosen) = dialog.system.poll(ctx, frame)
        {
            dialog.path = chosen.to_string_lossy().into_owned();
            dialog.chosen = Some(dialog.path.clone());
        }
    }
}

impl ExportDialog {
    fn suggest(&mut self) {
        if self.edited {
            return;
        }
        let mut name = self.stem.clone().into_os_string();
        if let Some(article) = &self.article {
            let base = article.as_str().rsplit('/').next().unwrap_or_default();
            name = self.stem.with_file_name(base).into_os_string();
        }
        name.push(match (self.format, self.article.is_some()) {
            (ExportFormat::Csv, _) => ".csv",
            (ExportFormat::Json, _) => ".json",
            (ExportFormat::Ron, true) => ".ron",
            // A folder with one file an article.
            (ExportFormat::Ron, false) => "",
        });
        self.path = PathBuf::from(name).to_string_lossy().into_owned();
    }
}

/// Draws whichever dialog is open.
pub fn dialogs_ui(ui: &Ui, session: &Session, state: &mut DialogsState, out: &mut Vec<Action>) {
    open_ui(ui, session, state, out);
    export_ui(ui, session, state, out);
    picture_ui(ui, state, out);
    state.later.retain(|id| session.conflicts().iter().any(|c| c.article == *id));
    let waiting = session.conflicts().iter().find(|c| !state.later.contains(&c.article));
    if let Some(conflict) = waiting.filter(|_| !state.is_open()) {
        conflict_ui(ui, session, conflict, &mut state.later, out);
    }
}

/// A field for a path with a button for the system's dialog. True on Enter.
fn path_ui(
    ui: &mut Ui,
    id: &str,
    label: &str,
    path: &mut String,
    edited: &mut bool,
    system: &mut SystemDialog,
    pick: Pick,
) -> bool {
    let id = Id::unique(id);
    ui.label(RichText::new(label));
    let mut entered = false;
    ui.horizontal(|ui| {
        let width = ui.available_width() - 104.0;
        let field = widgets::named_field(ui, id, label, "Type or paste a path", path, width);
        *edited |= field.changed();
        entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let choose = ui.add_enabled(
            system.waiting.is_none(),
            egui::Button::new("Choose…").min_size(egui::vec2(96.0, theme::CONTROL)),
        );
        if choose.clicked() {
            system.ask(pick, path);
        }
    });
    let words = if system.waiting.is_some() || system.wanted.is_some() {
        "Waiting for the system’s file dialog… A path typed here works as well."
    } else if system.gave_nothing {
        "Nothing was chosen in the system’s file dialog, or there is none here: type or paste the path."
    } else {
        " "
    };
    widgets::muted_label(ui, words);
    entered
}

fn open_ui(ui: &Ui, session: &Session, state: &mut DialogsState, out: &mut Vec<Action>) {
    let Some(dialog) = &mut state.open else { return };
    let mut done = false;
    let modal = widgets::dialog(ui, "open folder", "Open a folder of articles", 560.0, |ui| {
        let mut edited = false;
        let field = Id::unique("folder to open");
        if ui.memory(|memory| memory.focused().is_none()) {
            ui.memory_mut(|memory| memory.request_focus(field));
        }
        let entered = path_ui(
            ui,
            "folder to open",
            "Folder",
            &mut dialog.path,
            &mut edited,
            &mut dialog.system,
            Pick::Folder,
        );
        done |= welcome::recent_ui(ui, session.recent(), out);
        widgets::dialog_buttons(ui, |ui| {
            let path = dialog.path.trim();
            let open = primary_button(ui, "Open", !path.is_empty()).clicked();
            if (open || entered) && !path.is_empty() {
                out.push(Action::Open(vec![PathBuf::from(path)]));
                done = true;
            }
            done |= widgets::dialog_button(ui, "Cancel").clicked();
        });
    });
    if done || modal.should_close() {
        state.open = None;
    }
}

fn export_ui(ui: &Ui, session: &Session, state: &mut DialogsState, out: &mut Vec<Action>) {
    let Some(dialog) = &mut state.export else { return };
    let mut done = false;
    let modal = widgets::dialog(ui, "export", "Export annotations", 560.0, |ui| {
        let before = (dialog.format, dialog.article.clone());
        widgets::section_title(ui, "OF");
        ui.radio_value(
            &mut dialog.article,
            None,
            format!("All articles ({})", widgets::grouped(session.rows().len())),
        );
        if let Some(current) = session.current() {
            let title =
                session.row(current).map_or_else(|| current.as_str(), |row| row.title.as_str());
            let short: String = title.chars().take(56).collect();
            let dots = if short.len() < title.len() { "…" } else { "" };
            ui.radio_value(
                &mut dialog.article,
                Some(current.clone()),
                format!("This article: {short}{dots}"),
            );
        }
        ui.add_space(4.0);
        widgets::section_title(ui, "AS");
        for (format, label) in [
            (ExportFormat::Csv, "CSV: one row a number, for a spreadsheet"),
            (ExportFormat::Json, "JSON: everything, with text and offsets"),
            (ExportFormat::Ron, "RON: the annotation files as they are"),
        ] {
            ui.radio_value(&mut dialog.format, format, label);
        }
        ui.add_space(4.0);
        if before != (dialog.format, dialog.article.clone()) {
            dialog.suggest();
        }
        let folder = dialog.format == ExportFormat::Ron && dialog.article.is_none();
        let (label, pick) =
            if folder { ("To the folder", Pick::Folder) } else { ("To the file", Pick::SaveFile) };
        let entered = path_ui(
            ui,
            "export to",
            label,
            &mut dialog.path,
            &mut dialog.edited,
            &mut dialog.system,
            pick,
        );
        widgets::dialog_buttons(ui, |ui| {
            let path = dialog.path.trim();
            let export = primary_button(ui, "Export", !path.is_empty()).clicked();
            if (export || entered) && !path.is_empty() {
                let request = ExportRequest {
                    format: dialog.format,
                    article: dialog.article.clone(),
                    to: PathBuf::from(path),
                    // A folder was only chosen as such.
                    overwrite: !folder && dialog.chosen.as_deref() == Some(path),
                };
                out.push(Action::Export(request));
                done = true;
            }
            done |= widgets::dialog_button(ui, "Cancel").clicked();
        });
    });
    if done || modal.should_close() {
        state.export = None;
    }
}

fn picture_ui(ui: &Ui, state: &mut DialogsState, out: &mut Vec<Action>) {
    let Some(dialog) = &mut state.picture else { return };
    let mut done = false;
    let modal = widgets::dialog(ui, "export picture", "Export the timeline", 560.0, |ui| {
        let mut edited = false;
        let (path, system) = (&mut dialog.path, &mut dialog.system);
        let entered =
            path_ui(ui, "picture to", "To the file", path, &mut edited, system, Pick::SaveFile);
        widgets::dialog_buttons(ui, |ui| {
            let path = dialog.path.trim();
            let export = primary_button(ui, "Export", !path.is_empty()).clicked();
            if (export || entered) && !path.is_empty() {
                out.push(Action::ExportPicture(PictureRequest {
                    to: PathBuf::from(path),
                    bytes: dialog.picture.bytes.clone(),
                    overwrite: dialog.chosen.as_deref() == Some(path),
                }));
                done = true;
            }
            done |= widgets::dialog_button(ui, "Cancel").clicked();
        });
    });
    if done || modal.should_close() {
        state.picture = None;
    }
}

fn conflict_ui(
    ui: &Ui,
    session: &Session,
    conflict: &Conflict,
    later: &mut Vec<ArticleId>,
    out: &mut Vec<Action>,
) {
    let p = palette(ui);
    let title = session
        .row(&conflict.article)
        .map_or_else(|| visible(conflict.article.as_str()), |row| visible(&row.title));
    let modal = widgets::dialog(
        ui,
        "conflict",
        "Someone else changed this article’s annotations",
        560.0,
        |ui| {
            ui.label(RichText::new(&*title).font(theme::title_font(theme::BODY)));
            ui.label("The file was changed while you had changes of your own. Choose which version goes on; both are kept.");
            ui.columns(2, |columns| {
                let versions =
                    [("Yours", &conflict.ours), ("Theirs, in the file", &conflict.theirs)];
                for (column, (whose, what)) in columns.iter_mut().zip(versions) {
                    Frame::new()
                        .fill(p.panel)
                        .corner_radius(theme::RADIUS)
                        .inner_margin(Margin::same(12))
                        .show(column, |ui| {
                            ui.set_width(ui.available_width());
                            widgets::section_title(ui, whose);
                            ui.label(what);
                        });
                }
            });
            ui.label(
                RichText::new(format!(
                    "Both are kept in {}",
                    visible(&conflict.kept_in.to_string_lossy())
                ))
                .size(theme::SMALL)
                .color(p.muted),
            );
            widgets::dialog_buttons(ui, |ui| {
                let settle =
                    |keep_ours| Action::Settle { article: conflict.article.clone(), keep_ours };
                if primary_button(ui, "Keep mine", true).clicked() {
                    out.push(settle(true));
                }
                if widgets::dialog_button(ui, "Take theirs").clicked() {
                    out.push(settle(false));
                }
                widgets::dialog_button(ui, "Decide later").clicked()
            })
        },
    );
    if modal.inner || modal.should_close() {
        later.push(conflict.article.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_suggested_file_follows_what_is_exported_until_a_path_is_typed() {
        let mut dialog = ExportDialog {
            format: ExportFormat::Csv,
            article: None,
            stem: PathBuf::from("/case/seeds-annotations"),
            path: String::new(),
            edited: false,
            chosen: None,
            system: SystemDialog::default(),
        };
        let mut suggested = |format, article: Option<&str>| {
            dialog.format = format;
            dialog.article = article.map(ArticleId::new);
            dialog.suggest();
            dialog.path.clone()
        };
        assert_eq!(suggested(ExportFormat::Csv, None), "/case/seeds-annotations.csv");
        assert_eq!(suggested(ExportFormat::Ron, None), "/case/seeds-annotations");
        assert_eq!(suggested(ExportFormat::Json, Some("a/002.txt")), "/case/002.txt.json");
        assert_eq!(suggested(ExportFormat::Ron, Some("002.txt")), "/case/002.txt.ron");
        dialog.edited = true;
        dialog.path = "/elsewhere/x".to_owned();
        dialog.suggest();
        assert_eq!(dialog.path, "/elsewhere/x");
    }
}
