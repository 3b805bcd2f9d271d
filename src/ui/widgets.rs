//! Small controls that several panels share: buttons with an icon, keycaps, section titles, switches, dialogs' frames.
//!
//! A control's accessible name is its visible text; an icon is painted, and never part of the name.
//! Never: session, commands, state of a panel.

use super::theme::{self, palette};
use eframe::egui::{
    self, Align, Align2, Atom, Button, Color32, FontId, Frame, Id, Key, KeyboardShortcut, Layout,
    Margin, Modal, ModalResponse, ModifierNames, Response, RichText, Sense, Stroke, TextEdit, Ui,
    Vec2, WidgetInfo, accesskit::Role, vec2,
};

/// The shortcut as the window writes it: "Ctrl+Shift+F".
#[must_use]
pub fn shortcut_text(ui: &Ui, shortcut: &KeyboardShortcut) -> String {
    let mac = ui.ctx().os().is_mac();
    let names = if mac { &ModifierNames::SYMBOLS } else { &ModifierNames::NAMES };
    let modifiers = names.format(&shortcut.modifiers, mac);
    let key = key_text(shortcut.logical_key);
    if modifiers.is_empty() {
        key.to_owned()
    } else if mac {
        format!("{modifiers}{key}")
    } else {
        format!("{modifiers}+{key}")
    }
}

/// The name of a key as it is printed on keyboards.
#[must_use]
pub fn key_text(key: Key) -> &'static str {
    match key {
        Key::ArrowUp => "Up",
        Key::ArrowDown => "Down",
        Key::ArrowLeft => "Left",
        Key::ArrowRight => "Right",
        Key::Delete => "Del",
        Key::Escape => "Esc",
        Key::Plus => "+",
        Key::Minus => "−",
        other => other.symbol_or_name(),
    }
}

/// An icon to stand in a button, in the colour of the button's text.
#[must_use]
pub fn icon_atom(icon: char) -> Atom<'static> {
    coloured_icon_atom(icon, None)
}

/// An icon to stand in a button, in a colour of its own.
#[must_use]
pub fn coloured_icon_atom(icon: char, colour: Option<Color32>) -> Atom<'static> {
    Atom::paint(Vec2::splat(theme::ICON), move |ui: &Ui, args: egui::AtomPaintArgs| {
        paint_icon(
            ui,
            args.rect.center(),
            icon,
            theme::ICON,
            colour.unwrap_or(args.fallback_text_color),
        );
    })
}

/// Paints an icon about a point.
pub fn paint_icon(ui: &Ui, centre: egui::Pos2, icon: char, size: f32, colour: Color32) {
    ui.painter().text(
        centre + vec2(0.0, size / 16.0),
        Align2::CENTER_CENTER,
        icon,
        FontId::proportional(size),
        colour,
    );
}

/// An icon that stands by itself beside text, for the eye only.
pub fn icon_ui(ui: &mut Ui, icon: char, colour: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(theme::ICON), Sense::hover());
    paint_icon(ui, rect.center(), icon, theme::ICON, colour);
    response
}

/// A keycap to stand in a button: painted, not part of its name.
pub fn key_atom(ui: &Ui, text: &str) -> Atom<'static> {
    let p = palette(ui);
    let font = FontId::proportional(theme::SMALL - 1.0);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, p.muted);
    let size = galley.size() + vec2(8.0, 2.0);
    Atom::paint(size, move |ui: &Ui, args: egui::AtomPaintArgs| {
        let p = palette(ui);
        let rect = egui::Rect::from_center_size(args.rect.center(), size);
        let line = Stroke::new(1.0, p.line_strong);
        ui.painter().rect(rect, 4, p.panel, line, egui::StrokeKind::Inside);
        ui.painter().galley(rect.min + vec2(4.0, 1.0), galley.clone(), p.muted);
    })
}

