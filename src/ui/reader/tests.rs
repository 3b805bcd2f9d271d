//! Places and drags over texts that are hard to lay out. Every boundary of every text is tried.
#![allow(clippy::unwrap_used)]

use super::{
    flow::{Flow, Setting},
    hit::Affinity,
};
use crate::{
    model::{Article, ArticleId, Span},
    ui::theme,
};
use eframe::egui::{self, Context, Pos2, RawInput, Rect, pos2, vec2};
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

const TEXTS: &[&str] = &[
    "tariff staff Sheriff office affluent fjord, off the shelf: fi fl ffi ffl",
    "He said \"שלום\" on 5 May 2026 to 12 people",
    "He said \"שלום עולם טוב (12,345 איש)\" on 5 May 2026, and שוב 3.5% and on it went for rows and rows and rows, אחת שתיים שלוש ארבע חמש שש שבע שמונה תשע עשר",
    "שלום עולם, ב-5 במאי 2026 אמר (The Ministry of Foreign Affairs) ל-12 אנשים שהכול בסדר גמור ואין מה לדאוג",
    "قال المتحدث إن ١٢٠ شخصًا (120 people) قُتلوا في ٥ مايو ٢٠٢٦، وأضاف: «لا إله إلا الله» ثم غادر القاعة مع مرافقيه",
    "family 👨‍👩‍👧‍👦 and 👩🏽‍🚀 and 🏳️‍🌈 met 12 people 👍🏿!",
    "e\u{301}te\u{301}, n\u{303}, a\u{308}\u{304}, x\u{20dd} and Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "flags 🇦🇲🇦🇿🇬🇪 in a row 🇺🇳.",
    "tabs\tbetween\tall\tof\t12 words\tand more",
    "Հայաստան մտավ 1,050 մարդ, ասաց կառավարությունը։",
    "საქართველოს მთავრობამ განაცხადა, რომ 28,120 ადამიანი",
    "亚美尼亚政府表示，截至22时（格林尼治时间18时），已有1,050人从纳戈尔诺-卡拉巴赫进入亚美尼亚。",
    "日本語の文章です。「約1万3000人」が避難した、とアルメニア政府は述べた。",
    "soft\u{AD}hyphen zero\u{200B}width join\u{2060}er nb\u{A0}sp \u{FEFF}bom",
    "นายกรัฐมนตรีกล่าวว่ามีผู้เสียชีวิต 12 คน",
    "नमस्ते दुनिया, क्षत्रिय 12 लोग",
    "   leading and trailing spaces   ",
    "averyveryverylongwordthatdoesnotfitintoanyrowwhatsoeverandgoesonandonandonoffoffoffoff",
];

/// A context with the bundled fonts; what they lack (Hebrew, Arabic, CJK …) shows as replacement glyphs.
fn context() -> Context {
    let ctx = Context::default();
    theme::install_fonts(&ctx);
    ctx
}

fn article(text: &str) -> Arc<Article> {
    let id = ArticleId::new("test.txt");
    Arc::new(Article::new(id, Arc::from(text), "UTF-8".to_owned(), String::new()))
}

fn setting(width: f32) -> Setting {
    Setting {
        font: theme::reading_font(1.0),
        width,
        row_height: 25.0,
        gap: 12.0,
        pixels_per_point: 1.0,
    }
}

const VIEW: Rect = Rect { min: Pos2 { x: 50.0, y: 20.0 }, max: Pos2 { x: 900.0, y: 720.0 } };

/// Runs frames with a flow over a text.
fn with_flow(text: &str, width: f32, check: impl FnMut(&Context, &mut Flow)) {
    with_flow_at(text, width, 0, check);
}

