const fs = require('fs');
let text;
try {
  text = fs.readFileSync('./input.txt', 'utf8');
} catch (e) {
  console.log(e.code, e.errno, e.syscall, e.path, e.message);
  text = fs.readFileSync('/dev/stdin', 'utf8');
}
console.log(text.trim().split('\n'));
try { fs.statSync('input.txt'); } catch (e) { console.log(e.message); }
console.log(fs.statSync('input.txt', { throwIfNoEntry: false }));
try { fs.accessSync('input.txt'); } catch (e) { console.log(e.message); }
try { fs.openSync('input.txt', 'r'); } catch (e) { console.log(e.message); }
try { fs.readdirSync('nowhere'); } catch (e) { console.log(e.message); }
