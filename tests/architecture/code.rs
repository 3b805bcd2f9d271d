//! Rust sources read by eye: paths without comments, texts and tests.

use std::fs;
use std::path::{Path, PathBuf};

pub fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

pub fn shown(file: &Path) -> String {
    file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(file).display().to_string()
}

/// All Rust files below a folder, but for those that hold nothing but tests.
pub fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs")
            && path.file_stem().is_some_and(|stem| stem != "tests")
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Source without comments, texts and tests: those are blanks, so that lines stay.
pub struct Code {
    pub text: String,
    /// The module's path below the crate.
    pub depth: Vec<String>,
}

/// A path as written, made absolute where it begins with `super`.
pub struct Written {
    pub names: Vec<String>,
    pub line: usize,
}

impl Code {
    pub fn read(file: &Path) -> Self {
        let below = file.strip_prefix(source_folder()).unwrap().with_extension("");
        let mut depth: Vec<String> =
            below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if depth.last().is_some_and(|last| last == "mod") {
            depth.pop();
        }
        Self { text: bare(&fs::read_to_string(file).unwrap()), depth }
    }

    pub fn lines_without_tests(&self) -> usize {
        self.text.lines().filter(|line| *line != TEST_LINE).count()
    }

    pub fn paths(&self) -> Vec<Written> {
        let chars: Vec<char> = self.text.chars().collect();
        let mut found = Vec::new();
        let (mut at, mut line) = (0, 1);
        while at < chars.len() {
            if chars[at] == '\n' {
                line += 1;
            }
            if is_name(chars[at]) && !chars[at].is_ascii_digit() {
                let start = at;
                self.tree(&chars, &mut at, Vec::new(), line, &mut found);
                line += chars[start..at].iter().filter(|c| **c == '\n').count();
            } else {
                at += 1;
            }
        }
        found
    }

    /// A path, and what stands in braces behind its last `::`.
    fn tree(
        &self,
        chars: &[char],
        at: &mut usize,
        mut names: Vec<String>,
        line: usize,
        out: &mut Vec<Written>,
    ) {
        loop {
            let name: String = chars[*at..].iter().take_while(|c| is_name(**c)).collect();
            *at += name.chars().count();
            names.push(name);
            if chars.get(*at) == Some(&'!') && chars.get(*at + 1) != Some(&'=') {
                names.last_mut().unwrap().push('!');
            }
            if !(chars.get(*at) == Some(&':') && chars.get(*at + 1) == Some(&':')) {
                break;
            }
            let mut next = *at + 2;
            next += chars[next..].iter().take_while(|c| c.is_whitespace()).count();
            match chars.get(next) {
                Some('{') => {
                    *at = next + 1;
                    while let Some(&c) = chars.get(*at) {
                        if is_name(c) {
                            self.tree(chars, at, names.clone(), line, out);
                        } else {
                            *at += 1;
                            if c == '}' {
                                return;
                            }
                        }
                    }
                    return;
                }
                Some(&c) if is_name(c) => *at = next,
                _ => break,
            }
        }
        out.push(Written { names: self.absolute(names), line });
    }

    fn absolute(&self, names: Vec<String>) -> Vec<String> {
        let ups = names.iter().take_while(|name| *name == "super").count();
        if ups == 0 || ups > self.depth.len() {
            return names;
        }
        let mut path = vec!["crate".to_owned()];
        path.extend_from_slice(&self.depth[..self.depth.len() - ups]);
        path.extend(names.into_iter().skip(ups));
        path
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// What a line of a test is replaced by.
const TEST_LINE: &str = "\u{1}";

/// The source with comments, texts and `#[cfg(test)]` items taken out, line for line.
pub fn bare(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut code = String::with_capacity(source.len());
    let mut at = 0;
    let blank = |code: &mut String, range: &[char]| {
        code.extend(range.iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
    };
    while at < chars.len() {
        let rest = &chars[at..];
        let word_before = at > 0 && is_name(chars[at - 1]);
        let length = match rest {
            ['/', '/', ..] => rest.iter().take_while(|c| **c != '\n').count(),
            ['/', '*', ..] => comment_length(rest),
            ['"', ..] => text_length(rest),
            ['r' | 'b', ..] if !word_before && raw_text_length(rest).is_some() => {
                raw_text_length(rest).unwrap()
            }
            ['\'', '\\', ..] => 2 + rest[3..].iter().take_while(|c| **c != '\'').count() + 2,
            ['\'', _, '\'', ..] => 3,
            _ => 0,
        };
        if length == 0 {
            code.push(chars[at]);
            at += 1;
        } else {
            blank(&mut code, &rest[..length.min(rest.len())]);
            at += length;
        }
    }
    without_tests(&code)
}

fn comment_length(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match &rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn text_length(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// Length of `r"…"`, `r#"…"#`, `b"…"`, `br"…"`; `None` where no text begins.
fn raw_text_length(rest: &[char]) -> Option<usize> {
    let letters = rest.iter().take_while(|c| matches!(c, 'b' | 'r')).count();
    let hashes = rest[letters..].iter().take_while(|c| **c == '#').count();
    if letters > 2 || rest.get(letters + hashes) != Some(&'"') {
        return None;
    }
    let raw = rest[..letters].contains(&'r');
    if !raw {
        return (hashes == 0).then(|| letters + text_length(&rest[letters..]));
    }
    let mut at = letters + hashes + 1;
    while at < rest.len() {
        if rest[at] == '"'
            && rest[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes
        {
            return Some(at + 1 + hashes);
        }
        at += 1;
    }
    Some(rest.len())
}

/// Takes out each item behind `#[cfg(test)]`: up to its closing brace, or its semicolon.
fn without_tests(code: &str) -> String {
    let mut left = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(start) = rest.find("#[cfg(test)]") {
        let (before, item) = rest.split_at(start);
        left.push_str(before);
        let mut depth = 0usize;
        let end = item.char_indices().find_map(|(at, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            (depth == 0 && matches!(c, '}' | ';')).then_some(at + 1)
        });
        let (gone, behind) = item.split_at(end.unwrap_or(item.len()));
        for _ in gone.matches('\n') {
            left.push_str(TEST_LINE);
            left.push('\n');
        }
        rest = behind;
    }
    left.push_str(rest);
    left
}
