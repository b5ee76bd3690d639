// The figures between the markers of a document:
//
//   <!-- bench NAME -->
//   <!-- end -->
//
// NAME is that of a section, `headline` or `machine`. What is between them goes.
import fs from 'node:fs';

import {cellsOf, machineLine, remarksOf} from './cells.mjs';
import {isWhole} from './headline.mjs';

const MARKED = /(<!-- bench (\S+) -->\n)[^]*?(<!-- end -->)/g;

function row(cells) {
  return `| ${cells.join(' | ')} |`;
}

function table(figures, times) {
  const all = figures.map((figure) => cellsOf(figure, times));
  const withTargets = all.some(({targets}) => targets.length > 0);
  const withBeside = all.some(({beside}) => beside.length > 0);
  const pick = (name, median, p99, beside, target) => row([
    name, median, p99, ...(withBeside ? [beside] : []),
    ...(withTargets ? [target] : [])]);
  return [
    pick('', 'median', 'p99', 'beside', 'target'),
    pick('---', '---', '---', '---', '---'),
    ...all.map(({name, median, p99, beside, targets}) =>
      pick(name, median, p99, beside.join('<br>'), targets.join('<br>'))),
  ].join('\n');
}

function sectionText(section, times) {
  return [
    ...(section.figures.length > 0 ? [table(section.figures, times)] : []),
    ...remarksOf(section),
  ].join('\n\n');
}

// Undefined: nothing of that name was measured, or not all of the headline, and
// the old text stays.
function textOf(name, result) {
  if (name === 'machine') return machineLine(result);
  if (name === 'headline') {
    return isWhole(result.headline) ? table(result.headline, result.times)
                                    : undefined;
  }
  const section = result.sections.find((s) => s.name === name);
  return section && sectionText(section, result.times);
}

export function fillIn(document, result) {
  return document.replaceAll(MARKED, (whole, begin, name, end) => {
    const text = textOf(name, result);
    return text === undefined ? whole : `${begin}\n${text}\n\n${end}`;
  });
}

export function writeMarkdown(file, result) {
  fs.writeFileSync(file, fillIn(fs.readFileSync(file, 'utf8'), result));
}
