// `npm run fonts`: makes the files in app/fonts from the font's package, after an update of the package. Newsreader comes with
// weights from 200 to 800; the pages use 400 to 700, and a file without the others is a third smaller.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import subsetFont from "subset-font";

const { resolve } = createRequire(import.meta.url);

for (const characters of ["latin", "latin-ext"]) {
  const file = `newsreader-${characters}-wght-normal.woff2`;
  const whole = readFileSync(resolve(`@fontsource-variable/newsreader/files/${file}`));
  const options = {
    keepAllGlyphs: true,
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 700 } },
  };
  const cut = await subsetFont(whole, undefined, options);
  writeFileSync(`app/fonts/newsreader-${characters}.woff2`, cut);
  console.log(`app/fonts/newsreader-${characters}.woff2: ${whole.length} -> ${cut.length} bytes`);
}
