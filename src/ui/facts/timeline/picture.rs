//! The timeline as a file: SVG from its description, PNG as the window shows it.
//!
//! Never: writes (the session does).

use super::scene::Scene;
use super::{colour, svg};
use crate::ui::theme::Palette;
use crate::ui::view_state::Picture;
use crossbeam_channel::{Receiver, TryRecvError, bounded};
use eframe::egui::{Color32, ColorImage, Context, Rect};
use std::sync::Arc;

/// A picture of the window that was asked for.
pub struct Asked {
    answer: Receiver<Arc<ColorImage>>,
    rect: Rect,
    name: String,
}

/// The picture as SVG.
#[must_use]
pub fn as_svg(scene: &Scene, question: &str, p: &Palette) -> Picture {
    let hex = |colour: Color32| {
        let [r, g, b, _] = colour.to_array();
        format!("#{r:02x}{g:02x}{b:02x}")
    };
    let text = svg::svg(scene, question, &hex(p.background), &|ink| hex(colour(ink, p)));
    Picture { name: format!("{}.svg", file_stem(question)), bytes: Arc::from(text.into_bytes()) }
}

/// Asks the window for what it shows in this place.
#[must_use]
pub fn ask(ctx: &Context, rect: Rect, question: &str) -> Asked {
    let (give, answer) = bounded(1);
    let waking = ctx.clone();
    ctx.request_screenshot(move |image| {
        // Nobody waits any more if the view has gone.
        drop(give.send(image));
        waking.request_repaint();
    });
    Asked { answer, rect, name: format!("{}.png", file_stem(question)) }
}

/// What came of it: nothing yet, no picture at all, or the picture.
pub enum Answer {
    /// It is not there yet.
    Waiting(Asked),
    /// There is none: why.
    None(String),
    /// Here it is.
    Here(Picture),
}

/// Takes in the answer.
#[must_use]
pub fn answer(asked: Asked, pixels_per_point: f32) -> Answer {
    let image = match asked.answer.try_recv() {
        Ok(image) => image,
        Err(TryRecvError::Empty) => return Answer::Waiting(asked),
        Err(TryRecvError::Disconnected) => {
            return Answer::None("The window gave no picture of itself.".to_owned());
        }
    };
    match png_of(&image, asked.rect, pixels_per_point) {
        Ok(bytes) => Answer::Here(Picture { name: asked.name, bytes: Arc::from(bytes) }),
        Err(why) => Answer::None(format!("The picture could not be made: {why}")),
    }
}

/// The part of a picture of the window, as PNG.
fn png_of(image: &ColorImage, rect: Rect, scale: f32) -> Result<Vec<u8>, png::EncodingError> {
    let [wide, high] = image.size;
    let pixel = |points: f32, most: usize| ((points * scale).round().max(0.0) as usize).min(most);
    let (left, right) = (pixel(rect.left(), wide), pixel(rect.right(), wide));
    let (top, bottom) = (pixel(rect.top(), high), pixel(rect.bottom(), high));
    let mut bytes = Vec::with_capacity((right - left) * (bottom - top) * 3);
    for y in top..bottom {
        let row = image.pixels.get(y * wide + left..y * wide + right).unwrap_or_default();
        bytes.extend(row.iter().flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()]));
    }
    let size = |points: usize| u32::try_from(points).unwrap_or_default();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, size(right - left), size(bottom - top));
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&bytes)?;
    writer.finish()?;
    Ok(file)
}

/// A question as a file's name: its words with dashes between them.
fn file_stem(question: &str) -> String {
    let words = question.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let stem = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    let short: String = stem.chars().take(60).collect();
    if short.is_empty() { "timeline".to_owned() } else { short }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use eframe::egui::pos2;

    #[test]
    fn a_question_makes_a_file_name() {
        assert_eq!(
            file_stem("How many people entered Armenia?"),
            "how-many-people-entered-armenia"
        );
        assert_eq!(file_stem("??"), "timeline");
    }

    #[test]
    fn the_part_of_the_window_is_cut_out_at_its_scale() {
        let mut image = ColorImage::filled([40, 20], Color32::TRANSPARENT);
        if let Some(pixel) = image.pixels.get_mut(12 * 40 + 20) {
            *pixel = Color32::RED;
        }
        let rect = Rect::from_min_max(pos2(10.0, 6.0), pos2(15.0, 9.0));
        let file = png_of(&image, rect, 2.0).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height), (10, 6));
        assert_eq!(pixels.get(..3), Some(&[255, 0, 0][..]));
        // A place beside the window is no panic.
        let beside = Rect::from_min_max(pos2(90.0, 90.0), pos2(99.0, 99.0));
        assert!(png_of(&image, beside, 2.0).is_err());
    }
}
