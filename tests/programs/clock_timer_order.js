const fired = [];
for (const [name, delay] of [['c', 3], ['a', 1], ['d', 3], ['b', 1]]) setTimeout(() => fired.push(name), delay);
setTimeout(() => console.log(fired.join('') === 'abcd' ? 'ok' : fired), 10);
