//! Articles of any size with about 200 tagged spans on every screen, and their annotation files.
//!
//! Owns: what they say. Never: measures.

use attest::model::{
    Anchor, Article, ArticleId, AsOf, AsOfRelation, Attribution, AttributionId, Basis, Change,
    Claim, ClaimId, Counted, Counting, Document, Each, Edit, Hop, Naming, Number, Part, Period,
    PlaceRole, PlaceText, Precision, Qualifier, QualifierKind, Quantity, QuantityId, Span, Status,
    Value, Voice, anchor_at,
};
use std::path::{Path, PathBuf};

/// The annotator of a case.
pub const ANNOTATOR: &str = "analyst";

/// A folder with one article, and perhaps its annotations.
pub struct Case {
    home: tempfile::TempDir,
    /// How large the article is, in bytes.
    pub bytes: usize,
    /// How many spans are tagged.
    pub spans: usize,
}

impl Case {
    /// The articles folder.
    pub fn articles(&self) -> PathBuf {
        self.home.path().join("articles")
    }

    /// The config folder of the analyst.
    pub fn config(&self) -> PathBuf {
        self.home.path().join("config")
    }

    /// An article of about so many bytes, tagged or not.
    pub fn new(bytes: usize, tagged: bool) -> Self {
        let home = tempfile::tempdir().unwrap();
        let text = text(bytes);
        let folder = home.path().join("articles");
        std::fs::create_dir(&folder).unwrap();
        let file = folder.join("long.txt");
        std::fs::write(&file, &text).unwrap();
        let bytes = text.len();
        let spans = if tagged { annotate(home.path(), text) } else { 0 };
        Self { home, bytes, spans }
    }
}

/// One sentence; the words that are tagged stand in brackets, `<>` nest.
const SENTENCES: [&str; 2] = [
    "[source:The ministry of health] [cue:said] [cue:in a statement] that [content:as of [date:22:00 on 24 September 2023]] \
     [content:[qualifier:about] [number:NUMBER] [counted:people]] [content:[what:had entered [to:Armenia]] from [from:Goris]] \
     [content:through [at:the Lachin corridor]] [content:since [period:19 September]] [content:with [near:their belongings]].",
    "[source:An ombudsman] [cue:told] [medium:Reuters] [content:[qualifier:at least] [number:NUMBER] [counted:houses]] \
     [content:[what:were destroyed] in [at:Martakert]] [content:and [near:nearby villages]] [content:between [period:19 September]] \
     [content:and [date:20 September 2023]], [cue:citing] [source:a police report].",
];
/// Sentences of a paragraph.
const PARAGRAPH: usize = 4;

fn sentence(n: usize) -> String {
    let number = format!("{},{:03}", 1 + n % 97, n * 37 % 1000);
    SENTENCES[n % SENTENCES.len()].replace("NUMBER", &number)
}

/// The sentence without its brackets, and where each role stands in it.
fn parts(marked: &str) -> (String, Vec<(String, Span)>) {
    let (mut text, mut open, mut found) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked.chars();
    while let Some(c) = rest.next() {
        match c {
            '[' => {
                let (role, after) = rest.as_str().split_once(':').unwrap();
                open.push((role.to_owned(), text.len()));
                rest = after.chars();
            }
            ']' => {
                let (role, start) = open.pop().unwrap();
                found.push((role, Span::new(start, text.len())));
            }
            c => text.push(c),
        }
    }
    found.sort_by_key(|(_, span)| span.start);
    (text, found)
}

fn text(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 1000);
    for n in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&parts(&sentence(n)).0);
        text.push(if n % PARAGRAPH == PARAGRAPH - 1 { '\n' } else { ' ' });
    }
    text
}

fn id(kind: usize, n: usize) -> String {
    format!("0192f3c2-{:04x}-7{kind:03x}-8000-{n:012x}", n & 0xffff)
}

