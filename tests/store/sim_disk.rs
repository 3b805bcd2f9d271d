//! A disk that loses what was not synced, and fails when it is told to.
//!
//! Two worlds: what the running program sees, and what is on the platter for sure, with the operations between them
//! still under way. After a power cut any subset of these may have happened, each whole but for torn file data.
//! Operations that change something and those that only look are counted apart, so that either can fail.
#![allow(dead_code)] // shared by several test targets, none of which needs all of it

use attest::store::disk::{AppendFile, Disk, Entry, Held, Identity, Locking};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

type Inode = u64;
const ROOT: Inode = 1;

/// How an operation fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// No space left; nothing is written.
    Full,
    /// No space left after this many bytes of a write.
    Short(usize),
    /// The same, and names can still be changed, as on most systems.
    NoRoom(usize),
    /// A sync fails, and what was not synced yet is gone from the cache.
    SyncFails,
    /// A read-only file system.
    ReadOnly,
    /// No rename may replace or swap here (EINVAL of a poor file system).
    NoExchange,
    /// Locks are not to be had.
    NoLocks,
}

/// How looking fails: reading, listing, opening, asking what lies at a path, locking what is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Blind {
    /// The device gives an error.
    Broken,
    /// No permission.
    Denied,
    /// A read gives only so many bytes, and says that these are all.
    Short(usize),
}

#[derive(Clone, Debug)]
enum Node {
    File(Vec<u8>),
    Folder(BTreeMap<OsString, Inode>),
}

/// Under way between memory and platter.
#[derive(Clone, Debug)]
enum Pending {
    /// Bytes at a place of a file.
    Bytes { inode: Inode, at: usize, bytes: Vec<u8> },
    /// A file's new length.
    Length { inode: Inode, len: usize },
    /// Names of one folder, changed at once.
    Names { folder: Inode, names: Vec<(OsString, Option<Inode>)> },
}

#[derive(Default)]
struct State {
    seen: HashMap<Inode, Node>,
    platter: HashMap<Inode, Node>,
    pending: Vec<Pending>,
    next: Inode,
    /// Operations that changed something, so far.
    steps: usize,
    cut_at: Option<usize>,
    /// Which faults strike at which operation; `None` in the range's end: for good.
    faults: Vec<(usize, usize, Fault)>,
    /// Operations that looked at something, so far, and how which of them fail.
    looks: usize,
    blind: Vec<(usize, usize, Blind)>,
    /// What may not be read or written.
    denied: HashSet<Inode>,
    locked: HashSet<Inode>,
    syncs: usize,
    /// A sync failed, and dropped what it should have brought to the platter.
    dropped: bool,
    device: u64,
    before_exchange: Option<(PathBuf, Vec<u8>)>,
    interfered: Vec<(PathBuf, Vec<u8>)>,
}

/// The disk; clones share it.
#[derive(Clone)]
pub struct SimDisk(Arc<Mutex<State>>);

fn error(kind: io::ErrorKind) -> io::Error {
    kind.into()
}

fn full() -> io::Error {
    error(io::ErrorKind::StorageFull)
}

impl State {
    fn folder(&self, inode: Inode) -> io::Result<&BTreeMap<OsString, Inode>> {
        match self.seen.get(&inode) {
            Some(Node::Folder(names)) => Ok(names),
            _ => Err(error(io::ErrorKind::NotADirectory)),
        }
    }

    fn find(&self, path: &Path) -> io::Result<Inode> {
        let mut at = ROOT;
        for part in path.components().skip(1) {
            let found = self.folder(at)?.get(part.as_os_str());
            at = *found.ok_or_else(|| error(io::ErrorKind::NotFound))?;
        }
        Ok(at)
    }

    fn parent(&self, path: &Path) -> io::Result<(Inode, OsString)> {
        let name = path.file_name().unwrap().to_owned();
        Ok((self.find(path.parent().unwrap())?, name))
    }

