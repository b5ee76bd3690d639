// What fs does to change which files there are. Below the directories that may
// be written it can; elsewhere it says what a system says that forbids it.

import { systemError } from './errors.js';
import { locate, pathText, streamOf } from './file_names.js';
import { checked, volumeOf } from './files.js';
import {
  ObjectKeys,
  StringPrototypeIndexOf,
  StringPrototypeSlice,
} from './primordials.js';

// What nobody may.
const FORBIDDEN = {
  __proto__: null,
  chmodSync: 'chmod',
  symlinkSync: 'symlink',
  utimesSync: 'utime',
};

function makeForbidden() {
  const result = {};
  for (const name of ObjectKeys(FORBIDDEN)) {
    result[name] = (path) => {
      throw systemError('EACCES', FORBIDDEN[name], pathText(path));
    };
  }
  return result;
}

// A name of a stream is none of the volume's, and nobody may change it.
function changeable(path, syscall) {
  if (streamOf(path) === undefined) return locate(path, syscall);
  throw systemError('EACCES', syscall, pathText(path));
}

function makeDirectories(volume) {
  // The first of them that was not there, as Node tells.
  function makeAll(path, name) {
    let first;
    for (let end = 0; end !== name.length; ) {
      const slash = StringPrototypeIndexOf(name, '/', end + 1);
      end = slash < 0 ? name.length : slash;
      const part = StringPrototypeSlice(name, 0, end);
      const found = volume.stat(part);
      if (typeof found !== 'number') {
        if (found[0]) continue;
        throw systemError(
          end === name.length ? 'EEXIST' : 'ENOTDIR',
          'mkdir',
          path,
        );
      }
      checked(volume.makeDirectory(part), 'mkdir', path);
      first ??= part;
    }
    return first;
  }

  return {
    mkdirSync(path, options) {
      const name = changeable(path, 'mkdir');
      if (options?.recursive === true) return makeAll(path, name);
      checked(volume.makeDirectory(name), 'mkdir', path);
      return undefined;
    },
    rmdirSync(path) {
      const name = changeable(path, 'rmdir');
      checked(volume.removeDirectory(name), 'rmdir', path);
    },
  };
}

function makeRemoval(volume) {
  function removeAll(path, name) {
    const entries = volume.list(name);
    if (typeof entries === 'number') {
      checked(volume.unlink(name), 'rm', path);
      return;
    }
    for (let i = 0; i < entries.length; i++)
      removeAll(path, `${name}/${entries[i]}`);
    checked(volume.removeDirectory(name), 'rm', path);
  }

  return {
    unlinkSync(path) {
      checked(volume.unlink(changeable(path, 'unlink')), 'unlink', path);
    },
    rmSync(path, options) {
      const name = changeable(path, 'rm');
      const found = volume.stat(name);
      if (typeof found === 'number') {
        if (options?.force === true) return;
        throw systemError('ENOENT', 'stat', path);
      }
      if (found[0] && options?.recursive !== true)
        throw systemError('EISDIR', 'rm', path);
      removeAll(path, name);
    },
  };
}

export function makeChanges(host, files, reading) {
  const volume = volumeOf(host);
  return {
    ...makeForbidden(),
    ...makeDirectories(volume),
    ...makeRemoval(volume),
    renameSync(from, to) {
      const result = volume.rename(
        changeable(from, 'rename'),
        changeable(to, 'rename'),
      );
      checked(result, 'rename', from, to);
    },
    copyFileSync(from, to) {
      const name = changeable(to, 'copyfile');
      const found = volume.stat(name);
      if (typeof found !== 'number' && !found[2])
        throw systemError('EACCES', 'copyfile', from, to);
      files.writeAll(to, reading.readFileSync(from), 'w');
    },
    truncateSync(path, size) {
      if (typeof path === 'number') return files.truncate(path, size);
      changeable(path, 'open');
      return files.withOpen(path, 'r+', (fd) => files.truncate(fd, size));
    },
    ftruncateSync(fd, size) {
      if (streamOf(fd) !== undefined) throw systemError('EINVAL', 'ftruncate');
      files.truncate(fd, size);
    },
  };
}
