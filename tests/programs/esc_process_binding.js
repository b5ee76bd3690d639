const doors = ['binding', '_linkedBinding', 'dlopen', 'mainModule', 'kill', 'setuid', 'chdir', 'umask', 'openStdin', '_debugProcess', 'reallyExit', 'send', 'getBuiltinModule'];
const open = doors.filter((name) => {
  try {
    const value = process[name]('fs');
    return value !== undefined;
  } catch {
    return false;
  }
});
console.log(open.length === 0 ? 'ok' : open);