    /// Counts an operation; says how it fails.
    fn strike(&mut self) -> io::Result<Option<Fault>> {
        self.steps += 1;
        if self.cut_at.is_some_and(|cut| self.steps >= cut) {
            return Err(io::Error::other("the power is off"));
        }
        let step = self.steps;
        // The last one that was set counts.
        let mut faults = self.faults.iter().rev();
        let fault = faults.find(|(from, to, _)| (*from..*to).contains(&step));
        Ok(fault.map(|(_, _, fault)| *fault))
    }

    /// Whether this file system can exchange names, whatever else fails.
    fn has_no_exchange(&self) -> bool {
        self.faults.iter().any(|(from, to, fault)| {
            (*from..*to).contains(&self.steps) && *fault == Fault::NoExchange
        })
    }

    /// Counts a look; fails it, or says to how many bytes a read is cut.
    fn look(&mut self) -> io::Result<Option<usize>> {
        self.looks += 1;
        let look = self.looks;
        let blind = self.blind.iter().find(|(from, to, _)| (*from..*to).contains(&look));
        match blind.map(|(_, _, blind)| *blind) {
            Some(Blind::Broken) => Err(io::Error::other("input/output error")),
            Some(Blind::Denied) => Err(error(io::ErrorKind::PermissionDenied)),
            Some(Blind::Short(len)) => Ok(Some(len)),
            None => Ok(None),
        }
    }

    fn bytes(&self, inode: Inode, most: Option<usize>) -> io::Result<Vec<u8>> {
        self.permitted(inode)?;
        match self.seen.get(&inode) {
            Some(Node::File(bytes)) => {
                let len = most.unwrap_or(usize::MAX).min(bytes.len());
                Ok(bytes[..len].to_vec())
            }
            _ => Err(error(io::ErrorKind::IsADirectory)),
        }
    }

    fn permitted(&self, inode: Inode) -> io::Result<()> {
        if self.denied.contains(&inode) {
            return Err(error(io::ErrorKind::PermissionDenied));
        }
        Ok(())
    }

    /// As another program that syncs: all that is under way arrives on the platter.
    fn arrive(&mut self) {
        for pending in std::mem::take(&mut self.pending) {
            apply(&mut self.platter, &self.seen, &pending);
        }
    }

    fn change(&mut self) -> io::Result<()> {
        match self.strike()? {
            Some(Fault::Full | Fault::Short(_)) => Err(full()),
            Some(Fault::ReadOnly) => Err(error(io::ErrorKind::ReadOnlyFilesystem)),
            _ => Ok(()),
        }
    }

    fn name(&mut self, folder: Inode, names: Vec<(OsString, Option<Inode>)>) {
        if let Some(Node::Folder(seen)) = self.seen.get_mut(&folder) {
            set_names(seen, &names);
        }
        self.pending.push(Pending::Names { folder, names });
    }

    fn write(&mut self, inode: Inode, bytes: &[u8]) -> io::Result<()> {
        let (bytes, failed) = match self.strike()? {
            Some(Fault::Full) => return Err(full()),
            Some(Fault::ReadOnly) => return Err(error(io::ErrorKind::ReadOnlyFilesystem)),
            Some(Fault::Short(len) | Fault::NoRoom(len)) => (&bytes[..len.min(bytes.len())], true),
            _ => (bytes, false),
        };
        let Some(Node::File(seen)) = self.seen.get_mut(&inode) else {
            return Err(error(io::ErrorKind::NotFound));
        };
        // A disk writes blocks: a longer write may arrive in parts.
        for block in bytes.chunks(512) {
            let at = seen.len();
            seen.extend_from_slice(block);
            self.pending.push(Pending::Bytes { inode, at, bytes: block.to_vec() });
        }
        if failed { Err(full()) } else { Ok(()) }
    }

