// process.emitWarning and what it prints.

import { invalidArgType } from './errors.js';
import {
  ArrayIsArray,
  ErrorCaptureStackTrace,
  ErrorPrototypeToString,
} from './primordials.js';

function requireString(value, name) {
  if (value !== undefined && typeof value !== 'string')
    throw invalidArgType(name, 'of type string', value);
}

// emitWarning(warning, options), (warning, type, code, constructor) or
// (warning, constructor).
function readOptions(type, code, after) {
  if (typeof type === 'object' && type !== null && !ArrayIsArray(type)) {
    return {
      type: type.type || 'Warning',
      code: type.code,
      detail: typeof type.detail === 'string' ? type.detail : undefined,
      after: type.ctor,
    };
  }
  if (typeof type === 'function')
    return { type: 'Warning', code: '', after: type };
  if (typeof code === 'function') return { type, code: '', after: code };
  return { type, code, after };
}

function asWarning(warning, options, emitWarning) {
  const { type, code, detail, after } = options;
  requireString(type, 'type');
  requireString(code, 'code');
  if (typeof warning !== 'string') {
    if (warning instanceof Error) return warning;
    throw invalidArgType(
      'warning',
      'of type string or an instance of Error',
      warning,
    );
  }
  const result = new Error(warning);
  result.name = `${type || 'Warning'}`;
  if (code !== undefined) result.code = code;
  if (detail !== undefined) result.detail = detail;
  ErrorCaptureStackTrace(result, after || emitWarning);
  return result;
}

// Returns the listener of 'warning', which says once how to find out more.
export function makeWarningPrinter(process, printError) {
  let explained = false;
  return (warning) => {
    if (!(warning instanceof Error)) return;
    const deprecation = warning.name === 'DeprecationWarning';
    if (deprecation && process.noDeprecation) return;
    const trace =
      process.traceProcessWarnings || (deprecation && process.traceDeprecation);
    let text = `(node:${process.pid}) `;
    if (warning.code) text += `[${warning.code}] `;
    if (trace && warning.stack) text += `${warning.stack}`;
    else if (typeof warning.toString === 'function') text += warning.toString();
    else text += ErrorPrototypeToString(warning);
    if (typeof warning.detail === 'string') text += `\n${warning.detail}`;
    if (!trace && !explained) {
      const flag = deprecation ? '--trace-deprecation' : '--trace-warnings';
      text += `\n(Use \`node ${flag} ...\` to show where the warning was created)`;
      explained = true;
    }
    printError(`${text}\n`);
  };
}

// emit(warning) tells the listeners of 'warning'.
export function makeEmitWarning(process, loop, emit) {
  return function emitWarning(warning, type, code, after) {
    if (process.noDeprecation && type === 'DeprecationWarning') return;
    const result = asWarning(
      warning,
      readOptions(type, code, after),
      emitWarning,
    );
    let tell = () => emit(result);
    if (result.name === 'DeprecationWarning') {
      if (process.noDeprecation) return;
      if (process.throwDeprecation) {
        tell = () => {
          throw result;
        };
      }
    }
    loop.nextTick(tell, []);
  };
}
