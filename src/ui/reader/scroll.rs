//! Wheel, zoom and the scroll bar. The bar's own mapping is in f64: an article of 10 MB is millions of points high.

use super::flow::Flow;
use crate::ui::{
    theme,
    view_state::{ViewState, ZOOM},
};
use eframe::egui::{self, Id, Rect, Response, Sense, Ui, pos2};

/// Width of the scroll bar with its margin, in points.
pub(super) const WIDTH: f32 = 14.0;

/// What scrolling needs to remember.
#[derive(Default)]
pub(super) struct Scroll {
    moving: bool,
    /// Where on the handle the pointer took hold, from its top.
    grab: f64,
}

impl Scroll {
    /// Whether the text moved in the last frame.
    pub const fn moving(&self) -> bool {
        self.moving
    }

    /// Takes in the wheel: scrolls, or zooms with Ctrl.
    pub fn wheel(&mut self, ui: &Ui, response: &Response, flow: &mut Flow, view: &mut ViewState) {
        self.moving = false;
        if !response.contains_pointer() {
            return;
        }
        let (delta, zoom) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
        #[allow(clippy::float_cmp)] // exactly 1: nobody zooms
        if zoom != 1.0 {
            view.zoom = (view.zoom * zoom).clamp(*ZOOM.start(), *ZOOM.end());
            ui.ctx().request_repaint();
        } else if delta != 0.0 {
            flow.scroll_by(f64::from(-delta));
            self.moving = true;
        }
    }

    /// Draws the bar at the right edge; a drag of it moves the text in the next frame.
    pub fn bar(&mut self, ui: &Ui, rect: Rect, flow: &mut Flow) {
        let (total, page) =
            (flow.total() + f64::from(flow.setting().gap), f64::from(rect.height()));
        if total <= page {
            return;
        }
        let track = Rect::from_min_max(pos2(rect.right() - WIDTH, rect.top()), rect.max);
        let response = ui.interact(track, Id::unique("reader scroll bar"), Sense::drag());
        let handle = (page * page / total).max(28.0).min(page);
        let free = page - handle;
        let room = total - page;
        let top = (flow.y() / room).clamp(0.0, 1.0) * free;
        if let Some(pointer) = response.interact_pointer_pos() {
            let at = f64::from(pointer.y - track.top());
            if response.drag_started() {
                let inside = at >= top && at <= top + handle;
                self.grab = if inside { at - top } else { handle / 2.0 };
            }
            if response.dragged() {
                let wanted = ((at - self.grab) / free.max(1.0)).clamp(0.0, 1.0) * room;
                if (wanted - flow.y()).abs() > 0.5 && ui.input(|i| i.pointer.is_moving())
                    || response.drag_started()
                {
                    flow.scroll_to_y(wanted);
                    self.moving = true;
                    ui.ctx().request_repaint();
                }
            }
        }
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(egui::accesskit::Role::ScrollBar);
            node.set_label("Scroll the article");
            node.set_numeric_value(flow.y());
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(room);
        });
        let palette = theme::palette(ui);
        let strong = response.hovered() || response.dragged();
        let inset = if strong { 3.0 } else { 5.0 };
        let from = track.top() + top as f32;
        let bar = Rect::from_min_max(
            pos2(track.left() + inset, from + 2.0),
            pos2(track.right() - inset, from + handle as f32 - 2.0),
        );
        let colour = if strong { palette.muted } else { palette.line_strong };
        ui.painter().rect_filled(bar, 4.0, colour);
    }
}
