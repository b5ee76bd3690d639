// What a process knows of itself and its machine.

import { invalidArgType, nodeError, systemError } from './errors.js';
import { signals } from './numbers.js';
import {
  ArrayIsArray,
  MathFloor,
  MathRound,
  ReflectDefineProperty,
} from './primordials.js';

const RELEASE = 'v20.20.2';
const DOWNLOAD = `https://nodejs.org/download/release/${RELEASE}/node-${RELEASE}`;

export const EXECUTABLE = '/usr/local/bin/node';

// Made for each process, since programs may write to what is in it. `engine` is
// V8's version.
export const makeConstants = (engine) => ({
  title: 'node',
  version: RELEASE,
  versions: {
    node: '20.20.2',
    modules: '115',
    napi: '9',
    unicode: '15.0',
    uv: '1.46.0',
    v8: engine,
  },
  arch: 'x64',
  platform: 'linux',
  release: {
    name: 'node',
    lts: 'Iron',
    sourceUrl: `${DOWNLOAD}.tar.gz`,
    headersUrl: `${DOWNLOAD}-headers.tar.gz`,
  },
  config: { target_defaults: {}, variables: {} },
  features: {
    inspector: false,
    debug: false,
    uv: true,
    ipv6: false,
    tls_alpn: false,
    tls_sni: false,
    tls_ocsp: false,
    tls: false,
  },
  argv: [EXECUTABLE, '/main.js'],
  execArgv: [],
  domain: null,
  argv0: 'node',
  execPath: EXECUTABLE,
  debugPort: 9229,
  pid: 1,
  ppid: 0,
});

// Values are strings, whatever is assigned.
export const makeEnvironment = () =>
  new Proxy(
    // Where the templates of one site write what they find.
    { OUTPUT_PATH: '/dev/stdout' },
    {
      __proto__: null,
      set(target, name, value) {
        if (typeof name === 'symbol')
          throw new TypeError('Cannot convert a Symbol value to a string');
        return ReflectDefineProperty(target, name, {
          __proto__: null,
          value: `${value}`,
          writable: true,
          enumerable: true,
          configurable: true,
        });
      },
    },
  );

function requireTime(time) {
  if (!ArrayIsArray(time))
    throw invalidArgType('time', 'an instance of Array', time);
  if (time.length === 2) return;
  throw nodeError(
    RangeError,
    'ERR_OUT_OF_RANGE',
    `The value of "time" is out of range. It must be 2. Received ${time.length}`,
  );
}

function makeHrtime(clock) {
  const hrtime = (previous) => {
    if (previous !== undefined) requireTime(previous);
    const ms = clock();
    let seconds = MathFloor(ms / 1000);
    let nanoseconds = MathFloor((ms % 1000) * 1e6);
    if (previous !== undefined) {
      seconds -= previous[0];
      nanoseconds -= previous[1];
      if (nanoseconds < 0) {
        seconds--;
        nanoseconds += 1e9;
      }
    }
    return [seconds, nanoseconds];
  };
  hrtime.bigint = () => BigInt(MathFloor(clock() * 1e6));
  return hrtime;
}

const NO_USAGE = {
  __proto__: null,
  sharedMemorySize: 0,
  unsharedDataSize: 0,
  unsharedStackSize: 0,
  minorPageFault: 0,
  majorPageFault: 0,
  swappedOut: 0,
  fsRead: 0,
  fsWrite: 0,
  ipcSent: 0,
  ipcReceived: 0,
  signalsCount: 0,
  voluntaryContextSwitches: 0,
  involuntaryContextSwitches: 0,
};

export function makeUsage(host, clock) {
  const memoryUsage = () => host.memory();
  memoryUsage.rss = () => host.memory().rss;
  return {
    hrtime: makeHrtime(clock),
    uptime: () => clock() / 1000,
    memoryUsage,
    cpuUsage(previous) {
      if (previous !== undefined && typeof previous !== 'object')
        throw invalidArgType('prevValue', 'of type object', previous);
      const user = MathRound(host.cpuTime() * 1000) - (previous?.user ?? 0);
      return { user, system: 0 };
    },
    resourceUsage: () => ({
      userCPUTime: MathRound(host.cpuTime() * 1000),
      systemCPUTime: 0,
      maxRSS: MathRound(host.memory().rss / 1024),
      ...NO_USAGE,
    }),
    constrainedMemory: () => 0,
    availableMemory: () => host.memory().heapTotal - host.memory().heapUsed,
  };
}

// What a process may ask the system for, where there is nothing to be had.
export function makeSystem() {
  const nobody = () => 1000;
  return {
    cwd: () => '/',
    chdir(directory) {
      if (typeof directory !== 'string')
        throw invalidArgType('directory', 'of type string', directory);
      if (directory !== '/') throw systemError('ENOENT', 'chdir', '/', directory);
    },
    umask: () => 0o22,
    getuid: nobody,
    geteuid: nobody,
    getgid: nobody,
    getegid: nobody,
    getgroups: () => [1000],
    kill(pid, signal = 'SIGTERM') {
      // Numbers as text count.
      if (pid != (pid | 0))
        throw invalidArgType('pid', 'of type number', pid);
      if (typeof signal === 'string' && signals[signal] === undefined) {
        throw nodeError(
          TypeError,
          'ERR_UNKNOWN_SIGNAL',
          `Unknown signal: ${signal}`,
        );
      }
      throw systemError('EPERM', 'kill');
    },
    getActiveResourcesInfo: () => [],
    _getActiveHandles: () => [],
    _getActiveRequests: () => [],
  };
}
