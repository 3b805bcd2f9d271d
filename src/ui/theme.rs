//! The look: every colour and every size of the window, in light and dark, and egui's style made from them.
//!
//! Owns product.md's tokens ("The look") and what is derived from them. Never: layout, text, state.

use eframe::egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle,
    Theme, ThemePreference, Ui, Vec2, Visuals,
    epaint::{FontColorTransferFunction, text::TextOptions},
    style,
};

pub use super::fonts::{
    SEMIBOLD, SERIF, add_system_fonts_later, icon, install_fonts, semibold, serif,
};
use super::view_state::{Layer, ThemeChoice};

/// Size of the interface's text, in points.
pub const BODY: f32 = 14.0;
/// Size of secondary text: counts, dates, hints.
pub const SMALL: f32 = 12.0;
/// Size of a section's title in a dialog.
pub const HEADING: f32 = 18.0;
/// Size of the article's text at 100 % zoom.
pub const READING: f32 = 16.5;
/// Height of a line of the article's text, as a share of its size.
pub const LEADING: f32 = 1.6;
/// Size of an icon beside text.
pub const ICON: f32 = 16.0;
/// The step of all spacing.
pub const STEP: f32 = 4.0;
/// Corner radius of controls.
pub const RADIUS: u8 = 6;
/// Corner radius of small boxes in text (a number).
pub const RADIUS_SMALL: u8 = 4;
/// Corner radius of windows and menus.
pub const RADIUS_LARGE: u8 = 8;
/// Height of a control.
pub const CONTROL: f32 = 28.0;
/// Height of the top bar's contents.
pub const TOP_BAR: f32 = 32.0;
/// Height of the bottom bar's contents.
pub const BOTTOM_BAR: f32 = 20.0;
/// Height of a row of the list of articles.
pub const ARTICLE_ROW: f32 = 56.0;
/// Width of the list of articles at first.
pub const ARTICLES_WIDTH: f32 = 256.0;
/// Width of the inspector at first.
pub const INSPECTOR_WIDTH: f32 = 364.0;
/// Room at the right of a form for its scroll bar.
pub const SCROLL_ROOM: i8 = 8;
/// Size of a form's text: a little smaller than elsewhere, so that a whole date fits into a field.
pub const FORM_TEXT: f32 = 13.0;
/// Size of a card's title.
pub const CARD_TITLE: f32 = 15.0;
/// Height of a form's controls.
pub const FORM_CONTROL: f32 = 26.0;
/// Width of the column of labels in a form.
pub const FORM_LABEL: f32 = 80.0;
/// Width and height of a small button at the end of a form's row.
pub const FORM_BUTTON: f32 = 22.0;
/// Height of a line of the list of claims, and of the history.
pub const LIST_ROW: f32 = 42.0;
/// Height of a row of the table of numbers: at 100,000 rows offsets still fit a 32-bit float exactly.
pub const TABLE_ROW: f32 = 26.0;
/// Height of the table's headings.
pub const TABLE_HEADER: f32 = 30.0;
/// Width of the table's column of row numbers.
pub const TABLE_GUTTER: f32 = 52.0;
/// Space left and right of a table cell's text.
pub const TABLE_PADDING: f32 = 6.0;
/// Width of a list that opens over a form.
pub const POPUP_WIDTH: f32 = 340.0;
/// Height of a list that opens over a form, at most.
pub const POPUP_HEIGHT: f32 = 240.0;

