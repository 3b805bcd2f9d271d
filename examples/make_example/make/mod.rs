//! From the reading to annotation files, by the same actions that the window sends.
//!
//! Owns: how words become spans, and in which order acts are done. Ids and times are passed in, so that the same reading
//! gives the same bytes. Never: writes into a folder that is not its own.

mod ids;
mod page;

use super::reading::{
    self, AGENTS, ARTICLES, Claim, Date, FACTS, Hop, Joined, Number, Published, Qualifier, Said,
    Words,
};
use attest::model::{
    AgentId, AgentKind, ArticleId, AttributionId, ClaimId, Comparable, FactId, Link, QuantityId,
    RecordRef, Selection, Span, Voice,
};
use attest::recognize::Recognized;
use attest::session::{
    Access, Action, AgentField, Command, DateRole, FactCommand, FactField, Field, FieldOwner,
    FieldRef, ListField, Mention, ReadingText, SaveState, Session, Start, StartOptions, TagKind,
};
use attest::store::config::Config;
use ids::Ids;
use page::Page;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The annotator who is made.
pub const EXAMPLE: &str = "example";
/// The history that the files name. It is not kept: nobody writes the example on.
const HISTORY: &str = "019a0000-0000-7000-8000-6578616d706c";
/// Files by their path below `annotations`.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;
type Done = Result<(), String>;

/// Makes the annotations of `example` for the articles in a folder, in a folder of their own.
///
/// # Errors
/// The first act that cannot be done, and why.
pub fn make(articles: &Path) -> Result<Files, String> {
    let desk = tempfile::tempdir().map_err(in_words)?;
    let seeds = desk.path().join("seeds");
    std::fs::create_dir(&seeds).map_err(in_words)?;
    for article in ARTICLES {
        std::fs::copy(articles.join(article.file), seeds.join(article.file)).map_err(in_words)?;
    }
    let ids = Ids::default();
    let options = StartOptions {
        config: Some(Config::at(desk.path().join("config"))),
        ids: Box::new(ids.clone()),
        // All of it is the analyst's own: a better recogniser changes no byte.
        recognize: Arc::new(|_, _| Recognized::default()),
        installation: Some(HISTORY.to_owned()),
        write_example: true,
        ..StartOptions::default()
    };
    let start = Start { paths: vec![seeds], annotator: Some(EXAMPLE.to_owned()) };
    let mut session = Session::start_with(start, options, Arc::new(|| {}));
    session.wait_until_idle();
    if session.access() != Access::Write {
        return Err(format!("the example cannot be written: {:?}", session.access()));
    }
    let mut maker =
        Maker { session, ids, voices: HashMap::new(), numbers: HashMap::new(), wrong: Vec::new() };
    maker.all()?;
    maker.session.wait_until_idle();
    if maker.session.save_state() != SaveState::Saved {
        return Err(format!("not all is saved: {:?}", maker.session.save_state()));
    }
    drop(maker);
    let mut files = Files::new();
    let annotations = desk.path().join("annotations");
    for folder in ["", EXAMPLE] {
        for entry in std::fs::read_dir(annotations.join(folder)).map_err(in_words)? {
            let path = entry.map_err(in_words)?.path();
            if path.is_file() && path.extension().is_some_and(|kind| kind == "ron") {
                let below = path.strip_prefix(&annotations).map_err(in_words)?.to_path_buf();
                files.insert(below, std::fs::read(&path).map_err(in_words)?);
            }
        }
    }
    Ok(files)
}

fn in_words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

struct Maker {
    session: Session,
    ids: Ids,
    voices: HashMap<&'static str, (ArticleId, AttributionId)>,
    numbers: HashMap<&'static str, (ArticleId, QuantityId)>,
    /// What could not be done so far: all of it is told at once.
    wrong: Vec<String>,
}

impl Maker {
    /// Does an act, or says why it cannot be done.
    fn act(&mut self, command: Command) -> Done {
        let action = Action::Do(command);
        let noticed = self.session.notices().len();
        self.session.can(&action).map_err(|why| format!("{action:?}: {why}"))?;
        self.session.dispatch(action.clone());
        match self.session.notices().get(noticed..).unwrap_or_default() {
            [] => Ok(()),
            [notice, ..] => Err(format!("{action:?}: {}", notice.text)),
        }
    }

    fn facts(&mut self, command: FactCommand) -> Done {
        self.act(Command::Facts(command))
    }

