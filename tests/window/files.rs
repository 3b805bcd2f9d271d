//! Files that change, or cannot be written, while the window is open.

use super::desk::{Desk, Running, save_state};
use super::display::until;
use super::tree::middle;
use super::work::{ARTICLE, SENTENCE, document, make_claim, open_article, wait_for_claims};
use attest::model::{Article, ArticleId, Document};
use attest::store::{OpenRequest, RealDisk};
use eframe::egui::accesskit::Role;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// Another sentence of the article, and a word of it. Both stand above the first one: toolbar and notices stand below.
const OTHER: (&str, &str) = (
    "The Armenian government said late Sunday evening that 1,050 people had crossed into the country from Nagorno-Karabakh.",
    "evening",
);
/// A third one.
const THIRD: (&str, &str) = (
    "Armenians in Nagorno-Karabakh began a mass exodus of cars towards Armenia after Azerbaijan defeated the separatist region’s fighters in a conflict dating back to the Soviet era.",
    "exodus",
);

/// What files and history say together of the article, by the program's own opening.
pub fn opened(desk: &Desk) -> Option<Document> {
    let bytes = std::fs::read(desk.articles().join(ARTICLE)).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let id = ArticleId::new(ARTICLE);
    let article = Article::new(id.clone(), text.into(), "UTF-8".to_owned(), sha256(desk));
    let articles = HashMap::from([(id.clone(), Arc::new(article))]);
    let request = OpenRequest {
        articles_root: desk.articles(),
        annotations_root: desk.case().join("annotations"),
        annotator: "analyst".to_owned(),
        installation: std::fs::read_to_string(desk.home().join("config/installation"))
            .unwrap_or_default()
            .trim()
            .to_owned(),
        write: false,
    };
    let wake = Arc::new(|| {});
    let opened =
        attest::store::open(Arc::new(RealDisk), request, Arc::new(articles), wake).unwrap();
    assert!(opened.held.is_empty(), "every file parses: {:?}", opened.held);
    opened.documents.get(&id).map(|document| (**document).clone())
}

fn sha256(desk: &Desk) -> String {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(std::fs::read(desk.articles().join(ARTICLE)).unwrap());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Replaces a file as version control does: a new file, renamed over the old one.
fn replace(path: &Path, content: &str) {
    let beside = path.with_extension("incoming");
    std::fs::write(&beside, content).unwrap();
    std::fs::rename(&beside, path).unwrap();
}

fn git(folder: &Path, words: &[&str]) -> bool {
    let mut git = Command::new("git");
    git.args([
        "-c",
        "user.name=analyst",
        "-c",
        "user.email=analyst@example.org",
        "-c",
        "commit.gpgsign=false",
    ]);
    git.args(words).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    git.status().is_ok_and(|status| status.success())
}

#[test]
fn a_checkout_of_an_older_file_is_taken_and_can_be_undone() {
    let desk = Desk::new(1440, 900);
    let window = desk.start();
    open_article(&window);
    make_claim(&window, SENTENCE, "entered");
    window.wait_until_saved();
    let file = desk.annotation_file(ARTICLE);
    let older = std::fs::read_to_string(&file).unwrap();
    let in_git = git(&desk.case(), &["init", "-q"])
        && git(&desk.case(), &["add", "annotations"])
        && git(&desk.case(), &["commit", "-q", "-m", "one claim"]);
    make_claim(&window, OTHER.0, OTHER.1);
    window.wait_until_saved();
    assert_eq!(document(&desk, ARTICLE).claims().len(), 2);

    if in_git {
        assert!(git(
            &desk.case(),
            &["checkout", "--", &format!("annotations/analyst/{ARTICLE}.ron")]
        ));
    } else {
        println!("git is not installed or does not commit here: the file is replaced by renaming");
        replace(&file, &older);
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), older);
    wait_for_claims(&window, OTHER.0, false);
    wait_for_claims(&window, SENTENCE, true);
    window.wait_until_saved();

    assert!(window.key(&["ctrl+z"]));
    wait_for_claims(&window, OTHER.0, true);
    wait_for_claims(&window, SENTENCE, true);
    window.wait_until_saved();
    assert_eq!(document(&desk, ARTICLE).claims().len(), 2);
}