    fn sync(&mut self, inode: Inode) -> io::Result<()> {
        self.syncs += 1;
        let mine = |pending: &Pending| match pending {
            Pending::Bytes { inode: of, .. } | Pending::Length { inode: of, .. } => *of == inode,
            Pending::Names { folder, .. } => *folder == inode,
        };
        let fault = self.strike()?;
        let (done, rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.pending).into_iter().partition(mine);
        self.pending = rest;
        if fault == Some(Fault::SyncFails) {
            self.dropped = true;
            // The worst that Linux does: the pages are called clean, some are there, some are not, and the next
            // sync of this descriptor says yes. (Names are the journal's matter: they stay under way.)
            for (i, pending) in done.into_iter().enumerate() {
                if matches!(pending, Pending::Names { .. }) {
                    self.pending.push(pending);
                } else if i % 2 == 1 {
                    apply(&mut self.platter, &self.seen, &pending);
                }
            }
            return Err(error(io::ErrorKind::Other));
        }
        if matches!(fault, Some(Fault::Full | Fault::ReadOnly)) {
            self.pending.extend(done);
            return Err(full());
        }
        for pending in &done {
            apply(&mut self.platter, &self.seen, pending);
        }
        Ok(())
    }

    fn identity(&self, inode: Inode) -> Identity {
        let len = match self.seen.get(&inode) {
            Some(Node::File(bytes)) => bytes.len() as u64,
            _ => 0,
        };
        Identity { device: self.device, inode, len }
    }

    fn new_file(&mut self) -> Inode {
        self.next += 1;
        self.seen.insert(self.next, Node::File(Vec::new()));
        self.next
    }
}

fn set_names(folder: &mut BTreeMap<OsString, Inode>, names: &[(OsString, Option<Inode>)]) {
    for (name, inode) in names {
        match inode {
            Some(inode) => folder.insert(name.clone(), *inode),
            None => folder.remove(name),
        };
    }
}

fn apply(platter: &mut HashMap<Inode, Node>, seen: &HashMap<Inode, Node>, pending: &Pending) {
    match pending {
        Pending::Bytes { inode, at, bytes } => {
            let node = platter.entry(*inode).or_insert_with(|| Node::File(Vec::new()));
            if let Node::File(file) = node {
                if file.len() < at + bytes.len() {
                    file.resize(at + bytes.len(), 0);
                }
                file[*at..at + bytes.len()].copy_from_slice(bytes);
            }
        }
        Pending::Length { inode, len } => {
            let node = platter.entry(*inode).or_insert_with(|| Node::File(Vec::new()));
            if let Node::File(file) = node {
                file.resize(*len, 0);
            }
        }
        Pending::Names { folder, names } => {
            let node = platter.entry(*folder).or_insert_with(|| Node::Folder(BTreeMap::new()));
            if let Node::Folder(folder) = node {
                set_names(folder, names);
            }
            for (_, inode) in names {
                let Some(inode) = inode else { continue };
                let empty = match seen.get(inode) {
                    Some(Node::Folder(_)) => Node::Folder(BTreeMap::new()),
                    _ => Node::File(Vec::new()),
                };
                platter.entry(*inode).or_insert(empty);
            }
        }
    }
}