    fn all(&mut self) -> Done {
        for (at, article) in (0u64..).zip(ARTICLES) {
            self.ids.set_clock(at * 20);
            self.article(article).map_err(|why| format!("{}: {why}", article.file))?;
        }
        if !self.wrong.is_empty() {
            return Err(self.wrong.join("\n"));
        }
        self.ids.set_clock(2 * 60);
        for article in ARTICLES {
            for number in article.claims().flat_map(|claim| claim.numbers) {
                self.links(number).map_err(|why| format!("{}: {why}", number.key))?;
            }
        }
        self.agents()?;
        self.above()
    }

    fn article(&mut self, article: &'static reading::Article) -> Done {
        let id = ArticleId::new(article.file);
        let text = self.session.article(&id).ok_or("it is not there")?.text.clone();
        let page = Page { id: id.clone(), text, claim: Span::new(0, 0) };
        self.session.dispatch(Action::Show(id.clone()));
        self.meta(article, &page)?;
        for claim in article.claims() {
            let span = match page.place(claim.text) {
                Ok(span) => span,
                Err(why) => {
                    self.wrong.push(why);
                    continue;
                }
            };
            let page = Page { claim: span, ..page.clone() };
            self.claim(claim, &page)?;
        }
        self.act(Command::SetReviewed { article: id, reviewed: true })
    }

    fn meta(&mut self, article: &reading::Article, page: &Page) -> Done {
        let field = |field| FieldRef { article: page.id.clone(), of: FieldOwner::Article, field };
        let words = match article.published {
            Published::Printed(words) | Published::Inferred { words, .. } => words,
        };
        if !words.is_empty() {
            let (article, span) = (page.id.clone(), page.place(words)?);
            let kind = TagKind::Date(DateRole::Published);
            self.act(Command::Tag { article, span, kind })?;
        }
        let mut fields = vec![(field(Field::Language), "en".to_owned())];
        if !article.title.is_empty() {
            fields.push((field(Field::Title), article.title.to_owned()));
        }
        if let Published::Inferred { edtf, .. } = article.published {
            fields.push((field(Field::Published), edtf.to_owned()));
            fields.push((field(Field::PublishedBasis), "Inferred".to_owned()));
        }
        self.act(Command::SetFields { fields })
    }

    fn claim(&mut self, claim: &'static Claim, page: &Page) -> Done {
        self.ids.begin(&format!("{} {}", page.id, claim.text));
        self.act(Command::MakeClaim { article: page.id.clone(), spans: vec![page.claim] })?;
        let id = ClaimId::new(&self.ids.last());
        let record = RecordRef::Claim(id.clone());
        let fields =
            [(Field::Part, claim.part), (Field::Status, "Reviewed"), (Field::Note, claim.note)];
        self.set(page, &record, &fields)?;
        for said in claim.said {
            let done = self.said(said, &id, page);
            self.wrong.extend(done.err().map(|why| format!("{}: {why}", said.key)));
        }
        for number in claim.numbers {
            let done = self.number(number, page);
            self.wrong.extend(done.err().map(|why| format!("{}: {why}", number.key)));
        }
        Ok(())
    }

    /// Sets fields of a record in one act.
    fn set(&mut self, page: &Page, record: &RecordRef, fields: &[(Field, &str)]) -> Done {
        let field = |field: Field| FieldRef {
            article: page.id.clone(),
            of: FieldOwner::Record(record.clone()),
            field,
        };
        let fields = fields.iter().map(|(name, text)| (field(*name), (*text).to_owned()));
        self.act(Command::SetFields { fields: fields.collect() })
    }

    /// Fills a field from words of the article.
    fn mark(&mut self, page: &Page, record: &RecordRef, field: Field, words: &str) -> Done {
        let of = FieldOwner::Record(record.clone());
        let field = FieldRef { article: page.id.clone(), of, field };
        self.act(Command::MarkField { field, span: page.place(words)? })
    }

    /// Tags words for a record.
    fn tag(&mut self, page: &Page, record: &RecordRef, kind: TagKind, words: &str) -> Done {
        let article = page.id.clone();
        let selection =
            Selection { article: Some(article.clone()), text: None, record: Some(record.clone()) };
        self.session.dispatch(Action::Select(selection));
        self.act(Command::Tag { article, span: page.place(words)?, kind })
    }

    fn add(&mut self, page: &Page, record: &RecordRef, list: ListField) -> Done {
        let (article, record) = (page.id.clone(), record.clone());
        self.act(Command::AddItem { article, record, list })
    }

