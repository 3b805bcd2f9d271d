//! What outlives a session beside the annotations: where the analyst was, view settings, drafts.
//!
//! Kept in the user's config folder, off the UI thread, after a rest. Never: in annotation files.

use super::jobs::{Job, Kind};
use super::{
    Action, FieldOwner, FieldRef, NoticeKind, Recent, Session, Start, ViewSettings, drafts, fields,
};
use crate::model::{
    AgentId, ArticleId, AttributionId, ClaimId, CodePoints, FactId, MarkId, QuantityId, RecordRef,
    Selection,
};
use crate::store::config::{Config, RecentSession, SessionState};
use crate::store::crash::CrashReport;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long the analyst rests before it is kept where the session stands.
const REST: Duration = Duration::from_secs(2);

/// What is kept of the session that is to come back, until its articles are there.
#[derive(Default)]
pub(super) struct ComingBack {
    /// The article shown, and the record.
    pub selection: Selection,
    /// The selected text.
    range: Option<CodePoints>,
    /// Of which folder this is said; none = of whichever is opened.
    folder: Option<PathBuf>,
}

impl ComingBack {
    /// To the same place, after the folder is read again.
    pub fn to(selection: Selection) -> Self {
        Self { selection, range: None, folder: None }
    }

    fn of(state: &SessionState) -> Self {
        let record = state.record.as_ref().and_then(|(kind, id)| record_of(kind, id));
        let article = state.article.as_deref().map(ArticleId::new);
        Self {
            selection: Selection { article, text: None, record },
            range: state.selection.map(|(start, end)| CodePoints { start, end }),
            folder: state.folder.clone(),
        }
    }

    /// Whether it speaks of this folder.
    pub fn is_of(&self, root: &Path) -> bool {
        self.folder.as_deref().is_none_or(|folder| folder == root || folder.parent() == Some(root))
    }
}

/// What waits to be kept.
#[derive(Default)]
pub(super) struct Unkept {
    since: Option<Instant>,
    /// Said once, not every two seconds.
    failed: bool,
}

/// The window broke off before.
#[derive(Default)]
pub(super) struct Crash {
    report: Option<CrashReport>,
    /// Whether the report is to be read now.
    pub shown: bool,
}

/// What is to be written into the config folder.
pub(super) struct Keeping {
    config: Config,
    state: Option<SessionState>,
    /// The name of the drafts, and what they are; none = take them away.
    drafts: Option<(String, Option<String>)>,
}

impl Keeping {
    /// Writes it.
    pub fn run(self) -> Result<(), String> {
        let words = |error: std::io::Error| {
            format!(
                "It cannot be kept where this session stands ({}): {error}",
                self.config.folder().display()
            )
        };
        if let Some(state) = &self.state {
            self.config.write_state(state).map_err(words)?;
        }
        match &self.drafts {
            Some((name, Some(text))) => self.config.write_draft(name, text).map_err(words),
            Some((name, None)) => self.config.remove_draft(name).map_err(words),
            None => Ok(()),
        }
    }
}

impl Session {
    /// Begins where the last session stopped, or where the command line says.
    pub(super) fn begin(&mut self, start: Start, login: &str) {
        let (state, notice) = self.config.as_ref().map(Config::read_state).unwrap_or_default();
        if let Some(text) = notice {
            self.notices.say(NoticeKind::Info, text);
        }
        self.tell_crash();
        let safe = crate::store::project::safe_name;
        let names = [start.annotator, state.annotator.clone(), Some(login.to_owned())];
        let names: Vec<String> = names.iter().flatten().map(|name| safe(name)).collect();
        // What nobody may write is looked at, and own work is under the next name.
        let own = names.iter().find(|name| self.may_write(name)).cloned();
        self.own = own.unwrap_or_else(|| safe(""));
        self.annotator = names.into_iter().next().unwrap_or_else(|| self.own.clone());
        self.view = view_of(&state);
        self.recent = state.recent.iter().map(recent_of).collect();
        self.follow_links = state.follow_links.iter().cloned().collect();
        self.wanted = ComingBack::of(&state);
        let mut paths = start.paths;
        if paths.is_empty() {
            let seeds = || {
                let seeds = PathBuf::from("seeds");
                seeds.is_dir().then_some(seeds)
            };
            paths.extend(state.folder.filter(|folder| folder.exists()).or_else(seeds));
        }
        if !paths.is_empty() {
            self.open(paths);
        }
    }

