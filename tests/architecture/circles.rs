//! Files that need each other.
//!
//! An edge leads from a file to the file that declares what a path in it names, re-exports followed. `mod` and `pub use` lines do
//! not count; methods called on a value have no path.

use crate::code::{Code, shown, source_folder, sources};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// More files in one circle are a knot that nobody can take apart.
const MOST: usize = 3;

/// The rooms where the law holds.
const ROOMS: &[&str] = &["lexicon", "recognize"];

#[test]
fn no_circle_of_files_is_larger_than_three() {
    let crate_of = Crate::read();
    let mut large = String::new();
    for circle in crate_of.circles() {
        let room = circle.first().and_then(|name| name.split('/').nth(1)).unwrap_or_default();
        println!("{} files in {room}: {}", circle.len(), circle.join(" "));
        if circle.len() > MOST && ROOMS.contains(&room) {
            large.push_str(&circle.join(" "));
            large.push('\n');
        }
    }
    assert!(large.is_empty(), "circles of more than {MOST} files:\n{large}");
}

#[test]
fn edges_follow_re_exports() {
    let edges = |files: &[(&str, &str)]| {
        let files = files.iter().map(|(path, text)| {
            let depth = path.split("::").filter(|part| !part.is_empty()).map(str::to_owned);
            ((*path).to_owned(), Code { text: crate::code::bare(text), depth: depth.collect() })
        });
        let found = Crate::of(files.collect());
        let edges = found.edges();
        let pairs = edges.iter().flat_map(|(from, to)| {
            to.iter().map(|to| format!("{} {}", found.names[*from], found.names[*to]))
        });
        pairs.collect::<BTreeSet<String>>().into_iter().collect::<Vec<_>>()
    };
    let door = "mod inner;\npub use inner::Thing;\nmod other;\n";
    assert_eq!(
        edges(&[("a", door), ("a::inner", "pub struct Thing;"), ("b", "use crate::a::Thing;")]),
        ["b a::inner"]
    );
    assert_eq!(
        edges(&[
            ("a", door),
            ("a::inner", "use super::other;\nfn f() { other::g() }"),
            ("a::other", "fn g() {}")
        ]),
        ["a::inner a::other"]
    );
    assert_eq!(
        edges(&[
            ("a", "mod inner;\nfn f() { inner::g() }"),
            ("a::inner", "pub fn g() { super::f() }")
        ]),
        ["a a::inner", "a::inner a"]
    );
    assert_eq!(edges(&[("a", "use std::fs;\nfn f() { fs::read() }\nfn g() { f() }")]), [""; 0]);
}

/// The paths that names stand for.
type Aliases = HashMap<String, Vec<String>>;

/// First and last line of each statement.
type Doors = Vec<(usize, usize)>;

/// All files, and what they declare and re-export.
struct Crate {
    names: Vec<String>,
    files: Vec<Code>,
    /// The index of a module's file.
    modules: HashMap<Vec<String>, usize>,
    /// What a file declares by itself.
    items: Vec<BTreeSet<String>>,
    /// Names that stand for other paths, and whether they go out again.
    aliases: Vec<Aliases>,
    /// Where statements that do not count stand.
    doors: Vec<Doors>,
}

impl Crate {
    fn read() -> Self {
        let files = sources(&source_folder()).into_iter();
        Self::of(files.map(|path| (shown(&path), Code::read(&path))).collect())
    }

    fn of(files: Vec<(String, Code)>) -> Self {
        let (names, files): (Vec<String>, Vec<Code>) = files.into_iter().unzip();
        let modules = files.iter().enumerate().map(|(at, code)| (code.depth.clone(), at)).collect();
        let items = files.iter().map(|code| declared(&code.text)).collect();
        let mut found =
            Self { names, files, modules, items, aliases: Vec::new(), doors: Vec::new() };
        for at in 0..found.files.len() {
            let (aliases, doors) = found.uses(at);
            found.aliases.push(aliases);
            found.doors.push(doors);
        }
        found
    }

