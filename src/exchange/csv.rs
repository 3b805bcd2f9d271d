//! Rows as CSV (RFC 4180, UTF-8, comma, "\n"), in which no cell can become a spreadsheet's formula.
//!
//! Owns: quoting and guarding of cells. Never: which cells there are ([`mod@super::rows`]), paths.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a line end, also in full width or behind white space and
//! invisible chars, gets an apostrophe in front, which spreadsheets hide or show as text. In the columns of numbers
//! a plain decimal number ("-0.5") is left alone: it is a number there, and can be nothing else.

use super::rows::{COLUMNS, Column, Row};
use std::io::Write;

/// Why an export broke off.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The writer refused.
    #[error("{0}")]
    Write(#[from] std::io::Error),
}

/// Writes rows as they come.
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> CsvWriter<W> {
    /// Begins with the line of column names.
    ///
    /// # Errors
    /// As the writer says.
    pub fn new(out: W) -> Result<Self, ExportError> {
        let mut out = csv::WriterBuilder::new().from_writer(out);
        out.write_record(COLUMNS.iter().map(|column| column.name)).map_err(from_csv)?;
        Ok(Self { out })
    }

    /// Adds rows.
    ///
    /// # Errors
    /// As the writer says.
    pub fn rows(&mut self, rows: &[Row]) -> Result<(), ExportError> {
        for row in rows {
            let cells = COLUMNS.iter().zip(&row.cells);
            self.out
                .write_record(cells.map(|(column, cell)| guarded(column, cell)))
                .map_err(from_csv)?;
        }
        Ok(())
    }

    /// Writes out what is left.
    ///
    /// # Errors
    /// As the writer says.
    pub fn finish(mut self) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}

fn from_csv(error: csv::Error) -> ExportError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => ExportError::Write(error),
        other => ExportError::Write(std::io::Error::other(format!("{other:?}"))),
    }
}

/// A cell as it is written: as it is, or with an apostrophe in front where a spreadsheet might calculate it.
#[must_use]
pub fn guarded(column: &Column, cell: &str) -> String {
    let unseen = |c: char| c.is_whitespace() || crate::model::is_invisible(c);
    let formula = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹢' | '﹣' | '﹦' | '﹫' | '−'
        )
    };
    let begins = cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start_matches(unseen).starts_with(formula);
    let number = column.number && crate::model::Number::parse(cell).is_some();
    if begins && !number { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula_and_numbers_stay_numbers() {
        let (text, number) =
            (Column { name: "note", number: false }, Column { name: "low", number: true });
        let table = [
            (text, "=1+1", "'=1+1"),
            (text, "+49 30", "'+49 30"),
            (text, "-5", "'-5"),
            (text, "@SUM(A1)", "'@SUM(A1)"),
            (text, "\t=1", "'\t=1"),
            (text, "\rx", "'\rx"),
            (text, "\nx", "'\nx"),
            (text, " =1", "' =1"),
            (text, "\u{feff}=1", "'\u{feff}=1"),
            (text, "\u{a0}\u{200b}=1", "'\u{a0}\u{200b}=1"),
            (text, "＝1", "'＝1"),
            (text, "＠x", "'＠x"),
            (text, "a=1", "a=1"),
            (text, "1,050", "1,050"),
            (text, "", ""),
            (text, "'quoted'", "'quoted'"),
            (number, "-5", "-5"),
            (number, "-0.50", "-0.50"),
            (number, "-5..-2", "'-5..-2"),
            (number, "-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
            (number, "=5", "'=5"),
        ];
        for (column, cell, written) in table {
            assert_eq!(guarded(&column, cell), written, "{cell:?}");
        }
    }

    #[test]
    fn cells_are_read_back_whole() {
        let mut row = Row {
            record: crate::model::RecordRef::Claim(crate::model::ClaimId::new("c")),
            span: None,
            cells: vec![String::new(); COLUMNS.len()],
        };
        row.cells[9] = "He said: “a, b; \"c\"”\r\nand 🙂".to_owned();
        let mut bytes = Vec::new();
        let mut writer = CsvWriter::new(&mut bytes).unwrap();
        writer.rows(&[row.clone(), row]).unwrap();
        writer.finish().unwrap();
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        assert_eq!(reader.headers().unwrap().len(), COLUMNS.len());
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), 2);
        assert_eq!(&records[0][9], "He said: “a, b; \"c\"”\r\nand 🙂");
    }
}