    fn said(&mut self, said: &'static Said, claim: &ClaimId, page: &Page) -> Done {
        self.ids.begin(said.key);
        let (article, claim) = (page.id.clone(), claim.clone());
        self.act(Command::AddAttribution { article, claim })?;
        let id = AttributionId::new(&self.ids.last());
        let record = RecordRef::Attribution(id.clone());
        for cue in said.cue {
            self.tag(page, &record, TagKind::Cue, cue)?;
        }
        for content in said.content {
            self.tag(page, &record, TagKind::Quote, content)?;
        }
        for (at, hop) in said.chain.iter().enumerate() {
            self.hop(page, &record, at, hop)?;
        }
        if let Some(date) = &said.said_at {
            const FIELDS: [Field; 3] = [Field::SaidAt, Field::SaidAtPrecision, Field::SaidAtBasis];
            self.date(page, &record, date, FIELDS)?;
        }
        let fields = [
            (Field::Mode, said.mode),
            (Field::Act, said.act),
            (Field::Framing, said.framing),
            (Field::Note, said.note),
        ];
        self.set(page, &record, &fields)?;
        if self.voices.insert(said.key, (page.id.clone(), id)).is_some() {
            return Err("the key stands twice".to_owned());
        }
        Ok(())
    }

    fn hop(&mut self, page: &Page, record: &RecordRef, at: usize, hop: &Hop) -> Done {
        self.add(page, record, ListField::Chain)?;
        self.mark(page, record, Field::HopSource(at), hop.source)?;
        if !hop.antecedent.is_empty() {
            self.mark(page, record, Field::HopAntecedent(at), hop.antecedent)?;
        }
        let fields = [
            (Field::HopNaming(at), hop.naming),
            (Field::HopMedium(at), hop.medium),
            (Field::HopCue(at), hop.cue),
        ];
        self.set(page, record, &fields)
    }

    /// A date, its precision and its basis; marked where words say it.
    fn date(
        &mut self,
        page: &Page,
        record: &RecordRef,
        date: &Date,
        [edtf, precision, basis]: [Field; 3],
    ) -> Done {
        if !date.words.is_empty() {
            self.mark(page, record, edtf, date.words)?;
        }
        let fields = [(edtf, date.edtf), (precision, date.precision), (basis, date.basis)];
        self.set(page, record, &fields)
    }

    fn number(&mut self, number: &'static Number, page: &Page) -> Done {
        self.ids.begin(number.key);
        let (article, span) = (page.id.clone(), page.place(number.words)?);
        self.act(Command::Tag { article, span, kind: TagKind::Number })?;
        let id = QuantityId::new(&self.ids.last());
        let record = RecordRef::Quantity(id.clone());
        match number.qualifier {
            Qualifier::Plain => {}
            Qualifier::Printed(words) => self.mark(page, &record, Field::Qualifier, words)?,
            Qualifier::Chosen(kind) => self.set(page, &record, &[(Field::Qualifier, kind)])?,
            Qualifier::Carried(kind) => {
                self.set(page, &record, &[(Field::Qualifier, kind), (Field::Carried, "yes")])?;
            }
        }
        match number.counted {
            Words::None => {}
            Words::Printed(words) => self.mark(page, &record, Field::Counted, words)?,
            Words::Carried(words) => self.set(page, &record, &[(Field::Counted, words)])?,
        }
        if !number.what.is_empty() {
            self.mark(page, &record, Field::What, number.what)?;
        }
        let mut fields = vec![
            (Field::Estimated, if number.estimated { "yes" } else { "no" }),
            (Field::Measure, number.measure),
            (Field::Modality, number.modality),
            (Field::Note, number.note),
        ];
        if !matches!(number.counted, Words::None) {
            fields.extend([(Field::Each, number.each), (Field::Who, number.who)]);
        }
        self.set(page, &record, &fields)?;
        if let Some(date) = &number.as_of {
            const FIELDS: [Field; 3] = [Field::AsOf, Field::AsOfPrecision, Field::AsOfBasis];
            self.date(page, &record, date, FIELDS)?;
            self.set(page, &record, &[(Field::AsOfRelation, date.relation)])?;
        }
        if let Some(date) = &number.period {
            const FIELDS: [Field; 3] = [Field::Period, Field::PeriodPrecision, Field::PeriodBasis];
            self.date(page, &record, date, FIELDS)?;
        }
        for (at, (words, role)) in number.places.iter().enumerate() {
            self.add(page, &record, ListField::Places)?;
            self.mark(page, &record, Field::Place(at), words)?;
            self.set(page, &record, &[(Field::PlaceRole(at), role)])?;
        }
        if self.numbers.insert(number.key, (page.id.clone(), id)).is_some() {
            return Err("the key stands twice".to_owned());
        }
        Ok(())
    }

    fn of(&self, number: &str) -> Result<(ArticleId, QuantityId), String> {
        self.numbers.get(number).cloned().ok_or_else(|| format!("there is no number {number}"))
    }

