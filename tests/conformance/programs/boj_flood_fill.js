const input = require('fs').readFileSync(process.platform === 'linux' ? '/dev/stdin' : 'input.txt').toString().trim().split('\n');
let [N, ...rest] = input;
N = +N;
const board = rest.slice(0, N).map((l) => l.split('').map(Number));
const visited = Array.from(Array(N), () => Array(N).fill(false));
const dx = [0, 0, 1, -1], dy = [1, -1, 0, 0];
const answer = [];
for (let i = 0; i < N; i++)
  for (let j = 0; j < N; j++)
    if (board[i][j] === 1 && !visited[i][j]) {
      let c = 0;
      const q = [[i, j]];
      visited[i][j] = true;
      while (q.length) {
        const [x, y] = q.shift();
        c++;
        for (let k = 0; k < 4; k++) {
          const nx = x + dx[k], ny = y + dy[k];
          if (nx < 0 || ny < 0 || nx >= N || ny >= N)
            continue;
          if (board[nx][ny] && !visited[nx][ny]) {
            visited[nx][ny] = true;
            q.push([nx, ny]);
          }
        }
      }
      answer.push(c);
    }
console.log(answer.length + '\n' + answer.sort((a, b) => a - b).join('\n'));
console.log(visited, board);
