// Opens pages in headless Chromium, and checks what only a browser can tell.
//
//     node check.mjs MODULES PAGE…
//
// MODULES is a folder in which `puppeteer-core` and `axe-core` are installed. Each problem is a line
// on the standard output; the exit status is 1 if there is one.

import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const [modules, ...pages] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const puppeteer = require('puppeteer-core');
const axe = require('axe-core').source;

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const programs = process.env.PATH.split(':').flatMap((folder) => NAMES.map((name) => join(folder, name)));
const executablePath = programs.find(existsSync);
if (!executablePath) throw new Error('Chromium is not installed');

const SCREENS = [
  {width: 1280, height: 900, scheme: 'light'},
  {width: 1280, height: 900, scheme: 'dark'},
  {width: 375, height: 700, scheme: 'dark'},
  {width: 320, height: 600, scheme: 'light'},
];
// A page that loads itself anew is what `outputs:` is for; `export html` makes one that does not.
const RULES = {'meta-refresh': {enabled: false}};

let nProblems = 0;
const browser = await puppeteer.launch({executablePath, args: ['--no-sandbox']});
try {
  for (const page of pages) {
    for (const screen of SCREENS) {
      const where = `${page} ${screen.width} ${screen.scheme}`;
      const tell = (problem) => {
        nProblems += 1;
        console.log(`${where}: ${problem}`);
      };
      await check(pathToFileURL(page).href, screen, tell);
    }
  }
} finally {
  await browser.close();
}
process.exitCode = nProblems > 0 ? 1 : 0;

async function check(address, {width, height, scheme}, tell) {
  const tab = await browser.newPage();
  await tab.setViewport({width, height});
  await tab.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
  // What the console says is told: errors, and what the policy has refused.
  tab.on('console', (message) => tell(`console: ${message.text()}`));
  tab.on('pageerror', (error) => tell(`error: ${error}`));
  tab.on('dialog', (dialog) => {
    tell(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  tab.on('request', (request) => {
    if (request.url() !== address) tell(`a request: ${request.url()}`);
  });
  await tab.goto(address);
  // The tests' own scripts come in beside the page, and are not the page's to forbid.
  for (const problem of await tab.evaluate(look)) tell(problem);
  if (scheme === 'light') await reach(tab, tell);
  await tab.evaluate(axe);
  const {violations} = await tab.evaluate((rules) => axe.run(document, {rules}), RULES);
  for (const {id, help, nodes} of violations) tell(`axe: ${id}: ${help}: ${nodes[0].html}`);
  await tab.close();
}

/** Looks at the page from the inside; returns what is wrong. */
function look() {
  const problems = [];
  if (document.scripts.length > 0) problems.push('there is a script');
  if (document.styleSheets.length !== 1) problems.push('its style is refused');
  if (getComputedStyle(document.body).maxWidth === 'none') problems.push('it has no style');
  if (document.compatMode !== 'CSS1Compat') problems.push('it is read in quirks mode');
  const excess = document.documentElement.scrollWidth - innerWidth;
  if (excess > 0) problems.push(`it is ${excess} pixels wider than the screen`);
  for (const text of document.querySelectorAll('figure svg text')) {
    const [inner, outer] = [text, text.ownerSVGElement].map((it) => it.getBoundingClientRect());
    const fits = inner.left >= outer.left - 1 && inner.right <= outer.right + 1;
    if (!fits) problems.push(`a drawing cuts \`${text.textContent}\``);
  }
  return problems;
}

/** Presses the Tab key through the page: each link and each summary is reached, in their order. */
async function reach(tab, tell) {
  const expected = await tab.$$eval('a, summary', (all) => {
    // What is folded is not reached.
    const seen = all.filter((it) => it.tagName === 'SUMMARY' || !it.closest('details'));
    seen.forEach((it, index) => { it.focusNumber = index; });
    return seen.length;
  });
  for (let index = 0; index < expected; index += 1) {
    await tab.keyboard.press('Tab');
    const reached = await tab.evaluate(() => {
      const it = document.activeElement;
      const box = it.getBoundingClientRect();
      return {number: it.focusNumber, isSeen: box.right > 0 && box.width > 0 && box.height > 0};
    });
    if (reached.number !== index) return tell(`Tab reaches ${reached.number}, not ${index}`);
    if (!reached.isSeen) return tell(`what Tab reaches at ${index} is not seen`);
  }
}