/// Every colour of one theme.
///
/// Texts (`text`, `muted`, the roles, `danger`, `ok`, `warn`) have at least 4.5 : 1 on every surface that they stand on:
/// the tests below hold the list of pairs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Whether this is the dark theme.
    pub dark: bool,
    /// Surface: the paper of the Reader and of tables.
    pub background: Color32,
    /// Surface: bars, lists, the inspector.
    pub panel: Color32,
    /// Surface: fields, cards, buttons.
    pub card: Color32,
    /// Surface: what the pointer is over.
    pub hover: Color32,
    /// Surface: what is pressed.
    pub pressed: Color32,
    /// Surface: the selected row or switch.
    pub selected: Color32,
    /// Surface: a claim's words.
    pub claim_tint: Color32,
    /// Surface: the sentence under the pointer.
    pub sentence_hover: Color32,
    /// Surface: dragged-over words.
    pub selection: Color32,
    /// Surface: a search hit.
    pub hit: Color32,
    /// Surface: the search hit that one is at.
    pub hit_current: Color32,
    /// Surface: a notice of a problem.
    pub danger_tint: Color32,
    /// Surface: menus, dialogs, popups.
    pub popup: Color32,
    /// Surface: the Reader's floating toolbar and tooltips.
    pub float: Color32,
    /// Surface: a button of the floating toolbar under the pointer.
    pub float_hover: Color32,
    /// Text on `float` and `float_hover`.
    pub on_float: Color32,
    /// Secondary text on `float`.
    pub on_float_muted: Color32,
    /// Hairlines between panels and around cards.
    pub line: Color32,
    /// Outlines of controls: a little stronger.
    pub line_strong: Color32,
    /// Text.
    pub text: Color32,
    /// Secondary text.
    pub muted: Color32,
    /// The one accent: links, focus, the main button, the claim's bar.
    pub accent: Color32,
    /// The accent under the pointer.
    pub accent_hover: Color32,
    /// Text on `accent` and `accent_hover`.
    pub on_accent: Color32,
    /// Role: number, qualifier, unit; and what is counted.
    pub number: Color32,
    /// Role: source.
    pub source: Color32,
    /// Role: cue.
    pub cue: Color32,
    /// Role: date.
    pub date: Color32,
    /// Role: place.
    pub place: Color32,
    /// Something is wrong, or will be lost.
    pub danger: Color32,
    /// Something needs a look.
    pub warn: Color32,
    /// Done, saved.
    pub ok: Color32,
    /// Behind a dialog.
    pub backdrop: Color32,
    /// Shadow under menus and dialogs.
    pub shadow: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// Dark text on light paper.
pub static LIGHT: Palette = Palette {
    dark: false,
    background: rgb(0xfcfbf9),
    panel: rgb(0xf4f2ee),
    card: rgb(0xfffefd),
    hover: rgb(0xedeae4),
    pressed: rgb(0xe4e0d9),
    selected: rgb(0xe0edf9),
    claim_tint: rgb(0xe3effa),
    sentence_hover: rgb(0xf2efe9),
    selection: rgb(0xcbe1f6),
    hit: rgb(0xfdedb8),
    hit_current: rgb(0xfbdc8a),
    danger_tint: rgb(0xfdecea),
    popup: rgb(0xfffefd),
    float: rgb(0x24231f),
    float_hover: rgb(0x45433e),
    on_float: rgb(0xfaf8f4),
    on_float_muted: rgb(0xc4c0b7),
    line: rgb(0xdcd9d1),
    line_strong: rgb(0xcfcbc1),
    text: rgb(0x1e1d1b),
    muted: rgb(0x666259),
    accent: rgb(0x0b6bb8),
    accent_hover: rgb(0x095a9c),
    on_accent: rgb(0xffffff),
    number: rgb(0x9a4708),
    source: rgb(0x04674a),
    cue: rgb(0x8c2872),
    date: rgb(0x035d8c),
    place: rgb(0x6b5000),
    danger: rgb(0xa9271f),
    warn: rgb(0x8a4b00),
    ok: rgb(0x04674a),
    backdrop: Color32::from_black_alpha(70),
    shadow: Color32::from_black_alpha(36),
};

/// Light text on dark paper.
pub static DARK: Palette = Palette {
    dark: true,
    background: rgb(0x191a1c),
    panel: rgb(0x202225),
    card: rgb(0x282a2e),
    hover: rgb(0x2e3136),
    pressed: rgb(0x35383e),
    selected: rgb(0x20364c),
    claim_tint: rgb(0x1d2f42),
    sentence_hover: rgb(0x222427),
    selection: rgb(0x27435f),
    hit: rgb(0x3d3209),
    hit_current: rgb(0x53420a),
    danger_tint: rgb(0x3a2422),
    popup: rgb(0x25272b),
    float: rgb(0x34373d),
    float_hover: rgb(0x474b52),
    on_float: rgb(0xf2f0ec),
    on_float_muted: rgb(0xc6c3bb),
    line: rgb(0x35383d),
    line_strong: rgb(0x44484e),
    text: rgb(0xe7e5e1),
    muted: rgb(0xa29f97),
    accent: rgb(0x6db3f2),
    accent_hover: rgb(0x8ac3f6),
    on_accent: rgb(0x0c1724),
    number: rgb(0xf2a65a),
    source: rgb(0x4fc9a0),
    cue: rgb(0xe59ad0),
    date: rgb(0x7cc7f5),
    place: rgb(0xd9bd5b),
    danger: rgb(0xff9a8f),
    warn: rgb(0xf2b45a),
    ok: rgb(0x4fc9a0),
    backdrop: Color32::from_black_alpha(130),
    shadow: Color32::from_black_alpha(120),
};

