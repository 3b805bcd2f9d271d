//! Window sizes, light and dark: nothing is clipped, nothing covers a control.

use super::desk::{Desk, Running};
use super::tree::{Tree, is_field, said};
use super::work::{SENTENCE, make_claim, open_article};
use eframe::egui::accesskit::{Node, Rect, Role};

/// Buttons and fields, as far as they can be seen: what a panel scrolls ends at the bottom bar.
fn controls(tree: &Tree, height: f64) -> Vec<(&Node, Rect)> {
    let roles = [
        Role::Button,
        Role::CheckBox,
        Role::RadioButton,
        Role::TextInput,
        Role::MultilineTextInput,
        Role::ComboBox,
        Role::Tab,
    ];
    let bar =
        tree.one(Role::Button, "Zoom in").and_then(|node| node.bounds()).expect("the bottom bar");
    let floor = bar.y0 - 6.0;
    let seen = tree.all().filter(|node| roles.contains(&node.role()) && !node.is_hidden());
    let boxes = seen.filter_map(|node| Some((node, node.bounds()?)));
    let cut = boxes.map(|(node, b)| {
        let y1 = if b.y0 < floor { b.y1.min(floor) } else { b.y1 };
        (node, Rect { y1, ..b })
    });
    // Below the bar's row there is nothing: it was scrolled away.
    cut.filter(|(_, b)| b.y0 < height && (b.y0 < floor || b.y1 <= bar.y1 + 2.0)).collect()
}

fn check(tree: &Tree, width: f64, height: f64, when: &str) {
    let found = controls(tree, height);
    assert!(found.len() > 20, "{when}: there are controls: {}", found.len());
    let bars = |b: &Rect| b.y1 < 44.0 || b.y0 > height - 32.0;
    let mut wrong = Vec::new();
    for (node, b) in &found {
        let inside = b.x0 >= -0.5 && b.x1 <= width + 0.5 && b.y0 >= -0.5 && b.y1 <= height + 0.5;
        if !inside || b.width() < 4.0 || (bars(b) && b.height() < 16.0) {
            wrong.push(format!("{:?} {:?} at {b:?} is clipped", node.role(), said(node)));
        }
    }
    for (at, (one, a)) in found.iter().enumerate() {
        for (other, b) in found.iter().skip(at + 1) {
            let (w, h) = (a.x1.min(b.x1) - a.x0.max(b.x0), a.y1.min(b.y1) - a.y0.max(b.y0));
            let within = tree.above(one).iter().any(|n| std::ptr::eq(*n, *other))
                || tree.above(other).iter().any(|n| std::ptr::eq(*n, *one));
            if w > 1.0 && h > 1.0 && !within {
                wrong.push(format!(
                    "{:?} {:?} {a:?} and {:?} {:?} {b:?} overlap",
                    one.role(),
                    said(one),
                    other.role(),
                    said(other)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{when}:\n{}", wrong.join("\n"));
}

fn theme(window: &Running, name: &str) {
    assert!(window.key(&["ctrl+k"]));
    window
        .wait("the palette", |tree| tree.focused().filter(|node| is_field(node.role())).map(drop));
    window.type_text(name);
    window.wait("the command", |tree| tree.saying(name).map(drop));
    assert!(window.key(&["Return"]));
    window.wait("the palette gone", |tree| {
        (!tree.focused().is_some_and(|node| is_field(node.role()))).then_some(())
    });
}

#[test]
fn nothing_is_clipped_at_either_size_in_light_and_dark() {
    let desk = Desk::new(2600, 1500);
    let window = desk.start();
    open_article(&window);
    make_claim(&window, SENTENCE, "entered");
    window.drag_over(SENTENCE, "1,050");
    window.press("Number");
    for (width, height) in [(1280_u32, 720_u32), (2560, 1440)] {
        window.resize(width, height);
        for name in ["Theme: light", "Theme: dark"] {
            theme(&window, name);
            let tree = window.tree();
            let scale = tree.pixels;
            check(
                &tree,
                f64::from(width) / scale,
                f64::from(height) / scale,
                &format!("{width}×{height}, {name}"),
            );
        }
    }
}
