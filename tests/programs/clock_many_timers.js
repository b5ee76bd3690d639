let fired = 0;
const handles = [];
for (let i = 0; i < 50000; i++) handles.push(setTimeout(() => fired++, i % 5));
for (let i = 0; i < 50000; i += 2) clearTimeout(handles[i]);
setTimeout(() => console.log(fired === 25000 ? 'ok' : fired), 20);
