var require, module, exports, process;
console.log(typeof require === 'function' && typeof module === 'object' ? 'ok' : '');