/// Gives a control its accessible name, where that is not its visible text as egui sees it.
pub fn name(ui: &Ui, response: &Response, name: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// A button with an icon and words.
pub fn icon_text_button(ui: &mut Ui, icon: char, text: &str, enabled: bool) -> Response {
    ui.add_enabled(
        enabled,
        Button::new((icon_atom(icon), text)).min_size(vec2(0.0, theme::CONTROL)),
    )
}

/// A button that shows only its icon; the name stands in its tooltip and in the accessibility tree.
pub fn icon_button(ui: &mut Ui, icon: char, label: &str, enabled: bool) -> Response {
    let button = Button::new(icon_atom(icon)).min_size(vec2(theme::CONTROL, theme::CONTROL));
    let response = ui.add_enabled(enabled, button);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
    response.on_hover_text(label).on_disabled_hover_text(label)
}

/// The same without a frame and smaller: to take away, to clear.
pub fn quiet_icon_button(ui: &mut Ui, icon: char, label: &str) -> Response {
    let button = Button::new(icon_atom(icon)).frame_when_inactive(false).min_size(vec2(24.0, 24.0));
    let square = |ui: &mut Ui| {
        ui.spacing_mut().button_padding = Vec2::splat(4.0);
        ui.spacing_mut().interact_size = Vec2::splat(24.0);
        ui.add(button)
    };
    let response = ui.scope(square).inner;
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    response.on_hover_text(label)
}

/// A button without a frame, for bars.
pub fn quiet_button(ui: &mut Ui, content: impl egui::IntoAtoms<'static>) -> Response {
    ui.add(Button::new(content).frame_when_inactive(false))
}

/// Words that lead somewhere, in line with the text around them.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    let color = palette(ui).accent;
    // In this `Ui` itself: one of its own would not go to the next line where the words do not fit.
    let usual = ui.spacing().clone();
    ui.spacing_mut().button_padding = vec2(0.0, 2.0);
    ui.spacing_mut().interact_size.y = 0.0;
    let response = ui.add(Button::new(RichText::new(text).color(color)).frame(false));
    *ui.spacing_mut() = usual;
    if response.hovered() || response.has_focus() {
        let under = response.rect.bottom() - 2.0;
        ui.painter().hline(response.rect.x_range(), under, (1.0, color));
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// The one main button of a dialog.
pub fn primary_button(ui: &mut Ui, text: &str, enabled: bool) -> Response {
    let p = palette(ui);
    let text = if enabled { RichText::new(text).color(p.on_accent) } else { RichText::new(text) };
    let button = Button::new(text).min_size(vec2(72.0, theme::CONTROL));
    let button =
        if enabled { button.fill(p.accent).stroke(Stroke::new(1.0, p.accent)) } else { button };
    ui.add_enabled(enabled, button)
}

/// Exclusive choices side by side in one frame. Returns the one that was clicked.
pub fn segmented<T: Copy + PartialEq>(
    ui: &mut Ui,
    current: T,
    choices: &[(T, &'static str, &str)],
) -> Option<T> {
    let p = palette(ui);
    let mut chosen = None;
    Frame::new()
        .fill(p.card)
        .stroke(Stroke::new(1.0, p.line_strong))
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::same(2))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for (value, text, tooltip) in choices {
                let selected = *value == current;
                let words = if selected {
                    RichText::new(*text).font(theme::title_font(theme::BODY)).color(p.text)
                } else {
                    RichText::new(*text).color(p.muted)
                };
                // As wide as its bold form, so that choosing moves nothing.
                let bold = ui.painter().layout_no_wrap(
                    (*text).to_owned(),
                    theme::title_font(theme::BODY),
                    p.text,
                );
                let width = bold.size().x + 20.0;
                let fill = if selected { p.hover } else { Color32::TRANSPARENT };
                let button = Button::selectable(selected, words)
                    .fill(fill)
                    .stroke(Stroke::NONE)
                    .corner_radius(theme::RADIUS_SMALL)
                    .min_size(vec2(width, theme::CONTROL - 4.0));
                let response = ui.add(button).on_hover_text(*tooltip);
                if response.clicked() {
                    chosen = Some(*value);
                }
            }
        });
    chosen
}

/// The small title of a section.
pub fn section_title(ui: &mut Ui, text: &str) -> Response {
    let p = palette(ui);
    ui.label(RichText::new(text).size(theme::SMALL).color(p.muted).extra_letter_spacing(0.4))
}

/// Secondary text.
pub fn muted_label(ui: &mut Ui, text: impl Into<String>) -> Response {
    let p = palette(ui);
    ui.add(egui::Label::new(RichText::new(text).size(theme::SMALL).color(p.muted)).truncate())
}

/// A field of one line with its name for the accessibility tree.
pub fn named_field(
    ui: &mut Ui,
    id: Id,
    label: &str,
    hint: &str,
    text: &mut String,
    width: f32,
) -> Response {
    let field = TextEdit::singleline(text)
        .id(id)
        .hint_text(hint.to_owned())
        .desired_width(width)
        .margin(Margin::symmetric(8, 5));
    let response = ui.add(field);
    name(ui, &response, label);
    response
}

/// A field with a magnifying glass that can be cleared by a click. Returns the field's response.
pub fn search_field(ui: &mut Ui, id: Id, label: &str, hint: &str, text: &mut String) -> Response {
    let p = palette(ui);
    let width = ui.available_width();
    let field = TextEdit::singleline(text)
        .id(id)
        .hint_text(hint.to_owned())
        .desired_width(width - 64.0)
        .margin(Margin { left: 32, right: 32, top: 5, bottom: 5 });
    let response = ui.add_sized(vec2(width, theme::CONTROL), field);
    name(ui, &response, label);
    let rect = response.rect;
    paint_icon(ui, rect.left_center() + vec2(16.0, 0.0), theme::icon::SEARCH, 14.0, p.muted);
    if !text.is_empty() {
        let place =
            egui::Rect::from_center_size(rect.right_center() - vec2(16.0, 0.0), Vec2::splat(24.0));
        // A child of its own: it stands on the field and takes no room beside it.
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place));
        if quiet_icon_button(&mut child, theme::icon::CLOSE, "Clear").clicked() {
            text.clear();
            response.request_focus();
        }
    }
    response
}