/// A small generator of one's own: the same on every run.
fn random(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

impl SimDisk {
    pub fn new() -> Self {
        let mut state = State { next: ROOT, device: 7, ..State::default() };
        state.seen.insert(ROOT, Node::Folder(BTreeMap::new()));
        state.platter.insert(ROOT, Node::Folder(BTreeMap::new()));
        Self(Arc::new(Mutex::new(state)))
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    pub fn steps(&self) -> usize {
        self.state().steps
    }

    pub fn syncs(&self) -> usize {
        self.state().syncs
    }

    /// From this operation on nothing succeeds.
    pub fn cut_power_at(&self, step: usize) {
        self.state().cut_at = Some(step);
    }

    /// Operations `from..to` (counted from the first one ever) fail so.
    pub fn fail(&self, from: usize, to: usize, fault: Fault) {
        self.state().faults.push((from, to, fault));
    }

    /// From now on, operations fail so.
    pub fn fail_from_now(&self, fault: Fault) {
        let from = self.steps() + 1;
        self.fail(from, usize::MAX, fault);
    }

    /// Looks so far.
    pub fn looks(&self) -> usize {
        self.state().looks
    }

    /// Looks `from..to` (counted from the first one ever) fail so.
    pub fn blind(&self, from: usize, to: usize, blind: Blind) {
        self.state().blind.push((from, to, blind));
    }

    /// Whether nothing is to fail any more.
    pub fn is_well(&self) -> bool {
        let state = self.state();
        let over = |to: &usize, fault: &Fault| *to <= state.steps || *fault == Fault::NoExchange;
        let steps = state.faults.iter().all(|(_, to, fault)| over(to, fault));
        steps && state.blind.iter().all(|(_, to, _)| *to <= state.looks)
    }

    pub fn heal(&self) {
        let mut state = self.state();
        state.faults.clear();
        state.blind.clear();
    }

    /// What is there after a power cut: what was synced, and of the rest what chance (`seed`) let through.
    /// 0: nothing. 1: all.
    pub fn after_power_cut(&self, seed: u64) -> Self {
        let state = self.state();
        let mut platter = state.platter.clone();
        let mut chance = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        for pending in &state.pending {
            let through = match seed {
                0 => false,
                1 => true,
                _ => random(&mut chance) & 1 == 0,
            };
            if !through {
                continue;
            }
            let torn = match pending {
                Pending::Bytes { inode, at, bytes } if seed > 1 && random(&mut chance) & 3 == 0 => {
                    let len = random(&mut chance) as usize % (bytes.len() + 1);
                    Some(Pending::Bytes { inode: *inode, at: *at, bytes: bytes[..len].to_vec() })
                }
                _ => None,
            };
            apply(&mut platter, &state.seen, torn.as_ref().unwrap_or(pending));
        }
        Self::of(platter, state.next)
    }

    /// What is there after the program was killed: all that it wrote.
    pub fn after_kill(&self) -> Self {
        let state = self.state();
        Self::of(state.seen.clone(), state.next)
    }

    /// As [`SimDisk::after_kill`], with what was not synced still under way: the power may go later. (What a failed sync
    /// dropped counts as arrived: the next program reads it, and has no means to know.)
    pub fn after_kill_alone(&self) -> Self {
        let state = self.state();
        if state.dropped {
            return Self::of(state.seen.clone(), state.next);
        }
        let Self(killed) = Self::of(state.seen.clone(), state.next);
        let mut new = killed.lock().unwrap();
        new.platter.clone_from(&state.platter);
        new.pending.clone_from(&state.pending);
        drop(new);
        Self(killed)
    }

    fn of(nodes: HashMap<Inode, Node>, next: Inode) -> Self {
        let state = State {
            seen: nodes.clone(),
            platter: nodes,
            next: next + 1000,
            device: 7,
            ..State::default()
        };
        Self(Arc::new(Mutex::new(state)))
    }

    // What someone else does, durably and without being counted.

    pub fn put(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.state();
        let mut at = ROOT;
        for part in path.parent().unwrap().components().skip(1) {
            at = match state.folder(at).unwrap().get(part.as_os_str()).copied() {
                Some(found) => found,
                None => {
                    state.next += 1;
                    let new = state.next;
                    state.seen.insert(new, Node::Folder(BTreeMap::new()));
                    state.name(at, vec![(part.as_os_str().to_owned(), Some(new))]);
                    new
                }
            };
        }
        let inode = state.new_file();
        state.seen.insert(inode, Node::File(bytes.to_vec()));
        state.name(at, vec![(path.file_name().unwrap().to_owned(), Some(inode))]);
        state.arrive();
        state.platter.insert(inode, Node::File(bytes.to_vec()));
    }

    /// Someone puts this there just before the next exchange or exclusive rename.
    pub fn before_exchange(&self, path: &Path, bytes: &[u8]) {
        self.state().before_exchange = Some((path.to_owned(), bytes.to_owned()));
    }

    fn interfere(&self) {
        let interference = self.state().before_exchange.take();
        if let Some((path, bytes)) = interference {
            self.put(&path, &bytes);
            self.state().interfered.push((path, bytes));
        }
    }

    /// What was put there just before an exchange since this was asked last.
    pub fn interfered(&self) -> Vec<(PathBuf, Vec<u8>)> {
        std::mem::take(&mut self.state().interfered)
    }

    pub fn get(&self, path: &Path) -> Option<Vec<u8>> {
        let state = self.state();
        match state.seen.get(&state.find(path).ok()?) {
            Some(Node::File(bytes)) => Some(bytes.clone()),
            _ => None,
        }
    }

    pub fn delete(&self, path: &Path) {
        let mut state = self.state();
        let (folder, name) = state.parent(path).unwrap();
        state.name(folder, vec![(name, None)]);
        state.arrive();
    }

    /// From now on nobody may read this file or open it for writing.
    pub fn deny(&self, path: &Path) {
        let mut state = self.state();
        let inode = state.find(path).unwrap();
        state.denied.insert(inode);
    }

    /// Every file with its path.
    /// Every name that any folder has, or had when the program last saw it.
    pub fn names_seen(&self) -> Vec<String> {
        let state = self.0.lock().unwrap();
        let folders = state.seen.values().chain(state.platter.values());
        let names = folders.filter_map(|node| match node {
            Node::Folder(names) => Some(names.keys()),
            Node::File(_) => None,
        });
        let pending = state.pending.iter().filter_map(|pending| match pending {
            Pending::Names { names, .. } => Some(names.iter().map(|(name, _)| name)),
            _ => None,
        });
        let all = names.flatten().chain(pending.flatten());
        all.map(|name| name.to_string_lossy().into_owned()).collect()
    }

    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let state = self.state();
        let mut found = Vec::new();
        let mut folders = vec![(PathBuf::from("/"), ROOT)];
        while let Some((path, inode)) = folders.pop() {
            for (name, inode) in state.folder(inode).unwrap() {
                let path = path.join(name);
                match state.seen.get(inode) {
                    Some(Node::File(bytes)) => found.push((path, bytes.clone())),
                    Some(Node::Folder(_)) => folders.push((path, *inode)),
                    None => panic!("{} points to nothing", path.display()),
                }
            }
        }
        found.sort();
        found
    }
}

struct SimFile {
    disk: SimDisk,
    inode: Inode,
}

struct SimLock(SimFile);

impl Drop for SimLock {
    fn drop(&mut self) {
        self.0.disk.state().locked.remove(&self.0.inode);
    }
}

impl Held for SimLock {
    fn identity(&self) -> io::Result<Identity> {
        self.0.identity()
    }
}

impl AppendFile for SimFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.disk.state().write(self.inode, bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.disk.state().sync(self.inode)
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        let mut state = self.disk.state();
        state.change()?;
        let len = len as usize;
        if let Some(Node::File(bytes)) = state.seen.get_mut(&self.inode) {
            bytes.truncate(len);
        }
        state.pending.push(Pending::Length { inode: self.inode, len });
        Ok(())
    }

    fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut state = self.disk.state();
        let most = state.look()?;
        state.bytes(self.inode, most)
    }

    fn identity(&self) -> io::Result<Identity> {
        let mut state = self.disk.state();
        state.look()?;
        Ok(state.identity(self.inode))
    }
}

