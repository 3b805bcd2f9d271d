//! The picture of a fact over time as an SVG file.
//!
//! Pure: text out. Never: files, lays out.

use super::scene::{At, FAINT, Ink, Item, Scene, Shape, Side};
use std::fmt::Write as _;

/// Writes it, with a title, in these colours ("#rrggbb"); `paper` lies below all.
#[must_use]
pub fn svg(scene: &Scene, title: &str, paper: &str, colour: &dyn Fn(Ink) -> String) -> String {
    let (width, height) = scene.size;
    let title = escaped(title);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"Noto Sans, sans-serif\" role=\"img\">\n<title>{title}</title>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{paper}\"/>\n"
    );
    for item in &scene.items {
        // Writing into a string cannot fail.
        let _: std::fmt::Result = item_in(&mut out, item, paper, colour);
    }
    out.push_str("</svg>\n");
    out
}

fn item_in(
    out: &mut String,
    item: &Item,
    paper: &str,
    colour: &dyn Fn(Ink) -> String,
) -> std::fmt::Result {
    match item {
        Item::Line { from, to, ink, width, dotted, faint } => {
            let dots =
                if *dotted { " stroke-dasharray=\"1.5 4\" stroke-linecap=\"round\"" } else { "" };
            writeln!(
                out,
                "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{}\" stroke-width=\"{width}\"{dots}{}/>",
                from.0,
                from.1,
                to.0,
                to.1,
                colour(*ink),
                pale(*faint)
            )
        }
        Item::Arrow { tip, to, ink, faint } => {
            let [a, b] = barbs(*tip, *to);
            writeln!(
                out,
                "<path d=\"M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"{}/>",
                a.0,
                a.1,
                tip.0,
                tip.1,
                b.0,
                b.1,
                colour(*ink),
                pale(*faint)
            )
        }
        Item::Mark { at, shape, ink, filled, size } => {
            let line = colour(*ink);
            let fill = if *filled { line.as_str() } else { paper };
            if *shape == Shape::Circle {
                return writeln!(
                    out,
                    "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{size}\" fill=\"{fill}\" stroke=\"{line}\" stroke-width=\"2\"/>",
                    at.0, at.1
                );
            }
            let corners = shape
                .corners()
                .iter()
                .map(|(x, y)| format!("{:.1},{:.1}", at.0 + x * size, at.1 + y * size));
            let corners = corners.collect::<Vec<_>>().join(" ");
            writeln!(
                out,
                "<polygon points=\"{corners}\" fill=\"{fill}\" stroke=\"{line}\" stroke-width=\"2\"/>"
            )
        }
        Item::Ground { from, to } => {
            let (wide, high) = (to.0 - from.0, to.1 - from.1);
            let (x, y) = *from;
            writeln!(
                out,
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{high:.1}\" fill=\"{paper}\"/>"
            )
        }
        Item::Words { at, side, ink, size, text } => {
            let anchor = match side {
                Side::Start => "start",
                Side::Middle => "middle",
                Side::End => "end",
            };
            // Centred on the height of small letters, as the window does.
            let y = at.1 + size * 0.36;
            writeln!(
                out,
                "<text x=\"{:.1}\" y=\"{y:.1}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{}\">{}</text>",
                at.0,
                colour(*ink),
                escaped(text)
            )
        }
    }
}

fn pale(faint: bool) -> String {
    if faint { format!(" stroke-opacity=\"{FAINT}\"") } else { String::new() }
}

/// The two ends of an arrow's head.
#[must_use]
pub fn barbs(tip: At, to: At) -> [At; 2] {
    const LONG: f32 = 6.0;
    const WIDE: f32 = 4.0;
    let back = (tip.0 - to.0 * LONG, tip.1 - to.1 * LONG);
    [(back.0 + to.1 * WIDE, back.1 + to.0 * WIDE), (back.0 - to.1 * WIDE, back.1 - to.0 * WIDE)]
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no such characters, not even escaped.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_marks_keep_their_shapes() {
        let at = (10.0, 20.0);
        let items = vec![
            Item::Mark { at, shape: Shape::Circle, ink: Ink::Text, filled: false, size: 5.0 },
            Item::Mark { at, shape: Shape::Square, ink: Ink::Text, filled: true, size: 5.0 },
            Item::Words {
                at,
                side: Side::End,
                ink: Ink::Text,
                size: 11.0,
                text: "< 3\u{7}".into(),
            },
        ];
        let scene = Scene { size: (100.0, 50.0), items, ..Scene::default() };
        let svg = svg(&scene, "How many & where?", "#ffffff", &|_| "#000000".to_owned());
        assert!(svg.contains("<title>How many &amp; where?</title>"), "{svg}");
        assert!(svg.contains("&lt; 3 </text>"), "{svg}");
        assert!(svg.contains("<circle") && svg.contains("fill=\"#ffffff\""), "{svg}");
        assert!(svg.contains("<polygon"), "{svg}");
    }
}