/// A dialog in the middle of the window, with a title, closed by Esc or a click beside it.
pub fn dialog<R>(
    ui: &Ui,
    id: &str,
    title: &str,
    width: f32,
    content: impl FnOnce(&mut Ui) -> R,
) -> ModalResponse<R> {
    let p = palette(ui);
    let frame = Frame::popup(ui.style()).inner_margin(Margin::same(20)).fill(p.popup);
    let room = ui.ctx().content_rect();
    Modal::new(Id::unique(id)).frame(frame).backdrop_color(p.backdrop).show(ui.ctx(), |ui| {
        ui.set_width(width.min(room.width() - 80.0));
        ui.set_max_height(room.height() - 120.0);
        let heading = ui.heading(title);
        ui.ctx().accesskit_node_builder(heading.id, |node| node.set_role(Role::Heading));
        ui.add_space(4.0);
        content(ui)
    })
}

/// A button of a dialog that is not the main one.
pub fn dialog_button(ui: &mut Ui, text: &str) -> Response {
    ui.add(Button::new(text).min_size(vec2(72.0, theme::CONTROL)))
}

/// The row of buttons at a dialog's end: right-aligned, the main one first in the code and last on the right.
pub fn dialog_buttons<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(8.0);
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), theme::CONTROL),
        Layout::right_to_left(Align::Center),
        content,
    )
    .inner
}

/// A popup of a bar's button that holds fields and lists: it stays open until a click beside it, and its controls look as
/// elsewhere (menus show buttons and fields without a frame).
pub fn bar_popup<'a>(button: &Response) -> egui::Popup<'a> {
    egui::Popup::menu(button)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .style(egui::style::StyleModifier::default())
        // A menu's layout would stretch lines of words to its width.
        .layout(egui::Layout::top_down(egui::Align::Min))
        .frame(Frame::popup(&button.ctx.global_style()).inner_margin(Margin::same(12)))
}

/// Two sentences in the middle of an empty view: what there is, and what would help.
pub fn nothing_ui(ui: &mut Ui, title: &str, more: &str) {
    let p = palette(ui);
    ui.add_space(ui.available_height() * 0.3);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(title).size(theme::HEADING).color(p.text));
        let size = Vec2::new(460.0_f32.min(ui.available_width()), 0.0);
        ui.allocate_ui_with_layout(size, Layout::top_down(Align::Center), |ui| {
            ui.label(RichText::new(more).color(p.muted));
        });
    });
}

/// A hairline over the whole width, without room of its own.
pub fn hairline(ui: &mut Ui) {
    let p = palette(ui);
    let rect = ui.available_rect_before_wrap();
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, p.line));
    ui.add_space(1.0);
}

/// `1 claim`, `2 claims`, `no claims`.
#[must_use]
pub fn counted(n: usize, one: &str, many: &str) -> String {
    match n {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        n => format!("{} {many}", grouped(n)),
    }
}

/// A number with its thousands apart: `100,000`.
#[must_use]
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_one_says_them() {
        assert_eq!(counted(0, "claim", "claims"), "no claims");
        assert_eq!(counted(1, "claim", "claims"), "1 claim");
        assert_eq!(counted(100_000, "claim", "claims"), "100,000 claims");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