impl Disk for SimDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut state = self.state();
        let inode = state.find(path)?;
        let most = state.look()?;
        state.bytes(inode, most)
    }

    fn identity(&self, path: &Path) -> io::Result<Option<Identity>> {
        let mut state = self.state();
        state.look()?;
        match state.find(path) {
            Ok(inode) => Ok(Some(state.identity(inode))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn list(&self, path: &Path) -> io::Result<Vec<Entry>> {
        let mut state = self.state();
        state.look()?;
        let names = state.folder(state.find(path)?)?;
        let entry = |(name, inode): (&OsString, &Inode)| Entry {
            name: name.clone(),
            is_folder: matches!(state.seen.get(inode), Some(Node::Folder(_))),
        };
        Ok(names.iter().map(entry).collect())
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.change()?;
        let (folder, name) = state.parent(path)?;
        if state.folder(folder)?.contains_key(&name) {
            return Err(error(io::ErrorKind::AlreadyExists));
        }
        state.next += 1;
        let new = state.next;
        state.seen.insert(new, Node::Folder(BTreeMap::new()));
        state.name(folder, vec![(name, Some(new))]);
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        let inode = state.find(path)?;
        state.sync(inode)
    }

    fn write_synced(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        state.change()?;
        let (folder, name) = state.parent(path)?;
        let inode = match state.folder(folder)?.get(&name).copied() {
            Some(inode) => {
                if let Some(Node::File(bytes)) = state.seen.get_mut(&inode) {
                    bytes.clear();
                }
                state.pending.push(Pending::Length { inode, len: 0 });
                inode
            }
            None => {
                let inode = state.new_file();
                state.name(folder, vec![(name, Some(inode))]);
                inode
            }
        };
        state.write(inode, bytes)?;
        state.sync(inode)
    }

    fn open_append(&self, path: &Path) -> io::Result<Box<dyn AppendFile>> {
        let mut state = self.state();
        state.look()?;
        let inode = state.find(path)?;
        state.permitted(inode)?;
        drop(state);
        Ok(Box::new(SimFile { disk: self.clone(), inode }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.change()?;
        let inode = state.find(from)?;
        let ((a, from), (b, to)) = (state.parent(from)?, state.parent(to)?);
        assert_eq!(a, b, "names move within one folder only");
        state.name(a, vec![(from, None), (to, Some(inode))]);
        Ok(())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        // Where nothing is swapped, nobody can be noticed who comes in between.
        self.state().strike()?;
        if self.state().has_no_exchange() {
            return Err(error(io::ErrorKind::Unsupported));
        }
        self.interfere();
        if self.identity(to)?.is_some() {
            return Err(error(io::ErrorKind::AlreadyExists));
        }
        self.rename(from, to)
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        let fault = self.state().strike()?;
        if self.state().has_no_exchange() {
            return Err(error(io::ErrorKind::Unsupported));
        }
        match fault {
            Some(Fault::Full | Fault::Short(_)) => return Err(full()),
            Some(Fault::ReadOnly) => return Err(error(io::ErrorKind::ReadOnlyFilesystem)),
            _ => self.interfere(),
        }
        let mut state = self.state();
        let (one, two) = (state.find(a)?, state.find(b)?);
        let ((folder, a), (_, b)) = (state.parent(a)?, state.parent(b)?);
        state.name(folder, vec![(a, Some(two)), (b, Some(one))]);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.change()?;
        state.find(path)?;
        let (folder, name) = state.parent(path)?;
        state.name(folder, vec![(name, None)]);
        Ok(())
    }

    fn lock(&self, path: &Path, create: bool) -> io::Result<Locking> {
        let mut state = self.state();
        state.look()?;
        let inode = match state.find(path) {
            Ok(inode) => inode,
            Err(error) if !create => return Err(error),
            Err(_) => {
                state.change()?;
                let (folder, name) = state.parent(path)?;
                let inode = state.new_file();
                state.name(folder, vec![(name, Some(inode))]);
                inode
            }
        };
        if state.faults.iter().any(|(_, _, fault)| *fault == Fault::NoLocks) {
            return Ok(Locking::Broken(error(io::ErrorKind::Unsupported)));
        }
        if !state.locked.insert(inode) {
            return Ok(Locking::Busy);
        }
        drop(state);
        Ok(Locking::Held(Box::new(SimLock(SimFile { disk: self.clone(), inode }))))
    }
}

/// Whether this is a temporary file of ours.
pub fn is_temporary(path: &Path) -> bool {
    path.file_name().and_then(OsStr::to_str).is_some_and(|name| name.ends_with(".attest-new"))
}
