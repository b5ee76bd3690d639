// What is known to differ from Node, by the program that shows it, and why.
// docs/javascript.md tells the same. A program that no longer differs fails
// until it is taken from this list.

const OLDER_TEXTS = "V8 10.2 words it otherwise than Node 20's V8 11.3";

export const differences = {
  'messages_of_repeat.js': OLDER_TEXTS,
  'messages_of_unicode_regexp.js': OLDER_TEXTS,
  'require_what_is_missing.js':
    'there are no other files, processes, threads or hosts to work with',
};
