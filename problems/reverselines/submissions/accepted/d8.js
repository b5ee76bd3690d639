const n = Number(readline());
for (let i = 0; i < n; i++) {
  let reversed = '';
  for (const character of readline()) reversed = character + reversed;
  print(reversed);
}