    /// Whose a number is, and how it hangs together with others.
    fn links(&mut self, number: &Number) -> Done {
        let (article, quantity) = self.of(number.key)?;
        let voice = match number.by {
            [] => Voice::Article,
            keys => {
                let ids = keys.iter().map(|key| {
                    let found = self.voices.get(key).map(|(_, id)| id.clone());
                    found.ok_or_else(|| format!("there is no attribution {key}"))
                });
                Voice::By(ids.collect::<Result<_, _>>()?)
            }
        };
        let of = quantity.clone();
        self.act(Command::SetVoice { article: article.clone(), quantity: of, voice })?;
        for (kind, to, why) in number.links {
            let link = Link { kind: *kind, to: self.of(to)?.1, why: (*why).to_owned() };
            let (article, quantity) = (article.clone(), quantity.clone());
            self.act(Command::AddLink { article, quantity, link })?;
        }
        Ok(())
    }

    fn agents(&mut self) -> Done {
        let mut agents: HashMap<&str, AgentId> = HashMap::new();
        for agent in AGENTS {
            self.ids.begin(&format!("agent {}", agent.key));
            let (name, kind) = (agent.name.to_owned(), AgentKind::Person);
            self.facts(FactCommand::NewAgent { name, kind, of: None })?;
            let id = AgentId::new(&self.ids.last());
            let speaks_for = match agent.speaks_for {
                "" => String::new(),
                key => agents.get(key).ok_or_else(|| format!("no agent {key}"))?.to_string(),
            };
            let fields = [
                (AgentField::Kind, agent.kind.to_owned()),
                (AgentField::Aliases, agent.aliases.to_owned()),
                (AgentField::SpeaksFor, speaks_for),
                (AgentField::Note, agent.note.to_owned()),
            ];
            for (field, text) in fields.into_iter().filter(|(_, text)| !text.is_empty()) {
                self.facts(FactCommand::SetAgent { agent: id.clone(), field, text })?;
            }
            agents.insert(agent.key, id);
        }
        for said in ARTICLES.iter().flat_map(|article| article.claims()).flat_map(|c| c.said) {
            for (hop, named) in said.chain.iter().enumerate().filter(|(_, h)| !h.agent.is_empty()) {
                let found = self.voices.get(said.key).cloned();
                let (article, attribution) = found.ok_or("an attribution is gone")?;
                let agent = agents.get(named.agent).cloned();
                if agent.is_none() {
                    return Err(format!("{}: there is no agent {}", said.key, named.agent));
                }
                let mention = Mention { article, attribution, hop };
                self.facts(FactCommand::Identify { mention, agent, alias: false })?;
            }
        }
        Ok(())
    }

    fn above(&mut self) -> Done {
        for fact in FACTS {
            self.ids.begin(&format!("fact {}", fact.key));
            let question = Some(fact.question.to_owned());
            self.facts(FactCommand::NewFact { quantity: None, question })?;
            let id = FactId::new(&self.ids.last());
            for (field, text) in [
                (FactField::Topic, fact.topic),
                (FactField::Each, fact.each),
                (FactField::Who, fact.who),
                (FactField::Accepts, fact.accepts),
                (FactField::UnitKind, fact.unit.0),
                (FactField::UnitCode, fact.unit.1),
                (FactField::Measure, fact.measure),
                (FactField::Modality, fact.modality),
                (FactField::Behaves, fact.behaves),
                (FactField::Places, fact.places),
                (FactField::Window, fact.window),
                (FactField::Note, fact.note),
            ] {
                if !text.is_empty() {
                    let (fact, text) = (id.clone(), text.to_owned());
                    self.facts(FactCommand::Set { fact, field, text })?;
                }
            }
            for number in ARTICLES.iter().flat_map(|a| a.claims()).flat_map(|c| c.numbers) {
                for (_, joined) in number.facts.iter().filter(|(key, _)| *key == fact.key) {
                    let comparable = match joined {
                        Joined::Yes => Comparable::Yes,
                        Joined::No(why) => Comparable::No((*why).to_owned()),
                    };
                    let (fact, quantity) = (id.clone(), self.of(number.key)?.1);
                    self.facts(FactCommand::Join { quantity, fact, comparable, accept: false })?;
                }
            }
            if let Some([best, low, high, as_of, why]) = fact.reading.map(|r| r.map(str::to_owned))
            {
                let reading = Some(ReadingText { best, low, high, as_of, why });
                self.facts(FactCommand::SetReading { fact: id, reading })?;
            }
        }
        Ok(())
    }
}
