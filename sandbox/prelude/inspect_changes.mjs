// What build.mjs changes in node-inspect-extracted, which follows Node 25, so
// that it prints as Node 20. Each text must be there exactly once.

// Proxies are not marked, symbol keys have brackets outside of their colour,
// names of hidden keys no quotes, and the sizes of buffers no brackets.
const PROPERTIES = [
  [
    'do{if(null===c){let e=t.stylize("<Revoked Proxy>","special");' +
      'for(let n=0;n<s;n++)e=`${t.stylize("Proxy(","special")}${e}' +
      '${t.stylize(")","special")}`;return e}' +
      'c=je(e=c,!1),s+=1}while(void 0!==c)}',
    'if(null===c||null===c[0])return t.stylize("<Revoked Proxy>","special");' +
      'e=c,s=1}',
  ],
  [
    'if(0!==s)for(let e=0;e<s;e++)u=`${t.stylize("Proxy(","special")}' +
      '${u}${t.stylize(")","special")}`;',
    '',
  ],
  [
    's=t.stylize(e,"symbol")}else s=null!==It(Ln,r)?"__proto__"===r',
    'return`[${t.stylize(e,"symbol")}]:${a}${c}`}else ' +
      'if(!1===i.enumerable&&"__proto__"!==r)' +
      'return`[${jt(On,r,Un)}]:${a}${c}`;' +
      'else s=null!==It(Ln,r)?"__proto__"===r',
  ],
  ['return!1===i.enumerable&&(s=`[${s}]`),`${s}:', 'return`${s}:'],
  ['${t.stylize(`[${r}]`,"string")}: ${i}', '${an(e)?`[${r}]`:r}: ${i}'],
  ['`{ [byteLength]: ${', '`{ byteLength: ${'],
  ['<Inspection threw (${nr(t,i,n)})>', '<Inspection threw (${i.message})>'],
];

// The tag is shown wherever it is not the constructor's name, as in
// "Heap(0) [Map] {}", and an accessor for it may throw.
const PREFIXES = [
  // Whose classes have no source to tell them by.
  ['const o=H(e);if(ie(o,"class")', 'const o=sourceOf(e,H);if(ie(o,"class")'],
  [
    'const n=t.indexOf(e);if(-1===n)o+=`[${e}] `;else{const r=n+e.length;' +
      'r!==t.length&&t[r]===t[r].toLowerCase()&&(o+=`[${e}] `)}',
    't!==e&&(o+=`[${e}] `)',
  ],
  ['try{u=e[pe]}catch{}', 'u=e[pe];'],
  ['"string"==typeof e.name?e.name:nr(t,e.name)', 'e.name'],
  [
    'd=t.stylize(d,"regexp"),0===l.length&&void 0===s||' +
      'o>t.depth&&null!==t.depth)return d}',
    '0===l.length&&void 0===s||o>t.depth&&null!==t.depth)' +
      'return t.stylize(d,"regexp")}',
  ],
];

// Stacks that are no strings become strings, inherited causes and errors are
// shown, and no lines of a stack are taken together.
const ERRORS = [
  [
    'let n;try{n=e.stack}catch{}if(n){if("string"==typeof n)return n;' +
      't.seen.push(e),t.indentationLvl+=4;const r=nr(t,n);' +
      'return t.indentationLvl-=4,t.seen.pop(),`${M(e)}\\n    ${r}`}return M(e)',
    'return e.stack?Ht(e.stack):M(e)',
  ],
  [
    'let i,l,s;try{s=ir(r,t)}catch{return St(t)}let c=!1;' +
      'try{i=t.message}catch{c=!0}let u=!1;try{l=t.name}catch{u=!0}',
    'const l=t.name!=null?Ht(t.name):"Error",i=t.message;let s=ir(r,t);',
  ],
  [
    'const t=g(o,"stack");if(-1!==t&&x(o,t,1),!c){const t=g(o,"message");' +
      '-1===t||"string"==typeof i&&!Yt(s,i)||x(o,t,1)}' +
      'if(!u){const t=g(o,"name");' +
      '-1===t||"string"==typeof l&&!Yt(s,l)||x(o,t,1)}}l=l??"Error",' +
      '!$t(t,"cause")||',
    'for(const e of["name","message","stack"]){const n=g(o,e);' +
      '-1!==n&&Yt(s,t[e])&&x(o,n,1)}}!("cause"in t)||',
  ],
  [
    'try{const e=t.errors;!a(e)||!$t(t,"errors")||' +
      '0!==o.length&&y(o,"errors")||b(o,"errors")}catch{}',
    '!a(t.errors)||0!==o.length&&y(o,"errors")||b(o,"errors");',
  ],
  ['if(r.length>10){', 'if(!1){'],
  ['isError:t=>l?.(t)||s(i,t)', 'isError:t=>s(i,t)||isNativeError(t)'],
];

// With separators, -0 is 0 and fractions are not looked at for an exponent.
const NUMBERS = [
  [
    'if(dt(e,-0))return t("-0","number");if(!n)return t(`${e}`,"number");',
    'if(!n)return t(dt(e,-0)?"-0":`${e}`,"number");',
  ],
  ['if(rt(e)||Yt(r,"e"))return', 'if(rt(e))return'],
];

// Columns are counted as by ICU, not by the package's shorter tables.
const WIDTHS = [
  ['t(e)?r+=2:Fr(e)||r++}return r}', 'r+=columnsOf(e)}return r}'],
];

// inspect_internals.js replaces some of the package's modules.
const MODULES = [
  [
    'const e={};return function n(r){',
    'Object.assign(t,modules);const e={};return function n(r){',
  ],
];

export const INSPECT_CHANGES = [
  ...MODULES,
  ...PROPERTIES,
  ...PREFIXES,
  ...ERRORS,
  ...NUMBERS,
  ...WIDTHS,
];
