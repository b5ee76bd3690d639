// What the benches of the whole service write, as figures of bench/report.h.
function milliseconds(name, {p50_ms: median, p99_ms: p99, samples}) {
  return {name, unit: 'ms', median, p99, samples};
}

function bounded(figure, bounds) {
  const targets = Object.entries(bounds).map(([of, most]) =>
    ({of, at_most: most, met: figure[of] <= most}));
  return {...figure, targets};
}

function ofIdle(idle) {
  const tests = `${idle.tests} test${idle.tests === 1 ? '' : 's'}`;
  const figure = milliseconds(`submit to verdict, ${tests}`, idle);
  const stages = Object.entries(idle.stages_p50_ms).map(([stage, median]) => ({
    name: `${tests}: ${stage}`, unit: 'ms', median, samples: idle.samples}));
  return [idle.tests === 1 ? bounded(figure, {median: 4, p99: 15}) : figure,
          ...stages];
}

const HUNDRED_OF_RUNS_ALONE = 1.3;

function ofHundred({tests, rounds, ratio, service_p50_ms: median,
                    service_p99_ms: p99, runs_alone_p50_ms: alone,
                    runs_alone_p99_ms: aloneTail}) {
  return {
    name: `${tests} tests, in turn with ${tests} runs alone`,
    unit: 'ms', median, p99, samples: rounds,
    baselines: [{
      name: `${tests} runs alone`, median: alone, p99: aloneTail, ratio,
      at_most: HUNDRED_OF_RUNS_ALONE, met: ratio <= HUNDRED_OF_RUNS_ALONE}],
  };
}

const SUSTAINED = 1500;

function ofSustained(sustained, cores) {
  const rate = sustained.tests_per_second;
  const one = (name, unit, median) => ({name, unit, median, samples: 1});
  const memory = sustained.memory_start_middle_end
      .map(({server_bytes: bytes}) => bytes / 1e6);
  return [
    {...one('tests per second, sustained', '1/s', rate),
     targets: [{of: 'median', at_least: SUSTAINED, met: rate >= SUSTAINED}]},
    one('tests per second and core, sustained', '1/s', rate / cores),
    milliseconds('submit to verdict, sustained',
                 {...sustained, samples: sustained.submissions}),
    one('CPU time of all processes for a test', 'ms',
        sustained.cpu_ms_per_test),
    ...['start', 'middle', 'end'].map((when, index) => one(
        `memory of the server, ${when} of it`, 'MB', memory[index])),
  ];
}

export function serviceFigures({idle, hundred, sustained}, {cores}) {
  return [...idle.flatMap(ofIdle), ofHundred(hundred),
          ...ofSustained(sustained, cores)];
}

export function loadFigures({steps}) {
  return steps.flatMap((step) => {
    const rate = step.verdicts_per_second.toFixed(0);
    const refused = step.refused > 0 ? `, ${step.refused} refused` : '';
    return [milliseconds(`${step.step}: ${rate} verdicts/s${refused}`,
                         {...step, samples: step.accepted})];
  });
}

export function fairnessFigures({phases}) {
  const [idle] = phases;
  return phases.map((phase) => ({
    ...milliseconds(phase.phase, phase),
    ...(phase === idle ? {} : {baselines: [{
      name: idle.phase, median: idle.p50_ms, p99: idle.p99_ms,
      ratio: phase.p50_ms / idle.p50_ms}]}),
  }));
}
