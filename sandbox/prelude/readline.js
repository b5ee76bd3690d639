// The readline module, without a terminal: lines of a stream, and questions.

import { makeAsyncQueue } from './async_queue.js';
import { EventEmitter, emit } from './events.js';
import { abortedBy, invalidArgType, nodeError } from './errors.js';
import {
  ObjectDefineProperty,
  StringPrototypeCharCodeAt,
  StringPrototypeEndsWith,
  StringPrototypeIncludes,
  StringPrototypeIndexOf,
  StringPrototypeSlice,
  noop,
} from './primordials.js';
import { nextTick } from './runtime_binding.js';

const LF = 10;
// More lines than this wait for a `for await` loop: the input is paused.
const HIGH_WATER = 1024;

// Splits chunks of text into lines ending in LF, CR LF or CR.
export class LineSplitter {
  #rest = '';
  #afterReturn = false;

  // Calls onLine for each line that `text` completes.
  write(text, onLine) {
    let start = 0;
    if (this.#afterReturn && StringPrototypeCharCodeAt(text, 0) === LF)
      start = 1;
    this.#afterReturn = StringPrototypeEndsWith(text, '\r');
    const next = StringPrototypeIncludes(text, '\r') ? endOfAnyLine : endOfLine;
    for (;;) {
      const end = next(text, start);
      if (end < 0) break;
      const line = StringPrototypeSlice(text, start, end);
      const rest = this.#rest;
      this.#rest = '';
      start = afterLine(text, end);
      onLine(rest === '' ? line : rest + line);
    }
    if (start < text.length) this.#rest += StringPrototypeSlice(text, start);
  }

  // What no line end has followed, null if nothing.
  end() {
    const rest = this.#rest;
    this.#rest = '';
    return rest === '' ? null : rest;
  }
}

const endOfLine = (text, from) => StringPrototypeIndexOf(text, '\n', from);

function endOfAnyLine(text, from) {
  for (let i = from; i < text.length; i++) {
    const code = StringPrototypeCharCodeAt(text, i);
    if (code === LF || code === 13) return i;
  }
  return -1;
}

const afterLine = (text, end) =>
  StringPrototypeCharCodeAt(text, end) === 13 &&
  StringPrototypeCharCodeAt(text, end + 1) === LF
    ? end + 2
    : end + 1;

function parseOptions(input, output, completer, terminal) {
  if (typeof input?.on === 'function' && input.input === undefined) {
    return { input, output, terminal };
  }
  return input ?? {};
}

function makeInterface(newDecoder, usePromises) {
  class Interface extends EventEmitter {
    // What `closed` tells from then on: no property of Object.prototype does.
    #closed = false;
    #decoder = newDecoder('utf8');
    #splitter = new LineSplitter();
    #question = null;
    #promptBefore;
    #lines;
    #prompt = '> ';
    #paused = false;
    #detach;
    #onLine = (line) => this.#handLine(line);

    constructor(input, output, completer, terminal) {
      super();
      const options = parseOptions(input, output, completer, terminal);
      if (typeof options.input?.on !== 'function') {
        throw invalidArgType('input', 'an instance of Stream', options.input);
      }
      this.line = '';
      this.output = options.output;
      this.input = options.input;
      this.history = options.history ?? [];
      this.historySize = options.historySize ?? 30;
      this.removeHistoryDuplicates = false;
      this.crlfDelay = options.crlfDelay ?? 100;
      this.completer = undefined;
      this.terminal = Boolean(options.terminal);
      if (options.prompt !== undefined) this.#prompt = `${options.prompt}`;
      this.#attach();
      const { signal } = options;
      if (signal?.aborted) nextTick(() => this.close());
      else {
        signal?.addEventListener('abort', () => this.close(), { once: true });
      }
    }

    #attach() {
      const { input } = this;
      const onData = (chunk) =>
        this.#splitter.write(
          typeof chunk === 'string' ? chunk : this.#decoder.write(chunk),
          this.#onLine,
        );
      const onEnd = () => {
        this.#splitter.write(this.#decoder.end(), this.#onLine);
        const rest = this.#splitter.end();
        if (rest !== null) this.#handLine(rest);
        this.close();
      };
      const onError = (error) => emit(this, 'error', error);
      input.on('error', onError);
      input.on('data', onData);
      input.on('end', onEnd);
      this.#detach = () => {
        input.removeListener('data', onData);
        input.removeListener('end', onEnd);
        input.removeListener('error', onError);
      };
      input.resume();
    }

    // Lines of a chunk go on after close(), as they do in Node.
    #handLine(line) {
      if (this.#question !== null) {
        const answer = this.#question;
        this.#forgetQuestion();
        answer(line);
      } else {
        emit(this, 'line', line);
      }
    }

    #write(text) {
      if (this.output !== null && this.output !== undefined)
        this.output.write(text);
    }

    getPrompt() {
      return this.#prompt;
    }
    setPrompt(prompt) {
      this.#prompt = `${prompt}`;
    }

    prompt() {
      if (this.#paused) this.resume();
      this.#write(this.#prompt);
    }

    #forgetQuestion() {
      this.#question = null;
      this.#prompt = this.#promptBefore;
    }

    // The callback, or what a signal's abort prevents: that it is called.
    #untilAborted(signal, callback, onAbort) {
      if (signal === undefined) return callback;
      const abort = () => {
        if (this.#question !== null) {
          this.#forgetQuestion();
          this.#write('\r\n');
        }
        onAbort();
      };
      signal.addEventListener('abort', abort, { once: true });
      return (answer) => {
        signal.removeEventListener('abort', abort);
        callback(answer);
      };
    }

    #ask(query, callback) {
      if (this.#closed) {
        throw nodeError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
      }
      if (this.#question === null) {
        this.#promptBefore = this.#prompt;
        this.#prompt = query;
        this.#question = callback;
      }
      this.prompt();
    }

    question(query, options, callback) {
      const signal = options?.signal;
      if (usePromises) {
        return new Promise((resolve, reject) => {
          const fail = () => reject(abortedBy(signal));
          if (signal?.aborted) fail();
          else this.#ask(query, this.#untilAborted(signal, resolve, fail));
        });
      }
      const done = typeof options === 'function' ? options : callback;
      if (typeof done === 'function' && !signal?.aborted) {
        this.#ask(query, this.#untilAborted(signal, done, noop));
      }
      return undefined;
    }

    write(text) {
      if (this.#paused) this.resume();
      if (text !== undefined && text !== null) {
        this.#splitter.write(`${text}`, this.#onLine);
      }
    }

    pause() {
      if (this.#paused) return this;
      this.input.pause();
      this.#paused = true;
      emit(this, 'pause');
      return this;
    }

    resume() {
      if (!this.#paused) return this;
      this.input.resume();
      this.#paused = false;
      emit(this, 'resume');
      return this;
    }

    close() {
      if (this.#closed) return;
      this.pause();
      this.#detach();
      this.#closed = true;
      ObjectDefineProperty(this, 'closed', {
        __proto__: null,
        value: true,
        writable: true,
        enumerable: true,
        configurable: true,
      });
      emit(this, 'close');
    }

    // One for all loops: what is left when a loop breaks goes to the next.
    [Symbol.asyncIterator]() {
      this.#lines ??= this.#makeLines();
      return this.#lines;
    }

    #makeLines() {
      let full = false;
      const stop = () => {
        this.removeListener('line', queue.push);
        this.removeListener('error', queue.fail);
        this.removeListener('close', queue.finish);
      };
      const queue = makeAsyncQueue({
        onReturn: stop,
        onDemand: (waiting) => {
          if (!full && waiting > HIGH_WATER) {
            full = true;
            this.pause();
          } else if (full && waiting === 0) {
            full = false;
            this.resume();
          }
        },
      });
      this.on('line', queue.push);
      this.on('error', queue.fail);
      this.on('close', queue.finish);
      return queue.iterator;
    }
  }
  return Interface;
}

function withPromisifiedQuestion(Interface, promisifyCustom) {
  const { question } = Interface.prototype;
  Object.defineProperty(question, promisifyCustom, {
    value(query) {
      return new Promise((resolve) => this.question(query, resolve));
    },
  });
  return Interface;
}

const CSI = '\x1b[';

// What moves the cursor and clears the screen is written to any stream.
function control(stream, text, callback) {
  const done = typeof callback === 'function' ? callback : undefined;
  if (stream !== null && stream !== undefined && text !== '') {
    return stream.write(text, done);
  }
  if (done !== undefined) nextTick(done, null);
  return true;
}

const step = (count, back, forth) =>
  count === 0 ? '' : `${CSI}${Math.abs(count)}${count < 0 ? back : forth}`;

const cursor = {
  clearLine: (stream, direction, callback) =>
    control(
      stream,
      `${CSI}${direction < 0 ? 1 : direction > 0 ? 0 : 2}K`,
      callback,
    ),
  clearScreenDown: (stream, callback) => control(stream, `${CSI}0J`, callback),
  cursorTo: (stream, x, y, callback) =>
    typeof y === 'number'
      ? control(stream, `${CSI}${y + 1};${x + 1}H`, callback)
      : control(stream, `${CSI}${x + 1}G`, callback ?? y),
  moveCursor: (stream, dx, dy, callback) =>
    control(stream, step(dx, 'D', 'C') + step(dy, 'A', 'B'), callback),
};

// createInterface(...) takes options, or (input, output, completer, terminal).
function makeModule(Interface, extra) {
  return {
    Interface,
    createInterface: (...args) => Reflect.construct(Interface, args),
    ...cursor,
    emitKeypressEvents() {},
    ...extra,
  };
}

export function makeReadline(newDecoder, promisifyCustom) {
  const promises = makeModule(makeInterface(newDecoder, true), {});
  const Interface = withPromisifiedQuestion(
    makeInterface(newDecoder, false),
    promisifyCustom,
  );
  return makeModule(Interface, { promises });
}