    /// The names that `use` brings into a file, and the lines of `mod` and `pub use`.
    fn uses(&self, at: usize) -> (Aliases, Doors) {
        let code = &self.files[at];
        let (mut aliases, mut doors) = (HashMap::new(), Vec::new());
        let lines: Vec<&str> = code.text.lines().collect();
        let mut line = 0;
        while line < lines.len() {
            let from = line;
            let first = lines[line];
            let public = first.starts_with("pub");
            let rest =
                if public { first.split_once(' ').map_or("", |(_, rest)| rest) } else { first };
            // "pub(in crate::x) use"
            let rest = if first.starts_with("pub(in") {
                first.split_once(") ").map_or("", |(_, rest)| rest)
            } else {
                rest
            };
            if !(rest.starts_with("use ") || rest.starts_with("mod ")) {
                line += 1;
                continue;
            }
            while line < lines.len() && !lines[line].contains(';') && !lines[line].contains("{}") {
                line += 1;
            }
            if public || rest.starts_with("mod ") {
                doors.push((from + 1, line + 1));
            }
            if let Some(tree) = rest.strip_prefix("use ") {
                let whole: String = std::iter::once(tree)
                    .chain(
                        lines
                            .get(from + 1..=line.min(lines.len() - 1))
                            .into_iter()
                            .flatten()
                            .copied(),
                    )
                    .collect::<Vec<_>>()
                    .join(" ");
                let part = Code { text: whole, depth: code.depth.clone() };
                for path in part.paths() {
                    if let Some(name) = path.names.last() {
                        aliases.insert(name.clone(), path.names.clone());
                    }
                }
            }
            line += 1;
        }
        (aliases, doors)
    }

    /// The file that declares what a path names, seen from a file.
    fn target(&self, from: usize, path: &[String], depth: usize) -> Option<usize> {
        let (first, rest) = path.split_first()?;
        if depth > 12 {
            return None;
        }
        let here = &self.files[from].depth;
        let start: Vec<String> = match first.as_str() {
            "crate" => Vec::new(),
            "self" => here.clone(),
            _ => {
                let mut child = here.clone();
                child.push(first.clone());
                if self.modules.contains_key(&child) {
                    child
                } else {
                    let alias = self.aliases.get(from)?.get(first)?;
                    if alias.first() == Some(first) {
                        return None;
                    }
                    return self.target(from, &[alias.as_slice(), rest].concat(), depth + 1);
                }
            }
        };
        self.inside(&start, rest, depth + 1)
    }

    /// The file that declares a name inside of a module.
    fn inside(&self, module: &[String], path: &[String], depth: usize) -> Option<usize> {
        let (first, rest) = path.split_first()?;
        let mut child = module.to_vec();
        child.push(first.clone());
        if self.modules.contains_key(&child) {
            return self.inside(&child, rest, depth + 1);
        }
        let at = *self.modules.get(module)?;
        if self.items[at].contains(first) {
            return Some(at);
        }
        let alias = self.aliases.get(at)?.get(first)?;
        self.target(at, &[alias.as_slice(), rest].concat(), depth + 1)
    }

    fn edges(&self) -> BTreeMap<usize, BTreeSet<usize>> {
        let mut edges: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (at, code) in self.files.iter().enumerate() {
            for path in code.paths() {
                let door =
                    self.doors[at].iter().any(|(from, to)| (*from..=*to).contains(&path.line));
                if door || path.names.len() < 2 {
                    continue;
                }
                if let Some(to) = self.target(at, &path.names, 0).filter(|to| *to != at) {
                    edges.entry(at).or_default().insert(to);
                }
            }
        }
        edges
    }

    /// Groups of files that reach each other, by their names; the largest first.
    fn circles(&self) -> Vec<Vec<String>> {
        let edges = self.edges();
        let reach: Vec<BTreeSet<usize>> = (0..self.files.len())
            .map(|start| {
                let mut seen = BTreeSet::new();
                let mut open = vec![start];
                while let Some(at) = open.pop() {
                    for next in edges.get(&at).into_iter().flatten() {
                        if seen.insert(*next) {
                            open.push(*next);
                        }
                    }
                }
                seen
            })
            .collect();
        let mut circles = BTreeSet::new();
        for (at, seen) in reach.iter().enumerate() {
            if seen.contains(&at) {
                let circle: Vec<String> = seen
                    .iter()
                    .filter(|other| reach[**other].contains(&at))
                    .map(|other| self.names[*other].clone())
                    .collect();
                circles.insert(circle);
            }
        }
        let mut circles: Vec<Vec<String>> =
            circles.into_iter().filter(|circle| circle.len() > 1).collect();
        circles.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
        circles
    }
}

/// What a file declares at its top.
fn declared(text: &str) -> BTreeSet<String> {
    const KINDS: &[&str] = &["fn", "struct", "enum", "union", "trait", "type", "const", "static"];
    let mut found = BTreeSet::new();
    for line in text.lines().filter(|line| !line.starts_with([' ', '}'])) {
        let words: Vec<&str> = line.split([' ', '(', '<', ':', ';', '=']).collect();
        for (kind, name) in words.iter().zip(words.iter().skip(1)) {
            if KINDS.contains(kind) && !KINDS.contains(name) {
                found.insert((*name).to_owned());
                break;
            }
        }
    }
    found
}