#[test]
fn a_history_replaced_behind_our_back_stops_saving_until_it_is_decided() {
    let desk = Desk::new(1440, 900);
    let window = desk.start();
    open_article(&window);
    make_claim(&window, SENTENCE, "entered");
    window.wait_until_saved();
    let history = files_below(&desk.annotations().join(".attest").join("history"));
    let [history] = history.as_slice() else { panic!("one history, not {history:?}") };
    let older = std::fs::read_to_string(history).unwrap();
    make_claim(&window, OTHER.0, OTHER.1);
    window.wait_until_saved();

    replace(history, &older);
    make_claim(&window, THIRD.0, THIRD.1);
    window.wait("Not saved", |tree| {
        save_state(tree).filter(|state| state.starts_with("Not saved: "))
    });
    window.press("Put our history back");
    window.wait_until_saved();
    assert_eq!(document(&desk, ARTICLE).claims().len(), 3);
    window.kill();
    assert_eq!(opened(&desk).unwrap().claims().len(), 3);
}

#[test]
fn a_file_changed_behind_unsaved_work_is_a_conflict_and_both_versions_are_kept() {
    let desk = Desk::new(1440, 900);
    let window = desk.start();
    open_article(&window);
    make_claim(&window, SENTENCE, "entered");
    window.wait_until_saved();
    let file = desk.annotation_file(ARTICLE);
    let theirs =
        std::fs::read_to_string(&file).unwrap().replacen("note: \"\"", "note: \"theirs\"", 1);

    // The file has to change between an act and its rendering, which comes within a second: what is being raced is the point.
    let met = (0..8).any(|round| {
        let shown = window.wait("the other sentence", |tree| tree.words(OTHER.0, OTHER.1));
        assert!(window.double_click(shown.on()));
        replace(&file, &theirs);
        let conflict = until(Duration::from_secs(6), || {
            let tree = window.tree();
            let choice = tree.one(Role::Button, "Take theirs");
            choice.map(drop)
        });
        if conflict.is_none() {
            println!(
                "round {round}: the change came before the act, or after its rendering; again"
            );
            assert!(window.key(&["ctrl+z", "ctrl+z"]));
            wait_for_claims(&window, OTHER.0, false);
            window.wait_until_saved();
        }
        conflict.is_some()
    });
    assert!(met, "a conflict is met and said");
    let kept: Vec<String> = files_below(&desk.annotations().join(".attest").join("conflicts"))
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    assert!(kept.iter().any(|text| text.contains("note: \"theirs\"")), "theirs is kept");
    assert!(kept.iter().any(|text| text.contains(OTHER.0)), "ours is kept");

    // A notice offers the same; the dialog in front of it has both choices in one line.
    let keep = window.wait("the dialog's choice", |tree| {
        let theirs = tree.one(Role::Button, "Take theirs")?.bounds()?;
        let mine =
            tree.every(Role::Button, "Keep mine").into_iter().filter_map(|node| node.bounds());
        mine.into_iter().find(|mine| (mine.y0 - theirs.y0).abs() < 2.0)
    });
    window.click(middle(&keep));
    wait_for_claims(&window, OTHER.0, true);
    window.wait_until_saved();
    assert!(
        document(&desk, ARTICLE).claims().values().any(|claim| claim.anchors[0].exact() == OTHER.0)
    );
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

#[test]
fn a_second_instance_is_read_only_and_says_so() {
    let desk = Desk::new(1440, 900);
    let first = desk.start();
    open_article(&first);
    make_claim(&first, SENTENCE, "entered");
    first.wait_until_saved();
    let before = std::fs::read_to_string(desk.annotation_file(ARTICLE)).unwrap();

    let second = desk.start();
    second.wait("that it is read-only", |tree| {
        tree.all().any(|node| says_read_only(super::tree::said(node))).then_some(())
    });
    second.raise();
    open_article(&second);
    wait_for_claims(&second, SENTENCE, true);
    let at = second.wait(OTHER.0, |tree| tree.words(OTHER.0, OTHER.1)).on();
    assert!(second.double_click(at));
    second.wait("why not", |tree| {
        tree.all()
            .any(|node| {
                super::tree::said(node).to_lowercase().contains("another attest")
                    || super::tree::said(node).to_lowercase().contains("another instance")
                    || super::tree::said(node).to_lowercase().contains("already open")
            })
            .then_some(())
    });
    wait_for_claims(&second, OTHER.0, false);
    second.kill();
    assert_eq!(std::fs::read_to_string(desk.annotation_file(ARTICLE)).unwrap(), before);

    first.raise();
    make_claim(&first, OTHER.0, OTHER.1);
    first.wait_until_saved();
    assert_eq!(document(&desk, ARTICLE).claims().len(), 2);
}

fn says_read_only(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains("read-only") || text.contains("read only")
}

/// A folder that cannot be written, by the first way that binds here; writable again when this is dropped.
enum Shut {
    /// Without the right to write (does not bind root).
    Mode(PathBuf),
    /// Mounted read-only over itself (needs the right to mount).
    Mount(PathBuf),
    /// A file stands where the annotations folder would have to be made.
    InTheWay(PathBuf),
}

impl Shut {
    fn folder(folder: PathBuf) -> Self {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).unwrap();
        let shut = Self::Mode(folder.clone());
        if std::fs::write(folder.join("probe"), "").is_err() {
            return shut;
        }
        std::fs::remove_file(folder.join("probe")).unwrap();
        drop(shut);
        if mount(&["--bind".as_ref(), folder.as_ref(), folder.as_ref()]) {
            let shut = Self::Mount(folder.clone());
            if mount(&["-o".as_ref(), "remount,ro,bind".as_ref(), folder.as_ref()]) {
                return shut;
            }
        }
        println!("neither modes nor mounts bind here: a file stands in the way instead");
        std::fs::write(folder.join("annotations"), "in the way").unwrap();
        Self::InTheWay(folder)
    }
}

