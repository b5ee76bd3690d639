export function then(resolve) {
  resolve(import('./main.js'));
}
import('./main.js');