fn with_flow_at(text: &str, width: f32, top: usize, mut check: impl FnMut(&Context, &mut Flow)) {
    let ctx = context();
    let mut flow = Flow::new(article(text), setting(width), top);
    let mut checked = false;
    for _ in 0..2 {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1000.0, 800.0))),
            ..Default::default()
        };
        let mut output = ctx.run_ui(input, |ui| {
            flow.show(ui.ctx(), VIEW, 100.0);
            checked = true;
            check(ui.ctx(), &mut flow);
        });
        output.textures_delta.clear();
    }
    assert!(checked);
}

fn boundaries(text: &str) -> Vec<usize> {
    text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect()
}

/// Every boundary that is seen, from both sides, is hit again where it stands.
fn check_places(flow: &Flow, boundaries: &[usize]) {
    for &byte in boundaries {
        for affinity in [Affinity::Upstream, Affinity::Downstream] {
            let Some(place) = flow.place_of(byte, affinity) else { continue };
            let middle = pos2(place.x, place.y + flow.setting().row_height / 2.0);
            let (hit, side) = flow.byte_at(middle).unwrap();
            let again = flow.place_of(hit, side).unwrap();
            assert!(boundaries.contains(&hit), "{hit} is no boundary");
            assert!(
                (again.x - place.x).abs() < 0.6 && (again.y - place.y).abs() < 0.1,
                "boundary {byte} {affinity:?} stands at {place:?}, there {hit} {side:?} is hit, which stands at {again:?}"
            );
        }
    }
}

/// Pressing just inside the first grapheme and letting go just inside the last selects exactly what is between.
fn check_drags(text: &str, flow: &Flow, graphemes: &[Span]) {
    // Only what has a width can be pointed at.
    let wide: Vec<(Span, Rect)> = graphemes
        .iter()
        .filter_map(|span| Some((*span, *flow.rects_of(*span).first()?)))
        .filter(|(_, rect)| rect.width() >= 1.0)
        .collect();
    let edge = |span: Span, rect: Rect, start: bool| {
        // The side on which reading the grapheme begins, or ends.
        let affinity = if start { Affinity::Downstream } else { Affinity::Upstream };
        let byte = if start { span.start } else { span.end };
        let at = flow.place_of(byte, affinity).unwrap();
        pos2(at.x + (rect.center().x - at.x) * 0.3, rect.center().y)
    };
    for (i, (first, first_rect)) in wide.iter().enumerate() {
        for (last, last_rect) in wide.iter().skip(i).step_by(1 + wide.len() / 40) {
            let from = flow.byte_at(edge(*first, *first_rect, true)).unwrap().0;
            let to = flow.byte_at(edge(*last, *last_rect, false)).unwrap().0;
            assert_eq!(
                Span::new(from, to).shown(text),
                Span::new(first.start, last.end).shown(text),
                "in {text:?}"
            );
        }
    }
}

fn graphemes(text: &str) -> Vec<Span> {
    text.grapheme_indices(true).map(|(at, g)| Span::new(at, at + g.len())).collect()
}

#[test]
fn every_boundary_is_hit_where_it_stands() {
    for text in TEXTS {
        for width in [90.0, 230.0, 640.0] {
            with_flow(text, width, |_, flow| check_places(flow, &boundaries(text)));
        }
    }
}

#[test]
fn a_drag_selects_exactly_what_is_between() {
    for text in TEXTS {
        for width in [150.0, 640.0] {
            with_flow(text, width, |_, flow| check_drags(text, flow, &graphemes(text)));
        }
    }
}

#[test]
fn a_click_behind_a_ligature_is_behind_it() {
    for word in ["tariff", "staff", "Sheriff", "off", "proof fi"] {
        with_flow(word, 600.0, |_, flow| {
            let end = flow.place_of(word.len(), Affinity::Upstream).unwrap();
            assert_eq!(flow.byte_at(end + vec2(-0.5, 5.0)).unwrap().0, word.len());
            assert_eq!(flow.byte_at(end + vec2(200.0, 5.0)).unwrap().0, word.len());
        });
    }
}

