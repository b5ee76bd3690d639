// The perf_hooks module.

import { nodeError } from './errors.js';
import { inspect } from './inspect.js';
import { ObjectDefineProperty, ReflectApply, noop } from './primordials.js';
import { now } from './runtime_binding.js';

class PerformanceEntry {
  constructor(name, entryType, startTime, duration, detail = null) {
    Object.assign(this, { name, entryType, startTime, duration, detail });
  }
  toJSON() {
    return { ...this };
  }
}
class PerformanceMark extends PerformanceEntry {}
class PerformanceMeasure extends PerformanceEntry {}

function makeEntries() {
  let entries = [];
  return {
    add(entry) {
      entries.push(entry);
      entries.sort((a, b) => a.startTime - b.startTime);
      return entry;
    },
    filter: (keep) => entries.filter(keep),
    clear(type, name) {
      entries = entries.filter(
        (entry) =>
          entry.entryType !== type ||
          (name !== undefined && entry.name !== name),
      );
    },
    startOf(mark) {
      if (typeof mark === 'number') return mark;
      const found = entries.filter(
        ({ name, entryType }) => name === mark && entryType === 'mark',
      );
      if (found.length > 0) return found[found.length - 1].startTime;
      throw nodeError(
        SyntaxError,
        'ERR_INVALID_PERFORMANCE_MARK',
        `The "${mark}" performance mark has not been set`,
      );
    },
  };
}

export class Performance {
  #entries = makeEntries();
  #timeOrigin;

  constructor(timeOrigin) {
    this.#timeOrigin = timeOrigin;
  }

  now() {
    return now();
  }
  get timeOrigin() {
    return this.#timeOrigin();
  }
  get nodeTiming() {
    return { name: 'node', entryType: 'node', startTime: 0, duration: now() };
  }

  mark(name, { startTime = now(), detail } = {}) {
    return this.#entries.add(
      new PerformanceMark(`${name}`, 'mark', startTime, 0, detail ?? null),
    );
  }

  measure(name, start, end) {
    const options = typeof start === 'object' && start !== null ? start : {};
    const from = options === start ? options.start : start;
    const to = options === start ? options.end : end;
    const last = to === undefined ? now() : this.#entries.startOf(to);
    const first = from === undefined ? 0 : this.#entries.startOf(from);
    const duration = options.duration ?? last - first;
    return this.#entries.add(
      new PerformanceMeasure(
        `${name}`,
        'measure',
        first,
        duration,
        options.detail ?? null,
      ),
    );
  }

  clearMarks(name) {
    this.#entries.clear('mark', name);
  }
  clearMeasures(name) {
    this.#entries.clear('measure', name);
  }
  clearResourceTimings() {}
  getEntries() {
    return this.#entries.filter(() => true);
  }
  getEntriesByName(name, type) {
    return this.#entries.filter(
      (entry) =>
        entry.name === `${name}` &&
        (type === undefined || entry.entryType === type),
    );
  }
  getEntriesByType(type) {
    return this.#entries.filter(({ entryType }) => entryType === type);
  }

  timerify(callback) {
    const timed = function (...args) {
      return new.target === undefined
        ? ReflectApply(callback, this, args)
        : Reflect.construct(callback, args, callback);
    };
    return ObjectDefineProperty(timed, 'name', {
      __proto__: null,
      value: `timerified ${callback.name}`,
      configurable: true,
    });
  }

  eventLoopUtilization() {
    return { idle: 0, active: 0, utilization: 0 };
  }
  setResourceTimingBufferSize() {}
  markResourceTiming() {}

  toJSON() {
    const { nodeTiming, timeOrigin } = this;
    return {
      nodeTiming,
      timeOrigin,
      eventLoopUtilization: this.eventLoopUtilization(),
    };
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return this;
    const { nodeTiming, timeOrigin } = this;
    return `Performance ${inspect({ nodeTiming, timeOrigin }, options)}`;
  }
}
ObjectDefineProperty(Performance.prototype, Symbol.toStringTag, {
  __proto__: null,
  value: 'Performance',
  configurable: true,
});

class PerformanceObserver {
  static supportedEntryTypes = [];
  observe() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
}

export const makePerfHooks = (performance) => ({
  Performance,
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceObserver,
  monitorEventLoopDelay: () => ({ enable: noop, disable: noop }),
  performance,
  constants: {},
});