    /// Says so where the window broke off the last time.
    fn tell_crash(&mut self) {
        let Some(report) = self.config.as_ref().and_then(Config::take_crash) else { return };
        let when = match report.at.split_once('T') {
            Some((day, time)) => format!("on {day} at {} (UTC)", time.trim_end_matches('Z')),
            None => "the last time".to_owned(),
        };
        let text = format!(
            "Attest broke off {when}, because of an error of its own. What it had shown as saved is all here. \
             The report is in {}; it holds no words of your articles.",
            report.path.display()
        );
        let offer = ("Show the report".to_owned(), vec![Action::ShowCrash(true)]);
        self.notices.offer(NoticeKind::Problem, text, Some(offer));
        self.crash.report = Some(report);
    }

    /// The report of the last time that the window broke off, while it is to be read.
    #[must_use]
    pub fn crash_report(&self) -> Option<&CrashReport> {
        self.crash.report.as_ref().filter(|_| self.crash.shown)
    }

    /// Says that where the session stands has changed.
    pub(super) fn touch_place(&mut self) {
        if self.config.is_some() {
            self.unkept.since = Some(Instant::now());
        }
    }

    /// After how long it is to be kept where the session stands.
    pub(super) fn keep_due(&self) -> Option<Duration> {
        if self.jobs.flies(Kind::Keep) {
            return None;
        }
        let place = self.unkept.since.map(|since| REST.saturating_sub(since.elapsed()));
        [place, self.drafts.due()].into_iter().flatten().min()
    }

    /// Keeps what is due, or all that is not kept.
    pub(super) fn keep_what_is_due(&mut self) {
        if self.keep_due().is_none_or(|due| !due.is_zero()) {
            return;
        }
        if let Some(keeping) = self.keeping()
            && let Err(why) = self.jobs.start(Job::Keep(keeping))
        {
            self.notices.say(NoticeKind::Problem, why);
        }
    }

    /// Keeps everything now, and waits for it: at the end.
    pub(super) fn keep_now(&mut self) {
        self.unkept.since = Some(Instant::now());
        if let Some(keeping) = self.keeping()
            && let Err(why) = keeping.run()
        {
            tracing::error!(%why, "the session's place is not kept");
        }
    }

    /// What it came to.
    pub(super) fn kept(&mut self, done: Result<(), String>) {
        if let Err(why) = done
            && !self.unkept.failed
        {
            self.unkept.failed = true;
            self.notices.say(NoticeKind::Info, why);
        }
    }

    fn keeping(&mut self) -> Option<Keeping> {
        let config = self.config.clone()?;
        let state = self.unkept.since.take().map(|_| self.place());
        let drafts = self.drafts.due().and_then(|_| self.drafts_name()).map(|name| {
            let list = self.drafts.list();
            (name, (!list.is_empty()).then(|| text_of(list)))
        });
        if drafts.is_some() {
            self.drafts.kept();
        }
        (state.is_some() || drafts.is_some()).then_some(Keeping { config, state, drafts })
    }

    /// Keeps the drafts of the annotations that are let go of, and waits for it.
    pub(super) fn keep_drafts(&mut self) {
        if self.drafts.due().is_none() {
            return;
        }
        if let Some(keeping) = self.keeping()
            && let Err(why) = keeping.run()
        {
            self.kept(Err(why));
        }
    }

