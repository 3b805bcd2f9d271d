//! Window sizes, light and dark: nothing is clipped, nothing covers a control.

use super::desk::{Desk, Running};
use super::tree::{Tree, is_field, said};
use super::work::{SENTENCE, make_claim, open_article};
use eframe::egui::accesskit::{Node, Rect, Role};

/// Buttons and fields that can be seen: those scrolled out of their panel are not.
fn controls(tree: &Tree) -> Vec<(&Node, Rect)> {
    let roles = [
        Role::Button,
        Role::CheckBox,
        Role::RadioButton,
        Role::TextInput,
        Role::ComboBox,
        Role::Tab,
    ];
    let seen = tree.all().filter(|node| roles.contains(&node.role()) && !node.is_hidden());
    seen.filter_map(|node| Some((node, node.bounds()?))).collect()
}

fn check(tree: &Tree, width: f64, height: f64, when: &str) {
    let found = controls(tree);
    assert!(found.len() > 10, "{when}: there are controls: {}", found.len());
    let mut wrong = Vec::new();
    for (node, b) in &found {
        let inside = b.x0 >= -0.5 && b.x1 <= width + 0.5 && b.y0 >= -0.5 && b.y1 <= height + 0.5;
        // A list that scrolls runs out of the window below; what stands beside the window does not come back.
        let scrolled = b.x0 >= -0.5 && b.x1 <= width + 0.5;
        if !(inside || scrolled) || b.width() < 4.0 || b.height() < 4.0 {
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