impl Palette {
    /// A layer's own colour.
    #[must_use]
    pub const fn layer(&self, layer: Layer) -> Color32 {
        match layer {
            Layer::Claim => self.accent,
            Layer::Number | Layer::Counted | Layer::Proposed => self.number,
            Layer::Source => self.source,
            Layer::Cue => self.cue,
            Layer::Quote => self.muted,
            Layer::Date => self.date,
            Layer::Place => self.place,
            Layer::Invisible => self.warn,
        }
    }
}

/// The colours of the theme that this part of the window is drawn in.
#[must_use]
pub fn palette(ui: &Ui) -> &'static Palette {
    palette_of(ui.visuals())
}

/// The same, from visuals.
#[must_use]
pub const fn palette_of(visuals: &Visuals) -> &'static Palette {
    if visuals.dark_mode { &DARK } else { &LIGHT }
}

/// Gives both themes our style, and chooses one of them. Cheap, but not for every frame: at the start and when the choice changes.
pub fn apply(ctx: &Context, choice: ThemeChoice) {
    ctx.set_style_of(Theme::Light, style_of(&LIGHT));
    ctx.set_style_of(Theme::Dark, style_of(&DARK));
    // Where the system does not say, paper is light.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    ctx.set_theme(match choice {
        ThemeChoice::System => ThemePreference::System,
        ThemeChoice::Light => ThemePreference::Light,
        ThemeChoice::Dark => ThemePreference::Dark,
    });
}

/// The font of the article's text.
#[must_use]
pub fn reading_font(zoom: f32) -> FontId {
    FontId::new(READING * zoom, serif())
}

/// The font of titles.
#[must_use]
pub fn title_font(size: f32) -> FontId {
    FontId::new(size, semibold())
}

fn style_of(palette: &Palette) -> Style {
    let mut style = Style {
        visuals: visuals_of(palette),
        animation_time: 0.08,
        explanation_tooltips: false,
        ..Style::default()
    };
    let font = |size, family: FontFamily| FontId::new(size, family);
    style.text_styles = [
        (TextStyle::Small, font(SMALL, FontFamily::Proportional)),
        (TextStyle::Body, font(BODY, FontFamily::Proportional)),
        (TextStyle::Button, font(BODY, FontFamily::Proportional)),
        (TextStyle::Heading, title_font(HEADING)),
        (TextStyle::Monospace, font(13.0, FontFamily::Monospace)),
        (TextStyle::Name(SEMIBOLD.into()), title_font(BODY)),
        (TextStyle::Name(SERIF.into()), reading_font(1.0)),
    ]
    .into();
    style.drag_value_text_style = TextStyle::Body;
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(8.0, 8.0);
    spacing.button_padding = Vec2::new(8.0, 4.0);
    spacing.interact_size = Vec2::new(32.0, CONTROL);
    spacing.menu_margin = Margin::same(4);
    spacing.window_margin = Margin::same(16);
    spacing.menu_spacing = 4.0;
    spacing.indent = 16.0;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 8.0;
    spacing.icon_spacing = 8.0;
    spacing.combo_height = 320.0;
    spacing.tooltip_width = 420.0;
    spacing.text_edit_width = 240.0;
    spacing.scroll = style::ScrollStyle {
        floating: true,
        bar_width: 8.0,
        floating_width: 4.0,
        ..style::ScrollStyle::floating()
    };
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style
}