#[test]
fn a_char_that_cannot_be_seen_is_marked_where_it_stands_and_moves_nothing() {
    let marks = |text: &str| {
        let mut found = Vec::new();
        with_flow(text, 600.0, |_, flow| {
            let seen = flow.seen().first().unwrap();
            found = seen.layout.unseen_places().map(|(unseen, at)| (unseen.at, at.x)).collect();
        });
        found
    };
    let width = |text: &str| {
        let mut width = 0.0;
        with_flow(text, 600.0, |_, flow| {
            width = flow.rects_of(Span::new(0, text.len())).iter().map(Rect::width).sum();
        });
        width
    };
    for unseen in ["\u{200B}", "\u{AD}", "\u{2060}", "\u{FEFF}", "\u{200E}", "\u{2066}", "\u{34F}"]
    {
        let text = format!("He saw 1{unseen}050 people");
        let (at, x) = marks(&text)[0];
        assert_eq!(at, 8);
        assert!((x - width("He saw 1")).abs() < 1.0, "{unseen:?} at {x}");
        assert_eq!(width(&text), width("He saw 1050 people"), "{unseen:?}");
    }
    // A block knows those of its own rows only, and where they are.
    let long = "one \u{200B}two ".repeat(400);
    with_flow(&long, 600.0, |_, flow| {
        for seen in flow.seen() {
            for (unseen, at) in seen.layout.unseen_places() {
                let byte = seen.layout.base + unseen.at;
                assert_eq!(long.get(byte..byte + 3), Some("\u{200B}"));
                assert!(at.y < seen.layout.height() && (0.0..=601.0).contains(&at.x), "{at}");
            }
        }
    });
    assert!(marks("plain “text” of 12 👨\u{200D}👩 people").is_empty());
}

#[test]
fn words_from_right_to_left_stand_right_to_left() {
    let text = "He said \"שלום עולם\" on 5 May";
    with_flow(text, 600.0, |_, flow| {
        let x = |word: &str| {
            let at = text.find(word).unwrap();
            flow.rects_of(Span::new(at, at + word.len()))[0].min.x
        };
        assert!(x("עולם") < x("שלום"));
        assert!(x("שלום") < x("on 5 May"));
        assert!(x("He said") < x("עולם"));
        // A stretch over the seam covers two places.
        let from = text.find("said").unwrap();
        let rects = flow.rects_of(Span::new(from, text.find("לום").unwrap()));
        assert_eq!(rects.len(), 2);
    });
}

#[test]
fn line_ends_of_all_kinds_stand_between_blocks() {
    let text = "first line\r\nsecond line\r\n\r\nthird\rfourth\u{2028}fifth\n";
    with_flow(text, 600.0, |_, flow| {
        assert_eq!(flow.seen().len(), 5);
        for (seen, words) in
            flow.seen().iter().zip(["first line", "second line", "third", "fourth", "fifth"])
        {
            assert_eq!(seen.layout.span().shown(text), words);
        }
        let stands: Vec<usize> = boundaries(text)
            .into_iter()
            .filter(|b| flow.place_of(*b, Affinity::Upstream).is_some())
            .collect();
        check_places(flow, &stands);
    });
}

fn long_line() -> String {
    let mut text: String = (0..60_000).map(|i| format!("word{i} tariff {i},050 people ")).collect();
    text.truncate(1_000_000);
    text
}

#[test]
fn a_line_of_a_megabyte_is_hit_anywhere_and_never_laid_out_as_a_whole() {
    let text = long_line();
    for top in [0, 500_000, 999_000] {
        with_flow_at(&text, 600.0, top, |_, flow| {
            let seen = flow.seen_span();
            assert!(seen.start <= top && top <= seen.end, "{seen:?} for {top}");
            assert!(seen.len() < 12_000);
            let near: Vec<usize> = (seen.start..=seen.end).collect();
            check_places(flow, &near);
        });
    }
}

