// The four figures that nobody else publishes, taken from the sections.
const HEADLINE = [
  {
    name: 'tests per second and core, judged and stored',
    section: 'service',
    figure: 'tests per second and core, sustained',
  },
  {
    name: 'tail from submit to verdict, one test',
    section: 'service',
    figure: 'submit to verdict, 1 test',
  },
  {
    name: 'overshoot past a CPU limit, endless loop',
    section: 'overshoot',
    figure: 'loop',
  },
  {
    name: 'spread of measured CPU time, over the idle median',
    section: 'spread',
    figure: 'all kernels, idle',
  },
  {
    name: 'the same on a saturated machine',
    section: 'spread',
    figure: 'all kernels, saturated',
  },
];

// Whether all of them were measured.
export function isWhole(figures) {
  return figures.length === HEADLINE.length;
}

// What was measured of them.
export function headline(sections) {
  return HEADLINE.flatMap(({name, section, figure}) => {
    const found = sections.find((s) => s.name === section)
        ?.figures.find((f) => f.name === figure);
    return found === undefined ? [] : [{...found, name}];
  });
}
