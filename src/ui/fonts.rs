//! The bundled fonts and icons: which files there are, in which order a family asks them, and when the system's fonts join in.
//!
//! Never: colours and sizes (`theme.rs`), text of the analyst.

use std::sync::Arc;

use eframe::egui::{
    Context, FontData, FontDefinitions, FontFamily, FontTweak,
    epaint::text::{FallbackRequest, FontProvider},
};

/// Name of the family for reading: a serif.
pub const SERIF: &str = "serif";
/// Name of the family for titles and for what is selected: the interface sans, bold.
pub const SEMIBOLD: &str = "semibold";

/// Icons, one character each of the bundled icon font. They are painted beside a control's words and are never part of its
/// accessible name: use `widgets::icon_button` and its kin.
#[allow(missing_docs)]
pub mod icon {
    pub const UNDO: char = '\u{e2a1}';
    pub const REDO: char = '\u{e2a0}';
    pub const SEARCH: char = '\u{e151}';
    pub const CHECK: char = '\u{e06c}';
    pub const CHECK_CIRCLE: char = '\u{e226}';
    pub const CLOSE: char = '\u{e1b2}';
    pub const PLUS: char = '\u{e13d}';
    pub const MINUS: char = '\u{e11c}';
    pub const FOLDER_OPEN: char = '\u{e247}';
    pub const FOLDER: char = '\u{e0d7}';
    pub const FILE: char = '\u{e0cc}';
    pub const FILE_WARNING: char = '\u{e319}';
    pub const EXPORT: char = '\u{e0b2}';
    pub const COMMAND: char = '\u{e09a}';
    pub const SUN: char = '\u{e178}';
    pub const MOON: char = '\u{e11e}';
    pub const SUN_MOON: char = '\u{e2b2}';
    pub const CHEVRON_RIGHT: char = '\u{e06f}';
    pub const CHEVRON_DOWN: char = '\u{e06d}';
    pub const CHEVRON_LEFT: char = '\u{e06e}';
    pub const CHEVRON_UP: char = '\u{e070}';
    pub const WARNING: char = '\u{e193}';
    pub const INFO: char = '\u{e0f9}';
    pub const ALERT: char = '\u{e077}';
    pub const KEYBOARD: char = '\u{e284}';
    pub const USER: char = '\u{e19f}';
    pub const USER_PLUS: char = '\u{e1a2}';
    pub const EYE: char = '\u{e0ba}';
    pub const EYE_OFF: char = '\u{e0bb}';
    pub const LOCK: char = '\u{e10b}';
    pub const PENCIL: char = '\u{e1f9}';
    pub const LOADER: char = '\u{e109}';
    pub const HISTORY: char = '\u{e1f5}';
    pub const TRASH: char = '\u{e18e}';
    pub const COPY: char = '\u{e09e}';
    pub const ARROW_RIGHT: char = '\u{e049}';
    pub const ARROW_LEFT: char = '\u{e048}';
    pub const ARROW_UP: char = '\u{e04a}';
    pub const ARROW_DOWN: char = '\u{e042}';
    pub const LINK: char = '\u{e102}';
    pub const FILTER: char = '\u{e0dc}';
    pub const COLUMNS: char = '\u{e099}';
    pub const CROSSHAIR: char = '\u{e0ac}';
    pub const ELLIPSIS: char = '\u{e0b6}';
    pub const QUOTE: char = '\u{e239}';
    pub const LANGUAGES: char = '\u{e0fe}';
    pub const CALENDAR: char = '\u{e063}';
    pub const PLACE: char = '\u{e111}';
    pub const EDIT: char = '\u{e172}';
    pub const CLOCK: char = '\u{e087}';
    pub const REFRESH: char = '\u{e145}';
    pub const SETTINGS: char = '\u{e154}';
    pub const PANEL_LEFT: char = '\u{e12a}';
    pub const PANEL_RIGHT: char = '\u{e431}';
    pub const NUMBER: char = '\u{e0ef}';

    /// Every icon above, for the test that the font holds them all.
    pub const ALL: &[char] = &[
        UNDO,
        REDO,
        SEARCH,
        CHECK,
        CHECK_CIRCLE,
        CLOSE,
        PLUS,
        MINUS,
        FOLDER_OPEN,
        FOLDER,
        FILE,
        FILE_WARNING,
        EXPORT,
        COMMAND,
        SUN,
        MOON,
        SUN_MOON,
        CHEVRON_RIGHT,
        CHEVRON_DOWN,
        CHEVRON_LEFT,
        CHEVRON_UP,
        WARNING,
        INFO,
        ALERT,
        KEYBOARD,
        USER,
        USER_PLUS,
        EYE,
        EYE_OFF,
        LOCK,
        PENCIL,
        LOADER,
        HISTORY,
        TRASH,
        COPY,
        ARROW_RIGHT,
        ARROW_LEFT,
        ARROW_UP,
        ARROW_DOWN,
        LINK,
        FILTER,
        COLUMNS,
        CROSSHAIR,
        ELLIPSIS,
        QUOTE,
        LANGUAGES,
        CALENDAR,
        PLACE,
        EDIT,
        CLOCK,
        REFRESH,
        SETTINGS,
        PANEL_LEFT,
        PANEL_RIGHT,
        NUMBER,
    ];
}