#[test]
fn scrolling_down_and_up_again_moves_no_text_and_loses_none() {
    let text = long_line();
    with_flow_at(&text, 600.0, 300_000, |ctx, flow| {
        let mut last = flow.top_byte();
        for _ in 0..40 {
            let before = flow.seen_span();
            flow.scroll_by(130.0);
            flow.show(ctx, VIEW, 100.0);
            assert!(flow.top_byte() > last);
            last = flow.top_byte();
            let end = before.end.min(flow.seen_span().end);
            assert!(flow.seen_span().start <= end);
            // Nothing is lost between the blocks.
            for pair in flow.seen().windows(2) {
                assert_eq!(pair[0].layout.span().end, pair[1].layout.span().start);
            }
        }
        for _ in 0..80 {
            let byte = flow.seen()[0].layout.span().start + 4;
            let before = flow.place_of(byte, Affinity::Downstream).unwrap();
            flow.scroll_by(-130.0);
            flow.show(ctx, VIEW, 100.0);
            if let Some(after) = flow.place_of(byte, Affinity::Downstream) {
                assert!((after.y - before.y - 130.0).abs() <= 1.0, "{before:?} {after:?}");
                assert!((after.x - before.x).abs() < 0.1);
            }
            for pair in flow.seen().windows(2) {
                assert_eq!(pair[0].layout.span().end, pair[1].layout.span().start);
            }
        }
    });
}

#[test]
fn the_topmost_words_stay_when_the_column_changes() {
    let text = "Some words to read, and a few more of them for good measure. ".repeat(6) + "\n";
    let text = text.repeat(500);
    with_flow_at(&text, 600.0, 90_000, |ctx, flow| {
        let top = flow.top_byte();
        flow.set(setting(420.0));
        flow.show(ctx, VIEW, 100.0);
        let row = Span::new(flow.top_byte(), flow.top_byte() + 120);
        assert!(row.contains(top), "{top} is not in {row:?}");
        flow.set(setting(600.0));
        flow.show(ctx, VIEW, 100.0);
    });
}

#[test]
fn the_end_is_reached_and_stays_at_the_bottom() {
    let text = "A line of words.\n".repeat(30_000);
    with_flow(&text, 600.0, |ctx, flow| {
        flow.scroll_to_y(f64::MAX);
        flow.show(ctx, VIEW, 100.0);
        assert_eq!(flow.seen_span().end, text.trim_end().len());
        let bottom = flow.seen().last().unwrap().rect(600.0).bottom();
        assert!(bottom <= VIEW.bottom() && bottom > VIEW.bottom() - 40.0);
        assert!((flow.y() + f64::from(VIEW.height()) - flow.total()).abs() < 40.0);
    });
}

#[test]
fn heights_add_up_after_many_corrections() {
    use super::block::{Blocks, Estimate};
    let text = "line of text that is rather long\n".repeat(1000) + &"x ".repeat(5000);
    let article = article(&text);
    let estimate = Estimate { per_byte: 8.0, width: 100.0, row: 20.0, gap: 10.0 };
    let mut blocks = Blocks::new(&article, estimate);
    assert_eq!(blocks.len(), 1000 + 5);
    for i in (0..blocks.len()).step_by(7) {
        blocks.measure(&article, i, 33.0 + i as f64);
    }
    let mut y = 0.0;
    for block in 0..blocks.len() {
        assert!((blocks.top(&article, block) - y).abs() < 1e-6);
        assert_eq!(blocks.at(&article, y + 0.5).0, block);
        assert_eq!(blocks.of_byte(&article, blocks.start(&article, block)), block);
        y += blocks.height(&article, block);
    }
    assert!((blocks.total() - y).abs() < 1e-6);
}

#[test]
fn an_empty_article_has_nothing_to_see() {
    for text in ["", " \n\t\r\n "] {
        with_flow(text, 600.0, |_, flow| {
            assert!(flow.seen().is_empty());
            assert!(flow.byte_at(egui::pos2(300.0, 300.0)).is_none());
        });
    }
}