/// Writes the annotation file of the text; returns how many spans are tagged.
fn annotate(home: &Path, text: String) -> usize {
    use sha2::Digest;
    let sha: String =
        sha2::Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
    let article = Article::new(ArticleId::new("long.txt"), text.into(), "UTF-8".to_owned(), sha);
    let mut document = Document::default();
    let (mut at, mut n) = (0, 0);
    while at < article.text.len() {
        let (words, roles) = parts(&sentence(n));
        let spans = |role: &str| -> Vec<Anchor> {
            let of_role = roles.iter().filter(|(name, _)| name == role);
            of_role.map(|(_, span)| anchor_at(&article, span.shifted(at)).unwrap()).collect()
        };
        let one = |role: &str| spans(role).into_iter().next();
        let claim = ClaimId::new(&id(1, n));
        let whole = anchor_at(&article, Span::new(at, at + words.len())).unwrap();
        let made = "2026-11-22T09:14:03Z".to_owned();
        let changes = [
            Change::Claim(Edit::insert(Claim {
                id: claim.clone(),
                anchors: vec![whole],
                part: Part::Body,
                status: Status::Draft,
                tags: Vec::new(),
                note: String::new(),
                created: made.clone(),
                changed: made,
            })),
            Change::Attribution(Box::new(Edit::insert({
                let mut said = Attribution::new(AttributionId::new(&id(3, n)), claim.clone());
                said.cue = spans("cue");
                said.content = spans("content");
                said.chain = spans("source").into_iter().chain(spans("medium")).map(hop).collect();
                said
            }))),
            Change::Quantity(Box::new(Edit::insert(quantity(n, claim, &spans, &one)))),
        ];
        for change in &changes {
            document.apply(change).unwrap();
        }
        at += words.len() + 1;
        n += 1;
    }
    let spans = document.all_anchors().count();
    write(home, &article, &document);
    spans
}

fn hop(anchor: Anchor) -> Hop {
    Hop {
        source: anchor.exact().to_owned(),
        anchor: Some(anchor),
        antecedent: None,
        agent: None,
        naming: Naming::Named,
        medium: None,
        cue: None,
    }
}

fn quantity(
    n: usize,
    claim: ClaimId,
    spans: &dyn Fn(&str) -> Vec<Anchor>,
    one: &dyn Fn(&str) -> Option<Anchor>,
) -> Quantity {
    let number = one("number").unwrap();
    let value = Number::parse(&number.exact().replace(',', "")).unwrap();
    let mut quantity =
        Quantity::new(QuantityId::new(&id(2, n)), claim, number, Value::Number(value));
    quantity.qualifier =
        Qualifier { kind: QualifierKind::About, anchor: one("qualifier"), carried: false };
    quantity.counted = one("counted").map(|anchor| Counted {
        text: anchor.exact().to_owned(),
        anchor: Some(anchor),
        what: one("what")
            .map(|anchor| Counting { text: anchor.exact().to_owned(), anchor: Some(anchor) }),
        each: Each::Person,
        who: Vec::new(),
    });
    quantity.as_of = Some(AsOf {
        edtf: "2023-09-24".to_owned(),
        precision: Precision::Day,
        relation: AsOfRelation::At,
        basis: Basis::Explicit,
        anchor: one("date"),
    });
    quantity.period = Some(Period {
        edtf: "2023-09-19/2023-09-20".to_owned(),
        precision: Precision::Day,
        basis: Basis::Explicit,
        anchor: one("period"),
    });
    let roles = [
        ("to", PlaceRole::To),
        ("from", PlaceRole::From),
        ("at", PlaceRole::At),
        ("near", PlaceRole::Near),
    ];
    quantity.places = roles
        .iter()
        .flat_map(|(name, role)| spans(name).into_iter().map(move |anchor| (anchor, *role)))
        .map(|(anchor, role)| PlaceText {
            text: anchor.exact().to_owned(),
            anchor: Some(anchor),
            role,
        })
        .collect();
    quantity.voice = Voice::By(vec![AttributionId::new(&id(3, n))]);
    quantity
}

fn write(home: &Path, article: &Article, document: &Document) {
    use attest::store::format::{HistoryRecord, file_from_document, render_article};
    let history = HistoryRecord { id: "0192f3c2-0000-7000-8000-000000000000".to_owned(), seq: 0 };
    let file = file_from_document(article, document, ANNOTATOR, history);
    let folder = home.join("annotations").join(ANNOTATOR);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("long.txt.ron"), render_article(&file).unwrap()).unwrap();
    std::fs::write(
        home.join("annotations").join("project.ron"),
        "(\n    format: 1,\n    articles: \"../articles\",\n)\n",
    )
    .unwrap();
}