macro_rules! bundled {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../../assets/fonts/", $name, ".ttf")) as &'static [u8])),*]
    };
}

/// The bundled families, complete: no font of the system is needed for Latin, Greek, Cyrillic, Armenian, Georgian, arrows,
/// the common mathematical signs and the icons.
pub fn bundled_fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in bundled![
        "sans-regular",
        "sans-bold",
        "sans-armenian-regular",
        "sans-armenian-bold",
        "sans-georgian-regular",
        "sans-georgian-bold",
        "serif-regular",
        "serif-armenian-regular",
        "serif-georgian-regular",
        "mono-regular",
        "math",
        "symbols",
        "icons",
    ] {
        let mut font = FontData::from_static(bytes);
        if name == "icons" {
            // The icon font draws in the whole em square, the text about its x-height: this puts both on one middle line.
            font = font.tweak(FontTweak { y_offset_factor: 0.02, ..FontTweak::default() });
        }
        fonts.font_data.insert(name.to_owned(), Arc::new(font));
    }
    let mut family = |family: FontFamily, names: &[&str]| {
        let names = names.iter().chain(&["math", "symbols", "icons"]);
        fonts.families.insert(family, names.map(|n| (*n).to_owned()).collect());
    };
    let sans = ["sans-regular", "sans-armenian-regular", "sans-georgian-regular"];
    let bold = ["sans-bold", "sans-armenian-bold", "sans-georgian-bold"];
    let serif = ["serif-regular", "serif-armenian-regular", "serif-georgian-regular"];
    let mono = ["mono-regular", sans[0], sans[1], sans[2]];
    family(FontFamily::Proportional, &sans);
    family(FontFamily::Name(SEMIBOLD.into()), &bold);
    family(FontFamily::Name(SERIF.into()), &serif);
    family(FontFamily::Monospace, &mono);
    fonts
}

/// Installs the bundled fonts. To be called before the first frame; the window has no other fonts (egui's are left out).
pub fn install_fonts(ctx: &Context) {
    ctx.set_fonts(bundled_fonts());
}

/// Lets the system's fonts answer for scripts that are not bundled, without a frame that waits for them: listing them takes
/// up to hundreds of milliseconds, and egui asks in the middle of a layout. They are listed on a thread of their own and
/// join once they are ready; until then such characters are boxes.
///
/// To be called once, after the first frame, in a window whose `NativeOptions::system_font_fallback` is `false`.
pub fn add_system_fonts_later(ctx: &Context) {
    let ctx = ctx.clone();
    let listing = move || {
        let provider = egui_system_font_provider::SystemFontProvider::new();
        // Any question waits for the list; its answer is not needed.
        provider.font_for(&FallbackRequest { cluster: "a", family: &FontFamily::Proportional });
        ctx.add_font_provider(Arc::new(provider));
    };
    if let Err(error) = std::thread::Builder::new().name("system fonts".to_owned()).spawn(listing) {
        tracing::warn!("the system's fonts are not used: {error}");
    }
}

/// The family for reading.
pub fn serif() -> FontFamily {
    FontFamily::Name(SERIF.into())
}

/// The family for titles and for what is selected.
pub fn semibold() -> FontFamily {
    FontFamily::Name(SEMIBOLD.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui;

    #[test]
    fn the_bundled_fonts_cover_the_five_scripts_and_every_icon() {
        let ctx = Context::default();
        install_fonts(&ctx);
        let sample = "Nagorno-Karabakh ąęİğşťž “Ελλάδα” «Арцах» Հայաստան ՀՀ ֏ საქართველო ₾ № − × ≥ ≤ ≈ ± → ← ↑ ↓ ▸ ▾ ✓ ✕ … · – — ′ ½ € ₽ ﬁ ⇧ ⏵ �";
        let mut missing = Vec::new();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let every = sample.chars().chain(icon::ALL.iter().copied()).filter(|c| *c != ' ');
            for size in [
                egui::FontId::proportional(14.0),
                egui::FontId::new(16.0, serif()),
                egui::FontId::new(14.0, semibold()),
                egui::FontId::monospace(13.0),
            ] {
                for c in every.clone() {
                    if !ui.fonts_mut(|fonts| fonts.has_glyph(&size, c)) {
                        missing.push((size.family.clone(), c));
                    }
                }
            }
        });
        output.textures_delta.clear();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
