#!/usr/bin/env node
/* jshint esversion: 6 */
"use strict";
const { stdin, stdout, argv, env, exit, hrtime, memoryUsage, nextTick, version, versions, cwd, uptime, pid, title } = process;
console.log(argv.length, argv.slice(2), typeof exit, typeof hrtime.bigint(), memoryUsage().heapUsed > 0, typeof version, typeof versions.v8, cwd().length > 0, uptime() >= 0, pid > 0, process.arch.length > 0, process.release.name, process.stdout.isTTY, process.stdout.columns, process.execArgv, process.argv0.length > 0, typeof process.umask, process.config !== undefined, process.features?.inspector !== undefined, typeof process.emitWarning, typeof process.getuid, process.env.HOME);
let buf = '';
stdin.setEncoding('utf8').on('readable', () => { let c; while ((c = stdin.read()) !== null)
  buf += c; }).on('end', () => { for (const l of buf.split('\n'))
  stdout.write(`${l.length}:${l}\n`); });
