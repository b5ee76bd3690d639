const pending = [];
for (;;) pending.push(import('fs'));
export {};
