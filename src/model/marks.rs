//! The signs that sentences end with, and those that stand around them.
//!
//! Owns: which char is what. Never: looks at a neighbour.

/// Whether a sentence can end with this sign, whatever the language.
pub(crate) const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?')
        || (!c.is_ascii() && (is_strong(c) || matches!(c, '…' | '．' | '‼' | '⁇' | '⁈' | '⁉')))
}

/// Stops that are nothing else, with or without a blank behind: those of Chinese and Japanese, Armenian, Arabic, Urdu,
/// the Indic scripts, Burmese, Khmer, Ethiopic; the Greek question mark.
pub(crate) const fn is_strong(c: char) -> bool {
    matches!(
        c,
        '。' | '！'
            | '？'
            | '｡'
            | '։'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '။'
            | '។'
            | '።'
            | '፧'
            | '\u{37E}'
    )
}

/// Stops of a script without blanks between sentences, where brackets hold whole ones.
pub(crate) const fn is_ideographic(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡')
}

/// Closes, by its nature.
pub(crate) const fn closes(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '}' | '”' | '’' | '»' | '›' | '）' | '］' | '】' | '」' | '』' | '》' | '〉'
    )
}

/// Opens, by its nature.
pub(crate) const fn opens(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '“'
            | '‘'
            | '«'
            | '„'
            | '‚'
            | '‹'
            | '¿'
            | '¡'
            | '（'
            | '［'
            | '【'
            | '「'
            | '『'
            | '《'
            | '〈'
    )
}

/// Quotation marks of either side.
pub(crate) const fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '´'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '«'
            | '»'
            | '„'
            | '‚'
            | '‹'
            | '›'
            | '‟'
            | '＂'
    )
}

/// Marks of emphasis around words in plain text ("*so*", "_so_").
pub(crate) const fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '_')
}

/// Marks of a note behind a sentence.
pub(crate) const fn is_note(c: char) -> bool {
    matches!(c, '*' | '†' | '‡' | '§' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Pictures and their modifiers.
pub(crate) const fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0E}' | '\u{FE0F}' | '\u{E0020}'..='\u{E007F}' | '\u{20E3}')
}

/// Dashes, and the hyphen that stands for one.
pub(crate) const fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '-' | '―' | '−')
}

/// Marks before an item of a list.
pub(crate) const fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '⁃'
            | '‣'
            | '●'
            | '○'
            | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '►'
            | '▶'
            | '➤'
            | '➢'
            | '✓'
            | '✔'
    )
}

/// Stands before a number, and begins with it.
pub(crate) const fn before_number(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₽' | '₺' | '₹' | '֏' | '#' | '+' | '±' | '~' | '№')
}