    /// Where the session stands.
    fn place(&self) -> SessionState {
        let selection = &self.selection;
        let range = selection.text.and_then(|span| {
            let article = self.article(selection.article.as_ref()?)?;
            let range = article.offsets.code_points_of(&article.text, span)?;
            Some((range.start, range.end))
        });
        let recent = self.recent.iter().map(|recent| RecentSession {
            folder: recent.folder.clone(),
            annotator: recent.annotator.clone(),
            at: recent.at.clone(),
        });
        SessionState {
            folder: self.library.root.clone(),
            annotator: Some(self.own.clone()),
            article: selection.article.as_ref().map(ToString::to_string),
            selection: range,
            record: selection.record.as_ref().map(record_text),
            window: self.view.window,
            view: texts_of(&self.view),
            recent: recent.collect(),
            follow_links: self.follow_links.iter().cloned().collect(),
            ..SessionState::default()
        }
    }

    /// Puts the open folder at the head of the list of recent sessions.
    pub(super) fn remember_folder(&mut self) {
        let Some(folder) = self.library.root.clone() else { return };
        let now = RecentSession { folder, annotator: self.own.clone(), at: self.ids.now() };
        let mut state = self.place();
        state.remember(now);
        self.recent = state.recent.iter().map(recent_of).collect();
        self.touch_place();
    }

    /// Selects the text that was selected last time, once its article is there.
    pub(super) fn come_back_to_text(&mut self, id: &ArticleId) {
        if self.selection.article.as_ref() != Some(id) {
            return;
        }
        let Some(article) = self.article(id) else { return };
        let text = self.selection.text.filter(|span| span.of(&article.text).is_ok());
        let range =
            self.wanted.range.filter(|_| self.wanted.selection.article.as_ref() == Some(id));
        let range = range.and_then(|range| article.offsets.span_of(&article.text, range));
        self.selection.text = text.or(range);
    }

    /// Selects the record that was selected last time, once the annotations are there.
    pub(super) fn come_back_to_record(&mut self) {
        let wanted = std::mem::take(&mut self.wanted).selection;
        if wanted.article == self.selection.article && self.selection.record.is_none() {
            self.selection.record = wanted.record;
        }
        self.fix_selection();
    }

    /// The name of the drafts of these annotations.
    fn drafts_name(&self) -> Option<String> {
        Some(format!("{}|{}", self.library.root.as_ref()?.display(), self.annotator))
    }

    /// Takes up the drafts of last time.
    pub(super) fn restore_drafts(&mut self) {
        if self.take_carried() {
            return;
        }
        let Some(name) = self.drafts_name() else { return };
        let Some(text) = self.config.as_ref().and_then(|config| config.read_draft(&name)) else {
            return;
        };
        for (field, draft) in drafts_of(&text) {
            if self.field_text(&field).is_some_and(|there| there != draft) {
                let why = "Typed in the last session and not committed.".to_owned();
                self.drafts.put(field, draft, Some(why));
            }
        }
        if !self.drafts.is_empty() {
            self.notices.say(
                NoticeKind::Info,
                "What was being typed when the last session ended stands in its fields again.",
            );
        }
        self.drafts.kept();
    }

    /// Keeps the window's view settings.
    pub(super) fn keep_view(&mut self, view: ViewSettings) {
        if self.view != view {
            self.view = view;
            self.touch_place();
        }
    }
}

fn recent_of(recent: &RecentSession) -> Recent {
    Recent {
        folder: recent.folder.clone(),
        annotator: recent.annotator.clone(),
        at: recent.at.clone(),
    }
}

fn record_text(record: &RecordRef) -> (String, String) {
    let (kind, id) = match record {
        RecordRef::Claim(id) => ("claim", id.as_str()),
        RecordRef::Quantity(id) => ("quantity", id.as_str()),
        RecordRef::Attribution(id) => ("attribution", id.as_str()),
        RecordRef::Mark(id) => ("mark", id.as_str()),
    };
    (kind.to_owned(), id.to_owned())
}

fn record_of(kind: &str, id: &str) -> Option<RecordRef> {
    Some(match kind {
        "claim" => RecordRef::Claim(ClaimId::new(id)),
        "quantity" => RecordRef::Quantity(QuantityId::new(id)),
        "attribution" => RecordRef::Attribution(AttributionId::new(id)),
        "mark" => RecordRef::Mark(MarkId::new(id)),
        _ => return None,
    })
}

