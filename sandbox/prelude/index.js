// The prelude's entry: install(host) puts everything in place and returns the
// hooks that the engine calls. Nothing here reads a clock or does any I/O
// before hooks.run.

import { Buffer, installBuffer } from './buffer.js';
import { makeConsole } from './console.js';
import { describe } from './describe.js';
import { makeEncodings } from './encoding.js';
import { makeFs } from './fs.js';
import { defineGlobals, makeGlobals } from './globals.js';
import { installJsonErrors } from './json_errors.js';
import { installTransfer } from './language.js';
import { makeLoop } from './loop.js';
import { makeModules } from './modules.js';
import { bindNatives } from './natives.js';
import { ReflectApply, StringPrototypeStartsWith } from './primordials.js';
import { makeProcess } from './process.js';
import { EXECUTABLE } from './process_info.js';
import { makeReadline } from './readline.js';
import { activate } from './runtime_binding.js';
import { StandardInput, StandardOutput, makeTextSink } from './streams.js';
import { promisifyCustom } from './util.js';
import { rehearseShort, rehearseTypical } from './warm_up.js';

// What programs find, put on `target`; returns the modules and state.
function makeSurface(services, streams, target) {
  const { host, newDecoder } = services;
  const print = makeTextSink(host, streams.stdout);
  const printError = makeTextSink(host, streams.stderr);
  const console = makeConsole(host, print, printError);
  const state = makeProcess({ ...services, streams, printError });
  const { process } = state;
  const globals = makeGlobals({ ...services, process, print, printError });
  const readline = makeReadline(newDecoder, promisifyCustom);
  const { createInterface } = readline;
  const fs = makeFs({ ...services, createInterface });
  defineGlobals(target, { ...globals, console, process, global: target });
  return {
    state,
    modules: makeModules({
      ...services,
      globals,
      console,
      process,
      fs,
      readline,
    }),
  };
}

const pathOf = (filename) =>
  StringPrototypeStartsWith(filename, '/') ? filename : `/${filename}`;

function argumentsOf(host, path) {
  const argv = [EXECUTABLE, path];
  const given = host.arguments?.() ?? [];
  for (let i = 0; i < given.length; i++) argv[argv.length] = given[i];
  return argv;
}

function makeRuntime(host, encodings, target) {
  let startOfRun = 0;
  const clock = () => host.now() - startOfRun;
  const loop = makeLoop(host);
  const { newDecoder } = encodings;
  const services = { host, loop, clock, encodings, newDecoder };
  const streams = {
    stdin: new StandardInput(services),
    stdout: new StandardOutput(services, 1),
    stderr: new StandardOutput(services, 2),
  };
  const { state, modules } = makeSurface(services, streams, target);
  const binding = {
    nextTick: loop.nextTick,
    setTimeout: loop.timers.setTimeout,
    stdout: streams.stdout,
    stderr: streams.stderr,
    emitWarning: state.process.emitWarning,
    now: clock,
  };
  return {
    // Calls the compiled submission as Node calls a CommonJS module, or has an
    // ES module evaluate itself, which gives a promise.
    run(fn, filename, isEsModule) {
      startOfRun = host.now();
      activate(binding);
      const path = pathOf(filename);
      state.process.argv = argumentsOf(host, path);
      if (isEsModule) {
        loop.await(fn());
        return;
      }
      const { module, require } = modules.makeMain(path);
      ReflectApply(fn, module.exports, [
        module.exports,
        require,
        module,
        path,
        '/',
      ]);
      module.loaded = true;
      loop.drain();
    },
    import: (specifier, filename, main) =>
      modules.imports.find(specifier, pathOf(filename), pathOf(main)),
    load: (path) => modules.imports.load(path),
    importMeta: (meta, filename) =>
      modules.imports.describe(meta, pathOf(filename)),
    turn: loop.turn,
    exit: state.exit,
    uncaught: state.uncaught,
    rejection: loop.rejection,
    describe,
  };
}

// Of one shape for runs and rehearsals: code that has seen another is slower.
const makeHost = (native, changes) => ({ ...native, ...changes });

export function install(native) {
  const host = makeHost(native, {});
  bindNatives(host);
  installTransfer(host);
  installJsonErrors(globalThis.JSON);
  const decodeBytes = installBuffer(host);
  const encodings = makeEncodings(host, Buffer, decodeBytes);
  // The engine compiles what it is shown, before it forks. It also writes down
  // who was called how often, and every run has to have a page of its own for
  // each that it writes to. So what the shortest program uses comes first, then
  // the runtime that counts, and they lie together; what is seldom used is last.
  const makeScratch = (scratch, target) =>
    makeRuntime(makeHost(native, scratch), encodings, target);
  rehearseShort(host, makeScratch);
  const hooks = makeRuntime(host, encodings, globalThis);
  rehearseTypical(host, makeScratch);
  return hooks;
}
