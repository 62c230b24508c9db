// `npm run pictures`: draws the PNG files in app/pictures from the drop of public/icon.svg, for programs that do not show SVG.
// `npm run pictures -- /usr/bin/chromium` uses a Chromium that Playwright did not install.
import { readFileSync, writeFileSync } from "node:fs";
import { chromium } from "playwright";

const [, drop] = /<path [^>]*?d="([^"]+)"/.exec(readFileSync("public/icon.svg", "utf8")) ?? [];

/** `--color-paper`, `--color-accent` and `--color-hairline` of app/globals.css, in light. */
const PAPER = "#faf7f1";
const ACCENT = "#2b4093";
const HAIRLINE = "#ddd6c9";

/** Returns the drop, whose box is a square, around the middle of a picture. */
function dropAt(x, y, size) {
  const scale = size / 24;
  return `<path transform="translate(${x - size / 2} ${y - size / 2}) scale(${scale})" fill="${ACCENT}" fill-rule="evenodd" d="${drop}"/>`;
}

/** On a phone the system cuts the corners off, so the paper fills the square. */
const onPaper = (size) =>
  `<rect width="${size}" height="${size}" fill="${PAPER}"/>${dropAt(size / 2, size / 2, size * 0.72)}`;

const PICTURES = [
  { file: "icon-32.png", width: 32, height: 32, shapes: dropAt(16, 16, 32) },
  { file: "icon-192.png", width: 192, height: 192, shapes: onPaper(192) },
  { file: "apple-touch-icon.png", width: 180, height: 180, shapes: onPaper(180) },
  {
    // For previews of links. It has no name on it: the operator chooses that of the site.
    file: "social.png",
    width: 1200,
    height: 630,
    shapes: `<rect width="1200" height="630" fill="${PAPER}"/>
      <path d="M72 72.5H1128M72 557.5H1128" stroke="${HAIRLINE}" stroke-width="1"/>${dropAt(600, 315, 320)}`,
  },
];

const browser = await chromium.launch({ executablePath: process.argv[2], args: ["--no-sandbox"] });
for (const { file, width, height, shapes } of PICTURES) {
  const page = await browser.newPage({ viewport: { width, height } });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" style="display: block">${shapes}</svg>`;
  await page.setContent(`<body style="margin: 0; background: transparent">${svg}</body>`);
  const png = await page.screenshot({ omitBackground: true });
  writeFileSync(`app/pictures/${file}`, png);
  console.log(`app/pictures/${file}: ${png.length} bytes`);
}
await browser.close();
