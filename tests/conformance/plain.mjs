// What Node prints, without what tells of its own files, process and version.

// A frame or a line about frames of Node's own, or of the server's.
const INTERNAL =
  /^ *(at .*\(?(node|gavel):.*|\.\.\. \d+ lines matching .*|\[\.\.\. lines matching .*)$/;
// What may follow a stack's last frame.
const END = /( \{|,|\})*$/;
const EMISSION = /^Emitted 'error' event.* at:$/;

export function withoutInternals(text) {
  const kept = [];
  for (const line of text.split('\n')) {
    if (!INTERNAL.test(line)) {
      kept.push(line);
      continue;
    }
    // Of an event that Node itself emitted nothing is left.
    if (EMISSION.test(kept.at(-1))) kept.pop();
    if (kept.length > 0) kept[kept.length - 1] += END.exec(line)[0];
  }
  return kept.join('\n');
}

export const plainErrors = (text) =>
  withoutInternals(
    text
      .replace(/^\(node:\d+\)/gm, '(node:1)')
      .replace(/\n+Node\.js v\S+\n$/, '\n'),
  );

export const showsItself = (text) => /^node:.*:\d+$/m.test(text);

// Without the file, line and carets above an error.
export const withoutExcerpt = (text) =>
  text.replace(
    /(^|\n)\n?(?:node:|file:\/\/|\/main).*:\d+\n.*\n *\^*\n\n?/,
    '$1',
  );
