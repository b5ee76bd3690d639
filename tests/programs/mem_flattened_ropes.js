let rope = 'r';
for (let i = 0; i < 26; i++) rope += rope;
const flat = [];
for (let i = 0; i < 40; i++) {
  const text = rope + String.fromCharCode(65 + i);
  text.charCodeAt(1);
  flat.push(text);
}
