//! Foreign formats, one file each: model in, text out.
//!
//! Never: paths, disk, egui.
