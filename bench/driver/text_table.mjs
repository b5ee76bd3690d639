// The figures for a terminal.
import {cellsOf, machineLine, remarksOf} from './cells.mjs';

const NAME_WIDTH = 54;
const COLUMN_WIDTH = 16;

function lines(figure, times) {
  const {name, median, p99, beside, targets} = cellsOf(figure, times);
  const width = times > 1 ? 2 * COLUMN_WIDTH : COLUMN_WIDTH;
  const [first = '', ...others] = [...targets, ...beside];
  const indent = ' '.repeat(NAME_WIDTH + 2 * width + 4);
  const text = `  ${name.padEnd(NAME_WIDTH)}${median.padStart(width)}` +
      `${p99.padStart(width)}  ${first}`;
  return [text.trimEnd(), ...others.map((other) => indent + other)];
}

function block(title, figures, remarks, times) {
  return [
    title,
    ...figures.flatMap((figure) => lines(figure, times)),
    ...remarks.map((remark) => `  ! ${remark}`),
    '',
  ];
}

export function textTable(result) {
  const {headline, sections, times} = result;
  const width = times > 1 ? 2 * COLUMN_WIDTH : COLUMN_WIDTH;
  return [
    machineLine(result),
    '',
    `  ${''.padEnd(NAME_WIDTH)}${'median'.padStart(width)}` +
        `${'p99'.padStart(width)}`,
    ...(headline.length > 0
        ? block('What nobody else publishes', headline, [], times) : []),
    ...sections.flatMap((section) => block(
        section.title, section.figures, remarksOf(section), times)),
  ].join('\n');
}
