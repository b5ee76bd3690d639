const o = process.stdout;
console.log(o.writable, o.writableEnded, o.writableFinished, o.writableObjectMode, o.destroyed, typeof o.writableHighWaterMark, o.writableLength, o.listenerCount('drain'), o._type === undefined || typeof o._type);
console.log(o instanceof require('stream').Writable, o instanceof require('events'), typeof o.on, typeof o.pipe, typeof o.getWindowSize, o.isTTY ?? 'not a tty');
console.log(process.stdin instanceof require('stream').Readable, process.stdin.readable, process.stdin.destroyed, process.stdin.readableFlowing, process.stdin.readableObjectMode, process.stdin.isRaw, typeof process.stdin.setRawMode);
