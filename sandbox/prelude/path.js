// The path module.

import win32 from 'path-unified/win32';
import { invalidArgType } from './errors.js';

function check(path, name = 'path') {
  if (typeof path !== 'string')
    throw invalidArgType(name, 'of type string', path);
}

// Resolves '.' and '..' and doubled slashes.
function normalizeParts(path, absolute) {
  const result = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') result.push(part);
    else if (result.length > 0 && result[result.length - 1] !== '..')
      result.pop();
    else if (!absolute) result.push('..');
  }
  return result.join('/');
}

const isAbsolute = (path) => {
  check(path);
  return path.startsWith('/');
};

function normalize(path) {
  check(path);
  if (path === '') return '.';
  const absolute = path.startsWith('/');
  const body = normalizeParts(path, absolute);
  const slash = path.endsWith('/') && body !== '' ? '/' : '';
  if (absolute) return `/${body}${slash}`;
  return body === '' ? (path.endsWith('/') ? './' : '.') : body + slash;
}

function join(...parts) {
  for (const part of parts) check(part);
  const joined = parts.filter((part) => part !== '').join('/');
  return joined === '' ? '.' : normalize(joined);
}

function resolve(...parts) {
  let path = '';
  for (let i = parts.length - 1; i >= 0 && !path.startsWith('/'); i--) {
    check(parts[i], `paths[${i}]`);
    if (parts[i] !== '') path = path === '' ? parts[i] : `${parts[i]}/${path}`;
  }
  return `/${normalizeParts(path, true)}`;
}

function withoutTrailingSlashes(path) {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}

function dirname(path) {
  check(path);
  if (path === '') return '.';
  const trimmed = withoutTrailingSlashes(path);
  const slash = trimmed.lastIndexOf('/');
  if (slash < 0) return '.';
  if (slash === 1 && path[0] === '/') return '//';
  return slash === 0 ? '/' : trimmed.slice(0, slash);
}

function basename(path, suffix) {
  check(path);
  const trimmed = withoutTrailingSlashes(path);
  const base =
    trimmed === '/' ? '' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
  return suffix !== undefined && base !== suffix && base.endsWith(suffix)
    ? base.slice(0, -suffix.length)
    : base;
}

function extname(path) {
  const base = basename(path);
  const dot = base.lastIndexOf('.');
  return dot <= 0 || base === '..' ? '' : base.slice(dot);
}

function relative(from, to) {
  const a = resolve(from).split('/').filter(Boolean);
  const b = resolve(to).split('/').filter(Boolean);
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return [...a.slice(same).fill('..'), ...b.slice(same)].join('/');
}

function parse(path) {
  const base = basename(path);
  const ext = extname(path);
  const root = isAbsolute(path) ? '/' : '';
  const dir = path.includes('/') ? dirname(path) : '';
  return {
    root,
    dir,
    base,
    ext,
    name: base.slice(0, base.length - ext.length),
  };
}

function format({ dir, root = '', base, name = '', ext = '' }) {
  const last = base ?? name + ext;
  if (!dir) return root + last;
  return dir === root ? dir + last : `${dir}/${last}`;
}

export const path = {
  sep: '/',
  delimiter: ':',
  isAbsolute,
  normalize,
  join,
  resolve,
  dirname,
  basename,
  extname,
  relative,
  parse,
  format,
  toNamespacedPath: (value) => value,
};
path.posix = path;
path.win32 = { ...win32, posix: path };
path.win32.win32 = path.win32;
