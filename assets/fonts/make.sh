#!/usr/bin/env bash
# Makes the bundled fonts, by name:
#   reading and interface: Noto Serif and Noto Sans with their Armenian and Georgian companions, Noto Sans Mono, Math and
#     Symbols 2, from the Debian package fonts-noto-core and fonts-noto-mono (SIL Open Font License 1.1, see OFL.txt);
#   icons: a subset of Lucide, from the npm package lucide-static (ISC, see LUCIDE-LICENSE.txt).
# Needs pyftsubset (Python package fonttools). Usage: make.sh [FOLDER OF NOTO FONTS] [lucide.ttf]
# Kept: kerning, marks and ligatures. Dropped: hinting instructions (egui hints by itself), the scripts of other companions.
set -euo pipefail
noto=${1:-/usr/share/fonts/truetype/noto}
lucide=${2:-}
out=$(cd "$(dirname "$0")" && pwd)

# Basic Latin … Latin Extended-B, IPA, modifiers, combining marks, Greek, Cyrillic, Latin Extended Additional, Greek
# Extended, punctuation, super- and subscripts, currency, letterlike, number forms, ligatures, the replacement character.
western='U+0020-007E,U+00A0-024F,U+0250-02FF,U+0300-036F,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+1F00-1FFF,U+2000-206F,U+2070-209F,U+20A0-20C0,U+2100-214F,U+2150-218B,U+A640-A69F,U+A720-A7FF,U+FB00-FB06,U+FE20-FE2F,U+FEFF,U+FFFC-FFFD'
armenian='U+0530-058F,U+FB13-FB17'
georgian='U+10A0-10FF,U+1C90-1CBF,U+2D00-2D2D'
# Arrows, mathematical operators, geometric shapes, keys, check marks: what a table of keys, a chain or a value may hold.
math='U+2190-21FF,U+2200-22FF,U+2308-230B,U+27E6-27EB,U+27F5-27FA'
symbols='U+21E7,U+23F4-23F7,U+25A0-25FF,U+2318,U+2325,U+232B,U+23CE,U+2423,U+2610-2612,U+2713-2718,U+2794,U+279C,U+27A1,U+2B05-2B0D,U+FFFD'

subset() { # SOURCE RANGES TARGET
    pyftsubset "$noto/$1" --unicodes="$2" --output-file="$out/$3" --layout-features='*' --layout-features-='dlig,salt,ss01,ss02,ss03,ss04,ss05,ss06,ss07,c2sc,smcp' \
        --no-hinting --desubroutinize --drop-tables+=DSIG,MATH --name-IDs='0,1,2,3,4,5,6,13,14' --notdef-outline
}

for weight in Regular Bold; do
    subset NotoSans-$weight.ttf "$western" sans-${weight,,}.ttf
    subset NotoSansArmenian-$weight.ttf "$armenian" sans-armenian-${weight,,}.ttf
    subset NotoSansGeorgian-$weight.ttf "$georgian" sans-georgian-${weight,,}.ttf
done
subset NotoSerif-Regular.ttf "$western" serif-regular.ttf
subset NotoSerifArmenian-Regular.ttf "$armenian" serif-armenian-regular.ttf
subset NotoSerifGeorgian-Regular.ttf "$georgian" serif-georgian-regular.ttf
subset NotoSansMono-Regular.ttf 'U+0020-007E,U+00A0-017F,U+2010-2027,U+2190-2193' mono-regular.ttf
subset NotoSansMath-Regular.ttf "$math" math.ttf
subset NotoSansSymbols2-Regular.ttf "$symbols" symbols.ttf

if [ -n "$lucide" ]; then
    # undo-2 redo-2 search check circle-check x plus minus folder-open folder file-text download command sun moon sun-moon
    # chevron-right chevron-down chevron-left chevron-up triangle-alert info circle-alert keyboard user user-plus eye eye-off
    # lock pencil loader history trash-2 copy arrow-right arrow-left arrow-up arrow-down link filter columns-3 crosshair
    # ellipsis quote languages calendar map-pin square-pen clock refresh-cw settings panel-left panel-right file-warning hash
    pyftsubset "$lucide" --unicodes='E2A1,E2A0,E151,E06C,E226,E1B2,E13D,E11C,E247,E0D7,E0CC,E0B2,E09A,E178,E11E,E2B2,E06F,E06D,E06E,E070,E193,E0F9,E077,E284,E19F,E1A2,E0BA,E0BB,E10B,E1F9,E109,E1F5,E18E,E09E,E049,E048,E04A,E042,E102,E0DC,E099,E0AC,E0B6,E239,E0FE,E063,E111,E172,E087,E145,E154,E12A,E431,E319,E0EF' \
        --output-file="$out/icons.ttf" --no-hinting --layout-features=''
fi
