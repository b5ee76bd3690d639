const { pipeline } = require('stream/promises');
async function run() {
  await pipeline(
    process.stdin,
    async function* (source) {
      source.setEncoding('utf8');
      for await (const chunk of source) yield chunk.split('').reverse().join('');
    },
    process.stdout,
  );
  console.error('finished');
}
run().catch(console.error);