/// View settings as named texts: numbers, texts and scroll places, told apart by what stands before the name.
fn texts_of(view: &ViewSettings) -> BTreeMap<String, String> {
    let numbers = view.numbers.iter().map(|(name, n)| (format!("number {name}"), n.to_string()));
    let texts = view.texts.iter().map(|(name, text)| (format!("text {name}"), text.clone()));
    let scroll = view.scroll.iter().map(|(id, byte)| (format!("scroll {id}"), byte.to_string()));
    numbers.chain(texts).chain(scroll).collect()
}

fn view_of(state: &SessionState) -> ViewSettings {
    let mut view = ViewSettings { window: state.window, ..ViewSettings::default() };
    for (name, text) in &state.view {
        match name.split_once(' ') {
            Some(("number", name)) => {
                if let Some(n) = text.parse().ok().filter(|n: &f64| n.is_finite()) {
                    view.numbers.insert(name.to_owned(), n);
                }
            }
            Some(("text", name)) => {
                view.texts.insert(name.to_owned(), text.clone());
            }
            Some(("scroll", id)) => {
                if let Ok(byte) = text.parse() {
                    view.scroll.insert(id.to_owned(), byte);
                }
            }
            _ => {}
        }
    }
    view
}

/// Drafts as lines of five columns: article, kind and id of the record, field, text.
fn text_of(list: &BTreeMap<FieldRef, drafts::Draft>) -> String {
    let mut text = String::new();
    for (field, draft) in list {
        let (kind, id) = match &field.of {
            FieldOwner::Article => ("article".to_owned(), String::new()),
            FieldOwner::Record(record) => record_text(record),
            FieldOwner::Fact(fact) => ("fact".to_owned(), fact.to_string()),
            FieldOwner::Agent(agent) => ("agent".to_owned(), agent.to_string()),
        };
        let name = fields::field_text(field.field);
        let columns = [field.article.as_str(), &kind, &id, &name, &draft.text].map(escaped);
        text.push_str(&columns.join("\t"));
        text.push('\n');
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        match chars.next() {
            Some('t') => plain.push('\t'),
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some(other) => plain.push(other),
            None => {}
        }
    }
    plain
}

/// Lines that cannot be understood are left out.
fn drafts_of(text: &str) -> Vec<(FieldRef, String)> {
    text.lines()
        .filter_map(|line| {
            let columns: Vec<String> = line.split('\t').map(unescaped).collect();
            let [article, kind, id, name, draft] = columns.as_slice() else { return None };
            let of = match kind.as_str() {
                "article" => FieldOwner::Article,
                "fact" => FieldOwner::Fact(FactId::new(id)),
                "agent" => FieldOwner::Agent(AgentId::new(id)),
                kind => FieldOwner::Record(record_of(kind, id)?),
            };
            let field = fields::field_of(name)?;
            Some((FieldRef { article: ArticleId::new(article), of, field }, draft.clone()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Field;

    #[test]
    fn drafts_come_back_as_they_were() {
        let field = FieldRef {
            article: ArticleId::new("a\tb.txt"),
            of: FieldOwner::Record(RecordRef::Quantity(QuantityId::new("q"))),
            field: Field::Place(3),
        };
        let draft = drafts::Draft { text: "two\nlines \\ and\ta tab".to_owned(), error: None };
        let list: BTreeMap<_, _> = [(field.clone(), draft.clone())].into();
        assert_eq!(drafts_of(&text_of(&list)), [(field, draft.text)]);
    }

    #[test]
    fn view_settings_come_back_as_they_were() {
        let view = ViewSettings {
            window: Some((800.0, 600.0)),
            numbers: [("reading width".to_owned(), 66.5)].into(),
            texts: [("theme".to_owned(), "dark".to_owned())].into(),
            scroll: [("a b.txt".to_owned(), 77)].into(),
        };
        let state =
            SessionState { window: view.window, view: texts_of(&view), ..SessionState::default() };
        assert_eq!(view_of(&state), view);
    }
}
