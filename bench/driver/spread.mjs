// Several measurements of the same as one, with their spread.
function middle(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

// {min, median, max} of what `pick` finds in each.
function range(figures, pick) {
  const values = figures.map(pick).filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  return {
    min: Math.min(...values), median: middle(values), max: Math.max(...values)};
}

function met(bound, value) {
  return value <= (bound.at_most ?? value) && value >= (bound.at_least ?? value);
}

function mergeTargets(targets, figure) {
  return targets?.map((target) =>
    ({...target, met: met(target, figure[target.of])}));
}

function mergeBaseline(baseline, index, figures) {
  const all = figures.map((figure) => figure.baselines?.[index] ?? {});
  const ratios = range(all, ({ratio}) => ratio);
  const merged = {...baseline, median: range(all, (b) => b.median).median,
                  p99: range(all, (b) => b.p99)?.median, ratio: ratios.median,
                  ratio_spread: ratios};
  const bounded = 'at_most' in baseline || 'at_least' in baseline;
  return bounded ? {...merged, met: met(baseline, merged.ratio)} : merged;
}

// The middle one's numbers, and how far the others were from it.
function mergeFigure(figures) {
  const measured = figures.filter((figure) => !figure.not_measured);
  if (measured.length === 0) return figures[0];
  const [first] = measured;
  const medians = range(measured, ({median}) => median);
  const tails = range(measured, ({p99}) => p99);
  const figure = {...first, median: medians.median, p99: tails?.median,
                  spread: {median: medians, p99: tails}};
  figure.targets = mergeTargets(first.targets, figure);
  figure.baselines = first.baselines?.map(
      (baseline, index) => mergeBaseline(baseline, index, measured));
  return figure;
}

function mergeSection(sections) {
  const whole = sections.filter((section) => !section.failed);
  if (whole.length === 0) return sections[0];
  const figures = whole[0].figures.map(({name}) => mergeFigure(
      whole.flatMap((s) => s.figures.filter((f) => f.name === name))));
  return {
    ...whole[0], figures,
    failed: sections.find((section) => section.failed)?.failed,
    loud: whole.some((section) => section.loud),
    othersCores: Math.max(...whole.map((section) => section.othersCores)),
  };
}

// `runs` are lists of the same sections.
export function spreadOf(runs) {
  return runs[0].map((_, index) => mergeSection(runs.map((run) => run[index])));
}
