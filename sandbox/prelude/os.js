// The os module: a machine of which nothing can be told.

import { signals, errnos } from './numbers.js';

const PRIORITIES = {
  PRIORITY_LOW: 19,
  PRIORITY_BELOW_NORMAL: 10,
  PRIORITY_NORMAL: 0,
  PRIORITY_ABOVE_NORMAL: -7,
  PRIORITY_HIGH: -14,
  PRIORITY_HIGHEST: -20,
};

const CPU = {
  model: '',
  speed: 0,
  times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 },
};

const USER = {
  uid: 1000,
  gid: 1000,
  username: 'user',
  homedir: '/',
  shell: null,
};

export function makeOs(host) {
  return {
    arch: () => 'x64',
    availableParallelism: () => 1,
    cpus: () => [{ ...CPU, times: { ...CPU.times } }],
    endianness: () => 'LE',
    freemem: () => host.memory().heapTotal - host.memory().heapUsed,
    getPriority: () => 0,
    homedir: () => '/',
    hostname: () => 'localhost',
    loadavg: () => [0, 0, 0],
    networkInterfaces: () => ({}),
    platform: () => 'linux',
    release: () => '',
    setPriority() {},
    tmpdir: () => '/tmp',
    totalmem: () => host.memory().heapTotal,
    type: () => 'Linux',
    userInfo: () => ({ ...USER }),
    uptime: () => host.now() / 1000,
    version: () => '',
    machine: () => 'x86_64',
    constants: {
      UV_UDP_REUSEADDR: 4,
      errno: errnos,
      signals,
      priority: PRIORITIES,
    },
    EOL: '\n',
    devNull: '/dev/null',
  };
}
