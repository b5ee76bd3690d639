for (const key of Reflect.ownKeys(String.prototype)) {
  if (key !== 'length' && key !== 'constructor') delete String.prototype[key];
}
print(readline());
console.log('%s', 1);
