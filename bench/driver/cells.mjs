// The cells of a figure's line, as text, the same in every kind of table.
export function number(value) {
  if (value === undefined) return '';
  if (Math.abs(value) >= 1000) {
    return Math.round(value).toLocaleString('en-US');
  }
  return String(Number(value.toPrecision(3)));
}

// The middle one of several measurements, and where the others were.
function spread(value, range, times) {
  if (times === 1 || range === undefined) return number(value);
  return `${number(value)} (${number(range.min)}–${number(range.max)})`;
}

function verdict({at_most: most, at_least: least, met}, of = '') {
  const bound = most === undefined ? `≥ ${number(least)}` : `≤ ${number(most)}`;
  return `${bound}${of}: ${met ? 'met' : 'MISSED'}`;
}

function besides(baseline, unit) {
  const {name, median, p99, ratio} = baseline;
  const tail = p99 === undefined ? '' : `, p99 ${number(p99)}`;
  return `${number(ratio)} × ${name} (${number(median)}${tail} ${unit})`;
}

export function cellsOf(figure, times) {
  if (figure.not_measured) {
    return {name: figure.name, median: '', p99: '',
            beside: [`not measured: ${figure.not_measured}`], targets: []};
  }
  const baselines = figure.baselines ?? [];
  const targets = (figure.targets ?? [])
      .map((target) => `${target.of} ${verdict(target)}`);
  for (const baseline of baselines) {
    if ('met' in baseline) {
      targets.push(verdict(baseline, ` × ${baseline.name}`));
    }
  }
  return {
    name: figure.name,
    median: `${spread(figure.median, figure.spread?.median, times)}` +
        ` ${figure.unit}`,
    p99: spread(figure.p99, figure.spread?.p99, times),
    beside: baselines.map((baseline) => besides(baseline, figure.unit)),
    targets,
  };
}

export function machineLine({machine, short, times}) {
  return `${machine.cpu}, ${machine.cores} cores, ${machine.memory_gib} GiB, ` +
      `kernel ${machine.kernel}, V8 ${machine.v8}; node ${machine.node} with ` +
      `V8 ${machine.node_v8}; ${machine.compiler}; commit ${machine.commit}` +
      `${machine.changed ? ' and changes' : ''}, ${machine.date}` +
      `${times > 1 ? `; median (least–most) of ${times} runs` : ''}` +
      `${short ? '; short, only for a first look' : ''}`;
}

// Under a section: what a reader should know before trusting it.
export function remarksOf(section) {
  const remarks = [];
  if (section.failed) remarks.push(`not measured: ${section.failed}`);
  if (section.shortened) {
    remarks.push(`not in a short run: ${section.shortened}`);
  }
  if (section.loud) {
    remarks.push(`others used ${number(section.othersCores)} cores meanwhile`);
  }
  return remarks;
}