fn visuals_of(p: &Palette) -> Visuals {
    let radius = CornerRadius::same(RADIUS);
    let widget = |fill: Color32, line: Color32, text: Color32| style::WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: p.shadow };
    let mut v = if p.dark { Visuals::dark() } else { Visuals::light() };
    v.text_options = TextOptions {
        color_transfer_function: if p.dark {
            FontColorTransferFunction::DARK_MODE_DEFAULT
        } else {
            FontColorTransferFunction::LIGHT_MODE_DEFAULT
        },
        ..TextOptions::default()
    };
    v.widgets.noninteractive = widget(p.panel, p.line, p.text);
    v.widgets.inactive = widget(p.card, p.line_strong, p.text);
    v.widgets.hovered = widget(p.hover, p.line_strong, p.text);
    // Also what has the keyboard's focus: its outline is the accent.
    v.widgets.active = style::WidgetVisuals {
        bg_stroke: Stroke::new(1.5, p.accent),
        ..widget(p.hover, p.accent, p.text)
    };
    v.widgets.open = widget(p.hover, p.line_strong, p.text);
    v.selection = style::Selection {
        // The stroke is also the text of what is selected: stronger than the accent, to be read on it.
        bg_fill: p.selection,
        stroke: Stroke::new(1.5, p.accent_hover),
    };
    v.weak_text_color = Some(p.muted);
    v.hyperlink_color = p.accent;
    v.faint_bg_color = p.sentence_hover;
    v.extreme_bg_color = p.card;
    v.text_edit_bg_color = Some(p.card);
    v.code_bg_color = p.hover;
    v.warn_fg_color = p.warn;
    v.error_fg_color = p.danger;
    v.window_corner_radius = CornerRadius::same(RADIUS_LARGE);
    v.window_shadow = shadow;
    v.window_fill = p.popup;
    v.window_stroke = Stroke::new(1.0, p.line);
    v.menu_corner_radius = CornerRadius::same(RADIUS_LARGE);
    v.panel_fill = p.panel;
    v.popup_shadow = shadow;
    v.text_cursor.stroke = Stroke::new(1.5, p.accent);
    // A cursor that blinks draws a frame twice a second: the window is to be idle.
    v.text_cursor.blink = false;
    v.indent_has_left_vline = false;
    v.striped = false;
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.1 contrast of two opaque colours.
    fn contrast(a: Color32, b: Color32) -> f64 {
        let luminance = |c: Color32| {
            let linear = |v: u8| {
                let v = f64::from(v) / 255.0;
                if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * linear(c.r()) + 0.7152 * linear(c.g()) + 0.0722 * linear(c.b())
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn the_contrast_of_black_on_white_is_21() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn every_text_can_be_read_on_every_surface_it_stands_on() {
        let mut bad = Vec::new();
        for p in [&LIGHT, &DARK] {
            let roles = [
                ("text", p.text),
                ("number", p.number),
                ("source", p.source),
                ("cue", p.cue),
                ("date", p.date),
                ("place", p.place),
            ];
            let signals = [
                ("muted", p.muted),
                ("accent", p.accent),
                ("danger", p.danger),
                ("warn", p.warn),
                ("ok", p.ok),
            ];
            let chrome = [
                ("background", p.background),
                ("panel", p.panel),
                ("card", p.card),
                ("hover", p.hover),
                ("selected", p.selected),
                ("claim_tint", p.claim_tint),
                ("sentence_hover", p.sentence_hover),
                ("popup", p.popup),
                ("danger_tint", p.danger_tint),
            ];
            let in_text = [
                ("selection", p.selection),
                ("hit", p.hit),
                ("hit_current", p.hit_current),
                ("pressed", p.pressed),
            ];
            let mut pairs = Vec::new();
            for (text, colour) in roles {
                for (surface, below) in chrome.iter().chain(&in_text) {
                    pairs.push((text, colour, *surface, *below));
                }
            }
            for (text, colour) in signals {
                for (surface, below) in &chrome {
                    pairs.push((text, colour, *surface, *below));
                }
            }
            pairs.push(("muted", p.muted, "hit", p.hit));
            for (surface, below) in [("float", p.float), ("float_hover", p.float_hover)] {
                pairs.push(("on_float", p.on_float, surface, below));
                pairs.push(("on_float_muted", p.on_float_muted, surface, below));
            }
            pairs.push(("accent_hover", p.accent_hover, "selection", p.selection));
            pairs.push(("on_accent", p.on_accent, "accent", p.accent));
            pairs.push(("on_accent", p.on_accent, "accent_hover", p.accent_hover));
            for (text, a, surface, b) in pairs {
                let ratio = contrast(a, b);
                if ratio < 4.5 {
                    bad.push(format!("dark {}: {text} on {surface} {ratio:.2}", p.dark));
                }
            }
        }
        assert!(bad.is_empty(), "{bad:#?}");
    }

    #[test]
    fn both_themes_carry_our_style() {
        let ctx = Context::default();
        apply(&ctx, ThemeChoice::Dark);
        assert_eq!(ctx.theme(), Theme::Dark);
        apply(&ctx, ThemeChoice::Light);
        assert_eq!(ctx.theme(), Theme::Light);
        for theme in [Theme::Light, Theme::Dark] {
            let style = ctx.style_of(theme);
            let p = palette_of(&style.visuals);
            assert_eq!(style.visuals.panel_fill, p.panel);
            assert_eq!(p.dark, theme == Theme::Dark);
        }
    }
}
