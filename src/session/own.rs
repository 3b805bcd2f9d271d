//! One's own annotations, begun empty or as a copy of another's.

use super::{NoticeKind, Rejection, Session};
use crate::model::{
    ArticleId, AttributionId, Change, ClaimId, Document, Edit, IdSource, MarkId, Quantity,
    QuantityId, Selection, Transaction, Voice,
};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Whose records are to be copied, and which.
pub(super) struct Copying {
    from: String,
    documents: Vec<(ArticleId, Arc<Document>)>,
}

impl Session {
    /// Begins one's own annotations.
    pub(super) fn start_own(&mut self, copy: bool) -> Result<(), Rejection> {
        if self.is_own() {
            return Err(Rejection::because("This is your own work already."));
        }
        let rows = self.library.rows.iter().map(|row| &row.id);
        let documents = rows.filter_map(|id| {
            let document = self.library.entries.get(id)?.document.as_ref()?;
            (!document.is_blank()).then(|| (id.clone(), Arc::clone(document)))
        });
        let copying =
            copy.then(|| Copying { from: self.annotator.clone(), documents: documents.collect() });
        let own = self.own.clone();
        self.change_annotator(&own, true)?;
        self.copying = copying;
        Ok(())
    }

    /// Puts copied records into one's own annotations, under new ids, as one act.
    pub(super) fn copy_records(&mut self, copying: Copying) {
        let mut edits = Vec::new();
        let mut kept = 0;
        for (id, theirs) in &copying.documents {
            match self.document(id) {
                Some(own) if own.is_blank() => edits.extend(
                    copied(theirs, &mut *self.ids).into_iter().map(|change| (id.clone(), change)),
                ),
                _ => kept += 1,
            }
        }
        if kept > 0 {
            let text = format!(
                "{kept} article(s) have annotations of your own already; they were left as they are."
            );
            self.notices.say(NoticeKind::Info, text);
        }
        if edits.is_empty() {
            return;
        }
        let articles: Vec<ArticleId> = edits.iter().map(|(id, _)| id.clone()).collect();
        let transaction = Transaction {
            label: format!("Copy the annotations of {}", copying.from),
            at: self.ids.now(),
            edits,
            selection_before: self.selection.clone(),
            selection_after: Selection { record: None, ..self.selection.clone() },
        };
        let done = self.may_change(&articles).and_then(|()| self.commit(transaction));
        if let Err(why) = done {
            self.notices.refuse(why);
        }
    }
}

/// The records of a document under new ids; what points to records of the document points to the copies.
fn copied(theirs: &Document, ids: &mut dyn IdSource) -> Vec<Change> {
    let claims: BTreeMap<ClaimId, ClaimId> =
        theirs.claims().keys().map(|id| (id.clone(), ClaimId::new(&ids.new_id()))).collect();
    let quantities: HashMap<QuantityId, QuantityId> =
        theirs.quantities().keys().map(|id| (id.clone(), QuantityId::new(&ids.new_id()))).collect();
    let attributions: HashMap<AttributionId, AttributionId> = theirs
        .attributions()
        .keys()
        .map(|id| (id.clone(), AttributionId::new(&ids.new_id())))
        .collect();
    let claim = |id: &ClaimId| claims.get(id).unwrap_or(id).clone();
    let mut changes =
        vec![Change::Meta { before: Box::default(), after: Box::new(theirs.meta().clone()) }];
    for old in theirs.claims().values() {
        changes.push(Change::Claim(Edit::insert(crate::model::Claim {
            id: claim(&old.id),
            ..old.clone()
        })));
    }
    for old in theirs.attributions().values() {
        let mut new = old.clone();
        new.id = attributions.get(&old.id).unwrap_or(&old.id).clone();
        new.claim = claim(&old.claim);
        // Agents stand in the other's facts.ron.
        new.chain.iter_mut().for_each(|hop| hop.agent = None);
        changes.push(Change::Attribution(Box::new(Edit::insert(new))));
    }
    for old in theirs.quantities().values() {
        let mut new: Quantity = old.clone();
        new.id = quantities.get(&old.id).unwrap_or(&old.id).clone();
        new.claim = claim(&old.claim);
        new.facts.clear();
        if let Voice::By(by) = &mut new.voice {
            for id in by {
                if let Some(copy) = attributions.get(id) {
                    *id = copy.clone();
                }
            }
        }
        for link in &mut new.links {
            if let Some(copy) = quantities.get(&link.to) {
                link.to = copy.clone();
            }
        }
        changes.push(Change::Quantity(Box::new(Edit::insert(new))));
    }
    for old in theirs.marks().values() {
        let id = MarkId::new(&ids.new_id());
        let new = crate::model::Mark { id, claim: claim(&old.claim), ..old.clone() };
        changes.push(Change::Mark(Edit::insert(new)));
    }
    for (id, refusal) in theirs.refused() {
        changes.push(Change::Refusal { id: id.clone(), edit: Edit::insert(refusal.clone()) });
    }
    changes
}
