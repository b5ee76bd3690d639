// The stream module: Node's own streams, as readable-stream packs them.

import stream from 'readable-stream/lib/stream.js';
import { Buffer } from './buffer.js';
import { ArrayBufferIsView, nameClasses } from './primordials.js';

stream._isUint8Array = ArrayBufferIsView;

export const Stream = nameClasses(stream);
// By other names than the classes themselves, which the bundler would rename:
// stack traces show those.
export const { Readable: ReadableBase, Writable: WritableBase } = stream;

async function buffer(input) {
  const chunks = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function arrayBuffer(input) {
  const bytes = await buffer(input);
  return bytes.buffer.slice(
    bytes.byteOffset,
    bytes.byteOffset + bytes.byteLength,
  );
}

const text = async (input) => (await buffer(input)).toString();
const json = async (input) => JSON.parse(await text(input));

export const consumers = { arrayBuffer, buffer, json, text };
