// What JSON.parse says of texts that were damaged at random.
let state = 9;
function below(n) {
  state = (state * 1103515245 + 12345) & 0x7fffffff;
  return (state >> 8) % n;
}

const TEXTS = [
  '{"a":[1,2.5e3,{"b":"x\\u00e9\\n"}],"c":true,"d":null,"e":false,"f":-0.5}',
  '[[],[[]],{},{"x":{}},"",0,-1,1E+5]',
  '"string"',
  '12.5',
  'true',
  '[{"id":1,"name":"foo"},{"id":2}]',
];
const CHARACTERS = '{}[]:,"\\0123456789.eE+-tfnu \n\ta/\'x\u0001\ud800한';

function damage(text) {
  const at = below(text.length + 1);
  const other = CHARACTERS[below(CHARACTERS.length)];
  switch (below(4)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + other + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + 1);
    default:
      return text.slice(0, at) + other + text.slice(at + 1);
  }
}

function attempt(...args) {
  try {
    console.log(JSON.stringify(JSON.parse(...args)));
  } catch (error) {
    console.log(error.name, error.message, Object.keys(error));
  }
}

for (let i = 0; i < 5000; i++) {
  let text = TEXTS[below(TEXTS.length)];
  for (let left = 1 + below(2); left > 0; left--) text = damage(text);
  attempt(text);
}

attempt();
attempt({});
attempt(NaN);
attempt(null);
attempt(Symbol());
attempt(() => 1);
attempt({ toString: () => '[1' });
attempt('[1,{"a":2}]', (key, value) => (value === 2 ? undefined : value));
attempt('[1]', () => {
  throw new SyntaxError('the reviver has thrown');
});
attempt('[1]', () => JSON.parse('{'));

const { parse } = JSON;
console.log(parse.name, parse.length, `${parse}`, 'prototype' in parse);
console.log(Object.getOwnPropertyDescriptor(JSON, 'parse'));
try {
  new JSON.parse('1');
} catch (error) {
  console.log(error.message);
}
function caller() {
  try {
    JSON.parse('{x');
  } catch (error) {
    console.log(error.stack.split('\n').slice(0, 2));
    console.log(error.stack.split('\n')[2].replace(/\(.*/, ''));
  }
}
caller();
JSON.parse = () => 'replaced';
console.log(JSON.parse('1'));