fn mount(words: &[&std::ffi::OsStr]) -> bool {
    Command::new("mount")
        .args(words)
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

impl Drop for Shut {
    fn drop(&mut self) {
        use std::os::unix::fs::PermissionsExt;
        match self {
            Self::Mode(folder) => {
                std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap()
            }
            Self::Mount(folder) => {
                let gone = Command::new("umount").arg("--lazy").arg(&*folder).status();
                assert!(
                    gone.is_ok_and(|status| status.success()),
                    "{} stays mounted",
                    folder.display()
                );
            }
            Self::InTheWay(folder) => std::fs::remove_file(folder.join("annotations")).unwrap(),
        }
    }
}

/// Work that cannot be kept: it goes on, the window says why, and all of it is there once the way is free.
fn work_goes_on_until_it_can_be_saved(desk: &Desk, window: &Running, free: impl FnOnce()) {
    open_article(window);
    make_claim(window, SENTENCE, "entered");
    window.wait("Not saved", |tree| {
        save_state(tree).filter(|state| state.starts_with("Not saved: "))
    });
    make_claim(window, OTHER.0, OTHER.1);
    make_claim(window, THIRD.0, THIRD.1);
    let tree = window.tree();
    assert!(
        save_state(&tree).is_some_and(|state| state.starts_with("Not saved: ")),
        "it still says so"
    );
    free();
    assert!(window.key(&["ctrl+s"]));
    window.wait_until_saved();
    assert_eq!(document(desk, ARTICLE).claims().len(), 3);
}

#[test]
fn in_a_read_only_folder_work_goes_on_in_memory_and_the_window_says_so() {
    let desk = Desk::new(1440, 900);
    let shut = Shut::folder(desk.case());
    let window = desk.start();
    work_goes_on_until_it_can_be_saved(&desk, &window, || drop(shut));
}

#[test]
fn on_a_full_disk_work_goes_on_in_memory_and_the_window_says_so() {
    let desk = Desk::new(1440, 900);
    let annotations = desk.case().join("annotations");
    std::fs::create_dir(&annotations).unwrap();
    if !mount(&[
        "-t".as_ref(),
        "tmpfs".as_ref(),
        "-o".as_ref(),
        "size=256k".as_ref(),
        "none".as_ref(),
        annotations.as_ref(),
    ]) {
        println!("skipped: a small disk of one's own needs the right to mount");
        return;
    }
    let disk = Shut::Mount(annotations.clone());
    let filler = annotations.join("filler");
    let full = std::fs::write(&filler, vec![0_u8; 1 << 20]);
    assert!(full.is_err(), "the disk is full");
    {
        let window = desk.start();
        work_goes_on_until_it_can_be_saved(&desk, &window, || {
            std::fs::remove_file(&filler).unwrap()
        });
    }
    drop(disk);
}
